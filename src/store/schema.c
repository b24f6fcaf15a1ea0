#include "store/schema.h"

#include "base/arena.h"
#include "base/digest.h"
#include "woven/sql.h"

/* The digest of a migration's text for an engine. */
static str
digest(struct arena *arena, const struct schema_migration *migration,
    enum db_engine engine)
{
	struct digest	it = digest_of(DIGEST_SHA256,
	    str_of(migration->text[engine]));

	return digest_text(arena, &it);
}

static const struct schema_migration *
migration_of(int64_t number)
{
	for (size_t i = 0; i < schema_count; i++)
		if (schema_index[i].number == number)
			return &schema_index[i];
	return NULL;
}

static bool
is_applied(const struct sql_schema_applied_row *row, size_t n,
    const struct schema_migration *migration)
{
	for (size_t i = 0; i < n; i++)
		if (row[i].number == migration->number)
			return true;
	return false;
}

static enum err
compare(struct db *db, struct arena *arena,
    const struct sql_schema_applied_row *row, size_t n, struct fault *fault)
{
	for (size_t i = 0; i < n; i++) {
		const struct schema_migration	*known =
		    migration_of(row[i].number);

		if (known == NULL)
			return FAIL(fault, ERR_CONFLICT, "schema.newer",
			    row[i].name);
		if (!str_eq(row[i].digest, digest(arena, known,
		    db_engine(db))))
			return FAIL(fault, ERR_CONFLICT, "schema.changed",
			    row[i].name);
	}
	return OK;
}

/* Inside a transaction. */
static enum err
look(struct db *db, struct arena *arena, struct schema_state *ret,
    struct fault *fault)
{
	struct sql_schema_present_row	 present;
	struct sql_schema_applied_row	*row = NULL;
	size_t				 n = 0;
	enum err			 e;

	*ret = (struct schema_state){ .empty = true };
	e = sql_schema_present(db, &present);
	if (e == OK && present.n > 0)
		e = sql_schema_applied(db, &row, &n);
	if (e == OK)
		e = compare(db, arena, row, n, fault);
	if (e != OK)
		return e;
	ret->empty = n == 0;
	ret->missing = arena_array(arena, schema_count + 1,
	    sizeof(const struct schema_migration *));
	for (size_t i = 0; i < schema_count; i++)
		if (!is_applied(row, n, &schema_index[i]))
			ret->missing[ret->n++] = &schema_index[i];
	return OK;
}

enum err
schema_look(struct db *db, struct arena *arena, struct schema_state *ret,
    struct fault *fault)
{
	enum err	e;

	e = db_begin(db, DB_READ, DB_MACHINE, arena, fault);
	if (e != OK)
		return e;
	e = look(db, arena, ret, fault);
	db_rollback(db);
	return e;
}

enum err
schema_verify(struct db *db, struct arena *arena, struct fault *fault)
{
	struct schema_state	state;
	enum err		e;

	e = schema_look(db, arena, &state, fault);
	if (e != OK)
		return e;
	if (state.empty)
		return FAIL(fault, ERR_NOT_FOUND, "schema.none");
	if (state.n > 0)
		return FAIL(fault, ERR_CONFLICT, "schema.older",
		    str_of(state.missing[0]->name));
	return OK;
}

/* Apply the first one that is missing, in the transaction that looked. */
static enum err
apply_one(struct db *db, struct arena *arena, int64_t now, bool *ret_done,
    struct fault *fault)
{
	struct sql_schema_lock_row	 lock;
	struct schema_state		 state;
	const struct schema_migration	*next;
	enum err			 e;

	e = sql_schema_lock(db, &lock);
	if (e == OK)
		e = look(db, arena, &state, fault);
	if (e != OK)
		return e;
	*ret_done = state.n == 0;
	if (*ret_done)
		return OK;
	next = state.missing[0];
	e = db_script(db, next->text[db_engine(db)], fault);
	if (e != OK)
		return e;
	return sql_schema_record(db, next->number, str_of(next->name),
	    digest(arena, next, db_engine(db)), now);
}

enum err
schema_migrate(struct db *db, struct arena *arena, int64_t now,
    struct fault *fault)
{
	bool		done = false;
	enum err	e = OK;

	while (e == OK && !done) {
		e = db_begin(db, DB_WRITE, DB_MACHINE, arena, fault);
		if (e != OK)
			return e;
		e = apply_one(db, arena, now, &done, fault);
		if (e == OK)
			e = db_commit(db);
		db_rollback(db);
	}
	return e;
}
