#include "web/watch.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "domain/health.h"
#include "domain/job.h"
#include "store/store.h"
#include "web/cache.h"

#define STORE_BYTES	((size_t)64 << 20)	/* of its connections */
#define JOB_BYTES	((size_t)16 << 20)
#define PAUSE		200	/* milliseconds between two questions */

struct watch {
	struct arena	*arena;		/* of the thread */
	struct arena	*job_arena;	/* of each question */
	struct store	*store;
	struct cache	*cache;
	atomic_bool	 reaches;
	atomic_uint	 losses;
	atomic_bool	 ends;
	pthread_t	 thread;
};

static enum err
ask(struct job *job, void *context)
{
	return health_written(job, context);
}

static void
look(struct watch *watch)
{
	struct fault	fault = { .code = OK };
	struct job	job = { .arena = watch->job_arena, .fault = &fault,
			    .store = watch->store };
	int64_t		state = 0;
	enum err	e = job_read(&job, ask, &state);

	if (e == OK) {
		cache_tell(watch->cache, state);
		atomic_store(&watch->reaches, true);
	} else if (e != ERR_BUSY) {
		if (atomic_exchange(&watch->reaches, false))
			(void)atomic_fetch_add(&watch->losses, 1);
		fault_clear(&fault);
		(void)store_again(watch->store, &fault);
	}
	arena_reset(watch->job_arena);
}

static void *
run(void *context)
{
	struct watch	*watch = context;

	while (!atomic_load(&watch->ends)) {
		look(watch);
		(void)poll(NULL, 0, PAUSE);
	}
	return NULL;
}

enum err
watch_new(struct arena *arena, const struct store *store,
    struct cache *cache, struct watch **ret, struct fault *fault)
{
	struct watch	*watch = arena_alloc(arena, sizeof *watch);
	enum err	 e;

	watch->arena = arena_new(STORE_BYTES);
	watch->job_arena = arena_new(JOB_BYTES);
	watch->cache = cache;
	atomic_store(&watch->reaches, true);
	e = store_fork(watch->arena, store, &watch->store, fault);
	if (e == OK && pthread_create(&watch->thread, NULL, run, watch) != 0)
		e = FAIL(fault, ERR_STORE, "web.no_thread");
	if (e == OK) {
		*ret = watch;
		return OK;
	}
	arena_free(watch->job_arena);
	arena_free(watch->arena);
	return e;
}

bool
watch_reaches(const struct watch *watch)
{
	return atomic_load(&watch->reaches);
}

unsigned
watch_losses(const struct watch *watch)
{
	return atomic_load(&watch->losses);
}

void
watch_stop(struct watch *watch)
{
	atomic_store(&watch->ends, true);
	(void)pthread_join(watch->thread, NULL);
	arena_free(watch->job_arena);
	arena_free(watch->arena);
}
