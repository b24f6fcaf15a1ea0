#include "store/db.h"

#include "store/counter.h"
#include "tests/store.h"
#include "woven/sql.h"

/* Every woven statement is what it is declared to be. */
TEST_STORE(db, every_statement_is_as_declared)
{
	cr_assert_gt(sql_count, 5);
	for (size_t i = 0; i < sql_count; i++)
		check_ok(db_examine(t->store->db, sql_index[i], t->job.arena,
		    &t->fault), t->fault);
}

/* Two rows that no migration made, and how many of them are seen. */
static enum err
note(struct job *job, int64_t number)
{
	return sql_schema_record(job->db, number, S("test"), S(""), 0);
}

static enum err
note_two(struct job *job, void *context)
{
	enum err	e = note(job, 9001);

	(void)context;
	return e == OK ? note(job, 9002) : e;
}

static enum err
note_and_fail(struct job *job, void *context)
{
	enum err	e = note_two(job, context);

	return e != OK ? e : FAIL(job->fault, ERR_FORBIDDEN, "store.busy");
}

static enum err
count_seen(struct job *job, void *context)
{
	struct sql_schema_applied_row	*row;
	int64_t				*seen = context;
	size_t				 n;
	enum err			 e;

	e = sql_schema_applied(job->db, &row, &n);
	*seen = 0;
	for (size_t i = 0; i < n; i++)
		*seen += row[i].number > 9000;
	return e;
}

static int64_t
seen(struct test_store *t)
{
	int64_t	n = -1;

	check_ok(job_read(&t->job, count_seen, &n), t->fault);
	return n;
}

TEST_STORE(db, what_a_job_wrote_is_there_for_another_connection)
{
	struct test_store	*other = test_store_fork(t);

	check_ok(job_write(&t->job, note_two, NULL), t->fault);
	check_int(seen(other), 2);
}

TEST_STORE(db, nothing_of_a_failed_job_stays)
{
	check_int(job_write(&t->job, note_and_fail, NULL), ERR_FORBIDDEN);
	check_int(seen(t), 0);
}

TEST_STORE(db, the_engine_holds_a_reading_job_to_reading)
{
	check_int(job_read(&t->job, note_two, NULL), ERR_STORE);
	cr_assert_str_eq(t->fault.key, "store.read_only");
	check_int(seen(t), 0);
	check_ok(job_write(&t->job, note_two, NULL), t->fault);
}

TEST_STORE(db, a_reading_job_sees_one_state)
{
	struct test_store	*other = test_store_fork(t);
	int64_t			 before, after;

	check_ok(db_begin(t->store->db, DB_READ, DB_MACHINE, t->job.arena,
	    &t->fault), t->fault);
	t->job.db = t->store->db;
	check_ok(count_seen(&t->job, &before), t->fault);
	check_ok(job_write(&other->job, note_two, NULL), other->fault);
	check_ok(count_seen(&t->job, &after), t->fault);
	check_int(after, before);
	db_rollback(t->store->db);
	t->job.db = NULL;
	check_int(seen(t), 2);
}

static enum err
note_first(struct job *job, void *context)
{
	(void)context;
	return note(job, 1);
}

TEST_STORE(db, a_doubled_key_is_a_conflict)
{
	check_int(job_write(&t->job, note_first, NULL), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "store.conflict");
}

/* A statement that nobody waits for fails late, but never unheard. */
static enum err
double_later(struct job *job, void *context)
{
	enum err	e = OK;

	for (int i = 0; e == OK && i < 2; i++)
		e = sql_search_card_insert(job->db, 7, 7, S("x"));
	return e == OK && context != NULL ? count_seen(job, context) : e;
}

TEST_STORE(db, a_failure_that_nobody_waits_for_is_told)
{
	int64_t	n;

	check_int(job_write(&t->job, double_later, &n), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "store.conflict");
	check_str(t->fault.arg[0], S("search_card_insert"));
	fault_clear(&t->fault);
	check_int(job_write(&t->job, double_later, NULL), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "store.conflict");
	check_ok(job_write(&t->job, note_two, NULL), t->fault);
	check_int(seen(t), 2);
}

/* PostgreSQL does nothing more after a failure; so SQLite must not. */
static enum err
go_on_after_a_conflict(struct job *job, void *context)
{
	check_int(note_first(job, context), ERR_CONFLICT);
	check_int(note_two(job, context), ERR_CONFLICT);
	return OK;
}

TEST_STORE(db, a_transaction_ends_with_its_first_failure)
{
	check_int(job_write(&t->job, go_on_after_a_conflict, NULL),
	    ERR_CONFLICT);
	check_int(seen(t), 0);
}

TEST_STORE(db, what_failed_is_not_committed_though_nobody_looked)
{
	struct db	*db = t->store->db;

	check_ok(db_begin(db, DB_WRITE, DB_MACHINE, t->job.arena, &t->fault),
	    t->fault);
	t->job.db = db;
	check_ok(note_two(&t->job, NULL), t->fault);
	check_int(db_script(db, "this is no statement", &t->fault),
	    ERR_STORE);
	check_int(db_commit(db), ERR_STORE);
	t->job.db = NULL;
	check_int(seen(t), 0);
}

TEST_STORE(db, an_actor_without_a_grant_sees_nothing)
{
	struct db_scope	none = { NULL, 0 };
	int64_t		n;

	check_ok(db_begin(t->store->db, DB_WRITE, none, t->job.arena,
	    &t->fault), t->fault);
	check_int(counter_next(t->store->db, 0, S("a"), 2026, &n),
	    ERR_FORBIDDEN);
}
