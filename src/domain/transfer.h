/*
 * transfer - how far an import has come, so that it can go on.
 *
 * Calls: base, store, job.
 */
#ifndef TRANSFER_H
#define TRANSFER_H

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct transfer {
	int64_t	id;	/* of its row */
	int64_t	done;	/* steps */
};

/* The one of a kind and source that has not come to its end, or a new one. */
enum err transfer_begin(struct job *job, str kind, str source,
	    struct transfer *ret);

/* So many steps are done, in the transaction that did them. */
enum err transfer_done(struct job *job, const struct transfer *transfer,
	    int64_t done);

/* It came to its end. */
enum err transfer_end(struct job *job, const struct transfer *transfer);

#endif
