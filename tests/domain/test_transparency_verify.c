/*
 * test_transparency_verify - what is changed by a hand is found: at once by
 * the log itself, or by a head that was kept elsewhere.
 */
#include "domain/transparency_verify.h"

#include "domain/erasure.h"
#include "domain/record.h"
#include "domain/record_content.h"
#include "domain/transparency.h"
#include "domain/transparency_head.h"
#include "tests/bodies.h"

#define RECORDS	40

/* What is published: records of a body. */
struct making {
	int64_t	agency;
	int64_t	record[RECORDS];
	int	n;
};

static enum err
publish(struct job *job, int64_t agency, int64_t record, int64_t version,
    enum transparency_action action)
{
	str		content;
	enum err	e = record_content(job, record, version, &content);

	return e != OK ? e : transparency_add(job,
	    &(struct transparency_leaf){ .agency = agency, .record = record,
	    .version = version, .action = action, .number = str_printf(
	    job->arena, "QS-%lld", (long long)record), .content = content });
}

static enum err
make(struct job *job, void *context)
{
	struct making	*making = context;
	enum err	 e = OK;

	for (int i = 0; e == OK && i < making->n; i++) {
		struct record	record = { .agency = making->agency,
				    .day = DAY_NONE, .title = str_printf(
				    job->arena, "第%d号通告", i + 1),
				    .body = str_printf(job->arena,
				    "领款人周望山%d，共三百元。", i) };

		e = record_put(job, &record, S(""));
		making->record[i] = record.id;
		if (e == OK)
			e = publish(job, making->agency, record.id, 1,
			    TRANSPARENCY_PUBLISHED);
	}
	return e;
}

static struct making
fill(struct test_store *t)
{
	struct making	making = { .n = RECORDS };
	int64_t		n;

	making.agency = bodies_new(t, "qs", AGENCY_COUNTY, 0);
	check_ok(job_write(&t->job, make, &making), t->fault);
	check_ok(transparency_sequence_all(&t->job, &n), t->fault);
	return making;
}

static enum err
verify(struct job *job, void *context)
{
	return transparency_verify(job, context);
}

static struct transparency_state
verified(struct test_store *t)
{
	struct transparency_state	state;

	check_ok(job_read(&t->job, verify, &state), t->fault);
	return state;
}

static enum err
newest(struct job *job, void *context)
{
	return transparency_head_newest(job, context);
}

/* The head that somebody keeps. */
static struct transparency_head
kept(struct test_store *t)
{
	struct transparency_head	head;
	str				note;

	check_ok(job_read(&t->job, newest, &note), t->fault);
	check_ok(transparency_head_read(note, &head, &t->fault), t->fault);
	return head;
}

static enum err
check(struct job *job, void *context)
{
	return transparency_head_check(job, context);
}

static void
script(struct test_store *t, const char *text)
{
	/* A reading job left the connection reading. */
	if (db_engine(t->store->db) == DB_SQLITE)
		check_ok(db_script(t->store->db, "pragma query_only = off",
		    &t->fault), t->fault);
	check_ok(db_script(t->store->db, text, &t->fault), t->fault);
}

/* Tables that anybody may change who has the file. */
static void
unlock(struct test_store *t)
{
	if (db_engine(t->store->db) == DB_PGSQL)
		script(t, "set session_replication_role = replica");
	else
		script(t, "pragma foreign_keys = off;"
		    "drop trigger log_leaf_written;"
		    "drop trigger log_leaf_kept;"
		    "drop trigger log_node_written;"
		    "drop trigger log_node_kept;"
		    "drop trigger log_head_written;"
		    "drop trigger log_head_kept;");
}

TEST_STORE(transparency_verify, is_whole_as_it_was_made)
{
	struct transparency_state	state = verified(t);
	struct transparency_head	head;

	cr_assert_null(state.how);
	check_int(state.leaves, 0);
	(void)fill(t);
	state = verified(t);
	cr_assert_null(state.how, "%s at %lld", state.how,
	    (long long)state.broken);
	check_int(state.leaves, RECORDS);
	check_int(state.heads, 1);
	check_int(state.broken, -1);
	head = kept(t);
	check_int(head.n, RECORDS);
	cr_assert(transparency_head_ours(&t->job, &head));
	check_ok(job_read(&t->job, check, &head), t->fault);
}

TEST_STORE(transparency_verify, a_second_look_signs_no_second_head)
{
	int64_t	n;

	(void)fill(t);
	check_ok(transparency_sequence_all(&t->job, &n), t->fault);
	check_int(n, 0);
	check_int(verified(t).heads, 1);
}

/* What a hand changes, the first leaf that does not fit then, and how. */
static const struct {
	const char	*script;
	int64_t		 broken;
	const char	*how;
} hands[] = {
	{ "update record set body = body || '。' where id = (select record "
	    "from log_leaf where n = 11)", 11, "content" },
	{ "update record set version = 2 where id = (select record from "
	    "log_leaf where n = 12)", 12, "record_missing" },
	{ "delete from log_leaf where n = 17", 17, "leaf_missing" },
	{ "delete from log_leaf where n = 39", 39,
	    "leaf_missing" },
	{ "update log_leaf set version = 2 where n = 5", 5, "leaf" },
	{ "update log_leaf set at = at - 1 where n = 6", 6, "leaf" },
	{ "update log_leaf set number = 'QS-1' where n = 0", 0, "leaf" },
	{ "update log_leaf set action = 'corrected' where n = 7", 7, "leaf" },
	{ "update log_leaf set salt = null, content = null, number = null "
	    "where n = 8", 8, "leaf" },
	{ "update log_leaf set salt = null, content = null, number = null, "
	    "erasure = 5 where n = 8", 8, "no_tombstone" },
	{ "update log_leaf set digest = (select digest from log_leaf where "
	    "n = 1) where n = 9", 9, "leaf" },
	{ "update log_leaf set n = case n when 3 then -4 else -3 end "
	    "where n in (3, 4); update log_leaf set n = -n where n < 0",
	    15, "node" },
	{ "update log_node set digest = (select digest from log_leaf where "
	    "n = 1) where n = 1", 31, "node" },
	{ "delete from log_node where n = 0", 15, "node" },
	{ "update log_head set n = n - 1", 38, "head" },
	{ "update log_head set root = (select digest from log_leaf where "
	    "n = 1)", 39, "head" },
	{ "update log_head set note = 'gongkai transparency head 1'", 39,
	    "head" },
	{ "update log_head set n = n + 1", 40, "head_ahead" },
	{ "update log_tree set n = n - 1", 40, "tree" },
};

static void
check_hand(struct test_store *t, size_t i)
{
	struct transparency_state	state;

	(void)fill(t);
	unlock(t);
	script(t, hands[i].script);
	state = verified(t);
	cr_assert_not_null(state.how, "%s", hands[i].script);
	check_str(str_of(state.how), str_of(arena_printf(t->job.arena,
	    "transparency.how.%s", hands[i].how)));
	check_int(state.broken, hands[i].broken);
}

Test(transparency_verify, names_the_first_leaf_that_a_hand_changed_on_sqlite)
{
	for (size_t i = 0; i < sizeof hands / sizeof hands[0]; i++)
		check_hand(test_store(DB_SQLITE), i);
}

Test(transparency_verify, names_the_first_leaf_that_a_hand_changed_on_pgsql)
{
	for (size_t i = 0; i < sizeof hands / sizeof hands[0]; i++)
		check_hand(test_store(DB_PGSQL), i);
}

/* --- who writes the whole log anew ---------------------------------------- */

/* Enter everything once more, the record at `skip' not or with other words. */
struct forging {
	const struct making	*making;
	int			 skip;		/* -1: none */
	int			 other;		/* -1: none */
	int			 n;		/* how many */
};

static enum err
forge(struct job *job, void *context)
{
	const struct forging	*forging = context;
	enum err		 e = OK;

	for (int i = 0; e == OK && i < forging->n; i++)
		if (i != forging->skip)
			e = publish(job, forging->making->agency,
			    forging->making->record[i], 1, i ==
			    forging->other ? TRANSPARENCY_CORRECTED :
			    TRANSPARENCY_PUBLISHED);
	return e;
}

/* Whole in itself, with heads signed anew by the right key. */
static void
check_forged(struct test_store *t, struct forging forging, const char *key)
{
	struct making			making = fill(t);
	struct transparency_head	head = kept(t);
	int64_t				n;

	forging.making = &making;
	unlock(t);
	script(t, "delete from log_leaf; delete from log_node; delete from "
	    "log_head; update log_tree set n = 0");
	check_ok(job_write(&t->job, forge, &forging), t->fault);
	check_ok(transparency_sequence_all(&t->job, &n), t->fault);
	cr_assert_null(verified(t).how);
	check_int(job_read(&t->job, check, &head), ERR_CONFLICT);
	check_str(str_of(t->fault.key), str_of(key));
}

TEST_STORE(transparency_verify, an_old_head_finds_a_leaf_that_was_left_out)
{
	check_forged(t, (struct forging){ .skip = 4, .other = -1,
	    .n = RECORDS }, "transparency.head.short");
}

TEST_STORE(transparency_verify, an_old_head_finds_a_leaf_that_was_rewritten)
{
	check_forged(t, (struct forging){ .skip = -1, .other = 20,
	    .n = RECORDS }, "transparency.head.other");
}

TEST_STORE(transparency_verify, an_old_head_finds_a_tree_that_was_forked)
{
	check_forged(t, (struct forging){ .skip = -1, .other = -1,
	    .n = RECORDS }, "transparency.head.other");
}

/* --- erasure -------------------------------------------------------------- */

static enum err
correct(struct job *job, void *context)
{
	const struct making	*making = context;
	struct record		 record;
	enum err		 e;

	e = record_load(job, making->record[2], &record);
	record.body = S("名单已撤下。");
	if (e == OK)
		e = record_put(job, &record, S("误公开"));
	return e == OK ? publish(job, making->agency, record.id, 2,
	    TRANSPARENCY_CORRECTED) : e;
}

TEST_STORE(transparency_verify, is_whole_after_an_erasure)
{
	struct making			making = fill(t);
	struct transparency_head	head = kept(t);
	const str			text = S("周望山2");
	struct erasure			done;
	struct transparency_state	state;
	int64_t				n;

	check_ok(job_write(&t->job, correct, &making), t->fault);
	check_ok(transparency_sequence_all(&t->job, &n), t->fault);
	check_ok(erasure_apply(&t->job, &(struct erasure_order){
	    .text = &text, .texts = 1, .reason = S("误公开的领款名单") },
	    &done), t->fault);
	state = verified(t);
	cr_assert_null(state.how, "%s at %lld", state.how,
	    (long long)state.broken);
	check_int(state.leaves, RECORDS + 1);
	check_int(state.erased, 11);	/* those of 2 and of 20 to 29 */
	check_ok(job_read(&t->job, check, &head), t->fault);
}

TEST_STORE(transparency_verify, is_whole_after_an_erasure_of_a_number)
{
	struct making			making = fill(t);
	const str			text = str_printf(t->job.arena,
					    "QS-%lld",
					    (long long)making.record[7]);
	struct erasure			done;
	struct transparency_state	state;

	check_ok(erasure_apply(&t->job, &(struct erasure_order){
	    .text = &text, .texts = 1, .reason = S("号码写错") }, &done),
	    t->fault);
	state = verified(t);
	cr_assert_null(state.how);
	check_int(state.erased, 1);
}
