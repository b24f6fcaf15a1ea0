/*
 * cookie - the cookies we set, and no others.
 *
 * Their names begin with __Host- and they come back by https alone.  Only
 * where the server is asked by plain http on its own machine (a demo) they
 * are without both.
 *
 * Calls: base, http.
 */
#ifndef COOKIE_H
#define COOKIE_H

#include "base/str.h"
#include "web/http.h"

struct arena;

/* What a cookie is for. */
enum cookie {
	COOKIE_SESSION,		/* the token of a session */
	COOKIE_FORM,		/* of who is not signed in: his forms' token */
	COOKIE__MAX
};

/* How the request came: by https, or plainly on this machine itself. */
enum cookie_way { COOKIE_SECURE, COOKIE_LOCAL };

/* The value that came with a request; empty if none did. */
str	 cookie_get(const struct http_request *request, enum cookie cookie,
	    enum cookie_way way);

/* A Set-Cookie header that lasts as long as the browser is open; an empty
   value takes the cookie away. */
str	 cookie_set(struct arena *arena, enum cookie cookie,
	    enum cookie_way way, str value);

/* The same for a choice of the reader's, kept for a year under its name. */
str	 cookie_choice(struct arena *arena, const char *name,
	    enum cookie_way way, str value);

#endif
