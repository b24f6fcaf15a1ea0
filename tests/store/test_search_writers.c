#include <pthread.h>

#include "store/search.h"
#include "tests/store.h"
#include "woven/sql.h"

#define WRITERS	4
#define PUTS	60	/* of each */

/* One who puts documents, and puts some of them anew. */
struct writer {
	struct test_store	*t;
	int64_t			 first;	/* id of its documents */
	int			 failed;
};

static enum err
put_body(struct job *job, void *context)
{
	const int64_t		*id = context;
	struct search_document	 d = { .id = *id, .agency = 1,
				    .title = S("众人的文件"), .body = S("正文"),
				    .day = day_make(2020, 1, 1) + (day)*id,
				    .kind = S("a"), .column = S("b"),
				    .validity = S("c") };

	return search_put(job->db, &d);
}

static void *
put_all(void *what)
{
	struct writer	*writer = what;
	struct job	*job = &writer->t->job;

	for (int64_t i = 0; i < PUTS; i++) {
		int64_t		id = writer->first + i - i % 3 / 2;
		struct arena_mark	mark = arena_mark(job->arena);

		writer->failed += job_write(job, put_body, &id) != OK;
		arena_rewind(job->arena, mark);
	}
	return NULL;
}

static enum err
find_body(struct job *job, void *context)
{
	struct search_query	query = { .text = S("众人") };

	return search_find(job->db, &query, context);
}

static enum err
counts_body(struct job *job, void *context)
{
	return sql_search_counts(job->db, 1, context);
}

/* Each document is found once, whoever put and merged at the same time. */
TEST_STORE(search_writers, lose_and_double_nothing_of_each_other)
{
	struct writer			writer[WRITERS] = { 0 };
	pthread_t			thread[WRITERS];
	struct search_answer		answer;
	struct sql_search_counts_row	counts;
	int64_t				documents = WRITERS * PUTS * 2 / 3;

	for (int i = 0; i < WRITERS; i++) {
		writer[i].t = test_store_fork(t);
		writer[i].first = i * 1000 + 1;
	}
	for (int i = 0; i < WRITERS; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, put_all,
		    &writer[i]), 0);
	for (int i = 0; i < WRITERS; i++)
		(void)pthread_join(thread[i], NULL);
	for (int i = 0; i < WRITERS; i++)
		check_int(writer[i].failed, 0);
	check_ok(job_read(&t->job, find_body, &answer), t->fault);
	check_int(answer.total, documents);
	check_ok(job_read(&t->job, counts_body, &counts), t->fault);
	check_int(counts.places, documents);
	check_int(counts.documents - counts.dead, documents);
}
