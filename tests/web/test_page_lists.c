#include <libxml/parser.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/json.h"
#include "domain/record.h"
#include "tests/bodies.h"
#include "tests/visitor.h"

/* Three records: a policy with a number, a notice that a spreadsheet would
   run, and one of another body without day or column. */
static enum err
publish(struct job *job, void *context)
{
	const int64_t	*body = context;
	struct record	 record[] = {
		{ .agency = body[1], .number = S("柳政〔2025〕7号"),
		    .title = S("柳塘镇<防汛>预案"),
		    .day = day_make(2025, 3, 1), .kind = S("policy"),
		    .column = S("emergency"), .validity = S("in_force"),
		    .body = S("汛期值班。"), .index = S("LT01-2025-001"),
		    .meta = S("{\"summary\":\"值班和巡查\"}") },
		{ .agency = body[1], .title = S("=1+2"),
		    .day = day_make(2024, 5, 1), .kind = S("policy"),
		    .column = S("政策文件"), .validity = S("repealed"),
		    .body = S("旧办法。") },
		{ .agency = body[0], .title = S("县里的信息"),
		    .day = DAY_NONE, .body = S("正文。") },
	};
	struct record_tally	tally;

	return record_put_all(job, record, 3, S("test"), &tally);
}

static struct visitor *
arrive(struct test_store *t)
{
	int64_t	body[2];

	body[0] = bodies_new(t, "YUNXI", AGENCY_COUNTY, 0);
	body[1] = bodies_new(t, "LIUTANG", AGENCY_TOWNSHIP, body[0]);
	check_ok(job_write(&t->job, publish, body), t->fault);
	return visitor_new(t, visitor_door(t));
}

static str
see(struct visitor *visitor, const char *target, int status)
{
	const struct http_reply	*reply = visitor_get(visitor, str_of(target));

	cr_assert_eq(reply->status, status, "%s: %d", target, reply->status);
	return reply->bytes;
}

static void
holds(str page, const char *part)
{
	cr_assert(str_has(page, str_of(part)), "no %s in %.*s", part,
	    STRF(page));
}

static size_t
count(str page, str part)
{
	size_t		n = 0;
	ptrdiff_t	at = str_find(page, part, 0);

	for (; at >= 0; n++)
		at = str_find(page, part, (size_t)at + part.n);
	return n;
}

TEST_STORE(page_lists, records_are_addressed_by_their_index_number)
{
	struct visitor	*visitor = arrive(t);

	holds(see(visitor, "/catalogue", 200),
	    "href=\"/info/LT01-2025-001\"");
	holds(see(visitor, "/sitemap.xml", 200),
	    "/info/LT01-2025-001</loc>");
	holds(see(visitor, "/search?q=%E9%98%B2%E6%B1%9B", 200),
	    "href=\"/info/LT01-2025-001\"");
}

TEST_STORE(page_lists, the_api_tells_a_record_whole)
{
	struct visitor	*visitor = arrive(t);
	str		 one = see(visitor, "/api/v1/records/LT01-2025-001",
			    200);

	holds(one, "\"index\":\"LT01-2025-001\"");
	holds(one, "\"page\":\"/info/LT01-2025-001\"");
	holds(one, "\"kind_name\":\"政策文件\"");
	holds(one, "\"column\":\"emergency\",\"column_name\":\"应急管理\"");
	holds(one, "\"published\":\"2026-03-02T");
	holds(one, "\"meta\":{\"summary\":\"值班和巡查\"}");
	holds(one, "\"files\":[]");
	holds(one, "\"html\":\"\"");
}

TEST_STORE(page_lists, a_feed_is_sound_and_told_by_the_pages)
{
	struct visitor	*visitor = arrive(t);
	str		 feed = see(visitor, "/feed.atom", 200);
	xmlDocPtr	 doc = xmlReadMemory(feed.at, (int)feed.n, "feed",
			    NULL, XML_PARSE_NONET);

	cr_assert_not_null(doc);
	xmlFreeDoc(doc);
	cr_assert_eq(count(feed, S("<entry>")), 3);
	holds(feed, "<title>柳塘镇&lt;防汛&gt;预案</title>");
	holds(feed, "<id>tag:localhost,2026:record/");
	holds(feed, "href=\"http://localhost:8080/info/LT01-2025-001\"");
	holds(feed, "<updated>2026-03-02T");
	holds(feed, "<summary>值班和巡查</summary>");
	holds(feed, "label=\"应急管理\"");
	feed = see(visitor, "/feed.atom?column=policy&agency=LIUTANG", 200);
	cr_assert_eq(count(feed, S("<entry>")), 1);
	holds(see(visitor, "/catalogue?column=policy", 200), "<link "
	    "rel=\"alternate\" type=\"application/atom+xml\" "
	    "href=\"/feed.atom?column=policy\"");
	(void)see(visitor, "/feed.atom?agency=NOBODY", 404);
}

TEST_STORE(page_lists, the_table_has_every_record_and_no_formula)
{
	struct visitor	*visitor = arrive(t);
	str		 table = see(visitor, "/data/records.csv", 200);
	struct csv_row	*row;
	size_t		 n;

	cr_assert(str_starts(table, S("\xEF\xBB\xBFindex,title,number,")));
	holds(table, "'=1+2");
	check_ok(csv_read(t->job.arena, table, &row, &n, &t->fault),
	    t->fault);
	cr_assert_eq(n, 4);
	for (size_t i = 0; i < n; i++)
		cr_assert_eq(row[i].n, 14);
	holds(table, "http://localhost:8080/info/LT01-2025-001");
	table = see(visitor, "/data/records.csv?year=2025", 200);
	cr_assert_eq(count(table, S("\r\n")), 2);
	table = see(visitor, "/data/records.csv?column=policy", 200);
	cr_assert_eq(count(table, S("\r\n")), 2);
	holds(table, ",policy,政策文件,repealed,");
	table = see(visitor, "/data/records.csv?agency=LIUTANG"
	    "&validity=in_force&kind=policy", 200);
	cr_assert_eq(count(table, S("\r\n")), 2);
	(void)see(visitor, "/data/records.csv?agency=NOBODY", 404);
}

TEST_STORE(page_lists, the_table_is_the_same_as_json_and_as_a_sheet)
{
	struct visitor	*visitor = arrive(t);
	str		 table = see(visitor, "/data/records.json", 200);
	struct json_t	*list;

	check_ok(json_read(t->job.arena, table, 1 << 20, &list, &t->fault),
	    t->fault);
	cr_assert_eq(count(table, S("\"page\":")), 3);
	holds(table, "\"title\":\"=1+2\"");
	table = see(visitor, "/data/records.xlsx", 200);
	cr_assert(str_starts(table, S("PK")));
	holds(see(visitor, "/data", 200), "/data/records.xlsx?year=2024");
	holds(see(visitor, "/data", 200), "<code>column_name</code>");
}

TEST_STORE(page_lists, policies_in_force_come_first_and_say_so)
{
	struct visitor	*visitor = arrive(t);
	str		 page = see(visitor, "/policies", 200);

	cr_assert_eq(count(page, S("href=\"/info/")), 1);
	holds(page, "<span class=\"tag good\">现行有效</span>");
	holds(page, "href=\"/policies?validity=in_force\" "
	    "aria-current=\"true\"");
	page = see(visitor, "/policies?validity=repealed", 200);
	cr_assert_eq(count(page, S("href=\"/info/")), 1);
	holds(page, "<span class=\"tag\">已废止</span>");
	holds(page, "/data/records.csv?kind=policy&amp;validity=repealed");
	cr_assert_eq(count(see(visitor, "/policies?validity=any", 200),
	    S("href=\"/info/")), 2);
	cr_assert_eq(count(see(visitor, "/policies?validity=any&year=2024",
	    200), S("href=\"/info/")), 1);
}

TEST_STORE(page_lists, the_archive_leads_to_years_and_months)
{
	struct visitor	*visitor = arrive(t);
	str		 page = see(visitor, "/archive", 200);

	holds(page, "<h2><a href=\"/catalogue?year=2025\">2025</a>"
	    " <small>1</small></h2>");
	holds(page, "/catalogue?year=2024&amp;month=5");
	cr_assert_eq(count(see(visitor, "/catalogue?year=2024&month=5", 200),
	    S("href=\"/info/")), 1);
	cr_assert_eq(count(see(visitor, "/catalogue?year=2024&month=6", 200),
	    S("href=\"/info/")), 0);
	cr_assert_eq(count(see(visitor, "/catalogue?year=2025&month=12",
	    200), S("href=\"/info/")), 0);
	cr_assert(!str_has(see(visitor, "/archive?agency=LIUTANG", 200),
	    S("class=\"empty\"")));
	(void)see(visitor, "/archive?agency=NOBODY", 404);
}

TEST_STORE(page_lists, a_body_shows_its_catalogue_and_its_feed)
{
	struct visitor	*visitor = arrive(t);
	str		 page = see(visitor, "/agency/LIUTANG", 200);

	holds(page, "href=\"/catalogue?column=emergency&amp;agency=LIUTANG\""
	    "><span>应急管理</span> <small>1</small>");
	holds(page, "href=\"/archive?agency=LIUTANG\"");
	holds(page, "href=\"/feed.atom?agency=LIUTANG\"");
	cr_assert(!str_has(page, S("href=\"/guide?agency=")));
}

TEST_STORE(page_lists, the_site_map_names_pages_and_no_files)
{
	str	map = see(arrive(t), "/sitemap.xml", 200);

	holds(map, "/policies</loc>");
	cr_assert(!str_has(map, S("records.csv")));
	cr_assert(!str_has(map, S("feed.atom")));
}

TEST_STORE(page_lists, a_whole_number_leads_to_its_record_first)
{
	static const char *const	asked[] = {
		"/search?q=%E6%9F%B3%E6%94%BF%E3%80%942025%E3%80%957%E5%8F%B7",
		"/search?q=%E6%9F%B3%E6%94%BF%5B2025%5D%207%E5%8F%B7",
		"/search?q=lt01-2025-001",
	};
	struct visitor			*visitor = arrive(t);

	for (size_t i = 0; i < 3; i++) {
		str	page = see(visitor, asked[i], 200);

		holds(page, "<h2>号码相符的</h2>\n<ul class=\"list\">");
		holds(page, "/info/LT01-2025-001");
	}
	cr_assert(!str_has(see(visitor, "/search?q=%E9%98%B2%E6%B1%9B",
	    200), S("号码相符的")));
	cr_assert(!str_has(see(visitor, "/search?q=2025", 200),
	    S("号码相符的")));
}
