/*
 * day - civil days, counted, and moments told by Beijing's clock.
 *
 * A day is the number of days since 1970-01-01 in the Gregorian calendar,
 * which makes differences plain subtraction.  A moment is milliseconds since
 * 1970 UTC; the law knows no other zone than Beijing's.  Today and now are
 * handed in.
 *
 * Calls: str.
 */
#ifndef DAY_H
#define DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

typedef int32_t day;

/* No day at all; smaller than every real one. */
#define DAY_NONE	INT32_MIN

struct day_parts {
	int	year;		/* 1 .. 9999 */
	int	month;		/* 1 .. 12 */
	int	mday;		/* 1 .. 31 */
};

/* The day of a civil date; DAY_NONE if there is no such date. */
day	day_make(int year, int month, int mday);

/* The civil date of a day. */
struct day_parts day_parts(day d);

/* 1 Monday .. 7 Sunday. */
int	day_weekday(day d);

/* Read exactly "2021-01-19"; DAY_NONE for anything else. */
day	day_read(str iso);

/* "2021-01-19" */
str	day_iso(struct arena *arena, day d);

/* The same; empty for DAY_NONE. */
str	day_text(struct arena *arena, day d);

/* The civil day of a moment, from 1970 on; and the moment a day begins. */
day	day_of_moment(int64_t moment);
int64_t	day_morning(day d);

/* "2021-01-19 10:00" of a moment. */
str	day_minute(struct arena *arena, int64_t moment);

/* "2021-01-19T10:00:00+08:00", as programs write it (RFC 3339). */
str	day_stamp(struct arena *arena, int64_t moment);

#endif
