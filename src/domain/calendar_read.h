/*
 * calendar_read - the calendar as it stands in memory, read from its files.
 *
 * A list covers consecutive days.  Beside what each day is it keeps how many
 * working days lie before it and all working days in a row, so that the n-th
 * working day after another is found without counting.
 *
 * Calls: base, calendar.
 */
#ifndef CALENDAR_READ_H
#define CALENDAR_READ_H

#include <stdint.h>

#include "domain/calendar.h"

struct calendar_list {
	day			 first;	/* 1 January of the first year */
	int			 n;	/* days */
	uint16_t		*mark;	/* of each day: index into source */
	int			*before; /* of each: working days before it */
	day			*work;	/* all working days */
	int			 works;
	struct calendar_day	*source; /* the different kinds of day */
	size_t			 sources;
};

struct calendar_region {
	str			code;	/* GB/T 2260, six digits */
	str			name;	/* as people say it */
	struct calendar_list	list;
};

struct calendar {
	struct calendar_list	 nation; /* where no region differs */
	struct calendar_region	*region;
	size_t			 regions;
	str			 digest; /* of its files */
};

#endif
