#include <jansson.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "office/examine.h"
#include "office/spool.h"
#include "tests/package.h"
#include "tests/store.h"

#define LONG	600000	/* milliseconds: until all is done */

static str
report(struct test_store *t, const char *name)
{
	str	bytes = S("");

	check_ok(file_read(t->job.arena, arena_printf(t->job.arena,
	    "demo/reports/%s", name), 1 << 20, &bytes, &t->fault), t->fault);
	return bytes;
}

/* Keep what was uploaded; the secret. */
static str
begin(struct test_store *t, const struct examine_file *file, size_t n)
{
	str	secret = S("");

	check_ok(examine_begin(&t->job, file, n, &secret), t->fault);
	return secret;
}

static struct examination
look(struct test_store *t, str secret, int64_t milliseconds)
{
	struct examination	examination = { .n = 0 };

	check_ok(examine_open(&t->job, secret, &examination), t->fault);
	check_ok(examine_step(&examination, milliseconds), t->fault);
	return examination;
}

/* Two reports in a folder, with a picture and what a system left there. */
static struct examine_file
folder(struct test_store *t)
{
	struct test_part	part[] = {
		{ "年报/a.html", report(t, "xiwan-water-2023.html") },
		{ "年报/logo.png", S("\211PNG\r\n\032\n....") },
		{ "__MACOSX/年报/a.html", S("x") },
		{ "年报/b.txt", report(t, "wangchao-town-2022.txt") },
	};

	return (struct examine_file){ S("reports.zip"), test_package(
	    t->job.arena, part, sizeof part / sizeof part[0]) };
}

TEST_STORE(examine, draws_a_report_with_what_is_wrong_in_it)
{
	struct examine_file	file = { S("a.html"), report(t,
				    "xiwan-water-2023.html") };
	struct examination	done = look(t, begin(t, &file, 1), LONG);
	str			drawn = S("");

	check_int(done.done, 1);
	check_int(done.reports, 1);
	check_int(done.file[0].state, EXAMINE_DONE);
	check_int(done.file[0].year, 2023);
	cr_assert(done.file[0].errors > 0);
	check_ok(examine_drawn(&done, 0, &drawn), t->fault);
	cr_assert(str_has(drawn, S("<table")));
	cr_assert(str_has(drawn, S("id=\"r1-")));
}

TEST_STORE(examine, says_why_a_file_cannot_be_read_and_goes_on)
{
	struct examine_file	file[] = { { S("a.bin"), S("\177ELF\001") },
				    { S("b.txt"), S("没有表格的文字。") } };
	struct examination	done = look(t, begin(t, file, 2), LONG);

	check_int(done.done, 2);
	check_int(done.reports, 2);
	check_int(done.file[0].state, EXAMINE_UNREAD);
	check_int(done.file[1].state, EXAMINE_UNREAD);
	cr_assert(done.file[0].wrong.n > 0);
	cr_assert(done.file[1].wrong.n > 0);
}

TEST_STORE(examine, checks_a_folder_step_by_step)
{
	struct examine_file	file = folder(t);
	str			secret = begin(t, &file, 1);
	struct examination	done = look(t, secret, 0);

	check_int(done.n, 3);
	check_int(done.done, 1);
	check_str(done.file[0].name, S("年报/a.html"));
	done = look(t, secret, 0);
	check_int(done.done, 2);
	check_int(done.file[1].state, EXAMINE_PASSED);
	done = look(t, secret, 0);
	check_int(done.done, 3);
	check_int(done.reports, 2);
	done = look(t, secret, 0);
	check_int(done.done, 3);
}

TEST_STORE(examine, is_told_as_the_command_tells_it)
{
	struct examine_file	 file = folder(t);
	struct examination	 done = look(t, begin(t, &file, 1), LONG);
	struct json_t		*tree;
	struct buf		 buf;

	buf_init(&buf, t->job.arena, (size_t)8 << 20);
	check_ok(examine_json(&done, &buf), t->fault);
	check_ok(json_read(t->job.arena, buf_str(&buf), 8 << 20, &tree,
	    &t->fault), t->fault);
	check_int(json_array_size(tree), 2);
	cr_assert(str_starts(buf_str(&buf), S("[\n")));
	cr_assert(str_has(buf_str(&buf), S("\"summary\"")));
	buf_clear(&buf);
	check_ok(examine_html(&done, &buf), t->fault);
	cr_assert(str_has(buf_str(&buf), S("id=\"r1-")));
	cr_assert(str_has(buf_str(&buf), S("id=\"r3-")));
	cr_assert(str_ends(str_trim(buf_str(&buf)), S("</html>")));
}

TEST_STORE(examine, refuses_an_archive_that_is_none_and_an_empty_one)
{
	struct examine_file	file = { S("a.zip"),
				    S("PK\003\004 and nothing else") };
	struct test_part	part = { "__MACOSX/a", S("x") };
	str			secret;

	cr_assert_eq(examine_begin(&t->job, &file, 1, &secret), ERR_INVALID);
	file.bytes = test_package(t->job.arena, &part, 1);
	cr_assert_eq(examine_begin(&t->job, &file, 1, &secret), ERR_INVALID);
	cr_assert_eq(strcmp(t->fault.key, "examine.none"), 0);
}

TEST_STORE(examine, is_gone_when_it_was_ended)
{
	struct examine_file	file = { S("a.txt"), S("text") };
	str			secret = begin(t, &file, 1);
	struct examination	done = look(t, secret, LONG);

	examine_end(&done);
	cr_assert_eq(examine_open(&t->job, secret, &done), ERR_NOT_FOUND);
}
