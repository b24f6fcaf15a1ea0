#include "domain/job.h"

#include <assert.h>
#include <sys/random.h>
#include <time.h>

#include "domain/errand.h"
#include "domain/person.h"
#include "store/id.h"
#include "store/store.h"

#define TRIES		4
#define WAIT_US		20000	/* at most, before the second try */

static const int64_t	everything[] = { DB_EVERYTHING };

/* Whose rows the actor sees. */
static struct db_scope
scope_of(const struct job *job)
{
	const struct actor	*actor = job->actor;
	int64_t			*agency;

	if (actor == NULL)
		return (struct db_scope){ everything, 1 };
	agency = arena_array(job->arena, actor->grants, sizeof *agency);
	for (size_t i = 0; i < actor->grants; i++)
		agency[i] = actor->grant[i].agency;
	return (struct db_scope){ agency, actor->grants };
}

void
job_act_as(struct job *job, const struct actor *actor)
{
	job->actor = actor;
	db_rescope(job->db, scope_of(job));
}

static enum err
run_once(struct job *job, enum db_mode mode, struct db_scope scope,
    job_body *body, void *context)
{
	struct db	*db = job->store->db;
	struct ids	*ids = job->store->ids;
	enum err	 e = OK;

	if (mode == DB_WRITE)
		e = ids_hold(ids, db, job->fault);
	if (e == OK)
		e = db_begin(db, mode, scope, job->arena, job->fault);
	if (e != OK)
		return e;
	job->db = db;
	job->mode = mode;
	job->dated = false;
	if (mode == DB_READ)
		job->kept = NULL;
	e = body(job, context);
	if (e == OK && mode == DB_WRITE && !ids_within(ids))
		e = FAIL(job->fault, ERR_BUSY, "store.busy");
	if (e == OK)
		e = db_commit(db);
	db_rollback(db);
	job->db = NULL;
	return e;
}

/* Up to 20 ms before the second try, 40 before the third. */
static void
wait(int tried)
{
	unsigned	random = 0;
	struct timespec	nap = { 0 };

	if (getrandom(&random, sizeof random, 0) < 0)
		random = WAIT_US / 2;
	nap.tv_nsec = (long)(random % (WAIT_US * (unsigned)tried)) * 1000;
	(void)nanosleep(&nap, NULL);
}

static enum err
run(struct job *job, enum db_mode mode, job_body *body, void *context)
{
	struct db_scope	scope = scope_of(job);
	enum err	e;

	assert(job->store != NULL && job->db == NULL);
	e = run_once(job, mode, scope, body, context);
	for (int tried = 1; e == ERR_BUSY && tried < TRIES; tried++) {
		wait(tried);
		fault_clear(job->fault);
		e = run_once(job, mode, scope, body, context);
	}
	return e;
}

static enum err
put_kept(struct job *job, void *context)
{
	(void)context;
	return errand_put_kept(job);
}

enum err
job_read(struct job *job, job_body *body, void *context)
{
	enum err	e = run(job, DB_READ, body, context);

	if (e == OK && job->kept != NULL)
		e = run(job, DB_WRITE, put_kept, NULL);
	job->kept = NULL;
	return e;
}

enum err
job_write(struct job *job, job_body *body, void *context)
{
	return run(job, DB_WRITE, body, context);
}
