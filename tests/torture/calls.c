#include "tests/torture/calls.h"

#include "store/db.h"

static unsigned	until;		/* calls to the one that fails */
static enum err	with;
static bool	hit;

enum err __real_db_begin(struct db *db, enum db_mode mode,
    struct db_scope scope, struct arena *arena, struct fault *fault);
enum err __real_db_commit(struct db *db);
enum err __real_db_run(struct db *db, const struct sql *sql,
    const struct db_value *in);
enum err __real_db_row(struct db *db, const struct sql *sql,
    const struct db_value *in, void *ret);
enum err __real_db_rows(struct db *db, const struct sql *sql,
    const struct db_value *in, void **ret, size_t *ret_n);

enum err __wrap_db_begin(struct db *db, enum db_mode mode,
    struct db_scope scope, struct arena *arena, struct fault *fault);
enum err __wrap_db_commit(struct db *db);
enum err __wrap_db_run(struct db *db, const struct sql *sql,
    const struct db_value *in);
enum err __wrap_db_row(struct db *db, const struct sql *sql,
    const struct db_value *in, void *ret);
enum err __wrap_db_rows(struct db *db, const struct sql *sql,
    const struct db_value *in, void **ret, size_t *ret_n);

void
calls_fail(unsigned n, enum err error)
{
	until = n;
	with = error;
	hit = false;
}

bool
calls_failed(void)
{
	return hit;
}

static bool
fails(void)
{
	if (until == 0 || --until > 0)
		return false;
	hit = true;
	return true;
}

enum err
__wrap_db_begin(struct db *db, enum db_mode mode, struct db_scope scope,
    struct arena *arena, struct fault *fault)
{
	if (fails())
		return FAIL(fault, with, "store.busy");
	return __real_db_begin(db, mode, scope, arena, fault);
}

/* As a commit that did not happen ends: nothing is open. */
enum err
__wrap_db_commit(struct db *db)
{
	if (!fails())
		return __real_db_commit(db);
	db_rollback(db);
	return with;
}

enum err
__wrap_db_run(struct db *db, const struct sql *sql, const struct db_value *in)
{
	return fails() ? with : __real_db_run(db, sql, in);
}

enum err
__wrap_db_row(struct db *db, const struct sql *sql, const struct db_value *in,
    void *ret)
{
	return fails() ? with : __real_db_row(db, sql, in, ret);
}

enum err
__wrap_db_rows(struct db *db, const struct sql *sql,
    const struct db_value *in, void **ret, size_t *ret_n)
{
	return fails() ? with : __real_db_rows(db, sql, in, ret, ret_n);
}
