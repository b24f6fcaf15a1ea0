/*
 * door - from a request to its reply, on a thread of the pool.
 *
 * Finds the route; the session, its token and its person; asks for the need;
 * holds a request that changes something to our own origin and to the token of
 * its form; limits what one client or account may ask; reads the fields; runs
 * the handler in its job; turns a fault into a page or into Problem Details.
 *
 * Calls: base, domain, input, response, route.
 */
#ifndef DOOR_H
#define DOOR_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "web/http.h"

struct arena;
struct store;
struct words;

/* What is the same for all requests of a process; made once, read by all
   threads. */
struct door;

/* What is a thread's own. */
struct door_thread {
	const struct door	*door;
	struct store		*store;	/* its connection */
	struct arena		*arena;	/* reset behind each request */
	unsigned		 losses; /* of the store, when it connected:
					    see watch */
};

/* The store is open; words of both languages are loaded here. */
enum err door_new(struct arena *arena, struct store *store,
	    struct door **ret, struct fault *fault);

/* How many bytes the body of such a request may have; the target is as it
   came, with its query.  It waits for nothing. */
size_t	 door_body_limit(const struct door *door, str method, str target);

/* Answer a request; whatever goes wrong is a reply too. */
void	 door_answer(struct door_thread *thread,
	    const struct http_request *request, struct http_reply *ret);

#endif
