/*
 * limit - how much one client or one account may ask for.
 *
 * A bucket for each that holds a minute's worth and fills by and by.  The
 * table is of one size whatever comes; where two share a place, the one that
 * asked least lately is forgotten.  All threads of a process share it.
 *
 * Calls: base.
 */
#ifndef LIMIT_H
#define LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct limit;

/* A table whose buckets hold so many a minute; 0: no limit. */
struct limit *limit_new(struct arena *arena, int64_t minute);

/*
 * Take one of `key's at a moment of limit_now.  False if nothing is left;
 * then *ret_wait is the seconds until there is.
 */
bool	 limit_take(struct limit *limit, str key, int64_t now,
	    int64_t *ret_wait);

/* Milliseconds of a clock that only goes on. */
int64_t	 limit_now(void);

/* The part of an address that is one client: all of it, of IPv6 the first
   64 bits. */
str	 limit_client(struct arena *arena, str address);

#endif
