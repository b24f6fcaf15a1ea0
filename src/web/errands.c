#include "web/errands.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "domain/errand.h"
#include "domain/health.h"
#include "domain/job.h"
#include "domain/journal.h"
#include "domain/recount.h"
#include "domain/transparency.h"
#include "office/spool.h"
#include "store/search.h"
#include "store/store.h"
#include "web/dial.h"
#include "web/meter.h"
#include "web/watch.h"

#define STORE_BYTES	((size_t)64 << 20)	/* of its connection */
#define JOB_BYTES	((size_t)256 << 20)
#define SECOND		1000
#define STEP		100	/* milliseconds between looks at the end */
#define AT_ONCE		100	/* errands between two looks at the rest */
#define SETTLE		30	/* seconds between two looks at the index */
#define SWEEP_SPOOL	300	/* ... at what was kept aside for a while */

struct errands {
	struct arena		*arena;		/* of the thread */
	struct arena		*job_arena;	/* of each job */
	struct store		*store;
	const struct watch	*watch;		/* of the store */
	unsigned		 losses;	/* of it, as known here */
	struct dial		*dial;
	struct meter		*meter;
	const struct words	*words;
	bool			 looked; /* at the calendar */
	atomic_bool		 ends;
	pthread_t		 thread;
};

static void
set_clock(const struct errands *errands, struct job *job)
{
	job->now = dial_now(errands->dial);
	job->today = day_of_moment(job->now);
}

static enum err
look(struct job *job, void *context)
{
	return health_look(job, job->now, context);
}

/* Chain what waits; a look before keeps an idle office from writing. */
static void
chain(struct job *job)
{
	struct health	health = { 0 };
	int64_t		chained;

	if (job_read(job, look, &health) == OK && health.tail > 0)
		(void)journal_chain_all(job, &chained);
}

static void
run_due(struct errands *errands, struct job *job)
{
	int	done = 1, failed = 0;

	for (int i = 0; i < AT_ONCE && done + failed > 0 &&
	    !atomic_load(&errands->ends); i++) {
		set_clock(errands, job);
		if (errand_run_due(job, 1, &done, &failed) != OK)
			return;
		meter_add(errands->meter, METER_ERRANDS,
		    (unsigned long)done);
		meter_add(errands->meter, METER_ERRANDS_FAILED,
		    (unsigned long)failed);
	}
}

static enum err
settle_step(struct job *job, void *context)
{
	return search_settle(job->db, context);
}

static void
settle(struct errands *errands, struct job *job)
{
	bool	done = true;

	while (done && !atomic_load(&errands->ends))
		if (job_write(job, settle_step, &done) != OK)
			return;
}

/* The store answers, and the connection was not lost. */
static bool
connected(struct errands *errands)
{
	unsigned	losses = watch_losses(errands->watch);

	if (!watch_reaches(errands->watch) || (errands->losses != losses &&
	    store_again(errands->store, NULL) != OK))
		return false;
	errands->losses = losses;
	return true;
}

static void
work(struct errands *errands, struct job *job, int second)
{
	int64_t	placed;

	errands->looked = errands->looked || recount_look(job) == OK;
	fault_clear(job->fault);
	run_due(errands, job);
	fault_clear(job->fault);
	chain(job);
	fault_clear(job->fault);
	(void)transparency_sequence_all(job, &placed);
	fault_clear(job->fault);
	if (second % SETTLE == 0)
		settle(errands, job);
	fault_clear(job->fault);
	if (second % SWEEP_SPOOL == 0)
		spool_sweep(job);
	fault_clear(job->fault);
	arena_reset(errands->job_arena);
}

/* What fails is tried again the next second: the store says so to whoever
   asks /readyz, and errands keep what failed last. */
static void *
run(void *context)
{
	struct errands	*errands = context;
	struct fault	 fault = { .code = OK };
	struct job	 job = { .arena = errands->job_arena,
			    .words = errands->words, .fault = &fault,
			    .store = errands->store };

	for (int second = 0; !atomic_load(&errands->ends); second++) {
		set_clock(errands, &job);
		if (connected(errands))
			work(errands, &job, second);
		for (int i = 0; i < SECOND && !atomic_load(&errands->ends);
		    i += STEP)
			(void)poll(NULL, 0, STEP);
	}
	return NULL;
}

enum err
errands_new(struct arena *arena, const struct store *store,
    const struct watch *watch, struct dial *dial, struct meter *meter,
    const struct words *words, struct errands **ret, struct fault *fault)
{
	struct errands	*errands = arena_alloc(arena, sizeof *errands);
	enum err	 e;

	errands->arena = arena_new(STORE_BYTES);
	errands->job_arena = arena_new(JOB_BYTES);
	errands->watch = watch;
	errands->dial = dial;
	errands->meter = meter;
	errands->words = words;
	e = store_fork(errands->arena, store, &errands->store, fault);
	if (e == OK && pthread_create(&errands->thread, NULL, run,
	    errands) != 0)
		e = FAIL(fault, ERR_STORE, "web.no_thread");
	if (e == OK) {
		*ret = errands;
		return OK;
	}
	arena_free(errands->job_arena);
	arena_free(errands->arena);
	return e;
}

void
errands_stop(struct errands *errands)
{
	atomic_store(&errands->ends, true);
	(void)pthread_join(errands->thread, NULL);
	arena_free(errands->job_arena);
	arena_free(errands->arena);
}
