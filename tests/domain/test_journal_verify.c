#include <stdio.h>
#include <stdlib.h>

#include "domain/journal.h"
#include "tests/store.h"

#define LINKS	70	/* more than verify reads at a time */
#define LOOSE	3

static const struct journal_change	changes[] = {
	{ S("name"), S("白塔乡"), S("白塔镇"), 0 },
	{ S("phone"), S(""), S("0516-5550123"), 0 },
};

static enum err
add(struct job *job, void *context)
{
	const int	*n = context;
	enum err	 e = OK;

	for (int i = 0; e == OK && i < *n; i++)
		e = journal_add(job, &(struct journal_entry){
		    .kind = S("agency"), .thing = 7 + i, .agency = 3,
		    .action = S("agency.rename"), .day = DAY_NONE,
		    .reason = S("批复"), .change = changes, .changes = 2 });
	return e;
}

static enum err
chain(struct job *job, void *context)
{
	return journal_chain(job, 1000, context);
}

static enum err
verify(struct job *job, void *context)
{
	return journal_verify(job, context);
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

/* A journal whose tables anybody may change who has the file. */
static void
fill(struct test_store *t)
{
	int	links = LINKS, loose = LOOSE, n;

	check_ok(job_write(&t->job, add, &links), t->fault);
	check_ok(job_write(&t->job, chain, &n), t->fault);
	check_ok(job_write(&t->job, add, &loose), t->fault);
	if (db_engine(t->store->db) == DB_PGSQL)
		script(t, "set session_replication_role = replica");
	else
		script(t, "pragma foreign_keys = off;"
		    "drop trigger journal_written; drop trigger journal_kept;"
		    "drop trigger journal_change_written;"
		    "drop trigger journal_change_kept;"
		    "drop trigger journal_seal_written;"
		    "drop trigger journal_seal_kept;");
}

static struct journal_state
verified(struct test_store *t)
{
	struct journal_state	state;

	check_ok(job_read(&t->job, verify, &state), t->fault);
	return state;
}

#define OTHER_DIGEST	"substr(digest, 1, 70) || " \
	"case when substr(digest, 71, 1) = '0' then '1' else '0' end"

/* A column, and what it is set to: `#' stands for bytes of the engine. */
static const struct {
	const char	*table, *row, *column, *value;
} columns[] = {
	{ "journal", "id", "id", "id + 100000" },
	{ "journal", "id", "agency", "agency + 1" },
	{ "journal", "id", "at", "at - 1" },
	{ "journal", "id", "day", "'2026-03-01'" },
	{ "journal", "id", "actor", "77" },
	{ "journal", "id", "kind", "'person'" },
	{ "journal", "id", "thing", "thing + 1" },
	{ "journal", "id", "action", "'agency.merge'" },
	{ "journal", "id", "changes", "changes - 1" },
	{ "journal", "id", "changes", "changes + 1" },
	{ "journal", "id", "digest", OTHER_DIGEST },
	{ "journal_change", "journal", "journal", "journal + 100000" },
	{ "journal_change", "journal", "place", "place + 10" },
	{ "journal_change", "journal", "field", "'fax'" },
	{ "journal_change", "journal", "subject", "9" },
	{ "journal_change", "journal", "digest", OTHER_DIGEST },
	{ "journal_change", "journal", "salt", "#" },
	{ "journal_change", "journal", "salt", "null" },
	{ "journal_change", "journal", "was", "#" },
	{ "journal_change", "journal", "became", "#" },
	{ "journal_change", "journal", "became", "null" },
	{ "journal_change", "journal", "erasure", "5" },
	{ "journal_change", "journal",
	    "erasure", "5, salt = null, was = null, became = null" },
	{ "journal_seal", "n", "n", "n + 1000" },
	{ "journal_seal", "n", "journal", "journal + 100000" },
	{ "journal_seal", "n", "digest", OTHER_DIGEST },
	{ "journal_tail", "journal", "journal", "journal + 100000" },
	{ "journal_head", "id", "n", "n - 1" },
	{ "journal_head", "id", "n", "n + 1" },
	{ "journal_head", "id", "digest", OTHER_DIGEST },
};

/* Change a column of one random row: of a change, the one with the phone. */
static void
tamper(struct test_store *t, size_t i, int rows)
{
	bool		 pgsql = db_engine(t->store->db) == DB_PGSQL;
	bool		 bytes = columns[i].value[0] == '#';
	const char	*value = !bytes ? columns[i].value :
			    pgsql ? "'\\x00'::bytea" : "x'00'";
	bool		 change = str_is(str_of(columns[i].table),
			    "journal_change");

	script(t, arena_printf(t->job.arena, "create table kept as "
	    "select * from %s;"
	    "update %s set %s = %s where %s%s = (select %s from %s%s "
	    "order by %s limit 1 offset %d)", columns[i].table,
	    columns[i].table, columns[i].column, value,
	    change ? "place = 2 and " : "", columns[i].row, columns[i].row,
	    columns[i].table, change ? " where place = 2" : "",
	    columns[i].row, rand() % rows));
}

static int
rows_of(const char *table)
{
	if (str_is(str_of(table), "journal_head"))
		return 1;
	if (str_is(str_of(table), "journal_tail"))
		return LOOSE;
	return str_is(str_of(table), "journal_seal") ? LINKS : LINKS + LOOSE;
}

TEST_STORE(journal_verify, finds_a_change_of_any_column_of_any_row)
{
	struct journal_state	state;

	srand(20260302);
	fill(t);
	cr_assert_null(verified(t).how);
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		for (int again = 0; again < 3; again++) {
			tamper(t, i, rows_of(columns[i].table));
			state = verified(t);
			cr_assert_not_null(state.how, "%s.%s = %s",
			    columns[i].table, columns[i].column,
			    columns[i].value);
			script(t, arena_printf(t->job.arena,
			    "delete from %s; insert into %s select * from "
			    "kept; drop table kept", columns[i].table,
			    columns[i].table));
		}
	cr_assert_null(verified(t).how);
}

TEST_STORE(journal_verify, names_the_first_link_that_is_broken)
{
	struct journal_state	state;

	fill(t);
	script(t, "update journal set thing = 0 where id in "
	    "(select journal from journal_seal where n in (41, 66))");
	state = verified(t);
	cr_assert_str_eq(state.how, "journal.how.entry");
	check_int(state.broken, 41);
	check_int(state.sealed, 40);
	cr_assert(state.entry != 0);
	cr_assert(!state.torn);
}

/* What a disk leaves that lost the last writes, and what a hand does. */
static const struct {
	const char	*script, *how;
	bool		 torn;
} breaks[] = {
	{ "delete from journal_seal where n > 68", "journal.how.links_missing",
	    true },
	{ "delete from journal where id = (select journal from journal_seal "
	    "where n = 70)", "journal.how.entry_missing", true },
	{ "delete from journal_change where journal = (select journal "
	    "from journal_seal where n = 70)", "journal.how.change_missing",
	    true },
	{ "update journal_head set n = 69, digest = (select digest from "
	    "journal_seal where n = 69)", "journal.how.head_behind", true },
	{ "delete from journal_head", "journal.how.head_missing", true },
	{ "delete from journal_tail", "journal.how.unlisted", true },
	{ "delete from journal where id = (select max(id) from journal)",
	    "journal.how.waiting_missing", true },
	{ "delete from journal_seal where n = 30", "journal.how.link_missing",
	    false },
	{ "delete from journal where id = (select journal from journal_seal "
	    "where n = 69)", "journal.how.entry_missing", false },
	{ "delete from journal_change where place = 1 and journal = (select "
	    "journal from journal_seal where n = 3)",
	    "journal.how.change_missing", false },
	{ "update journal_change set field = 'x' where journal = (select "
	    "journal from journal_seal where n = 70)", "journal.how.entry",
	    false },
	{ "update journal_head set n = 69", "journal.how.head", false },
};

TEST_STORE(journal_verify, tells_a_torn_write_from_a_hand)
{
	static const char *const	tables[] = { "journal", "journal_head",
	    "journal_change", "journal_seal", "journal_tail" };
	struct journal_state		state;

	fill(t);
	for (size_t j = 0; j < 5; j++)
		script(t, arena_printf(t->job.arena, "create table kept_%s "
		    "as select * from %s", tables[j], tables[j]));
	for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
		script(t, breaks[i].script);
		state = verified(t);
		cr_assert_not_null(state.how, "%s", breaks[i].script);
		cr_assert_str_eq(state.how, breaks[i].how, "%s, not %s: %s",
		    state.how, breaks[i].how, breaks[i].script);
		cr_assert_eq(state.torn, breaks[i].torn, "%s",
		    breaks[i].script);
		for (size_t j = 0; j < 5; j++)
			script(t, arena_printf(t->job.arena, "delete from %s;"
			    "insert into %s select * from kept_%s", tables[j],
			    tables[j], tables[j]));
	}
	cr_assert_null(verified(t).how);
}
