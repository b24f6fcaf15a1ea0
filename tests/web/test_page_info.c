#include "base/arena.h"
#include "domain/attachment.h"
#include "domain/record.h"
#include "tests/bodies.h"
#include "tests/visitor.h"

#define INDEX	"990000041/2026-00001"
#define AT	"/info/990000041%2F2026-00001"

/* A record with all that can be noted, and its files. */
struct made {
	int64_t			 agency;
	struct record		 record;
	struct attachment	 file, waiting, paper;
};

static enum err
put(struct job *job, void *context)
{
	struct made	*made = context;
	enum err	 e;

	made->record = (struct record){ .agency = made->agency,
	    .title = S("防汛预案"), .kind = S("emergency"),
	    .column = S("emergency"), .day = day_make(2026, 3, 1),
	    .index = S(INDEX), .body = S("值班。"),
	    .html = S("<p>值班<strong>。</strong></p>\n"),
	    .meta = S("{\"summary\":\"汛期<值班>\",\"origin_kind\":\"made\","
	    "\"reprint_url\":\"https://a.example/x\"}") };
	e = record_put(job, &made->record, S("test"));
	made->file.agency = made->waiting.agency = made->paper.agency =
	    made->agency;
	made->file.owner = made->waiting.owner = made->paper.owner =
	    made->record.id;
	if (e == OK)
		e = attachment_add(job, &made->file, S("test"));
	if (e == OK)
		e = attachment_judge(job, &made->file, ATTACHMENT_CLEAN,
		    S("test"));
	if (e == OK)
		e = attachment_add(job, &made->waiting, S("test"));
	if (e == OK)
		e = attachment_add(job, &made->paper, S("test"));
	return e == OK ? attachment_judge(job, &made->paper,
	    ATTACHMENT_CLEAN, S("test")) : e;
}

static struct visitor *
arrive(struct test_store *t, struct made *made)
{
	*made = (struct made){
	    .agency = bodies_new(t, "LIUTANG", AGENCY_TOWNSHIP, 0),
	    .file = { .owner_kind = S(RECORD_FILE), .name = S("附件 1.pdf"),
	    .type = S("application/pdf") },
	    .waiting = { .owner_kind = S(RECORD_FILE), .name = S("未查.pdf"),
	    .type = S("application/pdf") },
	    .paper = { .owner_kind = S("record"), .name = S("审批单.pdf"),
	    .type = S("application/pdf") } };
	check_ok(attachment_keep(&t->job, &made->file, S("%PDF-1 one")),
	    t->fault);
	check_ok(attachment_keep(&t->job, &made->waiting, S("%PDF-1 two")),
	    t->fault);
	check_ok(attachment_keep(&t->job, &made->paper, S("%PDF-1 three")),
	    t->fault);
	check_ok(job_write(&t->job, put, made), t->fault);
	return visitor_new(t, visitor_door(t));
}

static const struct http_reply *
see(struct visitor *visitor, const char *target, int status)
{
	const struct http_reply	*reply = visitor_get(visitor, str_of(target));

	cr_assert_eq(reply->status, status, "%s: %d", target, reply->status);
	return reply;
}

static void
holds(str page, const char *part)
{
	cr_assert(str_has(page, str_of(part)), "no %s in %.*s", part,
	    STRF(page));
}

static enum err
withdraw(struct job *job, void *context)
{
	struct made	*made = context;

	return record_withdraw(job, &made->record, S("价格有误"));
}

TEST_STORE(page_info, a_record_is_found_by_its_number_and_shown_whole)
{
	struct made	 made;
	struct visitor	*visitor = arrive(t, &made);
	str		 page = see(visitor, AT, 200)->bytes;

	holds(page, INDEX);
	holds(page, "<p>值班<strong>。</strong></p>");
	holds(page, "汛期&lt;值班&gt;");
	holds(page, "本机关制作");
	holds(page, "href=\"https://a.example/x\"");
	holds(page, "应急管理");
	holds(page, AT "/pdf");
	holds(page, "附件 1.pdf");
	cr_assert(!str_has(page, S("未查.pdf")));
	cr_assert(!str_has(page, S("审批单.pdf")));
}

TEST_STORE(page_info, an_address_by_its_id_leads_to_its_number)
{
	struct made	 made;
	struct visitor	*visitor = arrive(t, &made);

	(void)see(visitor, arena_printf(t->job.arena, "/info/%lld",
	    (long long)made.record.id), 301);
	check_str(visitor_got(visitor, "Location"), S(AT));
}

TEST_STORE(page_info, only_clean_files_of_the_record_are_handed_out)
{
	struct made	 made;
	struct visitor	*visitor = arrive(t, &made);
	struct arena	*arena = t->job.arena;

	check_str(see(visitor, arena_printf(arena,
	    "/file/%lld/%%E9%%99%%84%%E4%%BB%%B6%%201.pdf",
	    (long long)made.file.id), 200)->bytes, S("%PDF-1 one"));
	(void)see(visitor, arena_printf(arena, "/file/%lld/other.pdf",
	    (long long)made.file.id), 404);
	(void)see(visitor, arena_printf(arena,
	    "/file/%lld/%%E6%%9C%%AA%%E6%%9F%%A5.pdf",
	    (long long)made.waiting.id), 404);
	(void)see(visitor, arena_printf(arena,
	    "/file/%lld/%%E5%%AE%%A1%%E6%%89%%B9%%E5%%8D%%95.pdf",
	    (long long)made.paper.id), 404);
}

TEST_STORE(page_info, what_was_withdrawn_says_so_and_nothing_else)
{
	struct made	 made;
	struct visitor	*visitor = arrive(t, &made);
	struct arena	*arena = t->job.arena;
	str		 page;

	check_ok(job_write(&t->job, withdraw, &made), t->fault);
	page = see(visitor, AT, 410)->bytes;
	holds(page, "防汛预案");
	holds(page, "价格有误");
	cr_assert(!str_has(page, S("值班")));
	(void)see(visitor, AT "/pdf", 404);
	(void)see(visitor, AT "/content.json", 404);
	(void)see(visitor, AT "/content.json?version=1", 404);
	(void)see(visitor, arena_printf(arena,
	    "/file/%lld/%%E9%%99%%84%%E4%%BB%%B6%%201.pdf",
	    (long long)made.file.id), 404);
	cr_assert(!str_has(see(visitor, "/search?q=%E5%80%BC%E7%8F%AD",
	    200)->bytes, S("<mark>")));
}

TEST_STORE(page_info, it_can_be_had_as_text)
{
	struct made	 made;
	struct visitor	*visitor = arrive(t, &made);

	holds(see(visitor, AT "/txt", 200)->bytes, "值班。");
	cr_assert(str_starts(see(visitor, AT "/pdf", 200)->bytes,
	    S("%PDF-")));
}
