/*
 * listen - the address the server is reached at, and its socket.
 *
 * Calls: base.
 */
#ifndef LISTEN_H
#define LISTEN_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/*
 * Listen at "127.0.0.1:8080", "[::1]:8080" or the path of a local socket; port
 * 0 is any that is free.  `ret_shown' is what to type into a browser.
 * ERR_INVALID "web.listen_wrong"; ERR_STORE "web.listen_failed".
 */
enum err listen_open(struct arena *arena, const char *text, int *ret,
	    str *ret_shown, struct fault *fault);

#endif
