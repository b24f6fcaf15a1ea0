#include <stdlib.h>

#include "base/arena.h"
#include "domain/errand.h"
#include "store/store.h"
#include "woven/sql.h"

#define FIRST_WAIT	(60 * INT64_C(1000))		/* milliseconds */
#define LONGEST_WAIT	(6 * 3600 * INT64_C(1000))
#define ERRAND_BYTES	((size_t)1 << 30)	/* memory of one errand */

/* An errand under our lease. */
struct taken {
	const struct errand *const	*index;	/* of those that are known */
	size_t				 count;
	struct sql_errand_take_row	 row;
	int64_t				 owner;	/* we, this time */
	const struct errand		*errand; /* NULL: nobody knows it */
	str				 argument; /* of `run' */
	bool				 lost;	/* the lease went to another */
};

int64_t
errand_wait(int tries, uint32_t random)
{
	int64_t	wait = FIRST_WAIT;

	for (int i = 1; i < tries && wait < LONGEST_WAIT; i++)
		wait *= 2;
	if (wait > LONGEST_WAIT)
		wait = LONGEST_WAIT;
	return wait - wait / 4 + (int64_t)random % (wait / 2 + 1);
}

static const struct errand *
named(const struct taken *taken, str name)
{
	for (size_t i = 0; i < taken->count; i++)
		if (str_is(name, taken->index[i]->name))
			return taken->index[i];
	return NULL;
}

static enum err
count_due(struct job *job, void *context)
{
	return sql_errand_waiting(job->db, job->now, context);
}

static enum err
take(struct job *job, void *context)
{
	struct taken	*taken = context;
	enum err	 e;

	taken->owner = store_id(job->store);
	e = sql_errand_bury(job->db, job->now, ERRAND_TRIES);
	if (e != OK)
		return e;
	return sql_errand_take(job->db, job->now, taken->owner,
	    job->now + ERRAND_LEASE, ERRAND_TRIES, &taken->row);
}

/*
 * Drop it first: whoever puts one of the same name meanwhile waits for our
 * end, and then puts a new one.
 */
static enum err
finish(struct job *job, void *context)
{
	struct taken			*taken = context;
	struct sql_errand_drop_row	 row;
	enum err			 e;

	taken->lost = false;
	e = sql_errand_drop(job->db, taken->row.id, taken->owner, &row);
	if (e == ERR_NOT_FOUND) {
		taken->lost = true;
		return OK;
	}
	return e == OK ? taken->errand->run(job, taken->argument) : e;
}

static enum err
perform(struct job *job, struct taken *taken)
{
	enum err	e = OK;

	taken->errand = named(taken, taken->row.name);
	if (taken->errand == NULL)
		return FAIL(job->fault, ERR_NOT_FOUND, "errand.unknown",
		    taken->row.name);
	taken->argument = taken->row.argument;
	if (taken->errand->outside != NULL)
		e = taken->errand->outside(job, taken->row.argument,
		    &taken->argument);
	return e == OK ? job_write(job, finish, taken) : e;
}

/* An errand that failed. */
struct failing {
	const struct taken	*taken;
	const struct fault	*why;	/* what failed */
};

/* Keep what failed, and when it is tried again, if at all. */
static enum err
put_back(struct job *job, void *context)
{
	const struct failing	*failing = context;
	const struct taken	*taken = failing->taken;
	int			 tries = (int)taken->row.tries;
	bool			 dead = tries >= ERRAND_TRIES;

	return sql_errand_fail(job->db, taken->row.id, taken->owner,
	    dead ? S("dead") : S("waiting"),
	    job->now + errand_wait(tries, arc4random()),
	    word_fault(job->arena, job->words, failing->why));
}

/* Take one and do it as a job of its own.  ERR_NOT_FOUND: nothing is due. */
static enum err
run_one(const struct job *job, struct arena *arena, struct taken *taken,
    bool *ret_well)
{
	struct fault	fault = { .code = OK };
	struct failing	failing = { taken, &fault };
	struct job	own = *job;
	enum err	e;

	own.arena = arena;
	own.actor = NULL;
	e = job_write(&own, take, taken);
	if (e != OK)
		return e;
	own.fault = &fault;
	*ret_well = perform(&own, taken) == OK;
	if (*ret_well)
		return OK;
	own.fault = job->fault;
	return job_write(&own, put_back, &failing);
}

enum err
errand_run_among(struct job *job, const struct errand *const *index,
    size_t count, int limit, int *ret_done, int *ret_failed)
{
	struct sql_errand_waiting_row	 waiting;
	struct taken			 taken = { .index = index,
					     .count = count };
	struct arena			*arena;
	bool				 well;
	enum err			 e;

	*ret_done = *ret_failed = 0;
	e = job_read(job, count_due, &waiting);
	if (e != OK || waiting.n == 0)
		return e;
	arena = arena_new(ERRAND_BYTES);
	for (int i = 0; e == OK && i < limit; i++) {
		e = run_one(job, arena, &taken, &well);
		if (e == OK && !taken.lost)
			*(well ? ret_done : ret_failed) += 1;
		arena_reset(arena);
	}
	arena_free(arena);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
errand_run_due(struct job *job, int limit, int *ret_done, int *ret_failed)
{
	return errand_run_among(job, errand_index, errand_count, limit,
	    ret_done, ret_failed);
}
