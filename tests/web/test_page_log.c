/*
 * test_page_log - the log's page, and 公开时间证明 of a record.
 */
#include "base/arena.h"
#include "domain/record.h"
#include "domain/record_content.h"
#include "domain/transparency.h"
#include "domain/transparency_proof.h"
#include "tests/bodies.h"
#include "tests/visitor.h"

/* A record that is published, and then said otherwise in silence. */
struct publishing {
	int64_t	agency, record;
};

static enum err
publish(struct job *job, void *context)
{
	struct publishing	*publishing = context;
	struct record		 record = { .agency = publishing->agency,
				    .title = S("防汛预案"), .day = DAY_NONE,
				    .body = S("水库巡查。") };
	str			 content;
	enum err		 e = record_put(job, &record, S("test"));

	publishing->record = record.id;
	if (e == OK)
		e = record_content(job, record.id, 1, &content);
	return e == OK ? transparency_add(job, &(struct transparency_leaf){
	    .agency = record.agency, .record = record.id, .version = 1,
	    .number = S("LT-2026-1"), .content = content }) : e;
}

static int64_t
published(struct test_store *t)
{
	struct publishing	publishing = { .agency = bodies_new(t,
				    "LIUTANG", AGENCY_TOWNSHIP, 0) };
	int64_t			n;

	check_ok(job_write(&t->job, publish, &publishing), t->fault);
	check_ok(transparency_sequence_all(&t->job, &n), t->fault);
	check_int(n, 1);
	return publishing.record;
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

static const char *
place(struct test_store *t, int64_t record, const char *file)
{
	return arena_printf(t->job.arena, "/info/%lld/%s", (long long)record,
	    file);
}

TEST_STORE(page_log, says_that_nothing_was_entered_yet)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));

	holds(see(visitor, "/log", 200), "还没有记入任何信息");
	(void)see(visitor, "/log/head.txt", 404);
}

TEST_STORE(page_log, hands_out_the_newest_head)
{
	struct visitor			*visitor;
	struct transparency_head	 head;

	(void)published(t);
	visitor = visitor_new(t, visitor_door(t));
	holds(see(visitor, "/log", 200), "gongkai transparency head 1");
	check_ok(transparency_head_read(see(visitor, "/log/head.txt", 200),
	    &head, &t->fault), t->fault);
	check_int(head.n, 1);
}

TEST_STORE(page_log, a_record_has_its_proof_and_its_content)
{
	int64_t				 record = published(t);
	struct visitor			*visitor = visitor_new(t,
	    visitor_door(t));
	struct transparency_proof	*proof = arena_alloc(t->job.arena,
	    sizeof *proof);
	str				 content;

	holds(see(visitor, place(t, record, "proof"), 200), "未改变");
	check_ok(transparency_proof_read(t->job.arena, see(visitor, place(t,
	    record, "proof.json?version=1"), 200), proof, &t->fault),
	    t->fault);
	content = see(visitor, place(t, record, "content.json?version=1"),
	    200);
	holds(content, "水库巡查");
	cr_assert(transparency_proof_judge(t->job.arena, proof, &content,
	    NULL).proved);
	(void)see(visitor, place(t, record, "proof.json?from=9"), 404);
	(void)see(visitor, place(t, record, "proof.json?version=2"), 404);
	(void)see(visitor, place(t, record, "content.json?version=2"), 404);
	(void)see(visitor, "/info/1/proof", 404);
	(void)see(visitor, "/info/1/proof.json", 404);
}

TEST_STORE(page_log, a_silent_change_is_told_on_the_page)
{
	int64_t	record = published(t);

	if (db_engine(t->store->db) == DB_SQLITE)
		check_ok(db_script(t->store->db, "pragma query_only = off",
		    &t->fault), t->fault);
	check_ok(db_script(t->store->db, "update record set body = '不巡查'",
	    &t->fault), t->fault);
	holds(see(visitor_new(t, visitor_door(t)), place(t, record, "proof"),
	    200), "与记入时不同");
}
