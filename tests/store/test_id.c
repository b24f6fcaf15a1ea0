#include "store/id.h"

#include <pthread.h>
#include <stdlib.h>

#include "tests/store.h"
#include "woven/sql.h"

#define THREADS	8
#define EACH	100000

struct maker {
	struct ids	*ids;
	int64_t		 id[EACH];
};

static void *
make(void *what)
{
	struct maker	*maker = what;

	for (int i = 0; i < EACH; i++)
		maker->id[i] = id_new(maker->ids);
	return NULL;
}

static int
by_number(const void *a, const void *b)
{
	const int64_t	*x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
check_distinct(int64_t *id, size_t n)
{
	qsort(id, n, sizeof *id, by_number);
	for (size_t i = 1; i < n; i++)
		cr_assert_lt(id[i - 1], id[i]);
}

Test(id, no_id_is_given_twice_to_eight_threads)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct maker		*maker = arena_array(t->job.arena, THREADS,
				    sizeof *maker);
	int64_t			*all = arena_array(t->job.arena,
				    (size_t)THREADS * EACH, sizeof *all);
	pthread_t		 thread[THREADS];

	for (int i = 0; i < THREADS; i++) {
		maker[i].ids = t->store->ids;
		cr_assert_eq(pthread_create(&thread[i], NULL, make,
		    &maker[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		cr_assert_eq(pthread_join(thread[i], NULL), 0);
		for (int j = 0; j < EACH; j++) {
			cr_assert(j == 0 ||
			    maker[i].id[j - 1] < maker[i].id[j]);
			all[i * EACH + j] = maker[i].id[j];
		}
	}
	check_distinct(all, (size_t)THREADS * EACH);
	cr_assert(ids_within(t->store->ids));
}

/* Another process: a maker of its own on a connection of its own. */
static struct ids *
another(const struct test_store *t, struct test_store **ret)
{
	struct ids	*ids;

	*ret = test_store_fork(t);
	ids = ids_new((*ret)->job.arena);
	check_ok(ids_hold(ids, (*ret)->store->db, &(*ret)->fault),
	    (*ret)->fault);
	return ids;
}

TEST_STORE(id, two_processes_hold_different_leases)
{
	struct test_store	*other;
	struct ids		*ids = another(t, &other);
	int64_t			 id[2000];

	for (int i = 0; i < 1000; i++) {
		id[2 * i] = store_id(t->store);
		id[2 * i + 1] = id_new(ids);
	}
	check_distinct(id, 2000);
}

/* Every lease but the first is taken, as by 255 processes that run. */
static enum err
take_the_rest(struct job *job, void *context)
{
	struct sql_lease_take_row	row;
	enum err			e = OK;

	(void)context;
	for (int i = 1; e == OK && i < 256; i++)
		e = sql_lease_take(job->db, i, job->now, 0, 1, &row);
	return e;
}

TEST_STORE(id, a_process_too_many_is_told_to_wait)
{
	struct test_store	*other = test_store_fork(t);
	struct ids		*ids = ids_new(other->job.arena);

	check_ok(job_write(&t->job, take_the_rest, NULL), t->fault);
	check_int(ids_hold(ids, other->store->db, &other->fault), ERR_BUSY);
	cr_assert_str_eq(other->fault.key, "store.no_lease");
	ids_close(t->store->ids, t->store->db);
	check_ok(ids_hold(ids, other->store->db, &other->fault),
	    other->fault);
}

/* The lease as a crash leaves it: held, its last ids a day ahead of the
   clock, which was set back since. */
static enum err
leave_a_crash(struct job *job, void *context)
{
	struct sql_lease_keep_row	 row;
	struct sql_lease_take_row	 taken;
	const int64_t			*high = context;
	enum err			 e;

	e = take_the_rest(job, NULL);
	if (e == OK)
		e = sql_lease_take(job->db, 99, 1, 0, 1, &taken);
	return e == OK ? sql_lease_keep(job->db, taken.id, 99, 1, *high,
	    &row) : e;
}

TEST_STORE(id, a_retaken_lease_goes_on_behind_what_a_crash_may_have_given)
{
	struct test_store	*other;
	struct ids		*ids;
	int64_t			 high = (store_id(t->store) >> 21) + 86400000;
	int64_t			 before = (high + 1) << 21, id;

	ids_close(t->store->ids, t->store->db);
	check_ok(db_begin(t->store->db, DB_WRITE, DB_MACHINE, t->job.arena,
	    &t->fault), t->fault);
	t->job.db = t->store->db;
	check_ok(leave_a_crash(&t->job, &high), t->fault);
	check_ok(db_commit(t->store->db), t->fault);

	ids = another(t, &other);
	for (int i = 0; i < 20000; i++, before = id) {
		id = id_new(ids);
		cr_assert_gt(id, before);
	}
}
