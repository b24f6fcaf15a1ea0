#include <unistd.h>

#include "base/setting.h"
#include "tests/people.h"
#include "tests/visitor.h"
#include "web/dial.h"

static const char *
write_clock(struct test_store *t, const char *text)
{
	const char	*path = arena_printf(t->job.arena, "%s/clock",
			    t->store->dir);

	check_ok(file_write(path, str_of(text), &t->fault), t->fault);
	return path;
}

static enum err
make(struct test_store *t, const char *file, struct dial **ret)
{
	fault_clear(&t->fault);
	return dial_new(t->job.arena, t->store->settings, file, ret,
	    &t->fault);
}

Test(dial, says_what_its_file_says_until_that_changes)
{
	struct test_store	*t = test_store(DB_SQLITE);
	const char		*file = write_clock(t, "2026-03-02 10:00\n");
	struct dial		*dial;

	people_set(t, "folder = test");
	check_ok(make(t, file, &dial), t->fault);
	cr_assert(dial_set(dial));
	check_str(day_minute(t->job.arena, dial_now(dial)),
	    S("2026-03-02 10:00"));
	(void)write_clock(t, "2027-11-05 08:30");
	check_str(day_minute(t->job.arena, dial_now(dial)),
	    S("2027-11-05 08:30"));
	(void)write_clock(t, "2027-11-0");
	check_str(day_minute(t->job.arena, dial_now(dial)),
	    S("2027-11-05 08:30"));
	cr_assert_eq(unlink(file), 0);
	check_str(day_minute(t->job.arena, dial_now(dial)),
	    S("2027-11-05 08:30"));
}

Test(dial, is_set_in_no_office)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct dial		*dial;

	people_set(t, "folder = office");
	check_int(make(t, write_clock(t, "2026-03-02 10:00"), &dial),
	    ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "dial.office");
	check_ok(make(t, NULL, &dial), t->fault);
	cr_assert(!dial_set(dial));
	cr_assert(dial_now(dial) > day_morning(day_make(2026, 1, 1)));
}

Test(dial, takes_nothing_that_is_no_moment)
{
	static const char *const	wrong[] = { "", "\n", "2026-03-02",
	    "2026-03-02 24:00", "2026-03-02 10:60", "2026-02-30 10:00",
	    "2026-03-02T10:00", "2026-03-02 10:00:00", "2026-03-02 1 :00",
	    "2026-03-02 10:00\n2026-03-03 10:00\n" };
	struct test_store		*t = test_store(DB_SQLITE);
	struct dial			*dial;

	people_set(t, "folder = demo");
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		check_int(make(t, write_clock(t, wrong[i]), &dial),
		    ERR_INVALID);
		cr_assert_str_eq(t->fault.key, "dial.form");
	}
	check_int(make(t, "/nowhere", &dial), ERR_INVALID);
}
