#include "store/schema.h"

#include <pthread.h>

#include "tests/store.h"
#include "woven/sql.h"

/* What a script does to the store's own table. */
static void
script(struct test_store *t, const char *text)
{
	check_ok(db_script(t->store->db, text, &t->fault), t->fault);
}

static enum err
verify(struct test_store *t)
{
	return schema_verify(t->store->db, t->job.arena, &t->fault);
}

TEST_STORE(schema, a_fresh_store_lacks_nothing)
{
	struct schema_state	state;

	check_ok(schema_look(t->store->db, t->job.arena, &state, &t->fault),
	    t->fault);
	check_int(state.n, 0);
	cr_assert_not(state.empty);
	check_ok(verify(t), t->fault);
}

TEST_STORE(schema, a_store_of_a_newer_program_is_refused)
{
	script(t, "insert into schema_version (number, name, digest, at) "
	    "values (9999, '9999-later', 'x', 1)");
	check_int(verify(t), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "schema.newer");
	check_str(t->fault.arg[0], S("9999-later"));
	check_int(schema_migrate(t->store->db, t->job.arena, 1, &t->fault),
	    ERR_CONFLICT);
}

TEST_STORE(schema, a_migration_with_another_text_is_refused)
{
	script(t, "update schema_version set digest = 'sha256:0' "
	    "where number = 1");
	check_int(verify(t), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "schema.changed");
	check_str(t->fault.arg[0], S("0001-store"));
}

/* The last one, `0001' being the first. */
static const struct schema_migration *
last(void)
{
	return &schema_index[schema_count - 1];
}

TEST_STORE(schema, an_older_store_is_refused_and_told_what_it_lacks)
{
	script(t, str_c(t->job.arena, str_printf(t->job.arena,
	    "delete from schema_version where number = %u", last()->number)));
	check_int(verify(t), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "schema.older");
	check_str(t->fault.arg[0], str_of(last()->name));
}

/* Its tables are there already, so applying it again fails. */
TEST_STORE(schema, a_migration_that_fails_leaves_nothing)
{
	struct schema_state	state;

	script(t, str_c(t->job.arena, str_printf(t->job.arena,
	    "delete from schema_version where number = %u", last()->number)));
	check_int(schema_migrate(t->store->db, t->job.arena, 1, &t->fault),
	    ERR_STORE);
	check_ok(schema_look(t->store->db, t->job.arena, &state, &t->fault),
	    t->fault);
	check_int(state.n, 1);
}

#define PROCESSES	4

/* One of several programs that are started at the same time. */
struct process {
	struct arena	*arena;
	const char	*where;
	struct fault	 fault;
	enum err	 e;
};

static void *
migrate(void *what)
{
	struct process	*process = what;
	struct db	*db;

	process->e = db_open(process->where, DB_CREATE, &db, &process->fault);
	if (process->e != OK)
		return NULL;
	process->e = schema_migrate(db, process->arena, 1, &process->fault);
	db_close(db);
	return NULL;
}

static void
migrate_by_several(enum db_engine engine)
{
	struct process	 process[PROCESSES] = { 0 };
	const char	*where = test_store_place(engine);
	pthread_t	 thread[PROCESSES];
	struct fault	 fault = { 0 };
	struct db	*db;

	for (int i = 0; i < PROCESSES; i++) {
		process[i].where = where;
		process[i].arena = test_arena();
		cr_assert_eq(pthread_create(&thread[i], NULL, migrate,
		    &process[i]), 0);
	}
	for (int i = 0; i < PROCESSES; i++) {
		cr_assert_eq(pthread_join(thread[i], NULL), 0);
		check_ok(process[i].e, process[i].fault);
	}
	check_ok(db_open(where, DB_EXISTING, &db, &fault), fault);
	check_ok(schema_verify(db, test_arena(), &fault), fault);
	db_close(db);
}

Test(schema, several_programs_may_migrate_at_once_on_sqlite)
{
	migrate_by_several(DB_SQLITE);
}

Test(schema, several_programs_may_migrate_at_once_on_pgsql)
{
	migrate_by_several(DB_PGSQL);
}

static void
refuse_empty(enum db_engine engine)
{
	struct fault	 fault = { 0 };
	struct db	*db;

	check_ok(db_open(test_store_place(engine), DB_CREATE, &db, &fault),
	    fault);
	check_int(schema_verify(db, test_arena(), &fault), ERR_NOT_FOUND);
	cr_assert_str_eq(fault.key, "schema.none");
	db_close(db);
}

Test(schema, an_empty_store_is_told_on_sqlite)
{
	refuse_empty(DB_SQLITE);
}

Test(schema, an_empty_store_is_told_on_pgsql)
{
	refuse_empty(DB_PGSQL);
}
