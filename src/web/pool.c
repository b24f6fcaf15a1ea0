#include "web/pool.h"

#include <pthread.h>

#include "base/arena.h"
#include "domain/recall.h"
#include "store/store.h"
#include "web/door.h"

#define THREAD_BYTES	((size_t)64 << 20)	/* of its store and rules */
#define WORK_BYTES	((size_t)256 << 20)	/* of one piece of work */

struct thread {
	struct pool		*pool;
	struct arena		*arena;	/* of the thread's whole life */
	struct door_thread	 door;
	pthread_t		 id;
	bool			 runs;
};

struct pool {
	struct pool_plan	 plan;
	pthread_mutex_t		 lock;
	pthread_cond_t		 come;	/* something was put, or the end */
	void			**queue; /* a ring */
	unsigned		 first, waiting;
	bool			 ends;
	struct thread		*thread;
};

/* What comes next; NULL at the end. */
static void *
take(struct pool *pool)
{
	void	*what = NULL;

	(void)pthread_mutex_lock(&pool->lock);
	while (pool->waiting == 0 && !pool->ends)
		(void)pthread_cond_wait(&pool->come, &pool->lock);
	if (pool->waiting > 0) {
		what = pool->queue[pool->first];
		pool->first = (pool->first + 1) % pool->plan.queue;
		pool->waiting--;
	}
	(void)pthread_mutex_unlock(&pool->lock);
	return what;
}

static void *
work(void *context)
{
	struct thread	*thread = context;
	struct pool	*pool = thread->pool;
	void		*what;

	while ((what = take(pool)) != NULL) {
		pool->plan.work(pool->plan.context, what, &thread->door);
		arena_reset(thread->door.arena);
		recall_tidy(thread->door.store->recall);
	}
	return NULL;
}

static enum err
start(struct pool *pool, struct thread *thread, struct fault *fault)
{
	enum err	e;

	thread->pool = pool;
	thread->arena = arena_new(THREAD_BYTES);
	thread->door.door = pool->plan.door;
	thread->door.arena = arena_new(WORK_BYTES);
	e = store_fork(thread->arena, pool->plan.store, &thread->door.store,
	    fault);
	if (e != OK)
		return e;
	thread->door.store->recall = recall_new(thread->arena);
	if (pthread_create(&thread->id, NULL, work, thread) != 0)
		return FAIL(fault, ERR_STORE, "web.no_thread");
	thread->runs = true;
	return OK;
}

enum err
pool_new(struct arena *arena, const struct pool_plan *plan,
    struct pool **ret, struct fault *fault)
{
	struct pool	*pool = arena_alloc(arena, sizeof *pool);
	enum err	 e = OK;

	pool->plan = *plan;
	pool->queue = arena_array(arena, plan->queue, sizeof(void *));
	pool->thread = arena_array(arena, plan->threads, sizeof *pool->thread);
	(void)pthread_mutex_init(&pool->lock, NULL);
	(void)pthread_cond_init(&pool->come, NULL);
	for (unsigned i = 0; e == OK && i < plan->threads; i++)
		e = start(pool, &pool->thread[i], fault);
	*ret = pool;
	if (e != OK)
		pool_stop(pool);
	return e;
}

bool
pool_put(struct pool *pool, void *what)
{
	bool	room;

	(void)pthread_mutex_lock(&pool->lock);
	room = pool->waiting < pool->plan.queue && !pool->ends;
	if (room) {
		pool->queue[(pool->first + pool->waiting) % pool->plan.queue] =
		    what;
		pool->waiting++;
		(void)pthread_cond_signal(&pool->come);
	}
	(void)pthread_mutex_unlock(&pool->lock);
	return room;
}

unsigned
pool_waiting(struct pool *pool)
{
	unsigned	n;

	(void)pthread_mutex_lock(&pool->lock);
	n = pool->waiting;
	(void)pthread_mutex_unlock(&pool->lock);
	return n;
}

void
pool_stop(struct pool *pool)
{
	(void)pthread_mutex_lock(&pool->lock);
	pool->ends = true;
	(void)pthread_cond_broadcast(&pool->come);
	(void)pthread_mutex_unlock(&pool->lock);
	for (unsigned i = 0; i < pool->plan.threads; i++) {
		struct thread	*thread = &pool->thread[i];

		if (thread->runs)
			(void)pthread_join(thread->id, NULL);
		thread->runs = false;
		if (thread->arena == NULL)
			continue;
		arena_free(thread->door.arena);
		arena_free(thread->arena);
		thread->arena = NULL;
	}
}
