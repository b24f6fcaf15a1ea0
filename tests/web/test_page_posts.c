#include "base/buf.h"
#include "domain/channel.h"
#include "domain/record.h"
#include "tests/bodies.h"
#include "tests/people.h"
#include "tests/visitor.h"

#define CHANNEL	"agency=LUDI&channel_kind=wechat&channel_code=LUDI-WX" \
		"&channel_name=%E8%8A%A6%E5%A0%A4%E5%8F%91%E5%B8%83"
#define BOUND	"--frontier\r\nContent-Disposition: form-data; name="
#define FILE_OF	"标题,发布时间,链接,阅读量\n" \
		"春耕补贴,2026-02-03 09:30,https://mp.example/s/1,5\n" \
		"停水通知,2026-02-04 18:05,https://mp.example/s/2,7\n"

static bool
shows(const struct visitor *visitor, const char *text)
{
	return str_has(visitor->reply.bytes, str_of(text));
}

static struct visitor *
holder(struct test_store *t, const char *login, const char *role)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	int64_t		 person = people_new(t, login);

	people_grant(t, person, role);
	visitor_is(visitor, person);
	(void)visitor_get(visitor, S("/password"));
	return visitor;
}

static void
goes_to(const struct visitor *visitor, const char *where)
{
	check_int(visitor->reply.status, 303);
	check_str(visitor_got(visitor, "Location"), str_of(where));
}

/* An editor whose body has one account. */
static struct visitor *
editor(struct test_store *t)
{
	struct visitor	*visitor = holder(t, "li.ming", "editor");

	(void)visitor_get(visitor, S("/desk/new-channel"));
	(void)visitor_post(visitor, S("/desk/new-channel"), S(CHANNEL));
	goes_to(visitor, "/desk/channels?done=saved");
	return visitor;
}

static void
send(struct visitor *visitor, const char *target, str fields)
{
	str	body = str_printf(test_arena(), BOUND "\"csrf\"\r\n\r\n%.*s"
		    "\r\n%.*s--frontier--\r\n", STRF(visitor->csrf),
		    STRF(fields));

	visitor->headers = 0;
	visitor_header(visitor, "Content-Type",
	    S("multipart/form-data; boundary=frontier"));
	(void)visitor_ask(visitor, "POST", str_of(target), body);
	visitor->headers = 0;
}

static str
file_of(const char *text)
{
	return str_printf(test_arena(), BOUND "\"channel\"\r\n\r\nLUDI-WX\r\n"
	    BOUND "\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv"
	    "\r\n\r\n%s\r\n", text);
}

/* The value of a hidden field of the last page. */
static str
hidden(const struct visitor *visitor, const char *name)
{
	str		bytes = visitor->reply.bytes;
	str		before = str_printf(test_arena(),
			    "name=\"%s\" value=\"", name);
	ptrdiff_t	at = str_find(bytes, before, 0), end;

	cr_assert(at >= 0, "no field %s", name);
	at += (ptrdiff_t)before.n;
	end = str_find(bytes, S("\""), (size_t)at);
	return str_copy(test_arena(), str_sub(bytes, (size_t)at,
	    (size_t)end));
}

/* --- channels ------------------------------------------------------------- */

TEST_STORE(page_posts, an_editor_enters_a_channel_and_changes_it)
{
	struct visitor	*visitor = editor(t);

	(void)visitor_get(visitor, S("/desk/channels"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "LUDI-WX"));
	cr_assert(shows(visitor, "微信公众号"));
	(void)visitor_get(visitor, S("/desk/channels/LUDI-WX"));
	cr_assert(shows(visitor, "芦堤发布"));
	(void)visitor_post(visitor, S("/desk/channels/LUDI-WX"),
	    S("channel_name=New+name&version=1&until=2026-03-01"));
	goes_to(visitor, "/desk/channels?done=saved");
	(void)visitor_get(visitor, S("/desk/channels/LUDI-WX"));
	(void)visitor_post(visitor, S("/desk/channels/LUDI-WX"),
	    S("channel_name=Other&version=1"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "刚刚被别人改过"));
	(void)visitor_get(visitor, S("/desk/channels"));
	cr_assert(shows(visitor, "New name"));
	cr_assert(shows(visitor, "已停用"));
}

TEST_STORE(page_posts, a_wrong_channel_is_shown_again_with_what_is_wrong)
{
	struct visitor	*visitor = holder(t, "li.ming", "editor");

	(void)visitor_get(visitor, S("/desk/new-channel"));
	(void)visitor_post(visitor, S("/desk/new-channel"),
	    S(CHANNEL "%20X&post_address=javascript:1"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "javascript:1"));
	(void)visitor_get(visitor, S("/desk/channels"));
	cr_assert(shows(visitor, "还没有登记公开渠道"));
}

TEST_STORE(page_posts, who_audits_sees_neither_channels_nor_postings)
{
	struct visitor	*visitor = holder(t, "zhao", "audit_admin");

	(void)visitor_get(visitor, S("/desk/channels"));
	check_int(visitor->reply.status, 403);
	(void)visitor_get(visitor, S("/desk/posts"));
	check_int(visitor->reply.status, 403);
}

/* --- by hand -------------------------------------------------------------- */

static enum err
publish(struct job *job, void *context)
{
	return record_put(job, context, S("test"));
}

TEST_STORE(page_posts, a_posting_is_of_the_record_whose_number_is_typed)
{
	struct visitor	*visitor = editor(t);
	struct record	 record = { .agency = people_agency(t),
			    .title = S("Dams"), .index = S("990000041-7"),
			    .day = DAY_NONE };

	check_ok(job_write(&t->job, publish, &record), t->fault);
	(void)visitor_get(visitor, S("/desk/new-post"));
	(void)visitor_post(visitor, S("/desk/new-post"), S("channel=LUDI-WX"
	    "&posted=2026-02-03+09:30&title=Dams&record_index=none-such"));
	check_int(visitor->reply.status, 200);
	(void)visitor_get(visitor, S("/info/990000041-7"));
	cr_assert(!shows(visitor, "也发布在"));
	(void)visitor_get(visitor, S("/desk/new-post"));
	(void)visitor_post(visitor, S("/desk/new-post"), S("channel=LUDI-WX"
	    "&posted=2026-02-03+09:30&title=Dams&record_index=990000041-7"
	    "&post_address=https://mp.example/s/9"));
	goes_to(visitor, "/desk/posts?done=added");
	(void)visitor_get(visitor, S("/info/990000041-7"));
	cr_assert(shows(visitor, "也发布在"));
	cr_assert(shows(visitor, "https://mp.example/s/9"));
}

TEST_STORE(page_posts, a_posting_is_entered_changed_and_taken_away_by_hand)
{
	struct visitor	*visitor = editor(t);
	str		version;

	(void)visitor_get(visitor, S("/desk/new-post"));
	check_int(visitor->reply.status, 200);
	(void)visitor_post(visitor, S("/desk/new-post"), S("channel=LUDI-WX"
	    "&posted=2026-02-03+09:30&title=Spring&reprint=1&source=County"));
	goes_to(visitor, "/desk/posts?done=added");
	(void)visitor_get(visitor, S("/desk/posts"));
	cr_assert(shows(visitor, "Spring"));
	cr_assert(shows(visitor, "转载：County"));
	(void)visitor_get(visitor, S("/desk/new-post"));
	(void)visitor_post(visitor, S("/desk/new-post"), S("channel=LUDI-WX"
	    "&posted=2026-02-03+09:30&title=Spring"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "已经登记过了"));
	(void)visitor_post(visitor, S("/desk/new-post"), S("channel=LUDI-WX"
	    "&posted=yesterday&title=Spring"));
	cr_assert(shows(visitor, "不是时间"));
	(void)visitor_get(visitor, S("/desk/posts?channel=NONE"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "没有编码为“NONE”"));
	(void)visitor_get(visitor, S("/desk/posts"));
	{
		str		bytes = visitor->reply.bytes;
		ptrdiff_t	at = str_find(bytes,
				    S("href=\"/desk/posts/"), 0) + 6;
		ptrdiff_t	end = str_find(bytes, S("\""), (size_t)at);
		str		path = str_copy(test_arena(), str_sub(bytes,
				    (size_t)at, (size_t)end));

		(void)visitor_get(visitor, path);
		check_int(visitor->reply.status, 200);
		version = hidden(visitor, "version");
		check_str(version, S("1"));
		(void)visitor_post(visitor, path, S("posted=2026-02-03+09:40"
		    "&title=Summer&version=1"));
		goes_to(visitor, "/desk/posts?done=changed");
		(void)visitor_get(visitor, path);
		cr_assert(shows(visitor, "Summer"));
		cr_assert(shows(visitor, "2026-02-03 09:40"));
		(void)visitor_post(visitor, str_printf(test_arena(),
		    "%.*s/remove", STRF(path)),
		    S("remove_reason=twice&version=2"));
		goes_to(visitor, "/desk/posts?done=removed");
	}
	(void)visitor_get(visitor, S("/desk/posts"));
	cr_assert(!shows(visitor, "Summer"));
}

/* --- by import ------------------------------------------------------------ */

TEST_STORE(page_posts, a_file_is_previewed_then_imported_and_counted)
{
	struct visitor	*visitor = editor(t);
	str		kept;

	(void)visitor_get(visitor, S("/desk/import-posts"));
	check_int(visitor->reply.status, 200);
	send(visitor, "/desk/import-posts", file_of(FILE_OF));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "新增 2，变更 0，不变 0，有误 0"));
	cr_assert(shows(visitor, "停水通知"));
	kept = hidden(visitor, "kept");
	(void)visitor_get(visitor, S("/desk/posts"));
	cr_assert(!shows(visitor, "停水通知"));
	(void)visitor_post(visitor, S("/desk/import-posts/apply"),
	    str_printf(test_arena(), "channel=LUDI-WX&kept=%.*s",
	    STRF(kept)));
	goes_to(visitor, "/desk/posts?done=imported");
	(void)visitor_get(visitor, S("/desk/posts?channel=LUDI-WX"));
	cr_assert(shows(visitor, "停水通知"));
	(void)visitor_get(visitor, S("/desk/post-counts"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "2026-02"));
	cr_assert(shows(visitor, "<td>2 条</td>"));
	(void)visitor_get(visitor, S("/desk/import-posts"));
	send(visitor, "/desk/import-posts", file_of(FILE_OF));
	cr_assert(shows(visitor, "新增 0，变更 0，不变 2，有误 0"));
}

TEST_STORE(page_posts, a_file_with_a_wrong_row_cannot_be_applied)
{
	struct visitor	*visitor = editor(t);

	(void)visitor_get(visitor, S("/desk/import-posts"));
	send(visitor, "/desk/import-posts", file_of("标题,发布时间\n"
	    "好,2026-02-03\n坏,前天\n"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "有误 1"));
	cr_assert(shows(visitor, "前天"));
	cr_assert(!shows(visitor, "name=\"kept\""));
	(void)visitor_get(visitor, S("/desk/import-posts"));
	send(visitor, "/desk/import-posts", file_of("无关,内容\n1,2\n"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "没有找到表头"));
}

TEST_STORE(page_posts, nobody_imports_into_the_channel_of_another_body)
{
	struct visitor	*visitor = editor(t), *other;
	int64_t		body = bodies_new(t, "HEBEI", AGENCY_TOWNSHIP, 0);
	int64_t		person = bodies_person(t, "wang", body);

	bodies_act_as(t, 0);
	check_ok(bodies_grant(t, person, "editor", body), t->fault);
	other = visitor_new(t, visitor_door(t));
	visitor_is(other, person);
	(void)visitor_get(other, S("/desk/import-posts"));
	cr_assert(!shows(other, "LUDI-WX"));
	send(other, "/desk/import-posts", file_of(FILE_OF));
	cr_assert(shows(other, "没有编码为“LUDI-WX”"));
	(void)visitor_get(visitor, S("/desk/posts"));
	cr_assert(!shows(visitor, "停水通知"));
}

/* --- the API -------------------------------------------------------------- */

TEST_STORE(page_posts, programs_page_through_channels_postings_and_counts)
{
	struct visitor	*visitor = editor(t);

	(void)visitor_get(visitor, S("/desk/import-posts"));
	send(visitor, "/desk/import-posts", file_of(FILE_OF));
	(void)visitor_post(visitor, S("/desk/import-posts/apply"),
	    str_printf(test_arena(), "channel=LUDI-WX&kept=%.*s",
	    STRF(hidden(visitor, "kept"))));
	(void)visitor_get(visitor, S("/api/v1/channels"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "\"LUDI-WX\""));
	(void)visitor_get(visitor, S("/api/v1/postings?most=1"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "停水通知"));
	cr_assert(!shows(visitor, "春耕补贴"));
	cr_assert(shows(visitor, "after="));
	(void)visitor_get(visitor, S("/api/v1/postings?after=1770192300000."
	    "1"));
	cr_assert(shows(visitor, "春耕补贴"));
	(void)visitor_get(visitor, S("/api/v1/postings?after=nonsense"));
	check_int(visitor->reply.status, 400);
	(void)visitor_get(visitor, S("/api/v1/posting-counts?"
	    "from=2026-01-01&until=2026-12-31&span=year"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "\"2026\""));
	(void)visitor_get(visitor, S("/api/v1/posting-counts"));
	cr_assert(visitor->reply.status >= 400);
}
