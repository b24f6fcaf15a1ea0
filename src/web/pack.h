/*
 * pack - bytes that are sent often, compressed once.
 *
 * Plain, gzip and brotli beside each other, each with its ETag; a request is
 * answered with the best that it takes, or told that it has it already.
 *
 * Calls: base, http, zlib, libbrotlienc.
 */
#ifndef PACK_H
#define PACK_H

#include "base/str.h"
#include "web/http.h"

struct arena;

enum pack_kind { PACK_PLAIN, PACK_GZIP, PACK_BROTLI, PACK__KINDS };

#define PACK_TAG	24	/* bytes of an ETag with its NUL */

struct pack {
	str	bytes[PACK__KINDS];	/* empty: that would not be smaller */
	char	tag[PACK__KINDS][PACK_TAG];	/* of each kind, quoted */
};

/* Compress them; `small': they are text, which gets smaller. */
void	 pack_make(struct arena *arena, str bytes, bool small,
	    struct pack *ret);

/* Put bytes or 304 into a reply, with the headers ETag, Vary and
   Content-Encoding; they point into the pack. */
void	 pack_reply(const struct pack *pack,
	    const struct http_request *request, struct http_reply *ret);

#endif
