/*
 * meter - what is counted, of all workers together, for /metrics.
 *
 * The counts lie in memory that the supervisor shares with its workers, so
 * that any of them tells of all, and nothing is lost with one that dies.
 *
 * Calls: base, http_mhd.
 */
#ifndef METER_H
#define METER_H

#include "web/http_mhd.h"

struct arena;
struct meter;

enum meter_count {
	METER_CACHED,		/* replies from the page cache */
	METER_REFUSED,		/* the queue of a pool was full */
	METER_WORKERS,		/* workers started */
	METER_ERRANDS,		/* errands done */
	METER_ERRANDS_FAILED,
	METER__COUNTS
};

/* Before the first worker is forked. */
struct meter *meter_new(struct arena *arena);

/* Count so many more. */
void	 meter_add(struct meter *meter, enum meter_count count,
	    unsigned long n);

/* A request has ended. */
void	 meter_request(struct meter *meter, const struct http_ended *ended);

/* The server that answers /metrics with all of it, in the text format of
   Prometheus; its site is a struct meter. */
extern const struct http_mhd_calls	meter_calls;

#endif
