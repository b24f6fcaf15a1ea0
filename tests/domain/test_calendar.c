#include "tests/test.h"

#include "domain/calendar.h"
#include "domain/deadline.h"

static struct fault	fault;

static const struct calendar *
calendar(struct arena *arena)
{
	const struct calendar	*list = NULL;

	check_ok(calendar_load(arena, &list, &fault), fault);
	return list;
}

/* The vectors of the reference: from, working days, due. */
static const struct vector {
	str	from;
	int	days;
	str	due;
} vectors[] = {
	{ { "2019-09-20", 10 }, 20, { "2019-10-23", 10 } },
	{ { "2020-01-17", 10 }, 20, { "2020-02-21", 10 } },
	{ { "2020-01-22", 10 }, 7, { "2020-02-10", 10 } },
	{ { "2021-01-19", 10 }, 20, { "2021-02-20", 10 } },
	{ { "2021-09-17", 10 }, 20, { "2021-10-21", 10 } },
	{ { "2022-01-25", 10 }, 7, { "2022-02-08", 10 } },
	{ { "2022-04-29", 10 }, 15, { "2022-05-24", 10 } },
	{ { "2023-01-18", 10 }, 20, { "2023-02-20", 10 } },
	{ { "2023-09-22", 10 }, 20, { "2023-10-26", 10 } },
	{ { "2024-02-05", 10 }, 20, { "2024-03-08", 10 } },
	{ { "2024-02-05", 10 }, 40, { "2024-04-08", 10 } },
	{ { "2025-01-24", 10 }, 7, { "2025-02-10", 10 } },
	{ { "2025-09-26", 10 }, 15, { "2025-10-23", 10 } },
	{ { "2026-02-10", 10 }, 20, { "2026-03-16", 10 } },
	{ { "2026-02-13", 10 }, 7, { "2026-03-02", 10 } },
	{ { "2026-09-18", 10 }, 20, { "2026-10-22", 10 } },
};

Test(calendar, the_vectors_of_eight_years_hold)
{
	struct arena		*arena = test_arena();
	const struct calendar	*list = calendar(arena);

	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		const struct vector	*v = &vectors[i];
		day			 due = DAY_NONE;

		check_ok(calendar_add(list, S(""), day_read(v->from), v->days,
		    false, &due, &fault), fault);
		check_str(day_iso(arena, due), v->due);
	}
}

Test(calendar, each_year_has_as_many_working_days_as_its_notice_leaves)
{
	static const int	want[] = { 250, 249, 250, 249, 249, 251, 248,
				    248 };
	const struct calendar	*list = calendar(test_arena());

	for (int year = 2019; year <= 2026; year++) {
		int	n = 0;

		for (day d = day_make(year, 1, 1); d <= day_make(year, 12, 31);
		    d++) {
			struct calendar_day	what;

			check_ok(calendar_look(list, S(""), d, false, &what,
			    &fault), fault);
			n += what.work;
		}
		check_int(n, want[year - 2019]);
	}
}

Test(calendar, a_year_without_a_notice_is_refused)
{
	const struct calendar	*list = calendar(test_arena());
	struct calendar_day	 what;
	day			 due = 7;
	int			 n = 7;

	check_int(calendar_add(list, S(""), day_read(S("2026-12-30")), 20,
	    false, &due, &fault), ERR_NOT_FOUND);
	check_str(fault.arg[0], S("2027"));
	check_int(due, 7);
	check_int(calendar_look(list, S(""), day_read(S("2018-12-31")), false,
	    &what, &fault), ERR_NOT_FOUND);
	check_int(calendar_between(list, S(""), day_read(S("2026-12-30")),
	    day_read(S("2027-01-04")), false, &n, &fault), ERR_NOT_FOUND);
	check_int(n, 7);
}

Test(calendar, a_provisional_answer_says_that_it_is_one)
{
	struct arena		*arena = test_arena();
	struct deadline		 deadline;

	check_ok(deadline_compute(arena, calendar(arena), S(""),
	    day_read(S("2026-12-30")), 3, true, &deadline, &fault), fault);
	cr_assert(deadline.provisional);
	check_str(day_iso(arena, deadline.due), S("2027-01-04"));
	check_ok(deadline_compute(arena, calendar(arena), S(""),
	    day_read(S("2026-12-28")), 3, true, &deadline, &fault), fault);
	cr_assert_not(deadline.provisional);
}

Test(calendar, adding_and_counting_undo_each_other)
{
	const struct calendar	*list = calendar(test_arena());

	for (day from = day_make(2019, 1, 1); from < day_make(2026, 10, 1);
	    from += 11) {
		for (int n = 1; n <= 41; n += 5) {
			day	due = DAY_NONE;
			int	counted = 0;

			check_ok(calendar_add(list, S(""), from, n, false,
			    &due, &fault), fault);
			check_ok(calendar_between(list, S(""), from, due,
			    false, &counted, &fault), fault);
			check_int(counted, n);
			check_ok(calendar_between(list, S(""), due, from,
			    false, &counted, &fault), fault);
			check_int(counted, -n);
		}
	}
}

Test(calendar, a_region_code_that_is_none_is_refused)
{
	const struct calendar	*list = calendar(test_arena());
	day			 due;

	check_int(calendar_add(list, S("33x"), day_make(2024, 1, 1), 1, false,
	    &due, &fault), ERR_INVALID);
	check_int(calendar_add(list, S("330000"), day_make(2024, 1, 1), 0,
	    false, &due, &fault), ERR_INVALID);
}

Test(deadline, every_day_up_to_the_last_is_told)
{
	struct arena	*arena = test_arena();
	struct deadline	 deadline;

	check_ok(deadline_compute(arena, calendar(arena), S(""),
	    day_read(S("2021-01-19")), 20, false, &deadline, &fault), fault);
	check_int(deadline.n, deadline.due - deadline.from);
	check_int(deadline.step[deadline.n - 1].count, 20);
	check_int(deadline.step[deadline.n - 1].what.kind, CALENDAR_MAKE_UP);
	check_str(deadline.step[22].what.name, S("春节"));
	cr_assert(deadline.step[22].what.notice.n > 0);
	check_int(deadline.step[22].count, 0);
}
