#include "base/file.h"
#include "office/examine.h"
#include "tests/test.h"

static struct job *
job_of_today(void)
{
	struct arena	*arena = test_arena();
	struct job	*job = arena_alloc(arena, sizeof *job);

	*job = (struct job){ .arena = arena, .today = day_make(2024, 3, 1),
	    .fault = arena_alloc(arena, sizeof *job->fault) };
	check_ok(word_load(arena, LANG_ZH, &job->words, job->fault),
	    *job->fault);
	return job;
}

Test(examine, draws_a_report_with_what_is_wrong_in_it)
{
	struct job		*job = job_of_today();
	struct examine_file	 file = { .name = S("xiwan-water-2023.html") };
	struct examined		*done;
	size_t			 n;

	check_ok(file_read(job->arena, "demo/reports/xiwan-water-2023.html",
	    1 << 20, &file.bytes, job->fault), *job->fault);
	check_ok(examine(job, &file, 1, &done, &n), *job->fault);
	cr_assert_eq(n, 1);
	cr_assert_eq(done->wrong.n, 0);
	cr_assert(done->errors > 0);
	cr_assert(str_has(done->drawn, S("<table")));
	cr_assert(str_has(done->drawn, S("id=\"r1-")));
}

Test(examine, says_why_a_file_cannot_be_read_and_goes_on)
{
	struct job		*job = job_of_today();
	struct examine_file	 file[] = { { S("a.bin"), S("\177ELF\001") },
				    { S("b.txt"), S("没有表格的文字。") } };
	struct examined		*done;
	size_t			 n;

	check_ok(examine(job, file, 2, &done, &n), *job->fault);
	cr_assert_eq(n, 2);
	cr_assert(done[0].wrong.n > 0);
	cr_assert(done[1].wrong.n > 0);
	cr_assert_eq(done[0].drawn.n, 0);
}

Test(examine, refuses_an_archive_that_is_none)
{
	struct job		*job = job_of_today();
	struct examine_file	 file = { S("a.zip"),
				    S("PK\003\004 and nothing else") };
	struct examined		*done;
	size_t			 n;

	cr_assert_eq(examine(job, &file, 1, &done, &n), ERR_INVALID);
	cr_assert_not_null(job->fault->key);
}
