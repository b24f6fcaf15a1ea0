#include <stdio.h>
#include <unistd.h>

#include "base/disk.h"
#include "domain/attachment.h"
#include "domain/erasure.h"
#include "domain/journal.h"
#include "domain/subject.h"
#include "store/id.h"
#include "store/search.h"
#include "tests/bodies.h"
#include "tests/people.h"

/* Invented, and in no other file of a test's folder. */
#define NUMBER		"320311196502281234"
#define NAME		"欧阳立新"
#define FILE_TEXT	"白塔镇保密名单：东方不换"
#define BODY		"低保对象公示：" NAME "，身份证号" NUMBER "，每月三百元。"
#define FOLDER_BYTES	((size_t)64 << 20)

static void
script(struct test_store *t, const char *text)
{
	if (db_engine(t->store->db) == DB_SQLITE)
		check_ok(db_script(t->store->db, "pragma query_only = off",
		    &t->fault), t->fault);
	check_ok(db_script(t->store->db, text, &t->fault), t->fault);
}

/* What the story begins with: filled in by `begin'. */
struct story {
	struct attachment	attachment;
	int64_t			subject;
	str			bytes;		/* of an attachment read */
	struct search_answer	answer;
	struct journal_state	journal;
	struct erasure_state	erasure;
	str			query;
};

static enum err
begin(struct job *job, void *context)
{
	struct story			*story = context;
	const struct journal_change	 change[] = {
		{ S("title"), S(""), S("公示 " NUMBER), 0 },
		{ S("note"), S(NAME "来电"), S(""), 0 },
		{ S("kind"), S(""), S("公告"), 0 } };
	const struct journal_change	 sealed[] = {
		{ S("identity"), S(""), S(NUMBER), 0 } };
	struct journal_change		 own = sealed[0];
	enum err			 e;
	int				 n;

	e = subject_new(job, 3, &story->subject);
	own.subject = story->subject;
	if (e == OK)
		e = journal_add(job, &(struct journal_entry){
		    .kind = S("record"), .thing = 11, .agency = 3,
		    .action = S("record.publish"), .day = DAY_NONE,
		    .reason = S("公示" NAME), .change = change,
		    .changes = 3 });
	if (e == OK)
		e = journal_add(job, &(struct journal_entry){
		    .kind = S("application"), .thing = 12, .agency = 3,
		    .action = S("application.receive"), .day = DAY_NONE,
		    .change = &own, .changes = 1 });
	if (e == OK)
		e = journal_chain(job, 100, &n);
	if (e == OK)
		e = search_put(job->db, &(struct search_document){ .id = 11,
		    .agency = 3, .title = S("公示"), .body = S(BODY),
		    .number = S(""), .day = job->today, .kind = S("notice"),
		    .column = S(""), .validity = S("in_force") });
	if (e == OK)
		e = attachment_add(job, &story->attachment, S(""));
	return e;
}

static struct story
told(struct test_store *t)
{
	struct story	story = { .attachment = { .agency = 3,
			    .owner_kind = S("record"), .owner = 11,
			    .name = S("名单.txt"), .type = S("text/plain") } };

	script(t, "insert into agency (id, agency, version, created_at, code,"
	    "level, above, name, division, organisation, credit, scheme,"
	    "supervisor, since, until, successor) values (3, 3, 1, 0, 'bt',"
	    "'township', 0, '白塔镇人民政府', '', '', '', '', 0, '2000-01-01',"
	    "null, 0);"
	    "insert into agency_closure (above, below, depth) values "
	    "(3, 3, 0), (0, 3, 1);"
	    "insert into record (id, agency, version, created_at, changed_at,"
	    "origin, number, title, day, kind, catalogue, validity, body) "
	    "values (11, 3, 2, 0, 0, '', '', '公示', '2026-03-02', 'notice',"
	    "'', 'in_force', '" BODY "'), (12, 3, 1, 0, 0, '', '', '另一件',"
	    "'2026-03-02', 'notice', '', 'in_force', '与此无关');"
	    "insert into record_version (record, version, agency, changed_at,"
	    "number, title, day, kind, catalogue, validity, body) values "
	    "(11, 1, 3, 0, '', '" NAME "', '2026-03-02', 'notice', '',"
	    "'in_force', '旧文')");
	check_ok(attachment_keep(&t->job, &story.attachment, S(FILE_TEXT)),
	    t->fault);
	check_ok(job_write(&t->job, begin, &story), t->fault);
	return story;
}

static enum err
search(struct job *job, void *context)
{
	struct story	*story = context;

	return search_find(job->db, &(struct search_query){
	    .text = story->query, .most = 10 }, &story->answer);
}

static enum err
verify(struct job *job, void *context)
{
	struct story	*story = context;
	enum err	 e = journal_verify(job, &story->journal);

	return e != OK ? e : erasure_verify(job, &story->erasure);
}

/* The bytes are in a file of the folder. */
static bool
in_folder(struct test_store *t, const char *bytes)
{
	struct arena	*arena = arena_new(FOLDER_BYTES);
	struct fault	 fault = { 0 };
	bool		 found = false;
	size_t		 n;
	str		*path, text;

	check_ok(file_list(arena, t->store->dir, 1000, &path, &n, &fault),
	    fault);
	cr_assert(n > 1);
	for (size_t i = 0; i < n; i++) {
		check_ok(file_read(arena, str_c(arena, path[i]), FOLDER_BYTES,
		    &text, &fault), fault);
		found |= str_has(text, str_of(bytes));
	}
	arena_free(arena);
	return found;
}

static int
found(struct test_store *t, struct story *story, const char *query)
{
	story->query = str_of(query);
	check_ok(job_read(&t->job, search, story), t->fault);
	return (int)story->answer.total;
}

/* Everything is whole, and nothing of it is anywhere. */
static void
check_clean(struct test_store *t, struct story *story, int erased)
{
	check_ok(job_read(&t->job, verify, story), t->fault);
	cr_assert_null(story->journal.how, "%s", story->journal.how);
	check_int(story->journal.erased, erased);
	check_int(story->erasure.pending, 0);
	check_int(story->erasure.open, 0);
	check_int(story->erasure.uneven, 0);
	check_int(found(t, story, NAME), 0);
	check_int(found(t, story, "低保对象"), 1);
	if (db_engine(t->store->db) == DB_SQLITE) {
		cr_assert(!in_folder(t, NUMBER));
		cr_assert(!in_folder(t, NAME));
	}
}

static struct erasure
erase_texts(struct test_store *t)
{
	const str	texts[] = { S(NUMBER), S(NAME) };
	struct erasure	done;

	check_ok(erasure_apply(&t->job, &(struct erasure_order){
	    .text = texts, .texts = 2, .reason = S("误将低保对象信息公开") },
	    &done), t->fault);
	return done;
}

TEST_STORE(erasure, of_texts_leaves_them_in_no_row_index_or_file)
{
	struct story	story = told(t);
	struct erasure	done;

	check_int(found(t, &story, NAME), 1);
	if (db_engine(t->store->db) == DB_SQLITE)
		cr_assert(in_folder(t, NUMBER));
	done = erase_texts(t);
	check_int(done.found, 2);
	check_int(done.journal_values, 4);
	check_clean(t, &story, 4);
}

TEST_STORE(erasure, of_an_attachment_takes_its_file_away)
{
	struct story	story = told(t);
	struct erasure	done;

	cr_assert(in_folder(t, FILE_TEXT));
	check_ok(erasure_apply(&t->job, &(struct erasure_order){
	    .attachment = story.attachment.id,
	    .reason = S("名单不应公开") }, &done), t->fault);
	check_int(done.found, 1);
	cr_assert(!in_folder(t, FILE_TEXT));
	check_ok(job_read(&t->job, verify, &story), t->fault);
	check_int(story.erasure.open, 0);
}

static enum err
open_identity(struct job *job, void *context)
{
	const struct story	*story = context;
	str			 sealed, text;
	enum err		 e;

	e = subject_shut(job, story->subject, S("phone"), S("0516-5550123"),
	    &sealed);
	if (e == OK)
		e = subject_open_unseen(job, story->subject, S("phone"),
		    sealed, &text);
	return e;
}

TEST_STORE(erasure, of_a_subject_shuts_what_it_sealed_for_ever)
{
	struct story	story = told(t);
	struct erasure	done;

	check_ok(job_read(&t->job, open_identity, &story), t->fault);
	check_ok(erasure_apply(&t->job, &(struct erasure_order){
	    .subject = story.subject, .reason = S("本人撤回") }, &done),
	    t->fault);
	check_int(done.found, 1);
	check_int(job_read(&t->job, open_identity, &story), ERR_NOT_FOUND);
	check_ok(job_read(&t->job, verify, &story), t->fault);
	cr_assert_null(story.journal.how);
}

TEST_STORE(erasure, is_refused_where_the_reason_holds_what_must_go)
{
	const str	text = S(NUMBER);
	struct story	story = told(t);
	struct erasure	done;

	check_int(erasure_apply(&t->job, &(struct erasure_order){
	    .text = &text, .texts = 1, .reason = S("删除" NUMBER) }, &done),
	    ERR_INVALID);
	cr_assert_str_eq(t->fault.key, "erasure.reason");
	check_ok(job_read(&t->job, verify, &story), t->fault);
	check_int(story.erasure.pending, 0);
	check_int(found(t, &story, NAME), 1);
}

TEST_STORE(erasure, of_too_little_is_refused)
{
	const str	text = S("白塔"), empty = S("");
	struct erasure	done;

	check_int(erasure_apply(&t->job, &(struct erasure_order){
	    .text = &empty, .texts = 1, .reason = S("错") }, &done),
	    ERR_INVALID);
	check_int(erasure_apply(&t->job, &(struct erasure_order){
	    .reason = S("错") }, &done), ERR_INVALID);
	check_int(erasure_apply(&t->job, &(struct erasure_order){
	    .text = &text, .texts = 1, .reason = S("") }, &done),
	    ERR_INVALID);
}

/* What an older backup brings back, told by the list and cleaned again: a
   tombstone that is gone stands for the backup on either engine. */
TEST_STORE(erasure, is_done_again_where_its_tombstone_is_gone)
{
	struct story	story = told(t);
	int64_t		n;

	(void)erase_texts(t);
	script(t, "delete from erasure;"
	    "update record set body = '" BODY "' where id = 11");
	check_ok(job_read(&t->job, verify, &story), t->fault);
	check_int(story.erasure.pending, 1);
	check_ok(erasure_again(&t->job, &n), t->fault);
	check_int(n, 1);
	check_ok(job_read(&t->job, verify, &story), t->fault);
	check_int(story.erasure.pending, 0);
	check_int(found(t, &story, "低保对象"), 1);
	if (db_engine(t->store->db) == DB_SQLITE)
		cr_assert(!in_folder(t, NUMBER));
	check_ok(erasure_again(&t->job, &n), t->fault);
	check_int(n, 0);
}

/* Put a backup in the place of the file and open the folder. */
static void
restore(struct test_store *t)
{
	struct arena	*arena = t->job.arena;
	const char	*dir = t->store->dir;

	store_close(t->store);
	cr_assert_eq(rename(arena_printf(arena, "%s/backup", dir),
	    arena_printf(arena, "%s/gongkai.db", dir)), 0);
	(void)unlink(arena_printf(arena, "%s/gongkai.db-wal", dir));
	(void)unlink(arena_printf(arena, "%s/gongkai.db-shm", dir));
	check_ok(store_open(arena, dir, &t->store, &t->fault), t->fault);
	check_ok(ids_hold(t->store->ids, t->store->db, &t->fault), t->fault);
	t->job.store = t->store;
}

Test(erasure, holds_for_a_backup_of_before)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct story		 story = told(t);
	int64_t			 n;

	script(t, arena_printf(t->job.arena, "vacuum into '%s/backup'",
	    t->store->dir));
	(void)erase_texts(t);
	cr_assert(in_folder(t, NUMBER), "only the backup has it");
	restore(t);
	cr_assert(in_folder(t, NUMBER));
	check_ok(job_read(&t->job, verify, &story), t->fault);
	check_int(story.erasure.pending, 1);
	check_ok(erasure_again(&t->job, &n), t->fault);
	check_int(n, 1);
	check_clean(t, &story, 4);
}

/* --- who may ------------------------------------------------------------ */

static enum err
make_subject(struct job *job, void *context)
{
	struct story	*story = context;

	return subject_new(job, story->attachment.agency, &story->subject);
}

/* Two trees, with a town, a security administrator and somebody else each. */
struct people {
	int64_t	county, town, other;
	int64_t	county_security, town_security, both, system;
};

static struct people
people(struct test_store *t)
{
	struct people	p;

	p.county = bodies_new(t, "sm", AGENCY_COUNTY, 0);
	p.town = bodies_new(t, "yx", AGENCY_TOWNSHIP, p.county);
	p.other = bodies_new(t, "other", AGENCY_COUNTY, 0);
	p.county_security = bodies_person(t, "county", p.county);
	p.town_security = bodies_person(t, "town", p.town);
	p.both = bodies_person(t, "both", p.county);
	p.system = bodies_person(t, "system", p.county);
	check_ok(bodies_grant(t, p.county_security, "security_admin",
	    p.county), t->fault);
	check_ok(bodies_grant(t, p.town_security, "security_admin", p.town),
	    t->fault);
	check_ok(bodies_grant(t, p.both, "security_admin", p.county),
	    t->fault);
	check_ok(bodies_grant(t, p.both, "security_admin", p.other),
	    t->fault);
	check_ok(bodies_grant(t, p.system, "system_admin", p.county),
	    t->fault);
	check_ok(bodies_grant(t, p.system, "system_admin", p.other),
	    t->fault);
	return p;
}

/* Somebody orders it: done, or refused as nobody's business of his. */
static void
orders(struct test_store *t, int64_t person,
    const struct erasure_order *order, bool may)
{
	struct erasure	done;
	enum err	e;

	bodies_act_as(t, person);
	fault_clear(&t->fault);
	e = erasure_apply(&t->job, order, &done);
	if (may) {
		check_ok(e, t->fault);
	} else {
		check_int(e, ERR_FORBIDDEN);
		cr_assert_str_eq(t->fault.key, "erasure.forbidden");
	}
	bodies_act_as(t, 0);
	fault_clear(&t->fault);
}

static enum err
add(struct job *job, void *context)
{
	return attachment_add(job, context, S(""));
}

static void
attach(struct test_store *t, struct story *story, int64_t agency, str bytes)
{
	story->attachment = (struct attachment){ .agency = agency,
	    .owner_kind = S("record"), .owner = 11, .name = S("名单.txt"),
	    .type = S("text/plain") };
	check_ok(attachment_keep(&t->job, &story->attachment, bytes),
	    t->fault);
	check_ok(job_write(&t->job, add, &story->attachment), t->fault);
}

TEST_STORE(erasure, of_texts_needs_the_need_on_every_body)
{
	const str			text = S(NUMBER);
	const struct erasure_order	order = { .text = &text, .texts = 1,
					    .reason = S("误录") };
	struct people			p = people(t);
	struct story			story = { .subject = 0 };
	int64_t				n;

	attach(t, &story, p.other, S(FILE_TEXT NUMBER));
	orders(t, p.system, &order, false);
	orders(t, p.town_security, &order, false);
	orders(t, p.county_security, &order, false);
	cr_assert(in_folder(t, FILE_TEXT));
	orders(t, p.both, &order, true);
	cr_assert(!in_folder(t, FILE_TEXT));
	cr_assert_eq(people_told_by(t, "erasure.apply"), p.both);
	bodies_act_as(t, p.county_security);
	check_int(erasure_again(&t->job, &n), ERR_FORBIDDEN);
	bodies_act_as(t, p.both);
	check_ok(erasure_again(&t->job, &n), t->fault);
}

TEST_STORE(erasure, of_an_attachment_needs_it_on_its_body)
{
	struct people	p = people(t);
	struct story	story = { .subject = 0 };
	struct erasure_order order = { .reason = S("不应收存") };

	attach(t, &story, p.county, S(FILE_TEXT));
	order.attachment = story.attachment.id;
	orders(t, p.town_security, &order, false);
	orders(t, p.system, &order, false);
	orders(t, p.county_security, &order, true);
	/* Equal bytes go with it, so it is theirs, too, who have those. */
	attach(t, &story, p.other, S(FILE_TEXT "二"));
	attach(t, &story, p.county, S(FILE_TEXT "二"));
	order.attachment = story.attachment.id;
	orders(t, p.county_security, &order, false);
	orders(t, p.both, &order, true);
	cr_assert(!in_folder(t, FILE_TEXT));
	/* Who may not does not learn what there is. */
	orders(t, p.county_security, &order, false);
}

TEST_STORE(erasure, of_a_subject_needs_it_on_its_body)
{
	struct people	p = people(t);
	struct story	story = { .attachment = { .agency = p.town } };
	struct erasure_order order = { .reason = S("本人撤回") };

	check_ok(job_write(&t->job, make_subject, &story), t->fault);
	order.subject = story.subject;
	orders(t, p.system, &order, false);
	order.subject++;
	orders(t, p.town_security, &order, false);
	order.subject--;
	orders(t, p.town_security, &order, true);
	check_int(job_read(&t->job, open_identity, &story), ERR_NOT_FOUND);
}
