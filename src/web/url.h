/*
 * url - addresses that are safe to stand in a page.
 *
 * A `struct url' is made here and nowhere else, from a pattern of our own and
 * percent-encoded parts, or from an address somebody typed, which is then
 * held to http, https and mailto.  A page's href, src and action take nothing
 * else, so that "javascript:" cannot get into one.
 *
 * Calls: base.
 */
#ifndef URL_H
#define URL_H

#include <stddef.h>

#include "base/str.h"

struct arena;

/* An address; `s' is never put together by hand. */
struct url {
	str	s;		/* ASCII, ready for an attribute's escape */
};

/* A fixed address of ours: URL("/search"). */
#define URL(literal)	((struct url){ S(literal) })

/*
 * An address of ours with each "{}" of the pattern filled in, percent-encoded
 * (a slash too):  URL_OF(arena, "/info/{}", number).
 */
struct url url_fill(struct arena *arena, const char *pattern, const str *part,
	    size_t n);
#define URL_OF(arena, pattern, ...) \
	url_fill((arena), (pattern), (const str[]){ __VA_ARGS__ }, \
	    sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* The address with ?name=value or &name=value behind it; the value is
   percent-encoded.  An empty value adds nothing. */
struct url url_with(struct arena *arena, struct url url, const char *name,
	    str value);

/* An address that somebody typed: http, https and mailto only; anything else
   becomes an empty address. */
struct url url_typed(struct arena *arena, str typed);

/* A path of this site to go back to ("/desk"), as it came in a request:
   anything that could lead to another host becomes "/". */
struct url url_back(struct arena *arena, str typed);

#endif
