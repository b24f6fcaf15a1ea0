/*
 * api - what the answers of the API have in common.
 *
 * A list is {"items": [...], "next": "/api/v1/...?after=..."}; `next' is null
 * on its last page.
 *
 * Calls: base, input, response.
 */
#ifndef API_H
#define API_H

#include "web/input.h"
#include "web/response.h"

#define API_MOST	100	/* items of a page at most, and usually 20 */

/* How many items are asked for by the field "most"; a remark if that cannot
   be. */
size_t	 api_most(struct job *job, struct input *in);

/* A field whose value is another one on the next page. */
struct api_field {
	const char	*name;	/* of the route's form */
	str		 value;	/* empty: left out */
};

/* The request's address with these fields changed. */
str	 api_next(struct job *job, const struct input *in,
	    const struct api_field *other, size_t n);

/* Begin a list, and end it with the link to what comes after `after' (empty:
   nothing). */
struct json *api_open(struct job *job, struct response *out);
void	 api_close(struct job *job, const struct input *in,
	    struct response *out, str after);

#endif
