#include "base/arena.h"
#include "domain/agency_contact.h"
#include "domain/record.h"
#include "tests/bodies.h"
#include "tests/visitor.h"

/* A town below a county, with its office and three documents. */
static enum err
publish(struct job *job, void *context)
{
	int64_t			*town = context;
	struct agency_contact	 contact = { .office = S("党政办"),
				    .phone = S("0199-5550101") };
	enum err		 e;

	e = agency_contact_save(job, *town, &contact, S("test"));
	for (int i = 0; e == OK && i < 3; i++)
		e = record_put(job, &(struct record){ .agency = *town,
		    .number = S("柳政〔2025〕7号"),
		    .title = str_printf(job->arena, "柳塘镇<防汛>预案%d", i),
		    .day = day_make(2023 + i, 3, 1), .kind = S("policy"),
		    .column = i == 0 ? S("政府信息公开指南") : S("应急管理"),
		    .validity = S("in_force"),
		    .body = S("汛期值班。\n\n水库巡查 & 转移。") },
		    S("test"));
	return e;
}

static struct visitor *
arrive(struct test_store *t)
{
	int64_t	county = bodies_new(t, "YUNXI", AGENCY_COUNTY, 0);
	int64_t	town = bodies_new(t, "LIUTANG", AGENCY_TOWNSHIP, county);

	check_ok(job_write(&t->job, publish, &town), t->fault);
	return visitor_new(t, visitor_door(t));
}

/* How often a page holds a text. */
static size_t
count(str page, str part)
{
	size_t		n = 0;
	ptrdiff_t	at = str_find(page, part, 0);

	for (; at >= 0; n++)
		at = str_find(page, part, (size_t)at + part.n);
	return n;
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

TEST_STORE(page_public, home_shows_the_fixed_columns_and_the_newest)
{
	str	page = see(arrive(t), "/", 200);

	holds(page, "href=\"/guide\"");
	holds(page, "href=\"/rules\"");
	holds(page, "href=\"/catalogue\"");
	holds(page, "href=\"/report\"");
	holds(page, "href=\"/apply\"");
	holds(page, "柳塘镇&lt;防汛&gt;预案2");
	cr_assert_eq(count(page, S("<h1")), 1);
}

TEST_STORE(page_public, a_column_holds_its_own_documents_alone)
{
	struct visitor	*visitor = arrive(t);

	cr_assert_eq(count(see(visitor, "/guide", 200), S("/info/")), 1);
	cr_assert_eq(count(see(visitor, "/catalogue", 200), S("/info/")), 3);
	cr_assert_eq(count(see(visitor, "/catalogue?year=2024", 200),
	    S("/info/")), 1);
	cr_assert_eq(count(see(visitor, "/report", 200), S("/info/")), 0);
}

TEST_STORE(page_public, the_catalogue_is_a_tree_with_what_is_below_counted)
{
	struct visitor	*visitor = arrive(t);
	str		 page = see(visitor, "/catalogue", 200);

	holds(page, "href=\"/catalogue?column=emergency\"><span>应急管理"
	    "</span> <small>2</small>");
	holds(page, "<span>法定主动公开内容</span> <small>2</small>");
	holds(page, "<span>市县重点</span>");
	page = see(visitor, "/catalogue?column=statutory", 200);
	cr_assert_eq(count(page, S("/info/")), 2);
	holds(page, "<h1>法定主动公开内容</h1>");
	page = see(visitor, "/catalogue?column=emergency&agency=LIUTANG",
	    200);
	holds(page, "<li><a href=\"/catalogue?column=statutory\">");
	holds(page, "<h1>应急管理</h1>");
	cr_assert_eq(count(page, S("/info/")), 2);
	cr_assert_eq(count(see(visitor,
	    "/catalogue?column=emergency&year=2024", 200), S("/info/")), 1);
	page = see(visitor, "/catalogue?agency=LIUTANG", 200);
	cr_assert(!str_has(page, S("<span>市县重点</span>")));
}

TEST_STORE(page_public, columns_are_called_by_name_and_found_by_key)
{
	struct visitor	*visitor = arrive(t);
	str		 page = see(visitor, "/search", 200);

	holds(page, "href=\"/search?column=emergency\"><span>应急管理<");
	holds(page, "href=\"/search?kind=policy\"><span>政策文件<");
	cr_assert_eq(count(see(visitor, "/search?column=guide", 200),
	    S("href=\"/info/")), 1);
	page = see(visitor, "/api/v1/search?column=emergency&facets=1", 200);
	holds(page, "\"column\":\"emergency\",\"column_name\":\"应急管理\"");
	holds(page, "\"kind_name\":\"政策文件\"");
}

TEST_STORE(page_public, search_marks_what_was_sought_and_says_what_to_do)
{
	struct visitor	*visitor = arrive(t);
	str		 page = see(visitor, "/search?q=%E6%B0%B4%E5%BA%93",
			    200);

	holds(page, "<mark>水库</mark>");
	holds(page, "value=\"水库\"");
	page = see(visitor, "/search?q=%3Cscript%3E&agency=LIUTANG", 200);
	cr_assert(!str_has(page, S("<script>")));
	holds(page, "href=\"/apply\"");
	holds(page, "取消筛选");
	(void)see(visitor, "/search?agency=NOBODY", 404);
	(void)see(visitor, "/search?from=99999999999&year=-1", 200);
}

TEST_STORE(page_public, a_record_is_told_with_its_data_and_paragraphs)
{
	struct visitor	*visitor = arrive(t);
	str		 page = see(visitor, "/catalogue", 200);
	ptrdiff_t	 at = str_find(page, S("/info/"), 0);
	ptrdiff_t	 end = str_find(page, S("\""), (size_t)at);

	page = see(visitor, str_c(t->job.arena, str_sub(page, (size_t)at,
	    (size_t)end)), 200);
	holds(page, "柳政〔2025〕7号");
	holds(page, "<p>水库巡查 &amp; 转移。</p>");
	holds(page, "/agency/LIUTANG");
	(void)see(visitor, "/info/1", 404);
	(void)see(visitor, "/info/99999999999999999999", 404);
	(void)see(visitor, "/info/-1", 404);
}

TEST_STORE(page_public, bodies_are_told_with_their_office)
{
	struct visitor	*visitor = arrive(t);
	str		 page = see(visitor, "/agency", 200);

	holds(page, "href=\"/agency/LIUTANG\"");
	page = see(visitor, "/agency/LIUTANG", 200);
	holds(page, "0199-5550101");
	holds(page, "href=\"/agency/YUNXI\"");
	(void)see(visitor, "/agency/NOBODY", 404);
}

TEST_STORE(page_public, calculators_explain_themselves_or_say_what_is_missing)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	str		 page;

	page = see(visitor, "/deadline?received=2026-09-25&days=8", 200);
	holds(page, ">2026-10-13<");
	holds(page, "国庆节");
	page = see(visitor, "/deadline?received=&days=8", 200);
	holds(page, "href=\"#received\"");
	holds(page, "aria-invalid=\"true\"");
	holds(page, "value=\"8\"");
	page = see(visitor, "/deadline?received=2040-01-01&days=1", 200);
	holds(page, "class=\"remarks\"");
	page = see(visitor, "/fee?by=items&amount=35", 200);
	holds(page, "class=\"big\"");
	page = see(visitor, "/fee?by=pages&amount=0", 200);
	holds(page, "href=\"#amount\"");
}

TEST_STORE(page_public, choices_are_kept_and_followed)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	str		 page;

	(void)see(visitor, "/choice?back=//evil.example/", 200);
	cr_assert_eq(visitor_post(visitor, S("/choice"),
	    S("size=large&contrast=1&language=en&back=//evil.example/"))->
	    status, 303);
	cr_assert(str_is(visitor_got(visitor, "Location"), "/"));
	page = see(visitor, "/sitemap", 200);
	holds(page, "lang=\"en\"");
	holds(page, "size-large contrast");
}

TEST_STORE(page_public, help_shows_every_page_of_the_manual)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	str		 page = see(visitor, "/help", 200);

	holds(page, "href=\"/help/gongkai-fee\"");
	page = see(visitor, "/help/gongkai-fee", 200);
	holds(page, "gongkai fee --items N | --pages N [--at 日期] [--json]");
	holds(page, "gongkai(1), gongkai-deadline(1)");
	(void)see(visitor, "/help/nothing", 404);
}

TEST_STORE(page_public, the_style_page_is_not_for_an_office)
{
	(void)see(visitor_new(t, visitor_door(t)), "/style", 404);
}
