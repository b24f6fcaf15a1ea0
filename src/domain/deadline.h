/*
 * deadline - when a period of working days ends, told day by day.
 *
 * Calls: base, calendar.
 */
#ifndef DEADLINE_H
#define DEADLINE_H

#include "domain/calendar.h"

/* One day between the start and the end of a period. */
struct deadline_step {
	day			day;
	struct calendar_day	what;	/* and why */
	int			count;	/* which working day it is; 0 if none */
};

struct deadline {
	day			 from;	/* the day itself is not counted */
	int			 days;	/* working days of the period */
	day			 due;	/* last day in time */
	bool			 provisional; /* a day of it is */
	struct deadline_step	*step;	/* each day after `from' up to `due' */
	size_t			 n;
};

/*
 * Compute the end of a period of `days' working days that begins the day
 * after `from'.  ERR_NOT_FOUND when it runs into a year without a notice and
 * `provisional' is not asked for.
 */
enum err deadline_compute(struct arena *arena,
	    const struct calendar *calendar, str region, day from, int days,
	    bool provisional, struct deadline *ret, struct fault *fault);

#endif
