/*
 * transparency_history - what the log says of one record: which versions were
 * entered, since when, and whether they still say the same.
 *
 * Calls: base, store, job, record_content, transparency_head,
 * transparency_leaf.
 */
#ifndef TRANSPARENCY_HISTORY_H
#define TRANSPARENCY_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/job.h"
#include "domain/transparency_leaf.h"

#define TRANSPARENCY_HISTORY	1000	/* entries of a record at most */

/* What a version says today. */
enum transparency_now {
	TRANSPARENCY_NOW_SAME,		/* what was entered */
	TRANSPARENCY_NOW_OTHER,		/* something else */
	TRANSPARENCY_NOW_GONE,		/* it is not there */
	TRANSPARENCY_NOW_ERASED		/* an erasure took it out */
};

/* An entry about a version. */
struct transparency_past {
	int64_t			 version;	/* which */
	enum transparency_action action;	/* what happened to it */
	int64_t			 at;		/* when, milliseconds */
	int64_t			 since;		/* moment of the first signed
						   head that holds it; 0: none
						   does yet */
	enum transparency_now	 now;		/* what it says today */
};

/* All of a record, the oldest first; in a transaction. */
enum err transparency_history(struct job *job, int64_t record,
	    struct transparency_past **ret, size_t *ret_n);

#endif
