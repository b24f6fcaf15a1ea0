/*
 * response - what a handler answers, collected and sent once at the end.
 *
 * Until then it may still become another page, a redirect or an error: each
 * of these functions begins anew, only cookies stay.  A job that is run again
 * begins with an empty one.
 *
 * Calls: base, cookie, html, http, url.
 */
#ifndef RESPONSE_H
#define RESPONSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "base/str.h"
#include "web/cookie.h"
#include "web/html.h"
#include "web/http.h"
#include "web/url.h"

struct input;
struct job;

#define RESPONSE_COOKIES 4
#define RESPONSE_BYTES	((size_t)64 << 20)	/* of a download */

struct response {
	struct http_reply	 reply;	/* its headers and status */
	struct html		 html;	/* a page being written */
	struct json		 json;	/* or an answer of the API */
	struct buf		 buf;	/* the bytes, if not a page's */
	bool			 paged;	/* `html' holds the body */
	str			 cookie[RESPONSE_COOKIES]; /* to be set */
	size_t			 cookies;
	enum cookie_way		 way;	/* as the request came */
};

/* A page: page_home(response_page(job, in, out, 200), &view). */
struct html *response_page(struct job *job, const struct input *in,
	    struct response *out, int status);

/* Go there with GET (303). */
void	 response_redirect(struct job *job, struct response *out,
	    struct url to);

/* What was here is there for ever (301). */
void	 response_moved(struct job *job, struct response *out,
	    struct url to);

/* Bytes of another kind; a file's name makes it a download.  Give the buffer
   its bytes. */
struct buf *response_bytes(struct job *job, struct response *out,
	    const char *type, str file_name);

/* An answer of the API; it is written into. */
struct json *response_json(struct job *job, struct response *out,
	    int status);

/* Set a cookie of the reader's choices (text size, ...), for a year; empty
   takes it away.  Session cookies are set by the next two alone. */
void	 response_choice(struct job *job, struct response *out,
	    const char *name, str value);

/* Begin and end a session at the reader's. */
void	 response_sign_in(struct job *job, const struct input *in,
	    struct response *out, str token);
void	 response_sign_out(struct job *job, const struct input *in,
	    struct response *out);

/* The body as it is by now; ERR_TOO_LARGE where it is past its limit. */
enum err response_body(const struct response *out, str *ret);

#endif
