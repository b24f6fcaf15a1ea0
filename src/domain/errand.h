/*
 * errand - work that is left for later, and done at least once.
 *
 * An errand is put in the transaction that makes it necessary, so both
 * happen or neither.  A runner takes it under a lease; one that fails is
 * tried again after a growing wait; one that failed ERRAND_TRIES times is a
 * dead letter that people see and may let wait again.  What it does to the
 * store happens in one transaction with its end, so once; what it does
 * outside may happen twice.
 *
 * Calls: base, store, job, journal.
 */
#ifndef ERRAND_H
#define ERRAND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define ERRAND_TRIES	10
#define ERRAND_LEASE	300000			/* milliseconds */
#define ERRAND_ARGUMENT	((size_t)64 << 10)	/* bytes */

/* ERRAND(name, fields) followed by the body; the build gathers them. */
struct errand {
	const char	*name;		/* "journal_seen" */
	const char	*about;		/* key of the words that say what it
					   does */
	/* What it does outside of the store, before and in no transaction;
	   may be NULL.  What it gives is the argument of `run'. */
	enum err	(*outside)(struct job *job, str argument, str *ret);
	/* Runs in a writing transaction of its own as the machine itself;
	   `argument' is JSON and holds nothing personal. */
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
 * as long as one of that name waits, another is not put.  Those who put one
 * of the same name wait for each other's end.  A reading job keeps its
 * errands and job_read puts them behind its end.
 */
enum err errand_put(struct job *job, const char *name, str argument,
	    str once);

/* The same for a moment to come (milliseconds since 1970, UTC). */
enum err errand_put_at(struct job *job, const char *name, str argument,
	    str once, int64_t due);

/* An argument that is the id of something, {"id":"12"}; and back. */
str	 errand_id(struct arena *arena, int64_t id);
enum err errand_id_read(struct job *job, str argument, int64_t *ret);

/*
 * Do what is due at job->now, at most `limit' errands; how many went well
 * and not.  Call it outside of a transaction, with a fresh job->now each
 * time: a lease is counted from there.  Several may run at once.
 */
enum err errand_run_due(struct job *job, int limit, int *ret_done,
	    int *ret_failed);

/* The same for errands of another index: tests have their own. */
enum err errand_run_among(struct job *job, const struct errand *const *index,
	    size_t count, int limit, int *ret_done, int *ret_failed);

/* Milliseconds until the next try behind the `tries'th: a minute, doubled
   up to six hours, and by `random' up to a quarter more or less. */
int64_t	 errand_wait(int tries, uint32_t random);

/* An errand that waits or is a dead letter, as people see it. */
struct errand_letter {
	int64_t	id;		/* its number */
	str	name;		/* of the errand */
	str	argument;	/* JSON */
	bool	dead;		/* it is not tried any more */
	int64_t	due;		/* when it is tried next */
	int	tries;		/* how often it was */
	int64_t	lease;		/* until when a runner is at it; 0: none */
	str	failure;	/* what failed last; may be empty */
	int64_t	left;		/* when it was put */
};

/* At most `limit' behind the id `after', in the order they were put. */
enum err errand_list(struct job *job, int64_t after, int limit,
	    struct errand_letter **ret, size_t *ret_n);

/* Let a dead letter wait again, or all of them (0); how many.  ERR_NOT_FOUND
   if there is no such dead letter. */
enum err errand_retry(struct job *job, int64_t id, int *ret_n);

/* Put what a reading job kept; job_read calls it in a writing transaction. */
enum err errand_put_kept(struct job *job);

#endif
