#include <endian.h>
#include <libpq-fe.h>
#include <limits.h>
#include <string.h>

#include "store/db_driver.h"

/* The types of PostgreSQL that we use, by their fixed numbers. */
enum pg_type { PG_BYTEA = 17, PG_NAME = 19, PG_INT8 = 20, PG_INT2 = 21,
	PG_INT4 = 23, PG_TEXT = 25, PG_VARCHAR = 1043 };

static const Oid	param_types[] = {
	[DB_INT] = PG_INT8,
	[DB_TEXT] = PG_TEXT,
	[DB_DAY] = PG_TEXT,
	[DB_BYTES] = PG_BYTEA,
};

/* What holds for every connection. */
static const char	set_up[] =
    "set synchronous_commit = on;"
    "set lock_timeout = '10s';"
    "set statement_timeout = '60s';"
    "set timezone = 'UTC';"
    "set client_min_messages = warning";

#define SENT	256	/* statements sent before their answers are read */

/* A connection's own. */
struct pg {
	PGconn			*connection;
	PGresult		*result;	/* of the statement being run */
	unsigned		 statements;	/* that were named so far */
	const struct sql	*sent[SENT];	/* and not yet answered */
	size_t			 sents;		/* of them */
};

static struct pg *
pg_of(const struct db *db)
{
	return db->engine;
}

static void
keep_quiet(void *context, const char *message)
{
	(void)context;
	(void)message;
}

/* Let go of what the last command gave and keep the next. */
static PGresult *
keep(struct pg *pg, PGresult *result)
{
	PQclear(pg->result);
	pg->result = result;
	return result;
}

static bool
went_well(const PGresult *result)
{
	ExecStatusType	status = PQresultStatus(result);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* What a state of the standard is to us. */
static const struct {
	const char	*state;		/* or the beginning of it */
	enum err	 code;
	const char	*key;
} states[] = {
	{ "23505", ERR_CONFLICT, "store.conflict" },
	{ "42P04", ERR_CONFLICT, "store.conflict" },	/* a database */
	{ "40001", ERR_BUSY, "store.busy" },
	{ "40P01", ERR_BUSY, "store.busy" },
	{ "55P03", ERR_BUSY, "store.busy" },
	{ "53300", ERR_BUSY, "store.busy" },
	{ "53100", ERR_TOO_LARGE, "store.full" },
	{ "25006", ERR_STORE, "store.read_only" },
	{ "XX001", ERR_STORE, "store.corrupt" },
	{ "XX002", ERR_STORE, "store.corrupt" },
	{ "08", ERR_OUTSIDE, "store.lost" },
	{ "57P", ERR_OUTSIDE, "store.lost" },
};

/*
 * Say what went wrong; `name' says what was being done.  The first line of
 * the server's message has no values in it; the address, where a password
 * may stand, is never said.
 */
static enum err
fail(const struct db *db, const PGresult *result, const char *name,
    struct fault *fault)
{
	const char	*state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	str		 why = str_of(PQresultErrorField(result,
			    PG_DIAG_MESSAGE_PRIMARY));

	if (PQstatus(pg_of(db)->connection) != CONNECTION_OK)
		return FAIL(fault, ERR_OUTSIDE, "store.lost", S("PostgreSQL"),
		    why);
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (str_starts(str_of(state), str_of(states[i].state)))
			return FAIL(fault, states[i].code, states[i].key,
			    states[i].code == ERR_CONFLICT ||
			    strcmp(state, "25006") == 0 ? str_of(name) :
			    S("PostgreSQL"), why);
	return FAIL(fault, ERR_STORE, "store.failed", str_of(name), why);
}

/* Read the answers of what was sent: the first failure is told, the result
   of the last one is kept. */
static enum err
settle(struct db *db, struct fault *fault)
{
	struct pg	*pg = pg_of(db);
	PGresult	*result;
	ExecStatusType	 status;
	enum err	 e = OK;

	if (pg->sents == 0)
		return OK;
	(void)PQpipelineSync(pg->connection);
	for (size_t i = 0; i < pg->sents; i++) {
		result = keep(pg, PQgetResult(pg->connection));
		if (e == OK && !went_well(result))
			e = fail(db, result, pg->sent[i]->name, fault);
		/* Each ends with nothing, and all with the sync. */
		if (result != NULL)
			PQclear(PQgetResult(pg->connection));
	}
	do {
		result = PQgetResult(pg->connection);
		status = PQresultStatus(result);
		PQclear(result);
	} while (result != NULL && status != PGRES_PIPELINE_SYNC);
	(void)PQexitPipelineMode(pg->connection);
	pg->sents = 0;
	return e;
}

/* Run a command that is no statement of ours. */
static enum err
execute(struct db *db, const char *text, const char *name,
    struct fault *fault)
{
	struct pg	*pg = pg_of(db);
	PGresult	*result;
	enum err	 e = settle(db, fault);

	if (e != OK)
		return e;
	result = keep(pg, PQexec(pg->connection, text));
	return went_well(result) ? OK : fail(db, result, name, fault);
}

static void
pg_close(struct db *db)
{
	(void)keep(pg_of(db), NULL);
	PQfinish(pg_of(db)->connection);
	pg_of(db)->connection = NULL;
	pg_of(db)->sents = 0;
}

/* An address that libpq cannot read: its own sentence could show parts. */
static enum err
check_address(const struct db *db, struct fault *fault)
{
	char			*why = NULL;
	PQconninfoOption	*options = PQconninfoParse(db->where, &why);

	PQfreemem(why);
	if (options == NULL)
		return FAIL(fault, ERR_INVALID, "store.address");
	PQconninfoFree(options);
	return OK;
}

static enum err
connect(struct db *db, struct fault *fault)
{
	static const char *const	keys[] = { "connect_timeout",
	    "fallback_application_name", "dbname", "client_encoding", NULL };
	const char *const		values[] = { "10", "gongkai",
	    db->where, "UTF8", NULL };
	struct pg			*pg = pg_of(db);

	pg->connection = PQconnectdbParams(keys, values, 1);
	if (PQstatus(pg->connection) != CONNECTION_OK)
		return FAIL(fault, ERR_OUTSIDE, "store.server",
		    str_trim(str_of(PQerrorMessage(pg->connection))));
	(void)PQsetNoticeProcessor(pg->connection, keep_quiet, NULL);
	return execute(db, set_up, "connect", fault);
}

static enum err
pg_open(struct db *db, enum db_opening opening, struct fault *fault)
{
	enum err	e;

	(void)opening;	/* databases are made by their administrator */
	db->engine = arena_alloc(db->own, sizeof(struct pg));
	e = check_address(db, fault);
	if (e == OK)
		e = connect(db, fault);
	if (e != OK)
		pg_close(db);
	return e;
}

static enum err
begin(struct db *db)
{
	return execute(db, db->mode == DB_READ ?
	    "begin isolation level repeatable read, read only" :
	    "begin isolation level read committed, read write", "begin",
	    db->fault);
}

/* The server may have been started anew since the last transaction. */
static enum err
pg_begin(struct db *db)
{
	enum err	e = begin(db);

	if (e != ERR_OUTSIDE)
		return e;
	pg_close(db);
	db_forget(db);
	e = connect(db, db->fault);
	return e == OK ? begin(db) : e;
}

static enum err
pg_commit(struct db *db)
{
	enum err	e = execute(db, "commit", "commit", db->fault);

	/* A transaction that failed is answered with ROLLBACK, and no error. */
	if (e == OK && strcmp(PQcmdStatus(pg_of(db)->result), "COMMIT") != 0)
		return FAIL(db->fault, ERR_STORE, "store.failed", S("commit"),
		    str_of(PQcmdStatus(pg_of(db)->result)));
	return e;
}

static void
pg_rollback(struct db *db)
{
	struct pg	*pg = pg_of(db);

	(void)settle(db, NULL);
	(void)keep(pg, NULL);
	if (PQtransactionStatus(pg->connection) != PQTRANS_IDLE)
		(void)execute(db, "rollback", "rollback", NULL);
}

static enum err
prepare(struct db *db, const struct sql *sql, const char *name,
    struct fault *fault)
{
	struct pg	*pg = pg_of(db);
	Oid		 types[DB_PARAMS];
	PGresult	*result;

	for (size_t i = 0; i < sql->ins; i++)
		types[i] = param_types[sql->in[i].type];
	if (sql->scoped)
		types[sql->ins] = PG_TEXT;
	result = keep(pg, PQprepare(pg->connection, name,
	    sql->text[DB_PGSQL], (int)sql->ins + sql->scoped, types));
	return went_well(result) ? OK : fail(db, result, sql->name, fault);
}

/* The parameters as libpq takes them, all binary. */
struct params {
	uint64_t	 number[DB_PARAMS];
	const char	*value[DB_PARAMS];
	int		 length[DB_PARAMS];
	int		 format[DB_PARAMS];
};

static enum err
bind(const struct sql *sql, const struct db_value *in, size_t n,
    struct params *to, struct fault *fault)
{
	for (size_t i = 0; i < n; i++) {
		to->format[i] = 1;
		to->length[i] = 0;
		to->value[i] = NULL;
		if (in[i].null)
			continue;
		if (in[i].type == DB_INT) {
			to->number[i] = htobe64((uint64_t)in[i].n);
			to->value[i] = (const char *)&to->number[i];
			to->length[i] = sizeof to->number[i];
			continue;
		}
		if (in[i].s.n > INT_MAX)
			return FAIL(fault, ERR_TOO_LARGE, "store.failed",
			    str_of(sql->name), S("INT_MAX"));
		to->value[i] = in[i].s.at == NULL ? "" : in[i].s.at;
		to->length[i] = (int)in[i].s.n;
	}
	return OK;
}

/* A binary integer of 2, 4 or 8 bytes. */
static int64_t
integer(const char *at, int length)
{
	uint64_t	n = 0;

	for (int i = 0; i < length; i++)
		n = n << 8 | (unsigned char)at[i];
	if (length == 2)
		return (int16_t)n;
	return length == 4 ? (int32_t)n : (int64_t)n;
}

static struct db_value
column_value(const PGresult *result, int row, int column, enum db_type type)
{
	struct db_value	value = { .type = type };
	const char	*at = PQgetvalue(result, row, column);
	int		 length = PQgetlength(result, row, column);

	if (PQgetisnull(result, row, column))
		value.null = true;
	else if (type == DB_INT)
		value.n = integer(at, length);
	else
		value.s = (str){ at, (size_t)length };
	return value;
}

static enum err
take_rows(const PGresult *rows, struct db_result *result)
{
	const struct sql	*sql = result->sql;

	for (int i = 0; i < PQntuples(rows); i++) {
		char		*row = db_result_row(result);
		enum err	 e = row == NULL ? ERR_TOO_LARGE : OK;

		for (size_t j = 0; e == OK && j < sql->outs; j++) {
			struct db_value	value = column_value(rows, i, (int)j,
			    sql->out[j].type);

			e = db_result_put(result, row, j, &value);
		}
		if (e != OK)
			return e;
	}
	return OK;
}

/*
 * Run a prepared statement.  One that can wait is only sent, and answered
 * with the others when one is run that cannot, so that many cost one round
 * trip; the transaction's result is the same.
 */
static enum err
ask(struct db *db, const struct sql *sql, const char *prepared,
    const struct params *params)
{
	struct pg	*pg = pg_of(db);
	int		 n = (int)(sql->ins + sql->scoped);
	PGresult	*got;

	if (!sql->later && pg->sents == 0) {
		got = keep(pg, PQexecPrepared(pg->connection, prepared, n,
		    params->value, params->length, params->format, 1));
		return went_well(got) ? OK : fail(db, got, sql->name,
		    db->fault);
	}
	if (pg->sents == 0)
		(void)PQenterPipelineMode(pg->connection);
	if (PQsendQueryPrepared(pg->connection, prepared, n, params->value,
	    params->length, params->format, 1) != 1)
		return fail(db, NULL, sql->name, db->fault);
	pg->sent[pg->sents++] = sql;
	return sql->later && pg->sents < SENT ? OK : settle(db, db->fault);
}

static enum err
pg_run(struct db *db, const struct sql *sql, const struct db_value *in,
    struct db_result *result)
{
	struct pg	*pg = pg_of(db);
	void		**prepared = db_prepared(db, sql);
	struct params	 params;
	enum err	 e = OK;

	if (*prepared == NULL) {
		char	*name = arena_printf(db->own, "s%u",
		    ++pg->statements);

		e = settle(db, db->fault);
		if (e == OK)
			e = prepare(db, sql, name, db->fault);
		if (e != OK)
			return e;
		*prepared = name;
	}
	e = bind(sql, in, sql->ins + sql->scoped, &params, db->fault);
	if (e == OK)
		e = ask(db, sql, *prepared, &params);
	if (e == OK && sql->outs > 0)
		e = take_rows(pg->result, result);
	(void)keep(pg, NULL);
	return e;
}

/* The engine's type is what the declared one becomes. */
static bool
is_type(enum db_type declared, Oid found)
{
	switch (declared) {
	case DB_INT:
		return found == PG_INT8 || found == PG_INT4 ||
		    found == PG_INT2;
	case DB_BYTES:
		return found == PG_BYTEA;
	case DB_TEXT:
	case DB_DAY:
		break;
	}
	return found == PG_TEXT || found == PG_VARCHAR || found == PG_NAME;
}

/* The first difference between a prepared statement and its declaration. */
static enum err
compare(const struct sql *sql, const PGresult *found, struct arena *arena,
    struct fault *fault)
{
	size_t	ins = (size_t)PQnparams(found), outs = (size_t)PQnfields(found);

	if (ins != sql->ins + sql->scoped)
		return db_differs(sql, str_printf(arena, "%zu parameters",
		    sql->ins + sql->scoped), str_printf(arena, "%zu", ins),
		    fault);
	if (outs != sql->outs)
		return db_differs(sql, str_printf(arena, "%zu columns",
		    sql->outs), str_printf(arena, "%zu", outs), fault);
	for (size_t i = 0; i < sql->ins; i++)
		if (PQparamtype(found, (int)i) !=
		    param_types[sql->in[i].type])
			return db_differs(sql, str_of(sql->in[i].name),
			    str_printf(arena, "type %u",
			    PQparamtype(found, (int)i)), fault);
	for (size_t i = 0; i < outs; i++) {
		Oid	type = PQftype(found, (int)i);
		str	name = str_of(PQfname(found, (int)i));

		if (!str_is(name, sql->out[i].name) ||
		    !is_type(sql->out[i].type, type))
			return db_differs(sql, str_of(sql->out[i].name),
			    str_printf(arena, "%.*s, type %u", STRF(name),
			    type), fault);
	}
	return OK;
}

static enum err
pg_examine(struct db *db, const struct sql *sql, struct arena *arena,
    struct fault *fault)
{
	struct pg	*pg = pg_of(db);
	PGresult	*found;
	enum err	 e;

	e = prepare(db, sql, "", fault);
	if (e != OK)
		return e;
	found = keep(pg, PQdescribePrepared(pg->connection, ""));
	e = went_well(found) ? compare(sql, found, arena, fault) :
	    fail(db, found, sql->name, fault);
	(void)keep(pg, NULL);
	return e;
}

/* A script, a migration or a rebuild, takes as long as it takes. */
static enum err
pg_script(struct db *db, const char *text, struct fault *fault)
{
	enum err	e;

	e = execute(db, "set statement_timeout = 0", "script", fault);
	if (e == OK)
		e = execute(db, text, "script", fault);
	if (e == OK)
		e = execute(db, "set statement_timeout = '60s'", "script",
		    fault);
	return e;
}

const struct db_driver	db_pgsql = {
	.engine = DB_PGSQL,
	.open = pg_open,
	.close = pg_close,
	.begin = pg_begin,
	.commit = pg_commit,
	.rollback = pg_rollback,
	.run = pg_run,
	.examine = pg_examine,
	.script = pg_script,
};
