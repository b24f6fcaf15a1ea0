/*
 * match_date - dates as reports write them.
 *
 * 2021年1月19日 with blanks anywhere, 二〇二一年一月十九日, 2021-01-19,
 * 2021/1/19, 2021.1.19.  A date that lost its characters (202111日) is found
 * and is no day.
 *
 * Calls: base.
 */
#ifndef MATCH_DATE_H
#define MATCH_DATE_H

#include <stdbool.h>

#include "base/day.h"
#include "base/str.h"

struct match_date {
	size_t	from, to;	/* bytes */
	int	year;		/* 0 if not written */
	day	day;		/* DAY_NONE if damaged or no such day */
};

/*
 * The first date at or after `from'.  A date without a year is of `year', if
 * that is not 0; otherwise it is none.
 */
bool	match_date_find(str text, size_t from, int year,
	    struct match_date *ret);

/* The first year (20xx年, 20xx年度) at or after `from'; 0 if there is none. */
int	match_date_year(str text, size_t from, size_t *ret_from,
	    size_t *ret_to);

#endif
