/*
 * site - what a worker answers from memory, and what it hands to the door.
 *
 * Between the event loop (http_mhd), the page cache, the static files, the
 * pool and the door: the calls of the one and the work of the other.
 *
 * Calls: base, store, cache, door, http_mhd, log, meter, pool, static, watch.
 */
#ifndef SITE_H
#define SITE_H

#include "base/err.h"
#include "web/http_mhd.h"
#include "web/pool.h"

struct arena;
struct cache;
struct door;
struct log;
struct meter;
struct statics;
struct watch;
struct words;

struct site {
	const struct words	*words;		/* of what is refused here */
	const struct door	*door;		/* answers the rest */
	struct pool		*pool;		/* where it is asked */
	struct cache		*cache;		/* pages */
	struct statics		*statics;	/* static/ */
	struct watch		*watch;		/* of the store */
	struct log		*log;		/* of requests */
	struct meter		*meter;		/* counts of all workers */
};

/* What http_mhd calls; its site is a struct site. */
extern const struct http_mhd_calls	site_calls;

/* The work of the pool; its context is a struct site. */
void	 site_work(void *context, void *what, struct door_thread *thread);

#endif
