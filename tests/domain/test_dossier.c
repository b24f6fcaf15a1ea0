#include "domain/dossier.h"

#include "domain/attachment.h"
#include "domain/recount.h"
#include "office/act.h"
#include "store/search.h"
#include "tests/people.h"
#include "tests/publishing.h"

#define CODE	"990000041"

static struct publishing
town(struct test_store *t)
{
	return publishing_new(t, "town", AGENCY_TOWNSHIP, 0, CODE);
}

/* A notice that runs until a day (公示). */
static int64_t
notice(struct test_store *t, const struct publishing *body, const char *ends)
{
	int64_t	id = publishing_draft(t, body, "notice", "other",
		    S("评优对象公示"), S("<p>名单如下。</p>"));

	publishing_do(t, body, body->editor, &id, "edit", VALUES(
	    { S("meta"), str_printf(t->job.arena, "{\"begins\":\"2026-03-02\","
	    "\"ends\":\"%s\",\"objections\":\"来电\"}", ends) }));
	return id;
}

static void
is_public(struct test_store *t, int64_t record, bool want)
{
	struct record	now = publishing_record(t, record);

	check_str(now.state, want ? S(RECORD_PUBLISHED) :
	    S(RECORD_WITHDRAWN));
}

static void
is_in(struct test_store *t, int64_t thing, const char *state)
{
	check_str(publishing_dossier(t, thing).thing.state, str_of(state));
}

/* --- saving --------------------------------------------------------------- */

/* A dossier as somebody opened it. */
struct opened {
	int64_t		 id;
	struct thing	*thing;
	str		 title;
};

static enum err
open_it(struct job *job, void *context)
{
	struct opened	*opened = context;

	return step_load(job, "record", opened->id, &opened->thing);
}

static enum err
edit_it(struct job *job, void *context)
{
	struct opened		*opened = context;
	struct step_value	 value = { S("title"), opened->title };
	struct step_input	 input = { &value, 1 };

	return step_apply(job, opened->thing, "edit", &input);
}

TEST_STORE(dossier, the_second_of_two_editors_is_refused_and_nothing_is_lost)
{
	struct publishing	body = town(t);
	struct opened		first = { .title = S("甲的标题") };
	struct opened		second = { .title = S("乙的标题") };

	first.id = second.id = publishing_draft(t, &body, "other", "other",
	    S("标题"), S("<p>正文</p>"));
	bodies_act_as(t, body.editor);
	check_ok(job_read(&t->job, open_it, &first), t->fault);
	check_ok(job_read(&t->job, open_it, &second), t->fault);
	check_ok(job_write(&t->job, edit_it, &first), t->fault);
	check_int(job_write(&t->job, edit_it, &second), ERR_CONFLICT);
	check_str(str_of(t->fault.key), S("step.changed"));
	fault_clear(&t->fault);
	bodies_act_as(t, 0);
	check_str(publishing_dossier(t, first.id).record.title,
	    S("甲的标题"));
}

static enum err
attach(struct job *job, void *context)
{
	struct attachment	*file = context;
	enum err		 e = attachment_add(job, file, S("test"));

	return e == OK ? attachment_judge(job, file, ATTACHMENT_CLEAN,
	    S("test")) : e;
}

static struct attachment
attached(struct test_store *t, const struct publishing *body, int64_t record,
    const char *text)
{
	struct attachment	file = { .agency = body->agency,
				    .owner_kind = S(RECORD_FILE),
				    .owner = record, .name = S("名单.txt"),
				    .type = S("text/plain") };

	check_ok(attachment_keep(&t->job, &file, str_of(text)), t->fault);
	check_ok(job_write(&t->job, attach, &file), t->fault);
	return file;
}

TEST_STORE(dossier, a_file_that_came_after_the_reading_is_not_published)
{
	struct publishing	body = town(t);
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S("<p>正文</p>"));

	publishing_approve(t, &body, id);
	(void)attached(t, &body, id, "nobody has read this");
	publishing_refused(t, &body, body.editor, id, "publish", NOTHING,
	    "record.unread");
	publishing_do(t, &body, body.editor, &id, "recall", VALUES(
	    { S("reason"), S("加附件") }));
	publishing_publish(t, &body, id);
	is_public(t, id, true);
}

TEST_STORE(dossier, a_file_of_a_correction_is_not_public_before_it_is)
{
	struct publishing	body = town(t);
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S("<p>正文</p>"));
	struct attachment	old = attached(t, &body, id, "one"), new;
	struct record		record;

	publishing_publish(t, &body, id);
	people_later(t, 60);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("补充") }));
	new = attached(t, &body, id, "two");
	record = publishing_record(t, id);
	cr_assert(record_shows(&record, &old));
	cr_assert_not(record_shows(&record, &new));
	publishing_approve(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "correct", VALUES(
	    { S("reason"), S("补充") }));
	record = publishing_record(t, id);
	check_int(record.version, 2);
	cr_assert(record_shows(&record, &new));
	record.state = S(RECORD_WITHDRAWN);
	cr_assert_not(record_shows(&record, &old));
}

TEST_STORE(dossier, a_body_without_its_code_is_told_what_is_missing)
{
	struct publishing	body = publishing_new(t, "town",
				    AGENCY_TOWNSHIP, 0, "");
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S("<p>正文</p>"));

	publishing_approve(t, &body, id);
	publishing_refused(t, &body, body.editor, id, "publish", NOTHING,
	    "index.lacks.organisation");
	is_in(t, id, "approved");
}

/* --- notices -------------------------------------------------------------- */

TEST_STORE(dossier, a_notice_is_complete_before_it_is_submitted)
{
	struct publishing	body = town(t);
	int64_t			id = publishing_draft(t, &body, "notice",
				    "other", S("公示"), S("<p>正文</p>"));

	publishing_refused(t, &body, body.editor, id, "submit", NOTHING,
	    "kind.missing");
	publishing_refused(t, &body, body.editor, id, "edit", VALUES(
	    { S("meta"), S("{\"ends\":\"soon\"}") }), "kind.wrong_day");
	publishing_refused(t, &body, body.editor, id, "edit", VALUES(
	    { S("meta"), S("{\"basis\":\"x\"}") }), "kind.no_field");
}

TEST_STORE(dossier, a_notice_is_taken_down_the_day_after_its_last)
{
	struct publishing	body = town(t);
	int64_t			id = notice(t, &body, "2026-03-10");

	publishing_publish(t, &body, id);
	publishing_refused(t, &body, body.editor, id, "archive", NOTHING,
	    "record.notice_runs");
	publishing_on(t, 2026, 3, 10);
	people_errands(t);
	is_public(t, id, true);
	publishing_on(t, 2026, 3, 11);
	people_errands(t);
	is_public(t, id, false);
	is_in(t, id, "archived");
	check_str(publishing_record(t, id).html, S(""));
}

TEST_STORE(dossier, a_notice_that_was_put_off_stays_until_then)
{
	struct publishing	body = town(t);
	int64_t			id = notice(t, &body, "2026-03-10");

	publishing_publish(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("延长") }));
	publishing_do(t, &body, body.editor, &id, "edit", VALUES(
	    { S("meta"), S("{\"begins\":\"2026-03-02\",\"ends\":"
	    "\"2026-03-20\",\"objections\":\"来电\"}") }));
	publishing_approve(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "correct", VALUES(
	    { S("reason"), S("延长") }));
	publishing_on(t, 2026, 3, 12);
	people_errands(t);
	is_public(t, id, true);
	publishing_on(t, 2026, 3, 21);
	people_errands(t);
	is_public(t, id, false);
}

TEST_STORE(dossier, what_is_no_notice_any_more_is_not_taken_down)
{
	struct publishing	body = town(t);
	int64_t			id = notice(t, &body, "2026-03-10");

	publishing_publish(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("种类选错了") }));
	publishing_do(t, &body, body.editor, &id, "edit", VALUES(
	    { S("kind"), S("other") }, { S("meta"), S("") }));
	publishing_approve(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "correct", VALUES(
	    { S("reason"), S("种类选错了") }));
	publishing_on(t, 2026, 3, 12);
	people_errands(t);
	is_public(t, id, true);
}

TEST_STORE(dossier, a_notice_that_ends_while_it_is_corrected_ends_behind_that)
{
	struct publishing	body = town(t);
	int64_t			id = notice(t, &body, "2026-03-10");

	publishing_publish(t, &body, id);
	publishing_on(t, 2026, 3, 10);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("补充") }));
	publishing_on(t, 2026, 3, 12);
	people_errands(t);
	is_public(t, id, true);
	publishing_do(t, &body, body.editor, &id, "abandon", VALUES(
	    { S("reason"), S("不改了") }));
	people_errands(t);
	is_public(t, id, false);
}

/* --- the clock ------------------------------------------------------------ */

TEST_STORE(dossier, a_clock_that_was_set_back_does_not_publish_early)
{
	struct publishing	body = town(t);
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S("<p>正文</p>"));

	publishing_approve(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "schedule", VALUES(
	    { S("on"), S("2026-03-09") }, { S("time"), S("08:30") }));
	publishing_on(t, 2026, 2, 1);
	people_errands(t);
	is_in(t, id, "scheduled");
	publishing_on(t, 2026, 3, 10);
	people_errands(t);
	is_in(t, id, "published");
}

TEST_STORE(dossier, publication_counts_from_the_day_it_was_formed)
{
	struct publishing	body = town(t);
	int64_t			id = 0;

	publishing_do(t, &body, body.editor, &id, "write", VALUES(
	    { S("title"), S("标题") }, { S("kind"), S("enforcement") },
	    { S("formed"), S("2026-02-27") }));
	check_str(day_iso(t->job.arena, publishing_dossier(t, id).thing.clock
	    .due), S("2026-03-09"));
	publishing_refused(t, &body, body.editor, id, "edit", VALUES(
	    { S("formed"), S("2027-01-01") }), "record.formed_future");
}

TEST_STORE(dossier, a_provisional_day_is_counted_anew_when_the_notice_is_out)
{
	struct publishing	 body = town(t);
	struct test_store	*later;
	int64_t			 id;

	publishing_on(t, 2026, 12, 21);
	id = publishing_draft(t, &body, "other", "other", S("标题"),
	    S("<p>正文</p>"));
	check_ok(recount_look(&t->job), t->fault);
	people_errands(t);
	check_str(day_iso(t->job.arena, publishing_dossier(t, id).thing.clock
	    .due), S("2027-01-18"));
	cr_assert(publishing_dossier(t, id).thing.clock.provisional);
	test_override("rules/calendar-2027.yaml", S("year: 2027\n"
	    "notice: 通知\npublished: 2026-12-20\noff:\n  - {name: 元旦, "
	    "from: 2027-01-01, until: 2027-01-03}\nwork: []\n"));
	later = test_store_fork(t);
	publishing_on(later, 2026, 12, 21);
	check_ok(recount_look(&later->job), later->fault);
	people_errands(later);
	cr_assert_not(publishing_dossier(t, id).thing.clock.provisional);
	check_str(day_iso(t->job.arena, publishing_dossier(t, id).thing.clock
	    .due), S("2027-01-19"));
}

/* --- out of the public ---------------------------------------------------- */

static enum err
find_text(struct job *job, void *context)
{
	struct search_query	query = { .text = S("临江路"),
				    .order = SEARCH_BEST, .most = 5 };

	return search_find(job->db, &query, context);
}

TEST_STORE(dossier, what_is_public_can_be_withdrawn_while_it_is_corrected)
{
	struct publishing	body = town(t);
	struct search_answer	answer;
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S("<p>临江路</p>"));

	publishing_refused(t, &body, body.signer, id, "withdraw", VALUES(
	    { S("reason"), S("x") }), "record.never_public");
	publishing_publish(t, &body, id);
	check_ok(job_read(&t->job, find_text, &answer), t->fault);
	check_int(answer.hits, 1);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("有个人信息") }));
	publishing_refused(t, &body, body.editor, id, "drop", VALUES(
	    { S("reason"), S("x") }), "record.drop_public");
	publishing_refused(t, &body, body.editor, id, "withdraw", VALUES(
	    { S("reason"), S("x") }), "step.need");
	publishing_do(t, &body, body.signer, &id, "withdraw", VALUES(
	    { S("reason"), S("有个人信息") }));
	is_public(t, id, false);
	is_in(t, id, "withdrawn");
	check_ok(job_read(&t->job, find_text, &answer), t->fault);
	check_int(answer.hits, 0);
	check_str(publishing_record(t, id).body, S(""));
}

TEST_STORE(dossier, a_correction_is_given_up_and_the_public_text_stays)
{
	struct publishing	body = town(t);
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S("<p>正文</p>"));

	publishing_refused(t, &body, body.editor, id, "abandon", VALUES(
	    { S("reason"), S("x") }), "record.not_public");
	publishing_publish(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("x") }));
	publishing_do(t, &body, body.editor, &id, "edit", VALUES(
	    { S("html"), S("<p>改了</p>") }));
	publishing_do(t, &body, body.editor, &id, "abandon", VALUES(
	    { S("reason"), S("不改了") }));
	is_in(t, id, "published");
	check_str(publishing_record(t, id).html, S("<p>正文</p>\n"));
	check_int(publishing_record(t, id).version, 1);
	check_int(publishing_dossier(t, id).thing.clock.due, DAY_NONE);
}

TEST_STORE(dossier, what_was_archived_can_be_corrected_and_withdrawn)
{
	struct publishing	body = town(t);
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S("<p>正文</p>"));

	publishing_publish(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "archive", NOTHING);
	is_public(t, id, true);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("x") }));
	publishing_do(t, &body, body.signer, &id, "withdraw", VALUES(
	    { S("reason"), S("x") }));
	is_public(t, id, false);
}

TEST_STORE(dossier, a_record_without_text_that_was_withdrawn_comes_back_whole)
{
	struct publishing	body = town(t);
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S(""));

	(void)attached(t, &body, id, "one");
	publishing_review(t, &body, id);
	publishing_do(t, &body, body.signer, &id, "urgent", VALUES(ALL_GATES,
	    { S("reason"), S("汛情") }));
	is_public(t, id, true);
	publishing_do(t, &body, body.second, &id, "object", VALUES(
	    { S("reason"), S("有误") }));
	is_public(t, id, false);
	publishing_approve(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "correct", VALUES(
	    { S("reason"), S("无误") }));
	is_public(t, id, true);
}

TEST_STORE(dossier, what_is_public_is_not_signed_urgently)
{
	struct publishing	body = town(t);
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S("<p>正文</p>"));

	publishing_publish(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("x") }));
	publishing_review(t, &body, id);
	publishing_refused(t, &body, body.signer, id, "urgent", VALUES(
	    ALL_GATES, { S("reason"), S("x") }), "record.urgent_new");
}

/* --- what was imported ---------------------------------------------------- */

/* A record of another system, brought in. */
struct bringing {
	struct record		record;
	struct record_tally	tally;
};

static enum err
bring(struct job *job, void *context)
{
	struct bringing	*bringing = context;

	return record_put_all(job, &bringing->record, 1, S("import"),
	    &bringing->tally);
}

static struct bringing
brought(struct test_store *t, const struct publishing *body, str text)
{
	struct bringing	bringing = { .record = { .agency = body->agency,
			    .origin = S("old/7"), .title = S("旧标题"),
			    .day = DAY_NONE, .kind = S("other"),
			    .column = S("other"), .body = text } };

	check_ok(job_write(&t->job, bring, &bringing), t->fault);
	return bringing;
}

TEST_STORE(dossier, an_imported_record_is_adopted_and_no_import_undoes_it)
{
	struct publishing	body = town(t);
	int64_t			id = brought(t, &body, S("旧文")).record.id;

	check_int(brought(t, &body, S("旧文二")).tally.changed, 1);
	publishing_do(t, &body, body.editor, &id, "adopt", NOTHING);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("更正") }));
	check_str(publishing_dossier(t, id).record.html,
	    S("<p>旧文二</p>\n"));
	publishing_do(t, &body, body.editor, &id, "edit", VALUES(
	    { S("html"), S("<p>新文</p>") }, { S("dated"), S("2026-03-01") },
	    { S("formed"), S("2026-03-01") }));
	publishing_approve(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "correct", VALUES(
	    { S("reason"), S("更正") }));
	check_int(brought(t, &body, S("旧文三")).tally.same, 1);
	check_str(publishing_record(t, id).html, S("<p>新文</p>\n"));
	publishing_do(t, &body, body.signer, &id, "withdraw", VALUES(
	    { S("reason"), S("失效") }));
	check_int(brought(t, &body, S("旧文四")).tally.same, 1);
	is_public(t, id, false);
	check_str(publishing_record(t, id).body, S(""));
}

TEST_STORE(dossier, only_a_record_that_is_there_is_adopted_and_once)
{
	struct publishing	body = town(t);
	int64_t			id = brought(t, &body, S("旧文")).record.id;

	publishing_refused(t, &body, body.editor, id + 1, "adopt", NOTHING,
	    "record.unknown");
	publishing_refused(t, &body, body.signer, id, "adopt", NOTHING,
	    "step.need");
	publishing_do(t, &body, body.editor, &id, "adopt", NOTHING);
	publishing_refused(t, &body, body.editor, id, "adopt", NOTHING,
	    "step.state");
}
