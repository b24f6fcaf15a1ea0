#include "store/db.h"

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

static enum err
note_twice(struct job *job, void *context)
{
	struct sql_change_seen_row	row;
	enum err			e;

	e = sql_change_note(job->db, S("x"));
	if (e == OK)
		e = sql_change_note(job->db, S("x"));
	if (e == OK)
		e = sql_change_seen(job->db, S("x"), &row);
	if (e == OK)
		*(int64_t *)context = row.n;
	return e;
}

static enum err
note_and_fail(struct job *job, void *context)
{
	enum err	e = sql_change_note(job->db, S("x"));

	(void)context;
	return e != OK ? e : FAIL(job->fault, ERR_FORBIDDEN, "store.busy");
}

static enum err
seen(struct job *job, void *context)
{
	struct sql_change_seen_row	row = { .n = -1 };
	enum err			e;

	e = sql_change_seen(job->db, S("x"), &row);
	*(int64_t *)context = row.n;
	return e;
}

TEST_STORE(db, what_a_job_wrote_is_there_for_another_connection)
{
	struct test_store	*other = test_store_fork(t);
	int64_t			 n = 0;

	check_ok(job_write(&t->job, note_twice, &n), t->fault);
	check_int(n, 2);
	n = 0;
	check_ok(job_read(&other->job, seen, &n), other->fault);
	check_int(n, 2);
}

TEST_STORE(db, nothing_of_a_failed_job_stays)
{
	int64_t	n = 0;

	check_int(job_write(&t->job, note_and_fail, &n), ERR_FORBIDDEN);
	check_int(job_read(&t->job, seen, &n), ERR_NOT_FOUND);
	check_int(n, -1);
}

TEST_STORE(db, the_engine_holds_a_reading_job_to_reading)
{
	int64_t	n = 0;

	check_int(job_read(&t->job, note_twice, &n), ERR_STORE);
	cr_assert_str_eq(t->fault.key, "store.read_only");
	check_int(job_read(&t->job, seen, &n), ERR_NOT_FOUND);
}

static enum err
lease_twice(struct job *job, void *context)
{
	(void)context;
	return sql_schema_record(job->db, 1, S("again"), S(""), 0);
}

TEST_STORE(db, a_doubled_key_is_a_conflict)
{
	check_int(job_write(&t->job, lease_twice, NULL), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "store.conflict");
}

/* PostgreSQL does nothing more after a failure; so SQLite must not. */
static enum err
go_on_after_a_conflict(struct job *job, void *context)
{
	(void)context;
	check_int(lease_twice(job, NULL), ERR_CONFLICT);
	check_int(sql_change_note(job->db, S("x")), ERR_CONFLICT);
	return OK;
}

TEST_STORE(db, a_transaction_ends_with_its_first_failure)
{
	int64_t	n;

	check_int(job_write(&t->job, go_on_after_a_conflict, NULL),
	    ERR_CONFLICT);
	check_int(job_read(&t->job, seen, &n), ERR_NOT_FOUND);
}
