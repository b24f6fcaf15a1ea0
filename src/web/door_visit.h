/*
 * door_visit - a request on its way through the door.
 *
 * What the files of door share.
 *
 * Calls: base, domain, door, input, limit, response, route.
 */
#ifndef DOOR_VISIT_H
#define DOOR_VISIT_H

#include "domain/person.h"
#include "domain/session.h"
#include "web/door.h"
#include "web/input.h"
#include "web/response.h"
#include "web/route.h"

struct door {
	const struct words	*words[LANG__MAX]; /* of each language */
	const struct route *const *route;	/* what is answered */
	size_t			 routes;	/* how many */
	str			 hosts;		/* that we are; empty: any */
	struct limit		*client;	/* requests of a client, and
						   of a person */
	struct limit		*costly;	/* costly ones of a client */
	struct seal_gate	*gate;		/* of costly ones, so that they
						   never take all threads */
};

/* How somebody told who he is. */
enum door_by { DOOR_NOBODY, DOOR_COOKIE, DOOR_TOKEN };

struct door_visit {
	struct door_thread		*thread;
	const struct door		*door;
	const struct http_request	*request;
	struct fault			 fault;		/* of the job */
	struct job			 job;		/* the handler's */
	struct route_match		 match;		/* route NULL: none */
	str				 path;		/* without the query */
	struct input			 in;		/* the handler's too */
	struct response			 out;		/* what it answers */
	enum door_by			 by;		/* see above */
	struct session			 session;	/* of a cookie */
	const struct actor		*actor;		/* NULL: nobody */
	str				 csrf;		/* once it was made */
	str				 form;		/* the cookie of forms;
							   new or old */
	bool				 form_new;	/* it was just made */
	bool				 over;		/* its session is */
	bool				 remarked;	/* a writing handler's
							   form comes again */
	bool				 inside;	/* it is in the gate */
	int64_t				 wait;		/* seconds until it is
							   to come again; 0 */
	int				 status; /* 0: as the fault says */
};

/* Everything that says no sets the visit's fault, and `status' where that of
   the fault's code is not meant. */

/* Who it is: the session of the cookie and its person.  In the reading job
   that will answer him, which is the machine's yet; or in one of its own. */
enum err door_who_within(struct door_visit *visit, struct job *job);
enum err door_who(struct door_visit *visit);

/* He may come in: the route's need, and what is due of him first.  Who asks
   for a page that wants something else first is led there (ret_away). */
enum err door_may(struct door_visit *visit, struct url *ret_away);

/* Who the handler's job acts as. */
const struct actor *door_actor(struct door_visit *visit);

/* The token of forms that goes with a session's token or the cookie of forms;
   and that of this reader (the context is a visit), made when it is first
   asked for. */
str	 door_csrf(struct arena *arena, str key);
str	 door_form_token(void *context);

/* What changes something comes from our own pages, with their token. */
enum err door_own_form(struct door_visit *visit);

/* Host, way and client of a request. */
enum err door_place(struct door_visit *visit);

/* A client, and a person, asks no more than is good for the others; and what
   is costly finds room (door_leave gives it back). */
enum err door_limit_client(struct door_visit *visit);
enum err door_limit_person(struct door_visit *visit);
enum err door_enter(struct door_visit *visit);
void	 door_leave(struct door_visit *visit);

/* The error that stands in the visit, as a page or as Problem Details. */
void	 door_error(struct door_visit *visit);

#endif
