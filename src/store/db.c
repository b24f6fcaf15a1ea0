#include "store/db.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "store/db_driver.h"

#define OWN_BYTES	((size_t)64 << 20)
#define SCOPE_BYTES	((size_t)1 << 20)
#define KNOWN_FIRST	256	/* a power of two */

enum err
db_open(const char *where, enum db_opening opening, struct db **ret,
    struct fault *fault)
{
	struct arena	*own = arena_new(OWN_BYTES);
	struct db	*db = arena_alloc(own, sizeof *db);
	str		 s = str_of(where);
	enum err	 e;

	db->own = own;
	db->where = str_c(own, s);
	db->driver = str_starts(s, S("postgres://")) ||
	    str_starts(s, S("postgresql://")) ? &db_pgsql : &db_sqlite;
	db->known_room = KNOWN_FIRST;
	db->known = arena_array(own, KNOWN_FIRST, sizeof *db->known);
	e = db->driver->open(db, opening, fault);
	if (e != OK) {
		arena_free(own);
		return e;
	}
	*ret = db;
	return OK;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	db_rollback(db);
	db->driver->close(db);
	arena_free(db->own);
}

enum db_engine
db_engine(const struct db *db)
{
	return db->driver->engine;
}

/* ",12,99,": what $scope looks for ",12," in. */
static str
scope_text(struct arena *arena, struct db_scope scope)
{
	struct buf	buf;

	buf_init(&buf, arena, SCOPE_BYTES);
	buf_byte(&buf, ',');
	for (size_t i = 0; i < scope.n; i++)
		buf_printf(&buf, "%lld,", (long long)scope.agency[i]);
	return buf_err(&buf) == OK ? buf_str(&buf) : S(",");
}

enum err
db_begin(struct db *db, enum db_mode mode, struct db_scope scope,
    struct arena *arena, struct fault *fault)
{
	enum err	e;

	assert(!db->open);
	db->mode = mode;
	db->arena = arena;
	db->fault = fault;
	db->failed = OK;
	db->scope = scope_text(arena, scope);
	e = db->driver->begin(db);
	db->open = e == OK;
	return e;
}

void
db_rescope(struct db *db, struct db_scope scope)
{
	assert(db->open && db->mode == DB_READ);
	db->scope = scope_text(db->arena, scope);
}

enum err
db_commit(struct db *db)
{
	enum err	e = db->failed;

	assert(db->open);
	if (e == OK)
		e = db->driver->commit(db);
	if (e != OK)
		db->driver->rollback(db);
	db->open = false;
	return e;
}

void
db_rollback(struct db *db)
{
	if (!db->open)
		return;
	db->driver->rollback(db);
	db->open = false;
}

/* One engine would refuse a NUL or bytes that are not UTF-8, and one take
   them: neither gets any. */
static enum err
check_text(struct db *db, const struct sql *sql, const struct db_value *in,
    size_t i)
{
	if (in->type != DB_TEXT || in->null || in->s.n == 0 ||
	    (memchr(in->s.at, '\0', in->s.n) == NULL && utf8_valid(in->s)))
		return OK;
	return FAIL(db->fault, ERR_INVALID, "store.text", str_of(sql->name),
	    str_of(sql->in[i].name));
}

/* Run it with its scope behind the parameters.  Once one failed, PostgreSQL
   does nothing more in this transaction; so it is on both engines. */
static enum err
run(struct db *db, const struct sql *sql, const struct db_value *in,
    struct db_result *result)
{
	struct db_value	all[DB_PARAMS];

	assert(db->open && sql->ins < DB_PARAMS);
	if (db->failed != OK)
		return db->failed;
	for (size_t i = 0; i < sql->ins && db->failed == OK; i++) {
		assert(!in[i].null || sql->in[i].nullable);
		db->failed = check_text(db, sql, &in[i], i);
		all[i] = in[i];
		if (in[i].type == DB_DAY && !in[i].null)
			all[i].s = day_iso(db->arena, (day)in[i].n);
	}
	if (sql->scoped)
		all[sql->ins] = (struct db_value){ .type = DB_TEXT,
		    .s = db->scope };
	*result = (struct db_result){ .arena = db->arena, .fault = db->fault,
	    .sql = sql };
	if (db->failed == OK)
		db->failed = db->driver->run(db, sql, all, result);
	return db->failed;
}

enum err
db_run(struct db *db, const struct sql *sql, const struct db_value *in)
{
	struct db_result	result;

	assert(sql->yield == DB_NOTHING);
	return run(db, sql, in, &result);
}

enum err
db_row(struct db *db, const struct sql *sql, const struct db_value *in,
    void *ret)
{
	struct db_result	result;
	enum err		e;

	assert(sql->yield == DB_ONE);
	e = run(db, sql, in, &result);
	if (e != OK)
		return e;
	if (result.n == 0)
		return ERR_NOT_FOUND;
	memcpy(ret, result.at, sql->row_size);
	return OK;
}

enum err
db_rows(struct db *db, const struct sql *sql, const struct db_value *in,
    void **ret, size_t *ret_n)
{
	struct db_result	result;
	enum err		e;

	assert(sql->yield == DB_MANY);
	*ret = NULL;
	*ret_n = 0;
	e = run(db, sql, in, &result);
	if (e != OK)
		return e;
	*ret = result.at;
	*ret_n = result.n;
	return OK;
}

enum err
db_examine(struct db *db, const struct sql *sql, struct arena *arena,
    struct fault *fault)
{
	return db->driver->examine(db, sql, arena, fault);
}

enum err
db_script(struct db *db, const char *text, struct fault *fault)
{
	enum err	e = db->driver->script(db, text, fault);

	if (e != OK && db->open)
		db->failed = e;
	return e;
}

/* Where a statement is kept in the table, or the free place for it. */
static struct db_known *
known_place(struct db_known *table, size_t room, const struct sql *sql)
{
	size_t	at = (uintptr_t)sql / 16 * 0x9E3779B97F4A7C15u >> 7;

	while (table[at & (room - 1)].sql != NULL &&
	    table[at & (room - 1)].sql != sql)
		at++;
	return &table[at & (room - 1)];
}

static void
known_grow(struct db *db)
{
	size_t		 room = db->known_room * 2;
	struct db_known	*table = arena_array(db->own, room, sizeof *table);

	for (size_t i = 0; i < db->known_room; i++)
		if (db->known[i].sql != NULL)
			*known_place(table, room, db->known[i].sql) =
			    db->known[i];
	db->known = table;
	db->known_room = room;
}

void **
db_prepared(struct db *db, const struct sql *sql)
{
	struct db_known	*known = known_place(db->known, db->known_room, sql);

	if (known->sql == NULL) {
		if (++db->knows * 2 > db->known_room) {
			known_grow(db);
			known = known_place(db->known, db->known_room, sql);
		}
		known->sql = sql;
	}
	return &known->prepared;
}

void
db_forget(struct db *db)
{
	memset(db->known, 0, db->known_room * sizeof *db->known);
	db->knows = 0;
}

char *
db_result_row(struct db_result *result)
{
	const struct sql	*sql = result->sql;
	size_t			 most = sql->yield == DB_MANY ? DB_ROWS : 1;
	char			*row;

	if (result->n >= most) {
		(void)FAIL(result->fault, ERR_TOO_LARGE, "store.rows",
		    str_of(sql->name), str_printf(result->arena, "%zu", most));
		return NULL;
	}
	if (result->n == result->room) {
		size_t	room = sql->yield == DB_ONE ? 1 :
		    result->room == 0 ? 16 : result->room * 2;

		result->at = arena_grow(result->arena, result->at, result->n,
		    room, sql->row_size);
		result->room = room;
	}
	row = result->at + result->n++ * sql->row_size;
	memset(row, 0, sql->row_size);
	return row;
}

static enum err
bad_value(const struct db_result *result, size_t column)
{
	return FAIL(result->fault, ERR_STORE, "store.value",
	    str_of(result->sql->name), str_of(result->sql->out[column].name));
}

/* A nullable column is a pointer to its value, which begins the object. */
static void
put_pointer(struct db_result *result, void *to, const void *value,
    size_t size)
{
	void	*copy = arena_alloc(result->arena, size);

	memcpy(copy, value, size);
	memcpy(to, &copy, sizeof copy);
}

enum err
db_result_put(struct db_result *result, char *row, size_t column,
    const struct db_value *value)
{
	const struct db_column	*out = &result->sql->out[column];
	void			*to = row + out->offset;
	str			 s;
	day			 d;

	if (value->null) {
		d = DAY_NONE;
		if (!out->nullable)
			return bad_value(result, column);
		if (out->type == DB_DAY)
			memcpy(to, &d, sizeof d);
		return OK;	/* else the zeroed row's NULL */
	}
	if (out->type == DB_DAY) {
		d = day_read(value->s);
		if (d == DAY_NONE)
			return bad_value(result, column);
		memcpy(to, &d, sizeof d);
	} else if (out->type == DB_INT) {
		if (out->nullable)
			put_pointer(result, to, &value->n, sizeof value->n);
		else
			memcpy(to, &value->n, sizeof value->n);
	} else {
		s = str_copy(result->arena, value->s);
		if (out->nullable)
			put_pointer(result, to, &s, sizeof s);
		else
			memcpy(to, &s, sizeof s);
	}
	return OK;
}

enum err
db_differs(const struct sql *sql, str declared, str found,
    struct fault *fault)
{
	return FAIL(fault, ERR_INVALID, "store.differs", str_of(sql->name),
	    declared, found);
}
