#include "store/schema.h"

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
