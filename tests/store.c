#include "tests/store.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/id.h"
#include "store/schema.h"

#define CLOCK	INT64_C(1772416800000)	/* 2026-03-02 10:00 in Beijing */

static int
remove_one(const char *path, const struct stat *status, int kind,
    struct FTW *ftw)
{
	(void)status;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static void
remove_folder(void *path)
{
	(void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* An empty folder below /tmp that goes with the test. */
static const char *
folder(void)
{
	struct arena	*arena = test_arena();
	char		*path = arena_printf(arena, "/tmp/gongkai-XXXXXX");

	cr_assert_not_null(mkdtemp(path));
	arena_defer(arena, remove_folder, path);
	return path;
}

static void
begin_job(struct test_store *t, struct arena *arena)
{
	t->job = (struct job){ .arena = arena, .fault = &t->fault,
	    .today = day_make(2026, 3, 2), .now = CLOCK,
	    .store = t->store };
	check_ok(word_load(arena, LANG_ZH, &t->job.words, &t->fault),
	    t->fault);
}

static void
make_sqlite(const char *dir)
{
	struct arena	*arena = test_arena();
	struct fault	 fault = { 0 };
	struct db	*db;

	check_ok(db_open(arena_printf(arena, "%s/gongkai.db", dir), true, &db,
	    &fault), fault);
	check_ok(schema_migrate(db, arena, CLOCK, &fault), fault);
	db_close(db);
	check_ok(file_write(arena_printf(arena, "%s/gongkai.conf", dir),
	    S("# of a test\n"), &fault), fault);
}

struct test_store *
test_store(enum db_engine engine)
{
	const char		*dir = folder();
	struct arena		*arena = test_arena();
	struct test_store	*t = arena_alloc(arena, sizeof *t);

	if (engine == DB_PGSQL)
		cr_skip_test("there is no PostgreSQL");
	make_sqlite(dir);
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
