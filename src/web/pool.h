/*
 * pool - threads that do what the event loop must not wait for.
 *
 * Each has a connection to the store and an arena of its own; the arena is
 * reset behind each piece of work.  The queue is bounded: who comes when it is
 * full is told so at once.
 *
 * Calls: base, store, door.
 */
#ifndef POOL_H
#define POOL_H

#include <stdbool.h>

#include "base/err.h"

struct arena;
struct door;
struct door_thread;
struct pool;
struct store;

/* What the threads do with what was put. */
typedef void pool_work(void *context, void *what, struct door_thread *thread);

struct pool_plan {
	const struct door	*door;		/* for door_answer */
	const struct store	*store;		/* forked for each thread */
	unsigned		 threads;	/* how many */
	unsigned		 queue;		/* may wait for one */
	pool_work		*work;
	void			*context;	/* handed to `work' */
};

/* Start the threads; all of them are connected when this returns OK. */
enum err pool_new(struct arena *arena, const struct pool_plan *plan,
	    struct pool **ret, struct fault *fault);

/* Leave something to do; false: the queue is full. */
bool	 pool_put(struct pool *pool, void *what);

/* How many wait for a thread. */
unsigned pool_waiting(struct pool *pool);

/* Do what waits, then end the threads. */
void	 pool_stop(struct pool *pool);

#endif
