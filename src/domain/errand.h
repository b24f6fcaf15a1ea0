/*
 * errand - work that is left for later, and done at least once.
 *
 * An errand is put in the transaction that makes it necessary, so both
 * happen or neither.  A runner takes it under a lease; one that fails is
 * tried again after a growing wait; one that failed ERRAND_TRIES times is a
 * dead letter that people see.  Its body is idempotent: it may run twice.
 *
 * Calls: base, store, job.
 */
#ifndef ERRAND_H
#define ERRAND_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define ERRAND_TRIES	10

/* ERRAND(name) followed by the body; the build gathers them. */
struct errand {
	const char	*name;		/* "journal.seen" */
	/* Runs in a writing transaction of its own; `argument' is JSON. */
	enum err	(*run)(struct job *job, str argument);
};

#define ERRAND(name_, ...) \
	static enum err errand_run_##name_(struct job *job, str argument); \
	const struct errand errand_##name_ = { .name = #name_, \
	    __VA_ARGS__, .run = errand_run_##name_ }; \
	static enum err errand_run_##name_

extern const struct errand *const errand_index[];
extern const size_t errand_count;

/*
 * Leave an errand in the job's transaction.  `once' (may be empty) names it:
 * as long as one of that name waits, another is not put.  A reading job keeps
 * its errands and job_read puts them behind its end.
 */
enum err errand_put(struct job *job, const char *name, str argument,
	    str once);

/* Do what is due now, at most `limit' errands; how many went well and not. */
enum err errand_run_due(struct job *job, int limit, int *ret_done,
	    int *ret_failed);

#endif
