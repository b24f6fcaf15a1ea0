/*
 * visitor - somebody with a browser before the door, without a socket, or
 * before the whole server.
 *
 * Keeps cookies and the token of the last form he saw, and comes back with
 * both.  Redirects are not followed.
 */
#ifndef TEST_VISITOR_H
#define TEST_VISITOR_H

#include "tests/store.h"
#include "web/door.h"
#include "web/http.h"

#define VISITOR_COOKIES	8
#define VISITOR_HEADERS	16

struct served;

struct visitor {
	struct test_store	*t;		/* the clock is its job's */
	struct door_thread	 thread;
	const struct served	*served;	/* asked instead; or NULL */
	struct http_header	 cookie[VISITOR_COOKIES]; /* or empty */
	struct http_header	 header[VISITOR_HEADERS]; /* sent always */
	size_t			 headers;
	str			 csrf;		/* of the last form seen */
	const char		*client;	/* his address */
	struct http_reply	 reply;		/* to what he did last */
};

/* The door of the program over a test's store; another one's routes may be
   put in its place. */
struct door *visitor_door(struct test_store *t);

/* A new one before it. */
struct visitor *visitor_new(struct test_store *t, const struct door *door);

/* One before the server. */
struct visitor *visitor_served(struct test_store *t,
	    const struct served *served);

/* He is signed in as a person, without a password. */
void	 visitor_is(struct visitor *visitor, int64_t person);

/* Ask with any method; `body' is an urlencoded form. */
const struct http_reply *visitor_ask(struct visitor *visitor,
	    const char *method, str target, str body);
const struct http_reply *visitor_get(struct visitor *visitor, str target);

/* Send a form with the token of the last one seen; `fields' is urlencoded. */
const struct http_reply *visitor_post(struct visitor *visitor, str target,
	    str fields);

/* A header that he sends each time from here on. */
void	 visitor_header(struct visitor *visitor, const char *name,
	    str value);

/* A header of the last reply; empty if there is none. */
str	 visitor_got(const struct visitor *visitor, const char *name);

#endif
