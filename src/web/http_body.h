/*
 * http_body - the body of a request while it comes.
 *
 * Small ones are kept in memory, larger ones in a file without a name in the
 * data folder, which is mapped when it is whole: an upload of any size costs
 * little memory, and nothing is left of it whatever happens.
 *
 * Calls: base.
 */
#ifndef HTTP_BODY_H
#define HTTP_BODY_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

#define HTTP_BODY_MEMORY ((size_t)64 << 10)	/* kept in memory */

struct http_body {
	struct arena	*arena;	/* NULL while nothing came */
	struct buf	 buf;	/* what is kept in memory */
	const char	*dir;	/* where the file is made */
	size_t		 limit;	/* bytes it may have */
	int		 fd;	/* the file's; -1: none */
	uint64_t	 n;	/* bytes that came */
	void		*map;	/* the whole file; NULL: none */
	int		 status; /* why it is refused; 0: all is well */
};

/* Begin: nothing is allocated yet. */
void	 http_body_begin(struct http_body *body, const char *dir,
	    size_t limit);

/* Bytes that came.  Past the limit (413) and on a full disk (507) they are
   dropped, and `status' says so. */
void	 http_body_put(struct http_body *body, str bytes);

/* All of it, until http_body_end. */
str	 http_body_whole(struct http_body *body);

/* Let go of all. */
void	 http_body_end(struct http_body *body);

#endif
