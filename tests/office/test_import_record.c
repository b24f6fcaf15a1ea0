#include <stdio.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "doc/doc_write.h"
#include "domain/agency.h"
#include "office/export_record.h"
#include "office/import_document.h"
#include "office/import_record.h"
#include "office/import_rows.h"
#include "store/search.h"
#include "tests/store.h"

/* A body, and a folder to put files into. */
struct office {
	struct test_store	*t;
	struct agency		 agency;
	char			*folder;
};

static enum err
make_agency(struct job *job, void *context)
{
	struct office	*office = context;

	office->agency = (struct agency){ .code = S("sm"), .name = S("石门县"),
	    .level = AGENCY_COUNTY, .since = day_make(2000, 1, 1),
	    .until = DAY_NONE };
	return agency_new(job, &office->agency, S(""));
}

static struct office *
office_of(struct test_store *t)
{
	struct office	*office = arena_alloc(t->job.arena, sizeof *office);

	office->t = t;
	office->folder = arena_printf(t->job.arena, "%s/in",
	    t->store->dir);
	check_ok(job_write(&t->job, make_agency, office), t->fault);
	cr_assert_eq(mkdir(office->folder, 0777), 0);
	return office;
}

static const char *
write_file(struct office *office, const char *name, str text)
{
	const char	*path = arena_printf(office->t->job.arena, "%s/%s",
			    office->folder, name);

	check_ok(file_write(path, text, &office->t->fault),
	    office->t->fault);
	return path;
}

static struct import_record
import_from(struct office *office, const char *path, int jobs)
{
	struct import_record	import = { .path = path,
				    .agency = office->agency.id,
				    .jobs = jobs };

	check_ok(import_record(&office->t->job, &import), office->t->fault);
	return import;
}

struct asking {
	str			text;
	struct search_answer	answer;
};

static enum err
find_body(struct job *job, void *context)
{
	struct asking		*asking = context;
	struct search_query	 query = { .text = asking->text, .most = 5 };

	return search_find(job->db, &query, &asking->answer);
}

static struct search_answer
ask(struct office *office, str text)
{
	struct asking	asking = { .text = text };

	check_ok(job_read(&office->t->job, find_body, &asking),
	    office->t->fault);
	return asking.answer;
}

static enum err
verify_body(struct job *job, void *context)
{
	(void)context;
	return search_verify(job->db);
}

Test(import_record, reads_a_row_of_csv_with_quotes_and_line_ends)
{
	str	rest = S("a,\"b \"\"c\"\",\nd\",\r\n,e\nlast");
	str	field[IMPORT_ROWS_FIELDS];
	size_t	n;

	cr_assert(import_rows_csv(test_arena(), &rest, true, field, &n));
	check_int(n, 3);
	check_str(field[1], S("b \"c\",\nd"));
	check_str(field[2], S(""));
	cr_assert(import_rows_csv(test_arena(), &rest, true, field, &n));
	check_int(n, 2);
	check_str(field[1], S("e"));
	cr_assert_not(import_rows_csv(test_arena(), &rest, false, field,
	    &n));
	cr_assert(import_rows_csv(test_arena(), &rest, true, field, &n));
	check_str(field[0], S("last"));
	rest = S("\"never closed");
	cr_assert_not(import_rows_csv(test_arena(), &rest, true, field, &n));
}

Test(import_record, reads_what_a_text_of_law_tells_of_itself)
{
	struct fault	fault = { 0 };
	struct record	record;

	check_ok(import_document(test_arena(), S("rules/甲(2021-03-02).md"),
	    S("# 甲办法\n\n2008年1月31日 石门县人民政府令第17号公布\n\n"
	    "[INFO END]\n\n## 第一章\n\n第一条 正文。\n"), &record, &fault),
	    fault);
	check_str(record.title, S("甲办法"));
	check_str(record.number, S("石门县人民政府令第17号"));
	check_str(record.column, S("rules"));
	check_str(record.body, S("第一章\n第一条 正文。\n"));
	check_int(record.day, day_make(2021, 3, 2));
	check_ok(import_document(test_arena(), S("乙.md"),
	    S("只有正文"), &record, &fault), fault);
	check_str(record.title, S("乙"));
	check_str(record.body, S("只有正文\n"));
	check_str(record.html, S("<p>只有正文</p>\n"));
	check_int(record.day, DAY_NONE);
}

TEST_STORE(import_record, takes_a_folder_and_changes_only_what_changed)
{
	struct office		*office = office_of(t);
	struct import_record	 import;

	(void)write_file(office, "a.md", S("# 甲办法\n危房改造。"));
	(void)write_file(office, "b.md", S("# 乙办法\n道路养护。"));
	(void)write_file(office, "c.bin", S("不是"));
	import = import_from(office, office->folder, 0);
	check_int(import.tally.made, 2);
	cr_assert(import.ended);
	(void)write_file(office, "b.md", S("# 乙办法\n桥梁养护。"));
	import = import_from(office, office->folder, 0);
	check_int(import.tally.made, 0);
	check_int(import.tally.changed, 1);
	check_int(import.tally.same, 1);
	check_int(ask(office, S("道路")).total, 0);
	check_int(ask(office, S("桥梁")).total, 1);
	check_ok(job_read(&t->job, verify_body, NULL), t->fault);
}

/* Lines of JSON, numbered from 1. */
static str
lines(struct arena *arena, int n)
{
	struct buf	buf;

	buf_init(&buf, arena, (size_t)8 << 20);
	for (int i = 1; i <= n; i++)
		buf_printf(&buf, "{\"title\":\"第%d号通知\",\"number\":\"%d\","
		    "\"day\":\"2020-01-%02d\",\"body\":\"内容\"}\n", i, i,
		    i % 28 + 1);
	return buf_str(&buf);
}

TEST_STORE(import_record, goes_on_where_it_was_stopped)
{
	struct office		*office = office_of(t);
	const char		*path;
	struct import_record	 import;

	path = write_file(office, "rows.jsonl", lines(t->job.arena, 2300));
	import = import_from(office, path, 1);
	check_int(import.tally.made, IMPORT_ROWS);
	cr_assert_not(import.ended);
	import = import_from(office, path, 0);
	check_int(import.before, IMPORT_ROWS);
	check_int(import.tally.made, 2300 - IMPORT_ROWS);
	check_int(import.tally.same, 0);
	cr_assert(import.ended);
	check_int(ask(office, S("通知")).total, 2300);
	check_int(ask(office, S("第1777号")).total, 1);
	import = import_from(office, path, 0);
	check_int(import.before, 0);
	check_int(import.tally.same, 2300);
}

TEST_STORE(import_record, leaves_out_rows_and_says_which)
{
	struct office		*office = office_of(t);
	struct import_record	 import;

	import = import_from(office, write_file(office, "rows.csv",
	    S("\xEF\xBB\xBFtitle,day,body\r\n甲,2020-01-02,一\r\n"
	    "乙,2020年,二\r\n,2020-01-02,三\r\n丁,,\"四\n五\"\r\n"
	    "戊,2020-01-02\r\n")), 0);
	check_int(import.tally.made, 2);
	check_int(import.refused, 3);
	cr_assert(str_has(import.refusal[0].where, S("rows.csv:2")));
	cr_assert(str_has(import.refusal[0].why, S("2020年")));
	check_int(ask(office, S("")).total, 2);
}

TEST_STORE(import_record, refuses_what_it_does_not_know)
{
	struct office		*office = office_of(t);
	struct import_record	 import = { .agency = office->agency.id };

	import.path = write_file(office, "a.csv", S("title,colour\n甲,红\n"));
	check_int(import_record(&t->job, &import), ERR_INVALID);
	check_str(str_of(t->fault.key), S("record.import.bad_field"));
	import.path = write_file(office, "a.exe", S("MZ"));
	check_int(import_record(&t->job, &import), ERR_INVALID);
}

TEST_STORE(import_record, exports_what_it_imports_again_unchanged)
{
	struct office		*office = office_of(t);
	struct export_record	 export = { .agency = office->agency.id };
	struct import_record	 import;
	str			 text;

	(void)import_from(office, write_file(office, "rows.jsonl",
	    lines(t->job.arena, 500)), 0);
	export.path = arena_printf(t->job.arena, "%s/out.jsonl",
	    office->folder);
	export.jobs = 1;
	check_ok(export_record(&t->job, &export), t->fault);
	check_int(export.rows, EXPORT_ROWS);
	cr_assert_not(export.ended);
	check_int(file_kind(export.path), FILE_MISSING);
	export.rows = export.jobs = 0;
	check_ok(export_record(&t->job, &export), t->fault);
	check_int(export.before, EXPORT_ROWS);
	check_int(export.rows, 500 - EXPORT_ROWS);
	cr_assert(export.ended);
	check_ok(file_read(t->job.arena, export.path, (size_t)1 << 20, &text,
	    &t->fault), t->fault);
	import = import_from(office, export.path, 0);
	check_int(import.tally.same, 500);
	check_int(import.refused, 0);
}

/* --- all that is known of a record ---------------------------------------- */

struct looking {
	str		index;
	struct record	record;
};

static enum err
look_body(struct job *job, void *context)
{
	struct looking	*looking = context;

	return record_find(job, looking->index, &looking->record);
}

static struct record
find(struct office *office, str index)
{
	struct looking	looking = { .index = index };

	check_ok(job_read(&office->t->job, look_body, &looking),
	    office->t->fault);
	return looking.record;
}

static void
check_whole(const struct record *record)
{
	check_str(record->title, S("危房改造补助发放公示"));
	check_str(record->kind, S("notice"));
	check_str(record->column, S("budget"));
	check_str(record->html, S("<p>正文<strong>一</strong></p>\n"));
	check_str(record->body, S("正文一\n\n石门概述"));
	check_str(record->meta, S("{\"origin_kind\":\"made\","
	    "\"summary\":\"石门概述\"}"));
	check_int(record->published, (day_morning(day_make(2019, 3, 2)) +
	    (INT64_C(10) * 60 + 30) * 60 * 1000));
}

static const char	whole_csv[] =
    "title,kind,column,html,内容概述,来源,published,index\n"
    "危房改造补助发放公示,公示公告,财政信息,"
    "<p onclick=x()>正文<b>一</b><script>y()</script></p>,"
    "石门概述,本机关制作,2019年3月2日 10:30,A-1\n";

static const char	whole_json[] =
    "{\"title\":\"危房改造补助发放公示\",\"kind\":\"notice\","
    "\"column\":\"budget\",\"html\":\"<p>正文<b>一</b></p>\","
    "\"meta\":{\"summary\":\"石门概述\",\"来源\":\"made\"},"
    "\"published\":\"2019-03-02 10:30\",\"index\":\"B-1\"}\n";

TEST_STORE(import_record, takes_html_notes_index_and_time_of_publication)
{
	struct office		*office = office_of(t);
	struct record		 record;
	struct import_record	 import;

	import = import_from(office, write_file(office, "a.csv",
	    str_of(whole_csv)), 0);
	check_int(import.refused, 0);
	record = find(office, S("A-1"));
	check_whole(&record);
	import = import_from(office, write_file(office, "b.jsonl",
	    str_of(whole_json)), 0);
	check_int(import.refused, 0);
	record = find(office, S("B-1"));
	check_whole(&record);
}

TEST_STORE(import_record, exports_all_fields_and_finds_them_the_same_again)
{
	struct office		*office = office_of(t);
	struct export_record	 export = { .agency = office->agency.id };
	struct import_record	 import;
	str			 text;

	(void)import_from(office, write_file(office, "a.csv",
	    str_of(whole_csv)), 0);
	(void)import_from(office, write_file(office, "a.md",
	    S("# 甲\n\n| 一 | 二 |\n|---|---|\n| 三 | 四 |\n")), 0);
	export.path = arena_printf(t->job.arena, "%s/out.jsonl",
	    office->folder);
	check_ok(export_record(&t->job, &export), t->fault);
	check_ok(file_read(t->job.arena, export.path, (size_t)1 << 20, &text,
	    &t->fault), t->fault);
	cr_assert(str_has(text, S("\"index\":\"A-1\"")));
	cr_assert(str_has(text, S("\"published\":\"2019-03-02 10:30:00\"")));
	cr_assert(str_has(text, S("<strong>一</strong>")));
	cr_assert(str_has(text, S("\"summary\":\"石门概述\"")));
	import = import_from(office, export.path, 0);
	check_int(import.tally.same, 2);
	check_int(import.tally.made + import.tally.changed, 0);
	check_int(import.refused, 0);
}

TEST_STORE(import_record, leaves_out_a_row_whose_index_number_is_taken)
{
	struct office		*office = office_of(t);
	struct import_record	 import;

	import = import_from(office, write_file(office, "a.csv",
	    S("title,origin,index\n甲,1,A-1\n乙,2,A-1\n丙,3,A-3\n")), 0);
	check_int(import.tally.made, 2);
	check_int(import.refused, 1);
	cr_assert(str_has(import.refusal[0].where, S("a.csv:2")));
	cr_assert(str_has(import.refusal[0].why, S("A-1")));
	import = import_from(office, write_file(office, "b.csv",
	    S("title,origin,index\n丁,4,A-3\n甲,1,A-9\n丙改,3,A-3\n")), 0);
	check_int(import.tally.changed, 1);
	check_int(import.refused, 2);
	check_str(find(office, S("A-3")).title, S("丙改"));
}

TEST_STORE(import_record, gives_a_number_of_old_to_what_had_none)
{
	struct office		*office = office_of(t);
	struct import_record	 import;

	(void)import_from(office, write_file(office, "a.csv",
	    S("title,origin\n甲,1\n")), 0);
	import = import_from(office, write_file(office, "b.csv",
	    S("title,origin,index\n甲,1,A-1\n")), 0);
	check_int(import.refused, 0);
	check_str(find(office, S("A-1")).title, S("甲"));
	check_int(find(office, S("A-1")).version, 1);
}

TEST_STORE(import_record, previews_without_writing_anything)
{
	struct office		*office = office_of(t);
	struct import_record	 import = { .agency = office->agency.id,
				    .preview = true };

	(void)import_from(office, write_file(office, "a.csv",
	    S("title,origin,body\n甲,1,一\n乙,2,二\n")), 0);
	import.path = write_file(office, "b.csv",
	    S("title,origin,body\n甲,1,一\n乙,2,改\n丙,3,三\n,4,四\n"));
	check_ok(import_record(&t->job, &import), t->fault);
	check_int(import.tally.made, 1);
	check_int(import.tally.changed, 1);
	check_int(import.tally.same, 1);
	check_int(import.refused, 1);
	cr_assert(import.ended);
	check_int(ask(office, S("")).total, 2);
	import = import_from(office, import.path, 0);
	check_int(import.before, 0);
	check_int(import.tally.made, 1);
	check_int(import.tally.changed, 1);
}

/* The rows of a workbook, with a title over them. */
static str
workbook(struct arena *arena, size_t rows, const char *const cell[][3])
{
	struct doc		*doc = doc_new(arena, DOC_XLSX);
	struct fault		 fault = { 0 };
	struct doc_table	*table;
	str			 bytes;

	(void)doc_add(arena, doc, DOC_HEADING, S("公开信息"));
	table = doc_add_table(arena, doc, DOC_GRID_TRUE);
	for (unsigned i = 0; i < rows; i++)
		for (unsigned k = 0; k < 3; k++)
			(void)doc_add_cell(arena, table, i, k, 1, 1,
			    str_of(cell[i][k]));
	check_ok(doc_lay(arena, table, &fault), fault);
	check_ok(doc_write_xlsx(arena, doc, &bytes, &fault), fault);
	return bytes;
}

TEST_STORE(import_record, takes_the_rows_of_a_workbook)
{
	static const char *const cell[][3] = { { "title", "index", "day" },
				    { "甲", "A-1", "2020-01-02" },
				    { "乙", "A-2", "不是日期" },
				    { "丙", "A-3", "" } };
	struct office		*office = office_of(t);
	struct import_record	 import;

	import = import_from(office, write_file(office, "a.xlsx",
	    workbook(t->job.arena, 4, cell)), 0);
	check_int(import.tally.made, 2);
	check_int(import.refused, 1);
	cr_assert(str_has(import.refusal[0].why, S("不是日期")));
	check_int(find(office, S("A-1")).day, day_make(2020, 1, 2));
	check_str(find(office, S("A-3")).title, S("丙"));
}

TEST_STORE(import_record, takes_pages_and_texts_of_a_folder_by_their_format)
{
	struct office		*office = office_of(t);
	struct import_record	 import;

	(void)write_file(office, "甲(2021-03-02).html",
	    S("<html><body><h1>甲办法</h1><p>危房改造。</p>"
	    "<script>alert(1)</script></body></html>"));
	(void)write_file(office, "乙.txt", S("道路养护。\n"));
	(void)write_file(office, "丙.pdf", S("no pdf"));
	(void)write_file(office, "丁.docx", S("PK\003\004 broken"));
	import = import_from(office, office->folder, 0);
	check_int(import.tally.made + import.refused, 4);
	cr_assert(import.refused >= 1);
	check_int(ask(office, S("危房改造")).total, 1);
	check_int(ask(office, S("甲办法")).total, 1);
	check_int(ask(office, S("道路养护")).total, 1);
	check_int(ask(office, S("alert")).total, 0);
}
