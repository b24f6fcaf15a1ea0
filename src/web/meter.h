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

#include "base/str.h"

struct arena;
struct http_ended;
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

void	 meter_add(struct meter *meter, enum meter_count count,
	    unsigned long n);

/* A request has ended. */
void	 meter_request(struct meter *meter, const struct http_ended *ended);

/* All of it in the text format of Prometheus. */
str	 meter_text(struct arena *arena, const struct meter *meter);

#endif
