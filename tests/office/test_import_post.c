#include "office/import_post.h"

#include <iconv.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "domain/channel.h"
#include "domain/posting.h"
#include "tests/bodies.h"
#include "tests/people.h"

#define MARCH	"内容标题,发表时间,阅读量,内容URL,送达率\n" \
		"春耕补贴怎么领,2026-02-03 09:30:00,\"1,204\"," \
		"https://mp.example/s/1,0.2\n" \
		"停水通知,2026-02-04 18:05:21,1.2万," \
		"https://mp.example/s/2,0.1\n"

static enum err
make_channel(struct job *job, void *context)
{
	return channel_new(job, context, S("登记"));
}

static int64_t
channel_of(struct test_store *t, const char *kind, const char *code)
{
	struct channel	channel = { .agency = people_agency(t),
			    .key = str_of(kind), .code = str_of(code),
			    .name = str_of(code), .since = DAY_NONE,
			    .until = DAY_NONE };

	check_ok(job_write(&t->job, make_channel, &channel), t->fault);
	return channel.id;
}

static struct import *
planned(struct test_store *t, const char *code, str bytes)
{
	struct import	*import = NULL;

	check_ok(import_read(&t->job, import_kind("posts"),
	    str_starts(bytes, S("PK")) ? S("posts.xlsx") : S("posts.csv"),
	    bytes, &import), t->fault);
	import->into = str_of(code);
	check_ok(import_plan(import), t->fault);
	return import;
}

/* Import it; how many rows change something. */
static size_t
bring(struct test_store *t, const char *code, str bytes)
{
	struct import	*import = planned(t, code, bytes);
	size_t		 from = 9, n = 0;

	for (size_t i = 0; i < import->notes; i++)
		cr_log_error("%.*s", STRF(import->note[i].text));
	check_int(import->wrong, 0);
	check_ok(import_apply(import, &from), t->fault);
	for (size_t i = 0; i < import->n; i++)
		n += import->row[i].verdict != IMPORT_UNCHANGED;
	return n;
}

/* The postings of a channel, the newest first. */
struct listed {
	struct posting_filter	 filter;
	struct posting		*posting;
	size_t			 n;
};

static enum err
list(struct job *job, void *context)
{
	struct listed	*listed = context;

	return posting_list(job, &listed->filter, 100, &listed->posting,
	    &listed->n);
}

static struct listed
listed(struct test_store *t, int64_t channel)
{
	struct listed	listed = { .filter = { .channel = channel,
			    .from = DAY_NONE, .until = DAY_NONE } };

	check_ok(job_read(&t->job, list, &listed), t->fault);
	return listed;
}

/* --- moments -------------------------------------------------------------- */

Test(import_post, moments_are_read_as_platforms_write_them)
{
	int64_t	at = day_morning(day_make(2021, 3, 5)) + 36000000;

	check_int(import_moment(S("2021-03-05 10:00")), at);
	check_int(import_moment(S("2021/3/5 10:00:00")), at);
	check_int(import_moment(S("2021-03-05T10:00:00")), at);
	check_int(import_moment(S("2021年3月5日 10:00")), at);
	check_int(import_moment(S("2021年3月5日10:00:07")), at + 7000);
	check_int(import_moment(S("20210305")), at - 36000000);
	check_int(import_moment(S("2021-03-05")), at - 36000000);
	check_int(import_moment(S("2021-03-05 24:00")), -1);
	check_int(import_moment(S("2021-03-05 10")), -1);
	check_int(import_moment(S("2021-02-29 10:00")), -1);
	check_int(import_moment(S("2021-03-05 10:00:00:00")), -1);
	check_int(import_moment(S("1900-01-01")), -1);
	check_int(import_moment(S("昨天")), -1);
	check_int(import_moment(S("")), -1);
}

/* --- files ---------------------------------------------------------------- */

TEST_STORE(import_post, a_file_of_an_account_becomes_postings)
{
	int64_t		wx = channel_of(t, "wechat", "WX");
	struct import	*import = planned(t, "WX", S(MARCH));
	struct listed	all;

	check_int(import->ignoreds, 1);
	check_int(bring(t, "WX", S(MARCH)), 2);
	all = listed(t, wx);
	check_int(all.n, 2);
	check_str(all.posting[0].title, S("停水通知"));
	check_int(all.posting[0].reads, 12000);
	check_int(all.posting[1].reads, 1204);
	check_int(all.posting[1].units, 1);
	check_str(all.posting[1].address, S("https://mp.example/s/1"));
	check_str(day_minute(test_arena(), all.posting[1].at),
	    S("2026-02-03 09:30"));
}

TEST_STORE(import_post, the_same_file_again_changes_nothing)
{
	int64_t	wx = channel_of(t, "wechat", "WX");

	check_int(bring(t, "WX", S(MARCH)), 2);
	check_int(bring(t, "WX", S(MARCH)), 0);
	check_int(listed(t, wx).n, 2);
}

TEST_STORE(import_post, a_longer_file_adds_and_changes_only_what_is_new)
{
	int64_t		wx = channel_of(t, "wechat", "WX");
	struct import	*import;
	struct listed	all;

	check_int(bring(t, "WX", S(MARCH)), 2);
	import = planned(t, "WX", S("标题,发布时间,阅读数,链接\n"
	    "春耕补贴怎么领,2026-02-03,1300,https://mp.example/s/1\n"
	    "停水通知,2026-02-04,,https://mp.example/s/2\n"
	    "招聘公告,2026-03-01 08:00,5,https://mp.example/s/3\n"));
	check_int(import->row[0].verdict, IMPORT_CHANGED);
	cr_assert(str_has(import_change_line(import, &import->row[0]),
	    S("1300")));
	cr_assert(!str_has(import_change_line(import,
	    &import->row[0]), S("09:30")));
	check_int(import->row[1].verdict, IMPORT_UNCHANGED);
	check_int(import->row[2].verdict, IMPORT_NEW);
	check_int(listed(t, wx).n, 2);
	check_int(bring(t, "WX", S("标题,发布时间,阅读数,链接\n"
	    "春耕补贴怎么领,2026-02-03,1300,https://mp.example/s/1\n"
	    "招聘公告,2026-03-01 08:00,5,https://mp.example/s/3\n")), 2);
	all = listed(t, wx);
	check_int(all.n, 3);
	check_int(all.posting[2].reads, 1300);
	check_str(day_minute(test_arena(), all.posting[2].at),
	    S("2026-02-03 09:30"));
}

TEST_STORE(import_post, a_row_without_an_address_is_the_post_of_its_minute)
{
	int64_t		wb = channel_of(t, "weibo", "WB");
	struct listed	all;

	check_int(bring(t, "WB", S("微博内容,发布时间\n"
	    "停水通知,2026-02-04 18:05\n"
	    "停水通知,2026-02-04 18:05:40\n")), 1);
	check_int(bring(t, "WB", S("微博内容,发布时间,微博链接,微博类型\n"
	    "停水通知,2026-02-04 18:05,https://wb.example/9,转发\n")), 1);
	all = listed(t, wb);
	check_int(all.n, 1);
	check_str(all.posting[0].address, S("https://wb.example/9"));
	cr_assert(all.posting[0].reprint);
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

TEST_STORE(import_post, a_file_in_gb18030_is_the_same)
{
	(void)channel_of(t, "wechat", "WX");
	check_int(bring(t, "WX", S(MARCH)), 2);
	check_int(bring(t, "WX", gb18030(t->job.arena, S(MARCH))), 0);
}

/* A workbook as a spreadsheet program writes it: the time is a number. */
static str
workbook(struct arena *arena)
{
	const char	*path = arena_printf(arena, "%s/a.xlsx",
			    test_folder());
	lxw_workbook	*book = workbook_new(path);
	lxw_worksheet	*sheet = workbook_add_worksheet(book, NULL);
	lxw_format	*format = workbook_add_format(book);
	lxw_datetime	 at = { 2026, 2, 3, 10, 30, 0 };
	struct fault	 fault = { 0 };
	str		 bytes;

	format_set_num_format(format, "yyyy/m/d h:mm");
	(void)worksheet_write_string(sheet, 0, 0, "作品名称", NULL);
	(void)worksheet_write_string(sheet, 0, 1, "发布时间", NULL);
	(void)worksheet_write_string(sheet, 1, 0, "防汛演练", NULL);
	(void)worksheet_write_datetime(sheet, 1, 1, &at, format);
	(void)workbook_close(book);
	check_ok(file_read(arena, path, (size_t)1 << 20, &bytes, &fault),
	    fault);
	return bytes;
}

TEST_STORE(import_post, a_workbook_with_real_times_is_read)
{
	int64_t	dy = channel_of(t, "video", "DY");

	check_int(bring(t, "DY", workbook(t->job.arena)), 1);
	check_str(day_minute(test_arena(), listed(t, dy).posting[0].at),
	    S("2026-02-03 10:30"));
}

/* --- what is wrong -------------------------------------------------------- */

static void
check_wrong(struct test_store *t, const char *row, const char *column)
{
	struct import	*import = planned(t, "WX", str_printf(t->job.arena,
			    "标题,发布时间,链接,阅读量,是否转载\n%s\n", row));

	check_int(import->wrong, 1);
	check_int(import->notes, 1);
	check_int(import->note[0].line, 2);
	check_str(import->note[0].column, str_of(column));
	cr_assert_gt(import->note[0].text.n, 10);
}

TEST_STORE(import_post, what_is_wrong_is_told_with_row_and_column)
{
	(void)channel_of(t, "wechat", "WX");
	check_wrong(t, "甲,前天,,,", "发布时间");
	check_wrong(t, "甲,2030-01-01,,,", "发布时间");
	check_wrong(t, ",2026-01-01,,,", "标题");
	check_wrong(t, "甲,2026-01-01,javascript:x,,", "链接");
	check_wrong(t, "甲,2026-01-01,,10万+,", "阅读量");
	check_wrong(t, "甲,2026-01-01,,,是", "是否转载");
}

TEST_STORE(import_post, one_without_a_channel_or_of_an_unknown_one_is_refused)
{
	struct import	*import = NULL;

	check_ok(import_read(&t->job, import_kind("posts"), S("a.csv"),
	    S(MARCH), &import), t->fault);
	check_int(import_plan(import), ERR_INVALID);
	fault_clear(&t->fault);
	import->into = S("NONE");
	check_int(import_plan(import), ERR_NOT_FOUND);
}

static enum err
begin_later(struct job *job, void *context)
{
	struct channel	channel;
	enum err	e = channel_find(job, S("WX"), &channel);

	channel.since = *(day *)context;
	return e == OK ? channel_save(job, &channel, S("试")) : e;
}

/* The channel turns out to be younger than the rows of the second batch. */
TEST_STORE(import_post, one_that_broke_off_goes_on)
{
	struct import	*import;
	struct buf	buf;
	size_t		from = 9;
	day		since = day_make(2026, 1, 15);

	(void)channel_of(t, "wechat", "WX");
	buf_init(&buf, t->job.arena, (size_t)1 << 20);
	buf_put(&buf, S("标题,发布时间\n"));
	for (int i = 0; i < IMPORT_BATCH + 5; i++)
		buf_printf(&buf, "第%d件,2026-%s-01 10:00\n", i,
		    i < IMPORT_BATCH ? "02" : "01");
	import = planned(t, "WX", buf_str(&buf));
	check_ok(job_write(&t->job, begin_later, &since), t->fault);
	check_int(import_apply(import, &from), ERR_INVALID);
	check_int(import->at, IMPORT_BATCH);
	check_int(people_told(t, "posting.new"), IMPORT_BATCH);
	since = DAY_NONE;
	fault_clear(&t->fault);
	check_ok(job_write(&t->job, begin_later, &since), t->fault);
	import = planned(t, "WX", buf_str(&buf));
	check_ok(import_apply(import, &from), t->fault);
	check_int(from, IMPORT_BATCH);
	check_int(people_told(t, "posting.new"), IMPORT_BATCH + 5);
	check_int(bring(t, "WX", buf_str(&buf)), 0);
}
