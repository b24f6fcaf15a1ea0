/*
 * watch - a thread that asks the store a few times a second: are you there,
 * and did anything change?
 *
 * The page cache is told of every change.  When the store is lost, those who
 * have a connection see by watch_losses that theirs is dead, and connect anew
 * when it is back.
 *
 * Calls: base, domain, store, cache.
 */
#ifndef WATCH_H
#define WATCH_H

#include <stdbool.h>

#include "base/err.h"

struct arena;
struct cache;
struct store;
struct watch;

/* Start it, with a connection of its own. */
enum err watch_new(struct arena *arena, const struct store *store,
	    struct cache *cache, struct watch **ret, struct fault *fault);

/* The store answers. */
bool	 watch_reaches(const struct watch *watch);

/* How often it was lost so far. */
unsigned watch_losses(const struct watch *watch);

/* End the thread. */
void	 watch_stop(struct watch *watch);

#endif
