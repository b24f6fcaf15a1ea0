/*
 * worker - one process of the server, from its start to its end.
 *
 * The main thread waits for signals; beside the event loop and the pool run a
 * thread that ends connections that are late and writes the log, one that
 * asks the store what changed, and one that chains the journal and does
 * errands.
 *
 * Calls: base, domain, store, cache, dial, door, guard, http_mhd, log, meter,
 * pool, proxy, site, static.
 */
#ifndef WORKER_H
#define WORKER_H

struct meter;
struct words;

struct worker_plan {
	const char		*dir;		/* the data folder */
	const char		*clock;		/* file of dial_new, or NULL */
	const struct words	*words;		/* for the administrator */
	int			 listener;	/* the socket, of all workers */
	int			 metrics;	/* that of /metrics; -1: none */
	int			 ready;		/* a byte goes here when it
						   serves; its other end
						   closed: stop */
	struct meter		*meter;		/* shared by all workers */
};

/* Serve until SIGTERM; the exit status. */
int	 worker_run(const struct worker_plan *plan);

#endif
