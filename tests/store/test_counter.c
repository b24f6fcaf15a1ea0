#include <pthread.h>

#include "store/counter.h"
#include "tests/store.h"

#define WRITERS	50
#define EACH	10

/* A counter, and the series of index numbers (索引号) beside it. */
enum { COUNTER, INDEX, BOTH };

struct writer {
	struct test_store	*t;
	int64_t			 got[EACH][BOTH];
	enum err		 e;
	bool			 fails;		/* this time it gives up */
};

static enum err
count_up(struct job *job, void *context)
{
	struct writer	*writer = context;
	enum err	 e;

	e = counter_next(job->db, 0, S("公开"), 2026,
	    &writer->got[0][COUNTER]);
	if (e == OK)
		e = counter_next(job->db, 0, S("索引号"), 2026,
		    &writer->got[0][INDEX]);
	if (e == OK && writer->fails)
		return FAIL(job->fault, ERR_FORBIDDEN, "store.busy");
	return e;
}

/* Each number is taken after a job that took it and failed. */
static void *
count(void *what)
{
	struct writer	*writer = what;
	struct writer	 one = { .fails = true };

	for (int i = 0; i < EACH && writer->e == OK; i++) {
		one.fails = true;
		writer->e = job_write(&writer->t->job, count_up, &one);
		if (writer->e != ERR_FORBIDDEN)
			break;
		one.fails = false;
		writer->e = job_write(&writer->t->job, count_up, &one);
		for (int k = 0; k < BOTH; k++)
			writer->got[i][k] = one.got[0][k];
	}
	return NULL;
}

/* Of 1 to WRITERS * EACH each stands in one place. */
static void
check_series(const struct writer *writer, int series)
{
	bool	given[WRITERS * EACH + 1] = { false };

	for (int i = 0; i < WRITERS; i++)
		for (int j = 0; j < EACH; j++) {
			int64_t	n = writer[i].got[j][series];

			cr_assert(n >= 1 && n <= WRITERS * EACH && !given[n],
			    "%lld is given twice or leaves a gap",
			    (long long)n);
			given[n] = true;
		}
}

TEST_STORE(counter, fifty_writers_get_every_number_once_without_a_gap)
{
	struct writer	*writer = arena_array(t->job.arena, WRITERS,
			    sizeof *writer);
	pthread_t	 thread[WRITERS];

	for (int i = 0; i < WRITERS; i++)
		writer[i].t = test_store_fork(t);
	for (int i = 0; i < WRITERS; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, count,
		    &writer[i]), 0);
	for (int i = 0; i < WRITERS; i++)
		cr_assert_eq(pthread_join(thread[i], NULL), 0);
	for (int i = 0; i < WRITERS; i++)
		check_ok(writer[i].e, writer[i].t->fault);
	for (int series = 0; series < BOTH; series++)
		check_series(writer, series);
}

static int64_t
next(struct test_store *t, const char *series, int year)
{
	int64_t	n = 0;

	check_ok(counter_next(t->store->db, 0, str_of(series), year, &n),
	    t->fault);
	return n;
}

TEST_STORE(counter, each_series_and_year_counts_for_itself)
{
	check_ok(db_begin(t->store->db, DB_WRITE, DB_MACHINE, t->job.arena,
	    &t->fault), t->fault);
	check_int(next(t, "a", 2026), 1);
	check_int(next(t, "a", 2026), 2);
	check_int(next(t, "a", 2027), 1);
	check_int(next(t, "b", 2026), 1);
}
