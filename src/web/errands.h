/*
 * errands - what a worker does beside answering: a thread that chains the
 * journal, does the errands that are due and settles the search index.
 *
 * Every worker has one; the store sees to it that no two do the same.
 *
 * Calls: base, domain, store, dial, meter, watch.
 */
#ifndef ERRANDS_H
#define ERRANDS_H

#include "base/err.h"

struct arena;
struct dial;
struct errands;
struct meter;
struct store;
struct watch;
struct words;

/* Start it, with a connection of its own. */
enum err errands_new(struct arena *arena, const struct store *store,
	    const struct watch *watch, struct dial *dial, struct meter *meter,
	    const struct words *words, struct errands **ret,
	    struct fault *fault);

/* Let it finish the errand that it is at, and end it. */
void	 errands_stop(struct errands *errands);

#endif
