/*
 * counter - numbers that people see: from 1, without a gap.
 *
 * A number is taken in the transaction of the job that uses it and is given
 * back with it, so two jobs on one counter wait for each other.
 *
 * Calls: base, db.
 */
#ifndef COUNTER_H
#define COUNTER_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct db;

/* The next number of a body's series in a year.  ERR_FORBIDDEN
   "store.counter" if the body is outside of the transaction's scope. */
enum err counter_next(struct db *db, int64_t agency, str series, int year,
	    int64_t *ret);

/* The next number is greater than one that was given out elsewhere. */
enum err counter_past(struct db *db, int64_t agency, str series, int year,
	    int64_t n);

#endif
