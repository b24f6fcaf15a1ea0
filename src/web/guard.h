/*
 * guard - who is connected, how often, and until when he must have moved on.
 *
 * The library's time-out begins anew with each byte, so it lets somebody hold
 * a connection who sends one now and then.  Here each phase of a connection
 * has an end: the head must be whole, the body and the reply must keep a
 * minimum rate.  guard_reap shuts down the sockets of those who are late; the
 * event loop then sees them closed.
 *
 * Calls: base.
 */
#ifndef GUARD_H
#define GUARD_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct guard;
struct sockaddr;

struct guard_limits {
	unsigned	connections;	/* at once */
	unsigned	each;		/* of them one client may have, and
					   requests at once of one behind a
					   trusted proxy */
	int64_t		head;		/* milliseconds for a whole head, and
					   before the rate counts */
	int64_t		idle;		/* between two requests */
	int64_t		rate;		/* bytes a second at least, of bodies
					   and replies */
};

/* What a connection is at. */
enum guard_phase {
	GUARD_FREE,		/* there is no connection */
	GUARD_IDLE,		/* between two requests */
	GUARD_HEAD,		/* a head comes */
	GUARD_BODY,		/* a body comes */
	GUARD_WORK,		/* we make the reply */
	GUARD_REPLY		/* the reply goes */
};

/* Nobody is connected yet. */
struct guard *guard_new(struct arena *arena,
	    const struct guard_limits *limits);

/* A new connection, its head awaited: its place, or -1 if there are too many
   (of this client).  A connection of a trusted proxy is not counted. */
int	 guard_enter(struct guard *guard, int fd,
	    const struct sockaddr *address, bool trusted);
void	 guard_leave(struct guard *guard, int at);

/* The address of a connection as text; "unix" for a local one. */
str	 guard_peer(const struct guard *guard, int place);

/* Text of an address; `text' has room for INET6_ADDRSTRLEN. */
str	 guard_address(const struct sockaddr *address,
	    char text[INET6_ADDRSTRLEN]);

/* It goes on; `bytes' came or will go, of a body or a reply. */
void	 guard_phase(struct guard *guard, int at, enum guard_phase phase,
	    uint64_t bytes);

/* A request of a client behind a trusted proxy begins: false if he has too
   many already.  It ends with guard_leave or the next idle phase. */
bool	 guard_client(struct guard *guard, int place, str client);

/* Shut down who is late, and who was idle for `idle' milliseconds or more
   (-1: by the limits). */
void	 guard_reap(struct guard *guard, int64_t idle);

/* Connections there are, and those of them at a request. */
unsigned guard_connections(struct guard *guard, unsigned *ret_busy);

/* Milliseconds by the clock that only goes forward. */
int64_t	 guard_now(void);

#endif
