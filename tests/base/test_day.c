#include "tests/test.h"

#include "base/day.h"

Test(day, a_date_and_its_number_agree_for_a_hundred_years)
{
	for (day d = day_make(1950, 1, 1); d <= day_make(2050, 1, 1); d++) {
		struct day_parts	parts = day_parts(d);

		check_int(day_make(parts.year, parts.month, parts.mday), d);
	}
}

Test(day, a_date_that_does_not_exist_is_no_day)
{
	check_int(day_make(2021, 2, 29), DAY_NONE);
	check_int(day_make(2021, 13, 1), DAY_NONE);
	check_int(day_read(S("2021-1-19")), DAY_NONE);
	check_int(day_read(S("2021/01/19")), DAY_NONE);
}

Test(day, weekdays_count_from_monday)
{
	check_int(day_weekday(day_read(S("2021-02-20"))), 6);
	check_int(day_weekday(day_read(S("1969-12-28"))), 7);
	check_int(day_weekday(day_read(S("2026-11-21"))), 6);
}

Test(day, iso_text_comes_back)
{
	check_str(day_iso(test_arena(), day_read(S("2020-02-29"))),
	    S("2020-02-29"));
}

Test(day, a_moment_is_told_by_the_clock_of_beijing)
{
	const int64_t	noon = INT64_C(1611028800000);	/* 04:00 UTC */
	day		d = day_read(S("2021-01-19"));

	check_int(day_of_moment(noon), d);
	check_int(day_of_moment(day_morning(d)), d);
	check_int(day_of_moment(day_morning(d) - 1), d - 1);
	check_str(day_minute(test_arena(), noon), S("2021-01-19 12:00"));
}

Test(day, no_day_is_no_text)
{
	check_str(day_text(test_arena(), DAY_NONE), S(""));
}
