/*
 * http - requests and replies as the rest of the program sees them.
 *
 * http_mhd.c alone knows the library.  A request has come whole before it is
 * handed on: within its limits, in time, with its body in memory or mapped
 * from a file without a name.
 *
 * Calls: base.
 */
#ifndef HTTP_H
#define HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

#define HTTP_HEADERS	100	/* of a request */
#define HTTP_HEAD_BYTES	((size_t)16 << 10)
#define HTTP_REPLY_HEADERS 24

struct http_header {
	str	name;		/* as it came */
	str	value;		/* without blanks at its ends */
};

struct http_request {
	str			 method;	/* "GET" */
	str			 target;	/* path and query, undecoded */
	const struct http_header *header;	/* in their order */
	size_t			 headers;	/* how many */
	str			 body;		/* empty for none */
	str			 peer;		/* address of the connection */
	str			 client;	/* whose request it is, by the
						   word of a trusted proxy */
	bool			 secure;	/* it came by https, so too */
	str			 id;		/* its own, for the log */
	int64_t			 at;		/* milliseconds since 1970 */
	bool			 dialled;	/* by a clock that is set, see
						   dial */
};

struct http_reply {
	int			 status;	/* 200 */
	struct http_header	 header[HTTP_REPLY_HEADERS]; /* to be sent */
	size_t			 headers;	/* how many */
	str			 bytes;		/* the body, in the arena */
	bool			 kept;		/* may be cached (see cache) */
	const char		*route;		/* its name, for log and
						   metrics; NULL: none */
};

/* A header by name, whatever its case; empty if there is none. */
str	 http_header(const struct http_request *request, const char *name);

/* A cookie's value; empty if there is none. */
str	 http_cookie(const struct http_request *request, const char *name);

/* Put a header into a reply. */
void	 http_reply_header(struct http_reply *reply, str name, str value);

#endif
