#include "tests/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/seal_ring.h"
#include "store/id.h"
#include "store/schema.h"

#define ARENA_BYTES	((size_t)16 << 20)
#define CLOCK	INT64_C(1772416800000)	/* 2026-03-02 10:00 in Beijing */

static void
begin_job(struct test_store *t, struct arena *arena)
{
	t->job = (struct job){ .arena = arena, .fault = &t->fault,
	    .today = day_make(2026, 3, 2), .now = CLOCK,
	    .store = t->store };
	check_ok(word_load(arena, LANG_ZH, &t->job.words, &t->fault),
	    t->fault);
}

/* What DIR/gongkai.conf of a store on SQLite says, its tables being made. */
static str
make_sqlite(struct arena *arena, const char *dir)
{
	struct fault	 fault = { 0 };
	struct db	*db;

	check_ok(db_open(arena_printf(arena, "%s/gongkai.db", dir), DB_CREATE,
	    &db, &fault), fault);
	check_ok(schema_migrate(db, arena, CLOCK, &fault), fault);
	db_close(db);
	return S("");
}

/* The server's address with another database in it. */
static char *
address(struct arena *arena, const char *database)
{
	str		url = str_of(getenv("GONGKAI_TEST_PGSQL"));
	str		base = S("/postgres?");
	ptrdiff_t	at = str_find(url, base, 0);

	cr_assert_geq(at, 0, "GONGKAI_TEST_PGSQL names no /postgres?");
	return arena_printf(arena, "%.*s/%s?%.*s", (int)at, url.at, database,
	    STRF(str_sub(url, (size_t)at + base.n, url.n)));
}

/* Run a command in the server's own database. */
static enum err
command(struct arena *arena, const char *text, struct fault *fault)
{
	struct db	*db;
	enum err	 e;

	e = db_open(address(arena, "postgres"), DB_EXISTING, &db, fault);
	if (e != OK)
		return e;
	e = db_script(db, text, fault);
	db_close(db);
	return e;
}

/*
 * The database that those of the tests are copies of: made by the first test
 * of all that asks, whole or not at all.
 */
static const char *
model(struct arena *arena)
{
	struct fault	 fault = { 0 };
	struct db	*lock, *db;
	uint64_t	 hash = 0;
	char		*name;
	enum err	 e;

	for (size_t i = 0; i < schema_count; i++)
		hash = hash * 31 + str_hash(str_of(
		    schema_index[i].text[DB_PGSQL]));
	name = arena_printf(arena, "model_%016llx", (unsigned long long)hash);
	check_ok(db_open(address(arena, "postgres"), DB_EXISTING, &lock,
	    &fault), fault);
	check_ok(db_script(lock, "set lock_timeout = 0;"
	    "select pg_advisory_lock(1)", &fault), fault);
	e = db_script(lock, arena_printf(arena, "alter database %s "
	    "allow_connections true", name), &fault);
	if (e != OK) {
		check_ok(db_script(lock, "drop database if exists making",
		    &fault), fault);
		check_ok(db_script(lock, "create database making", &fault),
		    fault);
		check_ok(db_open(address(arena, "making"), DB_EXISTING,
		    &db, &fault), fault);
		check_ok(schema_migrate(db, arena, CLOCK, &fault), fault);
		db_close(db);
		check_ok(db_script(lock, arena_printf(arena,
		    "alter database making rename to %s", name), &fault),
		    fault);
	}
	db_close(lock);
	return name;
}

static void
drop(void *name)
{
	struct arena	*arena = arena_new(ARENA_BYTES);

	(void)command(arena, arena_printf(arena,
	    "drop database if exists %s with (force)", (char *)name), NULL);
	arena_free(arena);
}

/* Skip the test where there is no server. */
static void
want_server(void)
{
	const char	*ci = getenv("CI");

	if (getenv("GONGKAI_TEST_PGSQL") != NULL)
		return;
	cr_assert(ci == NULL || strcmp(ci, "true") != 0,
	    "there is no PostgreSQL; tools/pgsql.sh starts one");
	cr_skip_test("there is no PostgreSQL");
}

/* The address of a database of the test's own, a copy of another one. */
static const char *
make_database(struct arena *arena, const char *of)
{
	struct fault	 fault = { 0 };
	char		*name;

	name = arena_printf(arena, "test_%ld_%zx", (long)getpid(),
	    (uintptr_t)arena);
	check_ok(command(arena, arena_printf(arena,
	    "create database %s template %s", name, of), &fault), fault);
	arena_defer(arena, drop, name);
	return address(arena, name);
}

/* What DIR/gongkai.conf of a store on PostgreSQL says. */
static str
make_pgsql(struct arena *arena)
{
	want_server();
	return str_printf(arena, "store = %s\n", make_database(arena,
	    model(arena)));
}

const char *
test_store_place(enum db_engine engine)
{
	struct arena	*arena = test_arena();

	if (engine == DB_SQLITE)
		return arena_printf(arena, "%s/gongkai.db", test_folder());
	want_server();
	return make_database(arena, "template0");
}

/* The line that names the file of a new master key. */
static str
make_key(struct arena *arena, const char *dir)
{
	const char		*path = arena_printf(arena, "%s/key", dir);
	struct seal_ring	 none = { NULL, 0 }, ring;
	struct fault		 fault = { 0 };

	seal_ring_turn(arena, &none, SEAL_DEFAULT, &ring);
	check_ok(seal_ring_write(path, &ring, &fault), fault);
	return str_printf(arena, "key_file = %s\n", path);
}

struct test_store *
test_store(enum db_engine engine)
{
	struct arena		*outer = test_arena(), *arena;
	const char		*dir = test_folder();
	struct test_store	*t;
	str			 conf;

	conf = engine == DB_SQLITE ? make_sqlite(outer, dir) :
	    make_pgsql(outer);
	conf = str_printf(outer, "%.*s%.*s", STRF(conf),
	    STRF(make_key(outer, dir)));
	arena = test_arena();	/* gone before what it stands on */
	t = arena_alloc(arena, sizeof *t);
	check_ok(file_write(arena_printf(arena, "%s/gongkai.conf", dir), conf,
	    &t->fault), t->fault);
	check_ok(store_open(arena, dir, &t->store, &t->fault), t->fault);
	check_ok(ids_hold(t->store->ids, t->store->db, &t->fault), t->fault);
	begin_job(t, arena);
	return t;
}

struct test_store *
test_store_fork(const struct test_store *t)
{
	struct arena		*arena = test_arena();
	struct test_store	*fork = arena_alloc(arena, sizeof *fork);

	check_ok(store_fork(arena, t->store, &fork->store, &fork->fault),
	    fork->fault);
	begin_job(fork, arena);
	return fork;
}
