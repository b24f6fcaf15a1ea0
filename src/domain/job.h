/*
 * job - everything the program does is a job; it is handed in first.
 *
 * One arena, one clock, one list of words, one fault, one actor, one
 * transaction.  There is no other state.
 *
 * Calls: base, store.
 */
#ifndef JOB_H
#define JOB_H

#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "base/word.h"
#include "store/db.h"

struct actor;
struct errand_kept;
struct store;

struct job {
	struct arena		*arena;	/* lives as long as the job */
	const struct words	*words;	/* of the reader's language */
	day			 today;	/* the legal day, in Beijing */
	int64_t			 now;	/* milliseconds since 1970, UTC */
	struct fault		*fault;	/* what failed, if anything */
	struct store		*store;	/* what it works on; NULL for none */
	struct db		*db;	/* its transaction, inside job_run */
	enum db_mode		 mode;	/* of that transaction */
	bool			 dated;	/* ... and `written' is known: */
	int64_t			 written; /* its health_written */
	struct errand_kept	*kept;	/* errands of a reading job, until
					   its end */
	const struct actor	*actor;	/* who; NULL for the machine itself */
};

/* What a job does in its transaction; run again from the start on ERR_BUSY,
   so it touches nothing but the job and `context'. */
typedef enum err job_body(struct job *job, void *context);

/*
 * Run the body in a transaction of the job's store and commit it; on any
 * error nothing of it stays.  The scope is the actor's: all bodies on which a
 * grant holds today, or everything for the machine itself.  A job that is
 * busy is tried up to three times more, after a short random wait.  Errands
 * that a reading job left are put in a writing transaction behind it; if that
 * fails the job has failed.
 */
enum err job_read(struct job *job, job_body *body, void *context);
enum err job_write(struct job *job, job_body *body, void *context);

/* From here on the body of a reading job acts as another, NULL for the machine
   itself, and sees what he sees. */
void	 job_act_as(struct job *job, const struct actor *actor);

#endif
