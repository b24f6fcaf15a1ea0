#include "base/day.h"

#include "base/arena.h"

/* In milliseconds. */
#define BEIJING		(8 * 60 * MINUTE)	/* before UTC */
#define A_DAY		(24 * 60 * MINUTE)
#define MINUTE		INT64_C(60000)

/*
 * Days before 0000-03-01 based counting: years begin in March, so that the
 * leap day is the last of its year.
 */
static int32_t
count(int year, int month, int mday)
{
	int32_t	y = month <= 2 ? year - 1 : year;
	int32_t	era = y / 400;
	int32_t	of_era = y - era * 400;
	int32_t	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 +
	    mday - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

day
day_make(int year, int month, int mday)
{
	static const int	length[] = { 31, 28, 31, 30, 31, 30, 31, 31,
				    30, 31, 30, 31 };
	bool			leap;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || mday < 1)
		return DAY_NONE;
	leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	if (mday > length[month - 1] + (month == 2 && leap))
		return DAY_NONE;
	return count(year, month, mday);
}

struct day_parts
day_parts(day d)
{
	int32_t	z = d + 719468;
	int32_t	era = z / 146097;
	int32_t	of_era = z - era * 146097;
	int32_t	y = (of_era - of_era / 1460 + of_era / 36524 -
	    of_era / 146096) / 365;
	int32_t	of_year = of_era - (365 * y + y / 4 - y / 100);
	int32_t	m = (5 * of_year + 2) / 153;

	return (struct day_parts){
		.year = y + era * 400 + (m >= 10),
		.month = m < 10 ? m + 3 : m - 9,
		.mday = of_year - (153 * m + 2) / 5 + 1,
	};
}

int
day_weekday(day d)
{
	return (d % 7 + 10) % 7 + 1;
}

static int
digits(str s, size_t from, size_t n)
{
	int	value = 0;

	for (size_t i = from; i < from + n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return -1;
		value = value * 10 + (s.at[i] - '0');
	}
	return value;
}

day
day_read(str iso)
{
	if (iso.n != 10 || iso.at[4] != '-' || iso.at[7] != '-')
		return DAY_NONE;
	return day_make(digits(iso, 0, 4), digits(iso, 5, 2),
	    digits(iso, 8, 2));
}

static void
put_figures(char *to, int n, int figures)
{
	for (; figures > 0; n /= 10)
		to[--figures] = (char)('0' + n % 10);
}

/* Without printf: each row of a list has one. */
str
day_iso(struct arena *arena, day d)
{
	struct day_parts	parts = day_parts(d);
	char			*text;

	if (parts.year < 0 || parts.year > 9999)
		return str_printf(arena, "%04d-%02d-%02d", parts.year,
		    parts.month, parts.mday);
	text = arena_alloc(arena, sizeof "2024-12-31");
	put_figures(text, parts.year, 4);
	text[4] = '-';
	put_figures(text + 5, parts.month, 2);
	text[7] = '-';
	put_figures(text + 8, parts.mday, 2);
	return (str){ text, sizeof "2024-12-31" - 1 };
}

str
day_text(struct arena *arena, day d)
{
	return d == DAY_NONE ? S("") : day_iso(arena, d);
}

day
day_of_moment(int64_t moment)
{
	return (day)((moment + BEIJING) / A_DAY);
}

int64_t
day_morning(day d)
{
	return d * A_DAY - BEIJING;
}

str
day_minute(struct arena *arena, int64_t moment)
{
	day	d = day_of_moment(moment);
	int	minutes = (int)((moment - day_morning(d)) / MINUTE);

	return str_printf(arena, "%.*s %02d:%02d", STRF(day_iso(arena, d)),
	    minutes / 60, minutes % 60);
}

str
day_stamp(struct arena *arena, int64_t moment)
{
	day	d = day_of_moment(moment);
	int	seconds = (int)((moment - day_morning(d)) / 1000);

	return str_printf(arena, "%.*sT%02d:%02d:%02d+08:00", STRF(day_iso(
	    arena, d)), seconds / 3600, seconds / 60 % 60, seconds % 60);
}
