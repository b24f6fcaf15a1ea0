#include <sqlite3.h>
#include <time.h>

#include "base/file.h"
#include "store/db_driver.h"

#define WAIT_MS		10000	/* for other writers */
#define NAP_MIN_US	200	/* between two looks whether it is free */
#define NAP_MORE_US	3000

/* A connection's own. */
struct lite {
	sqlite3		*handle;
	struct timespec	 since;		/* it waits since then */
	bool		 query_only;	/* as the pragma stands */
	sqlite3_stmt	*begin;		/* prepared when first wanted; so */
	sqlite3_stmt	*begin_write;	/* ... the others */
	sqlite3_stmt	*commit;
};

static struct lite *
lite_of(const struct db *db)
{
	return db->engine;
}

static int64_t
milliseconds_since(const struct timespec *since)
{
	struct timespec	now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)(now.tv_sec - since->tv_sec) * 1000 +
	    (now.tv_nsec - since->tv_nsec) / 1000000;
}

/*
 * Someone else writes: look again soon.  SQLite's own handler sleeps longer
 * the longer it has waited, so that late comers overtake; short naps of
 * random length give every writer the same chance.
 */
static int
wait_for_writer(void *context, int tries)
{
	struct lite	*lite = context;
	unsigned	 random;
	struct timespec	 nap = { 0 };

	if (tries == 0)
		(void)clock_gettime(CLOCK_MONOTONIC, &lite->since);
	else if (milliseconds_since(&lite->since) > WAIT_MS)
		return 0;
	sqlite3_randomness(sizeof random, &random);
	nap.tv_nsec = (NAP_MIN_US + (long)(random % NAP_MORE_US)) * 1000;
	(void)nanosleep(&nap, NULL);
	return 1;
}

/* What an error of SQLite is to us; `name' says what was being done. */
static enum err
fail(const struct db *db, int code, const char *name, struct fault *fault)
{
	str	where = str_of(db->where);
	str	why = str_of(lite_of(db)->handle == NULL ?
	    sqlite3_errstr(code) : sqlite3_errmsg(lite_of(db)->handle));

	if (code == SQLITE_CONSTRAINT_UNIQUE ||
	    code == SQLITE_CONSTRAINT_PRIMARYKEY ||
	    code == SQLITE_CONSTRAINT_ROWID)
		return FAIL(fault, ERR_CONFLICT, "store.conflict",
		    str_of(name));
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return FAIL(fault, ERR_BUSY, "store.busy");
	case SQLITE_FULL:
		return FAIL(fault, ERR_TOO_LARGE, "store.full", where);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return FAIL(fault, ERR_STORE, "store.corrupt", where, why);
	case SQLITE_READONLY:
		return FAIL(fault, ERR_STORE, "store.read_only", str_of(name));
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return FAIL(fault, ERR_STORE, "store.closed", where, why);
	default:
		return FAIL(fault, ERR_STORE, "store.failed", str_of(name),
		    why);
	}
}

static enum err
execute(const struct db *db, const char *text, struct fault *fault)
{
	int	code = sqlite3_exec(lite_of(db)->handle, text, NULL, NULL,
	    NULL);

	return code == SQLITE_OK ? OK : fail(db, code, text, fault);
}

/* The same with a statement that is wanted again and again. */
static enum err
execute_kept(const struct db *db, sqlite3_stmt **kept, const char *text)
{
	sqlite3	*handle = lite_of(db)->handle;
	int	 code = *kept != NULL ? SQLITE_OK : sqlite3_prepare_v3(handle,
		    text, -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);

	if (code != SQLITE_OK)
		return fail(db, code, text, db->fault);
	(void)sqlite3_step(*kept);
	code = sqlite3_reset(*kept);
	return code == SQLITE_OK ? OK : fail(db, code, text, db->fault);
}

static void
lite_close(struct db *db)
{
	/* Statements that were prepared are let go of first. */
	sqlite3		*handle = lite_of(db)->handle;
	sqlite3_stmt	*statement = sqlite3_next_stmt(handle, NULL);

	while (statement != NULL) {
		sqlite3_finalize(statement);
		statement = sqlite3_next_stmt(handle, NULL);
	}
	sqlite3_close(handle);
	lite_of(db)->handle = NULL;
}

/* What holds for every connection. */
static enum err
set_up(struct db *db, struct fault *fault)
{
	static const int	off[] = { SQLITE_DBCONFIG_DQS_DML,
	    SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_TRUSTED_SCHEMA };
	sqlite3			*handle = lite_of(db)->handle;

	for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
		(void)sqlite3_db_config(handle, off[i], 0, NULL);
	(void)sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_extended_result_codes(handle, 1);
	(void)sqlite3_busy_handler(handle, wait_for_writer, lite_of(db));
	return execute(db,
	    "pragma journal_mode = wal;"
	    "pragma synchronous = full;"
	    "pragma foreign_keys = on;"
	    "pragma case_sensitive_like = on;"
	    "pragma secure_delete = on;", fault);
}

static enum err
lite_open(struct db *db, enum db_opening opening, struct fault *fault)
{
	struct lite	*lite = arena_alloc(db->own, sizeof *lite);
	int		 code, flags = SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOMUTEX |
	    (opening == DB_CREATE ? SQLITE_OPEN_CREATE : 0);
	enum err	 e;

	db->engine = lite;
	/* Threads would meet at the lock of its count of bytes; refused, and
	   not needed, once the library is in use. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (opening == DB_EXISTING &&
	    file_kind(db->where) == FILE_MISSING)
		return FAIL(fault, ERR_NOT_FOUND, "store.missing",
		    str_of(db->where));
	code = sqlite3_open_v2(db->where, &lite->handle, flags, NULL);
	if (code == SQLITE_OK)
		e = set_up(db, fault);
	else
		e = fail(db, code, "open", fault);
	if (e != OK)
		lite_close(db);
	return e;
}

static enum err
lite_begin(struct db *db)
{
	struct lite	*lite = lite_of(db);
	bool		 reads = db->mode == DB_READ;
	enum err	 e;

	if (lite->query_only != reads) {
		e = execute(db, reads ? "pragma query_only = on" :
		    "pragma query_only = off", db->fault);
		if (e != OK)
			return e;
		lite->query_only = reads;
	}
	return reads ? execute_kept(db, &lite->begin, "begin") :
	    execute_kept(db, &lite->begin_write, "begin immediate");
}

static enum err
lite_commit(struct db *db)
{
	return execute_kept(db, &lite_of(db)->commit, "commit");
}

static void
lite_rollback(struct db *db)
{
	sqlite3		*handle = lite_of(db)->handle;
	sqlite3_stmt	*at;

	/* One may stand in the middle if the job ended by a jump. */
	for (at = sqlite3_next_stmt(handle, NULL); at != NULL;
	    at = sqlite3_next_stmt(handle, at))
		(void)sqlite3_reset(at);
	if (!sqlite3_get_autocommit(handle))
		(void)execute(db, "rollback", NULL);
}

static enum err
prepare(struct db *db, const struct sql *sql, sqlite3_stmt **ret,
    struct fault *fault)
{
	int	code = sqlite3_prepare_v3(lite_of(db)->handle,
	    sql->text[DB_SQLITE], -1, SQLITE_PREPARE_PERSISTENT, ret, NULL);

	return code == SQLITE_OK ? OK : fail(db, code, sql->name, fault);
}

static int
bind(sqlite3_stmt *statement, int at, const struct db_value *value)
{
	const char	*bytes = value->s.at == NULL ? "" : value->s.at;

	if (value->null)
		return sqlite3_bind_null(statement, at);
	if (value->type == DB_INT)
		return sqlite3_bind_int64(statement, at, value->n);
	if (value->type == DB_BYTES)
		return sqlite3_bind_blob64(statement, at, bytes, value->s.n,
		    SQLITE_STATIC);
	return sqlite3_bind_text64(statement, at, bytes, value->s.n,
	    SQLITE_STATIC, SQLITE_UTF8);
}

static struct db_value
column_value(sqlite3_stmt *statement, int at, enum db_type type)
{
	struct db_value	value = { .type = type };

	if (sqlite3_column_type(statement, at) == SQLITE_NULL)
		value.null = true;
	else if (type == DB_INT)
		value.n = sqlite3_column_int64(statement, at);
	else if (type == DB_BYTES)
		value.s.at = sqlite3_column_blob(statement, at);
	else
		value.s.at = (const char *)sqlite3_column_text(statement, at);
	if (type != DB_INT && !value.null)
		value.s.n = (size_t)sqlite3_column_bytes(statement, at);
	return value;
}

static enum err
take_row(sqlite3_stmt *statement, struct db_result *result)
{
	const struct sql	*sql = result->sql;
	char			*row = db_result_row(result);
	enum err		 e = row == NULL ? ERR_TOO_LARGE : OK;

	for (size_t i = 0; e == OK && i < sql->outs; i++) {
		struct db_value	value = column_value(statement, (int)i,
		    sql->out[i].type);

		e = db_result_put(result, row, i, &value);
	}
	return e;
}

static enum err
step(struct db *db, sqlite3_stmt *statement, struct db_result *result)
{
	int		code = sqlite3_step(statement);
	enum err	e = OK;

	while (e == OK && code == SQLITE_ROW) {
		if (result->sql->outs > 0)
			e = take_row(statement, result);
		if (e == OK)
			code = sqlite3_step(statement);
	}
	if (e == OK && code != SQLITE_DONE)
		e = fail(db, code, result->sql->name, db->fault);
	return e;
}

static enum err
lite_run(struct db *db, const struct sql *sql, const struct db_value *in,
    struct db_result *result)
{
	void		**prepared = db_prepared(db, sql);
	sqlite3_stmt	 *statement = *prepared;
	size_t		  n = sql->ins + sql->scoped;
	enum err	  e = OK;
	int		  code;

	if (statement == NULL) {
		e = prepare(db, sql, &statement, db->fault);
		*prepared = statement;
	}
	for (size_t i = 0; e == OK && i < n; i++) {
		code = bind(statement, (int)i + 1, &in[i]);
		if (code != SQLITE_OK)
			e = fail(db, code, sql->name, db->fault);
	}
	if (e == OK)
		e = step(db, statement, result);
	if (statement != NULL) {
		(void)sqlite3_reset(statement);
		(void)sqlite3_clear_bindings(statement);
	}
	return e;
}

/* The first difference between a prepared statement and its declaration. */
static enum err
compare(const struct sql *sql, sqlite3_stmt *statement, struct arena *arena,
    struct fault *fault)
{
	size_t	ins = (size_t)sqlite3_bind_parameter_count(statement);
	size_t	outs = (size_t)sqlite3_column_count(statement);

	if (ins != sql->ins + sql->scoped)
		return db_differs(sql, str_printf(arena, "%zu parameters",
		    sql->ins + sql->scoped), str_printf(arena, "%zu", ins),
		    fault);
	if (outs != sql->outs)
		return db_differs(sql, str_printf(arena, "%zu columns",
		    sql->outs), str_printf(arena, "%zu", outs), fault);
	for (size_t i = 0; i < outs; i++) {
		str	name = str_of(sqlite3_column_name(statement, (int)i));

		if (!str_is(name, sql->out[i].name))
			return db_differs(sql, str_of(sql->out[i].name), name,
			    fault);
	}
	if (sql->writes == (sqlite3_stmt_readonly(statement) != 0))
		return db_differs(sql, sql->writes ? S("writes") : S("reads"),
		    S("the reverse"), fault);
	return OK;
}

static enum err
lite_examine(struct db *db, const struct sql *sql, struct arena *arena,
    struct fault *fault)
{
	sqlite3_stmt	*statement = NULL;
	enum err	 e;

	e = prepare(db, sql, &statement, fault);
	if (e == OK)
		e = compare(sql, statement, arena, fault);
	(void)sqlite3_finalize(statement);
	return e;
}

static enum err
lite_script(struct db *db, const char *text, struct fault *fault)
{
	int	code = sqlite3_exec(lite_of(db)->handle, text, NULL, NULL,
	    NULL);

	return code == SQLITE_OK ? OK : fail(db, code, "script", fault);
}

const struct db_driver	db_sqlite = {
	.engine = DB_SQLITE,
	.open = lite_open,
	.close = lite_close,
	.begin = lite_begin,
	.commit = lite_commit,
	.rollback = lite_rollback,
	.run = lite_run,
	.examine = lite_examine,
	.script = lite_script,
};
