/*
 * http_head - may a request go on by what its head says?
 *
 * What two programs could read in two ways is refused: lengths that are
 * doubled or stand beside a transfer coding, names with blanks, control
 * characters.  Nothing is mended.
 *
 * Calls: base, http.
 */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "web/http.h"

/* What follows the head. */
struct http_head {
	int64_t	length;		/* bytes of the body; -1: chunked */
	bool	body;		/* there is one */
	int	status;		/* why it is refused; 0: it may go on */
};

/* Look at a request that has its method, target and headers, and at its
   version ("HTTP/1.1"). */
struct http_head http_head_read(const struct http_request *request,
	    str version);

/* The methods of a target, for the header Allow. */
str	 http_head_allow(str target);

#endif
