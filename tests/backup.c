#include "tests/backup.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/child.h"
#include "base/file.h"
#include "store/id.h"

#define FOLDER_BYTES	((size_t)64 << 20)
#define FILES		1000

static const struct child_limits	limits = { .seconds = 60,
	.memory = (size_t)1 << 30, .output = FOLDER_BYTES };

static str
run(const char *const *argv, str input)
{
	struct fault	fault = { 0 };
	str		output;

	check_ok(child_run(test_arena(), argv, input, &limits, &output,
	    &fault), fault);
	return output;
}

static void
copy(const char *from, const char *to)
{
	const char *const	argv[] = { "cp", "-a", from, to, NULL };

	(void)run(argv, S(""));
}

struct test_backup
test_backup(struct test_store *t)
{
	struct test_backup	 backup = { test_folder() };
	struct arena		*arena = t->job.arena;
	const char		*where = t->store->where;
	const char *const	 dump[] = { "pg_dump", "--clean",
				    "--if-exists", where, NULL };

	if (db_engine(t->store->db) == DB_SQLITE) {
		check_ok(db_script(t->store->db, "pragma query_only = off",
		    &t->fault), t->fault);
		check_ok(db_script(t->store->db, arena_printf(arena,
		    "vacuum into '%s/tables'", backup.folder), &t->fault),
		    t->fault);
	} else {
		check_ok(file_write(arena_printf(arena, "%s/tables",
		    backup.folder), run(dump, S("")), &t->fault), t->fault);
	}
	if (file_kind(arena_printf(arena, "%s/blobs", t->store->dir)) ==
	    FILE_DIRECTORY)
		copy(arena_printf(arena, "%s/blobs", t->store->dir),
		    backup.folder);
	return backup;
}

static void
restore_tables(struct arena *arena, const char *dir, const char *where,
    const char *tables, enum db_engine engine)
{
	const char *const	psql[] = { "psql", "--quiet", "--no-psqlrc",
				    "--set=ON_ERROR_STOP=1", where, NULL };
	struct fault		fault = { 0 };
	str			dump;

	if (engine == DB_SQLITE) {
		copy(tables, arena_printf(arena, "%s/gongkai.db", dir));
		(void)unlink(arena_printf(arena, "%s/gongkai.db-wal", dir));
		(void)unlink(arena_printf(arena, "%s/gongkai.db-shm", dir));
		return;
	}
	check_ok(file_read(arena, tables, FOLDER_BYTES, &dump, &fault),
	    fault);
	(void)run(psql, dump);
}

void
test_backup_restore(struct test_store *t, const struct test_backup *backup)
{
	struct arena	*arena = test_arena();
	enum db_engine	 engine = db_engine(t->store->db);
	const char	*dir = arena_printf(arena, "%s", t->store->dir);
	const char	*where = arena_printf(arena, "%s", t->store->where);
	const char	*blobs = arena_printf(arena, "%s/blobs",
			    backup->folder);

	store_close(t->store);
	restore_tables(arena, dir, where, arena_printf(arena, "%s/tables",
	    backup->folder), engine);
	if (file_kind(blobs) == FILE_DIRECTORY)
		copy(blobs, dir);
	check_ok(store_open(t->job.arena, dir, &t->store, &t->fault),
	    t->fault);
	check_ok(ids_hold(t->store->ids, t->store->db, &t->fault), t->fault);
	t->job.store = t->store;
}

bool
test_backup_has(const struct test_backup *backup, const char *bytes)
{
	struct arena	*arena = arena_new(2 * FOLDER_BYTES);
	struct fault	 fault = { 0 };
	bool		 found = false;
	size_t		 n;
	str		*path, text;

	check_ok(file_list(arena, backup->folder, FILES, &path, &n, &fault),
	    fault);
	cr_assert_gt(n, 0);
	for (size_t i = 0; i < n; i++) {
		check_ok(file_read(arena, str_c(arena, path[i]), FOLDER_BYTES,
		    &text, &fault), fault);
		found |= str_has(text, str_of(bytes));
	}
	arena_free(arena);
	return found;
}
