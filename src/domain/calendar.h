/*
 * calendar - which days are working days (工作日).
 *
 * Monday to Friday, without the days that the State Council's notice of the
 * year gives off and with the ones it moves work to (调休上班).  The notices are
 * rules/calendar-<year>.yaml; rules/region-<code>.yaml adds what a region
 * gives beyond them.  A year without a notice is not a year without holidays:
 * it is refused, or counted by weekends alone and marked provisional where
 * the caller asks for that.
 *
 * Calls: base.
 */
#ifndef CALENDAR_H
#define CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

struct arena;
struct calendar;

enum calendar_kind {
	CALENDAR_WORK,		/* Monday to Friday */
	CALENDAR_WEEKEND,	/* Saturday or Sunday */
	CALENDAR_HOLIDAY,	/* given off by a notice */
	CALENDAR_MAKE_UP	/* a weekend day that is worked */
};

/* What a day is, and who says so. */
struct calendar_day {
	enum calendar_kind kind;
	bool		 work;		/* WORK or MAKE_UP */
	bool		 provisional;	/* its year has no notice, or its
					   region's rule is not confirmed */
	str		 name;		/* of the holiday, else empty */
	str		 notice;	/* title of the notice, else empty */
};

/* Load every notice and region; read-only afterwards. */
enum err calendar_load(struct arena *arena, const struct calendar **ret,
	    struct fault *fault);

/*
 * What a day is in a region ("" for none; a code of six digits stands also
 * for the places below it).  ERR_NOT_FOUND when its year has no notice and
 * `provisional' is not asked for; ERR_INVALID for a code that is no code.
 */
enum err calendar_look(const struct calendar *calendar, str region, day d,
	    bool provisional, struct calendar_day *ret, struct fault *fault);

/*
 * The n-th working day after `from', which is itself not counted (民事诉讼法
 * Art. 85); n from 1 to 10,000.  Faults as calendar_look.
 */
enum err calendar_add(const struct calendar *calendar, str region, day from,
	    int n, bool provisional, day *ret, struct fault *fault);

/* Working days after `from' up to and including `to'; negative if earlier. */
enum err calendar_between(const struct calendar *calendar, str region,
	    day from, day to, bool provisional, int *ret,
	    struct fault *fault);

/* The digest of all its files: another one, another calendar. */
str	 calendar_digest(const struct calendar *calendar);

/* The years that have a notice, the first and the last. */
void	 calendar_years(const struct calendar *calendar, int *ret_first,
	    int *ret_last);

#endif
