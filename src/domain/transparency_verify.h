/*
 * transparency_verify - the whole log against its leaves, its kept nodes, its
 * heads and what the records say now.
 *
 * It finds what somebody changed who did not write the whole log anew; who
 * did is found out by a head that another one kept (transparency_head_check).
 *
 * Calls: base, store, job, record_content, transparency.
 */
#ifndef TRANSPARENCY_VERIFY_H
#define TRANSPARENCY_VERIFY_H

#include <stdint.h>

#include "base/err.h"
#include "domain/job.h"

/* What was found. */
struct transparency_state {
	int64_t	leaves;		/* that fit, up to the first that does not */
	int64_t	waiting;	/* without a place */
	int64_t	erased;		/* of which an erasure took the salt */
	int64_t	heads;		/* that hold */
	int64_t	broken;		/* place of the first leaf that does not fit,
				   from 0; -1: none */
	int64_t	record;		/* whose version that is; 0: not known */
	int64_t	version;	/* which */
	const char *how;	/* key of words/ that says how; NULL: whole */
};

/* Walk it in a reading transaction, in bounded memory. */
enum err transparency_verify(struct job *job,
	    struct transparency_state *ret);

#endif
