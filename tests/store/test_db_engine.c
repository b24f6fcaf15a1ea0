/* What each engine does when something is wrong with it. */
#include <pthread.h>
#include <unistd.h>

#include "tests/store.h"
#include "woven/sql.h"

Test(db_engine, a_file_that_is_not_there_is_not_made)
{
	struct fault	 fault = { 0 };
	struct db	*db;

	check_int(db_open("/tmp/gongkai-no-such.db", DB_EXISTING, &db, &fault),
	    ERR_NOT_FOUND);
	cr_assert_str_eq(fault.key, "store.missing");
	cr_assert_eq(access("/tmp/gongkai-no-such.db", F_OK), -1);
}

Test(db_engine, a_damaged_file_is_named)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct db		*db;

	store_close(t->store);
	check_ok(file_write(t->store->where, S("this is no database, though "
	    "it is long enough to be taken for the head of one, which is "
	    "of one hundred bytes"), &t->fault), t->fault);
	check_int(db_open(t->store->where, DB_EXISTING, &db, &t->fault),
	    ERR_STORE);
	cr_assert_str_eq(t->fault.key, "store.corrupt");
	check_str(t->fault.arg[0], str_of(t->store->where));
}

/* What is said about an address never shows its password. */
static void
check_secret(const char *address, enum err wanted)
{
	struct fault	 fault = { 0 };
	struct db	*db;

	check_int(db_open(address, DB_EXISTING, &db, &fault), wanted);
	for (size_t i = 0; i < fault.n; i++)
		cr_assert_not(str_has(fault.arg[i], S("geheim")), "%.*s",
		    STRF(fault.arg[i]));
}

Test(db_engine, no_fault_shows_the_password_of_an_address)
{
	check_secret("postgres://u:geheim@127.0.0.1:1/d", ERR_OUTSIDE);
	check_secret("postgres://u:geheim%zz@127.0.0.1:1/d", ERR_INVALID);
	check_secret("postgres://u@127.0.0.1:1/d?geheim=1", ERR_INVALID);
	check_secret("postgres://u:geheim@no.such.invalid/d", ERR_OUTSIDE);
}

static enum err
nothing(struct job *job, void *context)
{
	(void)job;
	(void)context;
	return OK;
}

/* End every other connection to the database, as a server's end does. */
static void
cut_others(struct test_store *t)
{
	check_ok(db_script(t->store->db, "select pg_terminate_backend(pid) "
	    "from pg_stat_activity where pid <> pg_backend_pid() "
	    "and datname = current_database()", &t->fault), t->fault);
}

Test(db_engine, a_lost_server_is_told_and_found_again)
{
	struct test_store	*t = test_store(DB_PGSQL);
	struct test_store	*other = test_store_fork(t);

	check_ok(job_read(&other->job, nothing, NULL), other->fault);
	check_ok(db_begin(other->store->db, DB_WRITE, DB_MACHINE,
	    other->job.arena, &other->fault), other->fault);
	cut_others(t);
	check_int(db_commit(other->store->db), ERR_OUTSIDE);
	cr_assert_str_eq(other->fault.key, "store.lost");
	check_ok(job_read(&other->job, nothing, NULL), other->fault);
	cut_others(t);
	check_ok(job_write(&other->job, nothing, NULL), other->fault);
}

/* So it is while statements are on their way that nobody waits for. */
Test(db_engine, a_server_lost_with_statements_is_told_and_found_again)
{
	struct test_store	*t = test_store(DB_PGSQL);
	struct test_store	*other = test_store_fork(t);

	for (int round = 0; round < 2; round++) {
		check_ok(db_begin(other->store->db, DB_WRITE, DB_MACHINE,
		    other->job.arena, &other->fault), other->fault);
		for (int i = 0; i < 3; i++)
			check_ok(sql_search_card_insert(other->store->db, 1,
			    i, S("x")), other->fault);
		cut_others(t);
		if (round == 0)
			check_int(db_commit(other->store->db), ERR_OUTSIDE);
		else
			db_rollback(other->store->db);
		fault_clear(&other->fault);
	}
	check_ok(job_write(&other->job, nothing, NULL), other->fault);
}

/* Two jobs that each hold what the other wants next. */
struct crossing {
	struct test_store	*t;
	const char		*first, *second;
	pthread_barrier_t	*both;
	int			 tries;
	enum err		 e;
};

static enum err
cross(struct job *job, void *context)
{
	struct crossing	*crossing = context;
	enum err	 e;

	e = db_script(job->db, crossing->first, job->fault);
	if (e == OK && crossing->tries++ == 0)
		(void)pthread_barrier_wait(crossing->both);
	return e == OK ? db_script(job->db, crossing->second, job->fault) : e;
}

static void *
run_crossing(void *what)
{
	struct crossing	*crossing = what;

	crossing->e = job_write(&crossing->t->job, cross, crossing);
	return NULL;
}

Test(db_engine, of_two_jobs_that_block_each_other_one_is_run_again)
{
	static const char	*const one = "update lease set at = at + 1 "
				    "where id = 200";
	static const char	*const two = "update lease set at = at + 1 "
				    "where id = 201";
	struct test_store	*t = test_store(DB_PGSQL);
	pthread_barrier_t	 both;
	struct crossing		 a = { t, one, two, &both, 0, OK };
	struct crossing		 b = { test_store_fork(t), two, one, &both,
				    0, OK };
	pthread_t		 thread;

	cr_assert_eq(pthread_barrier_init(&both, NULL, 2), 0);
	cr_assert_eq(pthread_create(&thread, NULL, run_crossing, &b), 0);
	(void)run_crossing(&a);
	cr_assert_eq(pthread_join(thread, NULL), 0);
	check_ok(a.e, t->fault);
	check_ok(b.e, b.t->fault);
	check_int(a.tries + b.tries, 3);
}

/* The file may not grow, as on a full disk. */
Test(db_engine, a_full_disk_is_told_and_nothing_is_written)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct db		*db = t->store->db;

	check_ok(db_begin(db, DB_WRITE, DB_MACHINE, t->job.arena, &t->fault),
	    t->fault);
	check_ok(db_script(db, "pragma max_page_count = 1", &t->fault),
	    t->fault);
	check_int(db_script(db, "create table big as "
	    "select zeroblob(100000) as b", &t->fault), ERR_TOO_LARGE);
	cr_assert_str_eq(t->fault.key, "store.full");
	check_str(t->fault.arg[0], str_of(t->store->where));
	db_rollback(db);
	check_ok(job_read(&t->job, nothing, NULL), t->fault);
}
