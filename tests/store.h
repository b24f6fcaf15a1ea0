/*
 * store - a store of a test's own, on either engine.
 *
 *	TEST_STORE(agency, keeps_its_code_for_ever)
 *	{
 *		check_ok(job_write(&t->job, make, &given), t->fault);
 *	}
 *
 * is a test on SQLite and one on PostgreSQL; the second is skipped, and fails
 * where CI=true, if GONGKAI_TEST_PGSQL does not say where a server is
 * (tools/pgsql.sh starts one).
 */
#ifndef TEST_STORE_H
#define TEST_STORE_H

#include "domain/job.h"
#include "store/store.h"
#include "tests/test.h"

struct test_store {
	struct store	*store;		/* migrated and open */
	struct fault	 fault;		/* of the job */
	struct job	 job;		/* the machine's, on 2026-03-02 */
};

/* A fresh one; it is gone with the test. */
struct test_store *test_store(enum db_engine engine);

/* A job on another connection to the same store, for a thread. */
struct test_store *test_store_fork(const struct test_store *t);

/* Where an empty store can be made, as db_open takes it. */
const char *test_store_place(enum db_engine engine);

#define TEST_STORE(suite, name)						\
	static void suite##_##name(struct test_store *t);		\
	Test(suite, name##_on_sqlite)					\
	{								\
		suite##_##name(test_store(DB_SQLITE));			\
	}								\
	Test(suite, name##_on_pgsql)					\
	{								\
		suite##_##name(test_store(DB_PGSQL));			\
	}								\
	static void							\
	suite##_##name(struct test_store *t)

#endif
