/*
 * http_mhd - connections, requests and replies by libmicrohttpd.
 *
 * No other file knows the library.  One thread runs the event loop; it reads
 * and refuses, and sends what is ready in memory.  Every other request, whole
 * and within its limits, is suspended and handed on; http_mhd_answer wakes it
 * with its reply from any thread.
 *
 * Calls: base, dial, guard, http, http_body, http_head, proxy.
 */
#ifndef HTTP_MHD_H
#define HTTP_MHD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "web/http.h"

struct arena;
struct dial;
struct guard;
struct http_exchange;
struct http_mhd;
struct proxies;

/* A reply whose bytes are in memory.  Header values end with a NUL. */
struct http_ready {
	struct http_reply	 reply;
	void			(*let_go)(void *held); /* when it was sent;
					   NULL: the bytes stay */
	void			*held;	/* handed to let_go */
};

/* What is told of a request when it has ended. */
struct http_ended {
	str		 id;		/* of the request */
	const char	*method;	/* "GET"; "OTHER" */
	const char	*route;		/* "-" for none */
	str		 client;	/* whose; not for the log unless set */
	int		 status;	/* 0: it was cut off before a reply */
	uint64_t	 bytes;		/* of the reply's body */
	int64_t		 began;		/* milliseconds since 1970 */
	int64_t		 took;		/* milliseconds */
};

/* What the rest of the server does; all but `hand_on's work is on the event
   loop and must not wait for anything. */
struct http_mhd_calls {
	/* Answer from memory, if that can be. */
	bool	(*at_once)(void *site, const struct http_request *request,
		    struct http_ready *ret);
	/* Queue it for http_mhd_answer; false: there is no room. */
	bool	(*hand_on)(void *site, struct http_exchange *exchange);
	/* Bytes the body of such a request may have. */
	size_t	(*body_limit)(void *site, str method, str target);
	/* The reply to what is refused with this status. */
	void	(*refuse)(void *site, int status, struct http_ready *ret);
	/* A request is over. */
	void	(*ended)(void *site, const struct http_ended *ended);
};

struct http_mhd_plan {
	int				 listener;	/* a socket */
	unsigned			 connections;	/* at once */
	unsigned			 idle;		/* seconds */
	const char			*dir;		/* for large bodies */
	struct guard			*guard;
	const struct proxies		*proxies;
	struct dial			*dial;		/* when they come */
	const struct http_mhd_calls	*calls;
	void				*site;		/* handed to them */
};

/* Begin to serve. */
enum err http_mhd_start(struct arena *arena,
	    const struct http_mhd_plan *plan, struct http_mhd **ret,
	    struct fault *fault);

/* Take no more connections, and let each end with its next reply. */
void	 http_mhd_quiesce(struct http_mhd *server);

/* End all connections; nothing may be handed on any more. */
void	 http_mhd_stop(struct http_mhd *server);

/* The request, for the thread that it was handed on to. */
void	 http_mhd_request(struct http_exchange *exchange,
	    struct arena *arena, struct http_request *ret);

/* Answer it; the reply is copied.  The exchange is gone then. */
void	 http_mhd_answer(struct http_exchange *exchange, struct arena *arena,
	    const struct http_reply *reply);

#endif
