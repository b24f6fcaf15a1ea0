/*
 * served - the real server for a test: its socket, its worker processes, and a
 * clock that the test sets.
 *
 * It is forked before the test opens any store, since an open one does not
 * outlive a fork, and ends with the test.
 */
#ifndef TEST_SERVED_H
#define TEST_SERVED_H

#include "tests/store.h"
#include "web/http.h"

struct served;

/* A process that will serve; first of all. */
struct served *served_new(void);

/* Let it serve the store's folder, which becomes a test's, by the clock of the
   store's job; it answers when this returns. */
void	 served_start(struct served *served, struct test_store *t);

/* Set its clock, of which it knows minutes. */
void	 served_set_clock(struct served *served, int64_t now);

/* Ask it over a connection of its own; the reply is in the arena. */
void	 served_ask(const struct served *served, struct arena *arena,
	    const struct http_request *request, struct http_reply *ret);

#endif
