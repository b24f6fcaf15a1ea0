/*
 * peer - another machine, for tests of what asks one: a small HTTP server on
 * loopback in a process of its own.
 *
 * It gives the answers it was started with, one a connection and in their
 * order, the last one again and again, and writes down each request.
 */
#ifndef TEST_PEER_H
#define TEST_PEER_H

#include <stddef.h>

#include "base/str.h"

struct peer {
	int		 port;		/* on 127.0.0.1 */
	str		 allow;		/* "127.0.0.1:PORT" */
	const char	*seen;		/* the file of its requests */
};

/* Start one; it ends with the test.  An answer is all that is sent, head and
   body. */
struct peer peer_start(const str *answer, size_t n);

/* An answer with a length: peer_answer("200 OK", "text/plain", S("ok")). */
str	peer_answer(const char *status, const char *type, str body);

/* Where a path of it is: "http://127.0.0.1:PORT/path". */
str	peer_url(const struct peer *peer, const char *path);

/* All requests so far, as they came. */
str	peer_seen(const struct peer *peer);

#endif
