/*
 * serve - the supervisor: it owns the listening socket and the workers.
 *
 * A worker that dies is replaced, after a pause that grows if it dies again
 * and again.  SIGHUP replaces all of them one by one, each new one serving
 * before the old one takes no more connections; as they share the socket, no
 * request is lost.  SIGTERM ends them when they have finished what runs.
 *
 * Calls: base, listen, meter, worker.
 */
#ifndef SERVE_H
#define SERVE_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct settings;
struct words;

#define SERVE_WORKERS	64	/* at most */

struct serve_plan {
	const char		*dir;		/* the data folder */
	const char		*clock;		/* file of dial_new, or NULL */
	const char		*listen;	/* see listen_open */
	const struct settings	*settings;	/* of the folder */
	const struct words	*words;		/* for the administrator */
	unsigned		 workers;	/* how many */
};

/*
 * Serve until SIGTERM or SIGINT.  Prints the address as a line of its own
 * when all workers serve.  ERR_STORE "web.not_started" where the first ones
 * do not: they have said why.
 */
enum err serve_run(struct arena *arena, const struct serve_plan *plan,
	    struct fault *fault);

#endif
