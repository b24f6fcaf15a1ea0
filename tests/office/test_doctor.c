#include "office/doctor.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/data.h"
#include "base/digest.h"
#include "store/store_new.h"
#include "tests/test.h"

/* A data folder in a directory of its own, both removed with the test. */
struct clinic {
	struct job	job;
	struct fault	fault;
	const char	*dir, *data;
	struct doctor	doctor;
};

static struct clinic *
clinic(void)
{
	struct arena		*arena = test_arena();
	struct clinic		*c = arena_alloc(arena, sizeof *c);
	struct store_making	*making;
	const char		*root = test_folder();

	c->dir = arena_printf(arena, "%s/folder", root);
	c->data = arena_printf(arena, "%s/data", root);
	c->job = (struct job){ .arena = arena, .fault = &c->fault, .now =
	    1772409600000, .today = day_make(2026, 3, 2) };
	check_ok(word_load(arena, LANG_EN, &c->job.words, &c->fault),
	    c->fault);
	check_ok(store_new_begin(arena, &(struct store_new){ .dir = c->dir,
	    .now = c->job.now, .words = c->job.words }, &making, &c->fault),
	    c->fault);
	check_ok(store_new_finish(making, &c->fault), c->fault);
	return c;
}

/* What is found: the keys, parted by blanks. */
static const char *
findings(struct clinic *c)
{
	const char	*all = "";

	fault_clear(&c->fault);
	c->job.store = NULL;
	doctor_run(&c->job, c->dir, &c->doctor);
	for (size_t i = 0; i < c->doctor.n; i++) {
		all = arena_printf(c->job.arena, "%s%s%s", all,
		    i == 0 ? "" : " ", c->doctor.finding[i].key);
		cr_assert(c->doctor.finding[i].what.n > 10);
		cr_assert(c->doctor.finding[i].remedy.n > 10);
	}
	return all;
}

Test(doctor, a_new_folder_is_well)
{
	cr_assert_str_eq(findings(clinic()), "");
}

Test(doctor, rights_that_are_too_wide_are_found)
{
	struct clinic	*c = clinic();
	const char	*key = arena_printf(c->job.arena, "%s.key", c->dir);

	cr_assert_eq(chmod(c->dir, 0750), 0);
	cr_assert_str_eq(findings(c), "doctor.rights");
	cr_assert_eq(chmod(c->dir, 0700), 0);
	cr_assert_eq(chmod(key, 0640), 0);
	cr_assert_str_eq(findings(c), "doctor.rights doctor.store");
}

static void
configure(struct clinic *c, const char *text)
{
	check_ok(file_write(arena_printf(c->job.arena, "%s/gongkai.conf",
	    c->dir), str_of(text), &c->fault), c->fault);
}

Test(doctor, a_key_that_is_lost_or_inside_is_found)
{
	struct clinic	*c = clinic();
	struct arena	*arena = c->job.arena;
	const char	*key = arena_printf(arena, "%s.key", c->dir);
	const char	*in = arena_printf(arena, "%s/my.key", c->dir);

	cr_assert_eq(rename(key, in), 0);
	cr_assert_str_eq(findings(c), "doctor.key");
	configure(c, arena_printf(arena, "key_file = %s\n", in));
	cr_assert_str_eq(findings(c), "doctor.key_inside");
}

Test(doctor, a_wrong_setting_or_no_store_is_found)
{
	struct clinic	*c = clinic();
	struct arena	*arena = c->job.arena;

	cr_assert_eq(remove(arena_printf(arena, "%s/gongkai.db", c->dir)), 0);
	cr_assert_str_eq(findings(c), "doctor.store");
	configure(c, "nonsense = 1\n");
	cr_assert_str_eq(findings(c), "doctor.setting");
}

Test(doctor, a_calendar_that_is_missing_is_found_in_december)
{
	struct clinic	*c = clinic();

	c->job.today = day_make(2026, 11, 30);
	cr_assert_str_eq(findings(c), "");
	c->job.today = day_make(2026, 12, 1);
	cr_assert_str_eq(findings(c), "doctor.calendar");
}

/* Put a file of ours in front of rules/fee.yaml, with a line before it. */
static void
put_front(struct clinic *c, const char *line)
{
	struct arena	*arena = c->job.arena;
	str		 text;

	data_override(NULL);
	check_ok(data_read(arena, "rules/fee.yaml", &text, &c->fault),
	    c->fault);
	(void)mkdir(c->data, 0700);
	(void)mkdir(arena_printf(arena, "%s/rules", c->data), 0700);
	check_ok(file_write(arena_printf(arena, "%s/rules/fee.yaml",
	    c->data), str_printf(arena, "%s%.*s", line, STRF(text)),
	    &c->fault), c->fault);
	data_override(c->data);
}

Test(doctor, a_file_in_front_of_another_version_is_found)
{
	struct clinic	*c = clinic();
	struct arena	*arena = c->job.arena;
	struct digest	 digest;
	str		 text;

	check_ok(data_read(arena, "rules/fee.yaml", &text, &c->fault),
	    c->fault);
	digest = digest_of(DIGEST_SHA256, text);
	put_front(c, "");
	cr_assert_str_eq(findings(c), "doctor.data_unsaid");
	put_front(c, "# ours\n# replaces: sha256:00\n");
	cr_assert_str_eq(findings(c), "doctor.data_stale");
	put_front(c, arena_printf(arena, "# ours\n# replaces: %.*s\n",
	    STRF(digest_text(arena, &digest))));
	cr_assert_str_eq(findings(c), "");
}
