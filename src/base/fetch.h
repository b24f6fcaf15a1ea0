/*
 * fetch - the one way out: a request to another machine, held tight.
 *
 * http and https only, without the surroundings' proxies, a few redirects of
 * a GET at most, within a time and a number of bytes.  The address that is
 * connected to, after names were resolved and at every redirect anew, is
 * looked at: one of this machine or of a private network is refused, but for
 * those that the setting `outbound_allow' names, so that an address typed by
 * somebody cannot be made to ask what only we can reach (SSRF).
 *
 * Calls: arena, buf, err, str, libcurl.
 */
#ifndef BASE_FETCH_H
#define BASE_FETCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;
struct sockaddr;

#define FETCH_HEADERS	16	/* of a request at most */
#define FETCH_REDIRECTS	5	/* of a GET */

struct fetch {
	str		 url;		/* http:// or https:// */
	str		 body;		/* empty: a GET; else it is POSTed */
	const str	*header;	/* "Name: value" */
	size_t		 headers;	/* how many */
	str		 allow;		/* private addresses that may be asked:
					   "127.0.0.1:8080 [::1]:8080" */
	size_t		 most;		/* bytes of the answer */
	int		 seconds;	/* for all of it */
};

struct fetch_answer {
	int	status;		/* 200 */
	str	type;		/* as the other side says; may be empty */
	str	body;		/* unpacked */
};

/*
 * Ask and wait for the answer, whatever its status.  ERR_INVALID for what is
 * no address or asks for more than FETCH_HEADERS, ERR_FORBIDDEN "fetch.private"
 * for an address that is refused, ERR_TOO_LARGE, ERR_OUTSIDE for a machine
 * that does not answer.
 */
enum err fetch(struct arena *arena, const struct fetch *request,
	    struct fetch_answer *ret, struct fault *fault);

/* Everybody can reach the address: it is not of this machine, of a private
   network, or for something special. */
bool	 fetch_is_public(const struct sockaddr *address);

#endif
