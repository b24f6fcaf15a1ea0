/*
 * static - style sheets, scripts, pictures and fonts of static/.
 *
 * A page names them with their version, so that a browser keeps them for a
 * year and a new version is another address.  They are compressed when a
 * worker starts, and sent by the event loop.
 *
 * Calls: base, http_mhd, pack, url.
 */
#ifndef STATIC_H
#define STATIC_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "web/url.h"

struct arena;
struct http_ready;
struct http_request;
struct statics;

/* Read and compress all of them. */
enum err static_new(struct arena *arena, struct statics **ret,
	    struct fault *fault);

/* The address of one, with its version: static_url(arena, "gongkai.css"). */
struct url static_url(struct arena *arena, const char *name);

/* Answer "/static/NAME"; false if the target is none of them. */
bool	 static_answer(const struct statics *statics,
	    const struct http_request *request, struct http_ready *ret);

#endif
