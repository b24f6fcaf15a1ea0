#include "domain/calendar.h"

#include <stdio.h>

#include "base/arena.h"
#include "domain/calendar_read.h"

#define LONGEST		10000	/* working days that can be added */

/* A region's own list where it has one, the nation's otherwise. */
static const struct calendar_list *
list_of(const struct calendar *calendar, str region)
{
	for (size_t i = 0; i < calendar->regions; i++) {
		str	code = calendar->region[i].code;
		size_t	n = code.n;

		while (n > 2 && str_eq(str_sub(code, n - 2, n), S("00")))
			n -= 2;
		if (str_starts(region, str_sub(code, 0, n)))
			return &calendar->region[i].list;
	}
	return &calendar->nation;
}

static bool
region_valid(str region)
{
	if (region.n == 0)
		return true;
	for (size_t i = 0; i < region.n; i++)
		if (region.at[i] < '0' || region.at[i] > '9')
			return false;
	return region.n == 6 || region.n == 9 || region.n == 12;
}

static enum err
region_wrong(str region, struct fault *fault)
{
	return FAIL(fault, ERR_INVALID, "calendar.region", region);
}

static enum err
no_notice(day d, struct fault *fault)
{
	char	year[16];
	int	n = snprintf(year, sizeof year, "%d", day_parts(d).year);

	return FAIL(fault, ERR_NOT_FOUND, "calendar.no_notice",
	    (str){ year, n > 0 ? (size_t)n : 0 });
}

/* A day beyond the notices: weekends alone. */
static struct calendar_day
plain(day d)
{
	bool	work = day_weekday(d) <= 5;

	return (struct calendar_day){ .kind = work ? CALENDAR_WORK :
	    CALENDAR_WEEKEND, .work = work, .provisional = true };
}

static bool
known(const struct calendar_list *list, day d)
{
	return d >= list->first && d - list->first < list->n;
}

enum err
calendar_look(const struct calendar *calendar, str region, day d,
    bool provisional, struct calendar_day *ret, struct fault *fault)
{
	const struct calendar_list	*list = list_of(calendar, region);

	if (!region_valid(region))
		return region_wrong(region, fault);
	if (known(list, d)) {
		*ret = list->source[list->mark[d - list->first]];
		return OK;
	}
	if (!provisional)
		return no_notice(d, fault);
	*ret = plain(d);
	return OK;
}

/* The n-th working day where the notices end before it. */
static day
walk(const struct calendar_list *list, day from, int n)
{
	day	d = from;

	while (n > 0) {
		d++;
		n -= known(list, d) ?
		    list->source[list->mark[d - list->first]].work :
		    plain(d).work;
	}
	return d;
}

enum err
calendar_add(const struct calendar *calendar, str region, day from, int n,
    bool provisional, day *ret, struct fault *fault)
{
	const struct calendar_list	*list = list_of(calendar, region);

	if (!region_valid(region))
		return region_wrong(region, fault);
	if (n < 1 || n > LONGEST || from == DAY_NONE)
		return FAIL(fault, ERR_INVALID, "calendar.days");
	if (known(list, from)) {
		int	before = list->before[from - list->first] +
			    list->source[list->mark[from - list->first]].work;

		if (before + n <= list->works) {
			*ret = list->work[before + n - 1];
			return OK;
		}
	}
	if (!provisional)
		return no_notice(known(list, from) ? list->first + list->n :
		    from, fault);
	*ret = walk(list, from, n);
	return OK;
}

enum err
calendar_between(const struct calendar *calendar, str region, day from,
    day to, bool provisional, int *ret, struct fault *fault)
{
	const struct calendar_list	*list = list_of(calendar, region);
	day				 low = from < to ? from : to;
	day				 high = from < to ? to : from;
	int				 n = 0;

	if (!region_valid(region))
		return region_wrong(region, fault);
	if ((!known(list, low) || !known(list, high)) && !provisional)
		return no_notice(known(list, low) ? high : low, fault);
	for (day d = low + 1; d <= high; d++)
		n += known(list, d) ?
		    list->source[list->mark[d - list->first]].work :
		    plain(d).work;
	*ret = from <= to ? n : -n;
	return OK;
}

str
calendar_digest(const struct calendar *calendar)
{
	return calendar->digest;
}

void
calendar_years(const struct calendar *calendar, int *ret_first, int *ret_last)
{
	*ret_first = day_parts(calendar->nation.first).year;
	*ret_last = day_parts(calendar->nation.first +
	    calendar->nation.n - 1).year;
}
