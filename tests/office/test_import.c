#include "office/import.h"

#include <iconv.h>

#include "base/utf8.h"
#include "doc/doc_write.h"
#include "tests/bodies.h"

#define HEADS	"编码,名称,层级,上级,主管,设立日期,最后一日,邮编\n"

static const char	county[] = HEADS
			    "t1,石门镇,乡镇,c,o,2008-05-01,,350001\n"
			    "s1,石门小学,下属单位,t1,e,2008/5/1,,\n"
			    "e,教育局,部门,c,o,2008年5月1日,,\n"
			    "c,清溪县,县,,,2008-05-01,,\n"
			    "o,政府办公室,部门,c,,2008.5.1,,350000\n";

static struct import *
read_bytes(struct test_store *t, str bytes)
{
	struct import	*import = NULL;

	check_ok(import_read(&t->job, import_kind("agencies"),
	    S("table.csv"), bytes, &import), t->fault);
	check_ok(import_plan(import), t->fault);
	return import;
}

/* Import it; how many rows changed something. */
static size_t
bring(struct test_store *t, str bytes)
{
	struct import	*import = read_bytes(t, bytes);
	size_t		 from = 9, n = 0;

	for (size_t i = 0; i < import->notes; i++)
		cr_log_error("%.*s", STRF(import->note[i].text));
	check_int(import->wrong, 0);
	check_ok(import_apply(import, &from), t->fault);
	check_int(from, 0);
	for (size_t i = 0; i < import->n; i++)
		n += import->row[i].verdict != IMPORT_UNCHANGED;
	return n;
}

static enum err
find(struct job *job, void *context)
{
	struct agency	*agency = context;

	return agency_find(job, agency->code, agency);
}

static struct agency
body(struct test_store *t, const char *code)
{
	struct agency	agency = { .code = str_of(code) };

	check_ok(job_read(&t->job, find, &agency), t->fault);
	return agency;
}

TEST_STORE(import, parents_and_supervisors_may_come_after)
{
	check_int(bring(t, str_of(county)), 5);
	check_int(body(t, "s1").above, body(t, "t1").id);
	check_int(body(t, "t1").above, body(t, "c").id);
	check_int(body(t, "t1").supervisor, body(t, "o").id);
	check_int(body(t, "s1").supervisor, body(t, "e").id);
	check_int(body(t, "s1").since, day_make(2008, 5, 1));
	check_int(body(t, "t1").level, AGENCY_TOWNSHIP);
}

static enum err
one_state(struct job *job, void *context)
{
	struct agency_state	*state;
	size_t			 n;
	enum err		 e;

	e = agency_history(job, *(int64_t *)context, &state, &n);
	check_int(n, 1);
	check_int(state[0].from, day_make(2008, 5, 1));
	return e;
}

TEST_STORE(import, the_same_file_again_changes_nothing)
{
	int64_t	id;

	check_int(bring(t, str_of(county)), 5);
	id = body(t, "t1").id;
	check_ok(job_read(&t->job, one_state, &id), t->fault);
	check_int(bring(t, str_of(county)), 0);
	check_int(body(t, "t1").version, 2);
	check_ok(job_read(&t->job, one_state, &id), t->fault);
}

TEST_STORE(import, a_preview_tells_what_would_change_and_writes_nothing)
{
	struct import	*import;

	bring(t, str_of(county));
	import = read_bytes(t, S("编码,名称,邮编,备注\nT1,石门街道,,x\n"
	    "c,,-,\nn,新机关,,\n"));
	check_int(import->ignoreds, 1);
	check_int(import->row[0].verdict, IMPORT_CHANGED);
	cr_assert(str_has(import_change_line(import, &import->row[0]),
	    S("石门街道")));
	check_int(import->row[1].verdict, IMPORT_UNCHANGED);
	check_int(import->row[2].verdict, IMPORT_WRONG);
	check_str(body(t, "t1").name, S("石门镇"));
}

static void
check_wrong(struct test_store *t, const char *rows, unsigned line,
    const char *column)
{
	struct import	*import = read_bytes(t, str_printf(t->job.arena,
			    HEADS "%s", rows));

	cr_assert_eq(import->wrong, 1, "%s", rows);
	check_int(import->notes, 1);
	check_int(import->note[0].line, line);
	check_str(import->note[0].column, str_of(column));
}

TEST_STORE(import, a_wrong_row_is_named_with_line_and_column)
{
	bring(t, str_of(county));
	check_wrong(t, "x,新镇,乡镇,nowhere,,2008-05-01,,\n", 2, "上级");
	check_wrong(t, "x,新镇,乡镇,c,nobody,2008-05-01,,\n", 2, "主管");
	check_wrong(t, "x,新镇,乡镇,c,x,2008-05-01,,\n", 2, "主管");
	check_wrong(t, "x,新镇,村,c,,2008-05-01,,\n", 2, "层级");
	check_wrong(t, "x,新县,县,t1,,2008-05-01,,\n", 2, "层级");
	check_wrong(t, "x,新镇,乡镇,c,,2008-13-01,,\n", 2, "设立日期");
	check_wrong(t, "x,新镇,乡镇,c,,,,\n", 2, "设立日期");
	check_wrong(t, "x,,乡镇,c,,2008-05-01,,\n", 2, "名称");
	check_wrong(t, "e,,,,,,,\nx,新镇,乡镇,c,,2008-05-01,,35\n", 3, "邮编");
	check_wrong(t, "x,新镇,乡镇,c,,2008-05-01,2999-01-01,\n", 2,
	    "最后一日");
	check_wrong(t, "o,,,,,,,\nO,,,,,,,\n", 3, "编码");
	check_wrong(t, ",新镇,乡镇,c,,2008-05-01,,\n", 2, "编码");
	check_wrong(t, "c,,,,,,2020-01-01,\n", 2, "最后一日");
	check_wrong(t, "x y,新镇,乡镇,c,,2008-05-01,,\n", 2, "编码");
}

/* s1 stands below t1 in the store only; t1 below s1 would be a ring. */
TEST_STORE(import, a_ring_through_the_store_is_found)
{
	bring(t, S(HEADS "c,清溪县,单位,,,2008-05-01,,\n"
	    "t1,甲,单位,c,,2008-05-01,,\ns1,乙,单位,t1,,2008-05-01,,\n"));
	check_wrong(t, "t1,,,s1,,,,\n", 2, "上级");
	check_wrong(t, "t1,,,t1,,,,\n", 2, "上级");
}

/* What was above goes below, in one file, in any order. */
TEST_STORE(import, a_tree_may_be_turned_over)
{
	bring(t, S(HEADS "a,甲,单位,,,2008-05-01,,\n"
	    "b,乙,单位,a,,2008-05-01,,\nc,丙,单位,b,,2008-05-01,,\n"));
	check_int(bring(t, S(HEADS "a,,,b,,,,\nb,,,c,,,,\nc,,,-,,,,\n")), 3);
	check_int(body(t, "c").above, 0);
	check_int(body(t, "b").above, body(t, "c").id);
	check_int(body(t, "a").above, body(t, "b").id);
}

TEST_STORE(import, a_body_and_all_below_it_are_closed_in_one_file)
{
	bring(t, str_of(county));
	check_int(bring(t, S(HEADS "t1,,,,,,2024-12-31,\n"
	    "s1,,,,,,2024-12-31,\n")), 2);
	check_int(body(t, "t1").until, day_make(2024, 12, 31));
	check_int(body(t, "s1").until, day_make(2024, 12, 31));
}

static str
gb18030(struct arena *arena, str text)
{
	iconv_t	 to = iconv_open("GB18030", "UTF-8");
	char	*in = str_c(arena, text), *bytes, *out;
	size_t	 left = text.n, room = text.n * 2;

	bytes = out = arena_alloc(arena, room);
	cr_assert_eq(iconv(to, &in, &left, &out, &room), 0);
	(void)iconv_close(to);
	return (str){ bytes, (size_t)(out - bytes) };
}

TEST_STORE(import, a_file_in_gb18030_or_with_a_mark_is_the_same)
{
	struct arena	*arena = t->job.arena;

	check_int(bring(t, gb18030(arena, str_of(county))), 5);
	check_str(body(t, "c").name, S("清溪县"));
	check_int(bring(t, str_printf(arena, "\xEF\xBB\xBF%s", county)), 0);
}

/* The same rows as a workbook with a title over them. */
static str
workbook(struct test_store *t, size_t rows, const char *const cell[][4])
{
	struct arena		*arena = t->job.arena;
	struct doc		*doc = doc_new(arena, DOC_XLSX);
	struct doc_table	*table;
	str			 bytes;

	(void)doc_add(arena, doc, DOC_HEADING, S("清溪县机关名录"));
	table = doc_add_table(arena, doc, DOC_GRID_TRUE);
	for (unsigned i = 0; i < rows; i++)
		for (unsigned k = 0; k < 4; k++)
			(void)doc_add_cell(arena, table, i, k, 1, 1,
			    str_of(cell[i][k]));
	check_ok(doc_lay(arena, table, &t->fault), t->fault);
	check_ok(doc_write_xlsx(arena, doc, &bytes, &t->fault), t->fault);
	return bytes;
}

TEST_STORE(import, a_workbook_is_read_with_its_row_numbers)
{
	static const char *const	good[][4] = {
		{ "机构编码", "机关名称", "层级", "设立日期" },
		{ "001", "清溪县", "县", "2008-05-01" },
		{ "002", "石门县", "县", "2009-05-01" },
	}, *const bad[][4] = {
		{ "机构编码", "机关名称", "层级", "设立日期" },
		{ "003", "茶坑县", "县", "2008-05-01" },
		{ "004", "城关县", "大县", "2009-05-01" },
	};
	struct import	*import;

	check_int(bring(t, workbook(t, 3, good)), 2);
	check_str(body(t, "001").name, S("清溪县"));
	import = read_bytes(t, workbook(t, 3, bad));
	check_int(import->wrong, 1);
	check_int(import->note[0].line, import->row[1].line);
	check_int(import->row[1].line, import->row[0].line + 1);
	cr_assert_gt(import->row[0].line, 2, "the title is a row too");
}

static void
check_refused(struct test_store *t, str bytes, const char *key)
{
	struct import	*import;

	fault_clear(&t->fault);
	check_int(import_read(&t->job, import_kind("agencies"), S("x.csv"),
	    bytes, &import), ERR_INVALID);
	check_str(str_of(t->fault.key), str_of(key));
}

TEST_STORE(import, what_is_no_table_of_bodies_is_refused)
{
	check_refused(t, S("a,b\n1,2\n"), "import.no_heads");
	check_refused(t, S("编码,名称,代码,机构编码\n1,2,3,4\n"),
	    "import.twice");
	check_refused(t, S("编码,名称\n1,2,3\n"), "import.too_many");
	check_refused(t, S("编码,名称\n1,\"2\n"), "csv.quote");
	check_refused(t, S("%PDF-1.4\n1 0 obj\n"), "import.format");
	cr_assert_null(import_kind("nonsense"));
}

/* --- applying ---------------------------------------------------------- */

#define STEPS	2500u

/* A kind that counts its steps in the journal of changes, and fails once. */
static size_t	done[STEPS], fails_at = 1700;

static enum err
count_steps(struct job *job, struct import *import, size_t from, size_t until)
{
	(void)import;
	cr_assert_leq(until - from, IMPORT_BATCH);
	for (size_t i = from; i < until; i++) {
		if (i == fails_at)
			return FAIL(job->fault, ERR_OUTSIDE, "import.format",
			    S("x"));
		done[i]++;
	}
	return OK;
}

static const struct import_kind	counting = { .name = "counting", .apply =
				    count_steps };

TEST_STORE(import, one_that_broke_off_goes_on_behind_its_last_transaction)
{
	struct import	import = { .job = &t->job, .kind = &counting,
			    .source = S("sha256:1"), .steps = STEPS };
	size_t		from = 9;

	check_int(import_apply(&import, &from), ERR_OUTSIDE);
	check_int(from, 0);
	fails_at = STEPS;
	fault_clear(&t->fault);
	check_ok(import_apply(&import, &from), t->fault);
	check_int(from, 1000);
	check_int(done[999], 1);
	check_int(done[1000], 2);
	check_int(done[STEPS - 1], 1);
	check_ok(import_apply(&import, &from), t->fault);
	check_int(from, 0);
}

Test(import, days_are_read_as_people_write_them)
{
	static const char *const	good[] = { "2021-01-19", "2021-1-19",
					    "2021/1/19", "2021.01.19",
					    "2021年1月19日" };
	static const char *const	bad[] = { "", "2021", "2021-1",
					    "19.1.2021",
					    "2021-02-30", "2021-1-19x",
					    "2021年1月19", "99999-1-1" };

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		check_int(import_day(str_of(good[i])), day_make(2021, 1, 19));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		check_int(import_day(str_of(bad[i])), DAY_NONE);
}

/* --- by a person ---------------------------------------------------------- */

/* Somebody with a role on a body acts from now on. */
static void
act_as(struct test_store *t, const char *role, const char *code)
{
	int64_t	at = body(t, code).id;
	int64_t	person = bodies_person(t, "wang.fang", at);

	check_ok(bodies_grant(t, person, role, at), t->fault);
	bodies_act_as(t, person);
}

TEST_STORE(import, brings_in_what_a_person_may_change)
{
	struct import	*import;
	size_t		 from;

	bring(t, str_of(county));
	act_as(t, "system_admin", "c");
	import = read_bytes(t, S(HEADS
	    "t2,河口镇,乡镇,c,o,2008-05-01,,\n"
	    "s2,河口小学,下属单位,t2,,2008-05-01,,\n"
	    "t1,石门街道,,,,,,\n"));
	check_int(import->wrong, 0);
	check_int(import->row[0].verdict, IMPORT_NEW);
	check_int(import->row[2].changes, 1);
	check_str(import->row[2].change[0].old, S("石门镇"));
	check_str(import->row[2].change[0].text, S("石门街道"));
	check_ok(import_apply(import, &from), t->fault);
	check_str(body(t, "t1").name, S("石门街道"));
	check_str(body(t, "s2").name, S("河口小学"));
}

TEST_STORE(import, leaves_a_person_what_is_not_his)
{
	struct import	*import;

	bring(t, str_of(county));
	bring(t, S(HEADS "k,石门站,下属单位,t1,,2008-05-01,,\n"));
	act_as(t, "system_admin", "t1");
	import = read_bytes(t, S(HEADS "x,新县,县,,,2008-05-01,,\n"));
	check_int(import->wrong, 1);
	import = read_bytes(t, S(HEADS "k,石门中心站,,,,,,\n"));
	check_int(import->wrong, 0);
	import = read_bytes(t, S(HEADS "k,石门站,,e,,,,\n"));
	check_int(import->wrong, 1);
}

TEST_STORE(import, is_for_nobody_without_the_need)
{
	struct import	*import;

	bring(t, str_of(county));
	act_as(t, "editor", "c");
	check_ok(import_read(&t->job, import_kind("agencies"),
	    S("table.csv"), S(HEADS "t1,石门街道,,,,,,\n"), &import),
	    t->fault);
	cr_assert_eq(import_plan(import), ERR_FORBIDDEN);
}
