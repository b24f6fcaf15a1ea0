/*
 * db - one connection to the store, whichever engine keeps it.
 *
 * Statements are named texts in sql/, the same for both engines; weave makes
 * of each a number, a row struct and a C function (woven/sql.h):
 *
 *	-- agency_find: a body by our own code
 *	-- in:  code text
 *	-- row: id int, name text, until day?
 *	select id, name, until from agency where code = $code
 *
 * becomes
 *
 *	enum err sql_agency_find(struct db *db, str code,
 *	    struct sql_agency_find_row *ret);
 *
 * A missing row is ERR_NOT_FOUND without a fault: the caller knows what is
 * missing and says it.  Everything else that fails sets the fault handed to
 * db_begin.  Rows live in the arena handed to db_begin.
 *
 * A transaction sees the bodies of its scope and nothing else: `$scope(x)'
 * in a statement holds for the bodies in the list that db_begin was given.
 * A reading transaction is held to reading by the engine itself.
 *
 * Calls: base; SQLite or libpq in the drivers.
 */
#ifndef DB_H
#define DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

struct arena;
struct db;

#define DB_ROWS		100000	/* rows one statement may give at most */
#define DB_PARAMS	32	/* parameters of one statement */

/* The engine, as it indexes the texts of a statement. */
enum db_engine { DB_SQLITE, DB_PGSQL, DB__ENGINES };

enum db_type {
	DB_INT,		/* int64_t: bigint; moments are milliseconds */
	DB_TEXT,	/* str: UTF-8 without NUL */
	DB_DAY,		/* day: text 'YYYY-MM-DD'; DAY_NONE is null */
	DB_BYTES	/* str: blob, bytea */
};

/* A parameter or result column as its statement declares it. */
struct db_column {
	const char	*name;		/* "received" */
	enum db_type	 type;		/* how C holds it */
	bool		 nullable;	/* written with `?': in C a pointer,
					   NULL for null; a day is DAY_NONE */
	size_t		 offset;	/* of a result: in its row struct */
};

/* How many rows a statement gives. */
enum db_yield { DB_NOTHING, DB_ONE, DB_MANY };

/* A woven statement. */
struct sql {
	const char		*name;		/* "agency_find" */
	const char		*text[DB__ENGINES]; /* for each engine */
	const struct db_column	*in;		/* and, if scoped, one more */
	size_t			 ins;		/* without the scope */
	const struct db_column	*out;		/* columns of a row */
	size_t			 outs;		/* how many */
	enum db_yield		 yield;		/* how many rows */
	size_t			 row_size;	/* bytes of the row struct */
	bool			 writes;	/* it changes something */
	bool			 later;		/* nobody waits for it: its
						   failure may be told by a
						   later one or the commit */
	bool			 scoped;	/* the scope is its last
						   parameter */
};

/* A parameter's value; woven functions make them. */
struct db_value {
	enum db_type	type;	/* as declared */
	bool		null;	/* the rest is not looked at */
	int64_t		n;	/* of an int; of a day: the day */
	str		s;	/* of text and bytes */
};

/*
 * Connect.  `where' is the path of a SQLite file or "postgres://...", a
 * database that its administrator made.  ERR_NOT_FOUND, ERR_OUTSIDE (no
 * server), ERR_STORE.
 */
enum db_opening { DB_EXISTING, DB_CREATE };
enum err db_open(const char *where, enum db_opening opening, struct db **ret,
	    struct fault *fault);

/* Let go of the connection, undoing what was not committed. */
void	 db_close(struct db *db);

/* Which engine keeps it. */
enum db_engine db_engine(const struct db *db);

/* Whose rows a transaction sees: ids of agencies, each with all below. */
struct db_scope {
	const int64_t	*agency;	/* roots; see DB_EVERYTHING */
	size_t		 n;		/* 0: nothing scoped is seen */
};

/* The pseudo agency above all: the machine's own work. */
#define DB_EVERYTHING	0
#define DB_MACHINE \
	((struct db_scope){ (const int64_t[]){ DB_EVERYTHING }, 1 })

enum db_mode { DB_READ, DB_WRITE };

/*
 * Begin a transaction.  Until it ends, rows go into `arena' and failures to
 * `fault'.  On SQLite a writing one begins immediately; it waits for others
 * up to 10 s (ERR_BUSY after that).
 */
enum err db_begin(struct db *db, enum db_mode mode, struct db_scope scope,
	    struct arena *arena, struct fault *fault);

/* From here on a reading one sees the rows of another scope: who asks is
   found out in the transaction that then answers him. */
void	 db_rescope(struct db *db, struct db_scope scope);

/*
 * End it.  After an OK of a writing transaction its rows are on the disk
 * (synchronous full; synchronous_commit on).  ERR_BUSY: nothing happened,
 * running the whole job again may work.
 */
enum err db_commit(struct db *db);

/* Undo it.  Safe when none is open. */
void	 db_rollback(struct db *db);

/*
 * What the woven functions call.  `ret' is one row struct (DB_ONE: untouched
 * if there is none), or for DB_MANY the array, with its length in `ret_n'.
 * A writing statement in a reading transaction is ERR_STORE from the engine.
 * A unique index that forbids it is ERR_CONFLICT with the key
 * "store.conflict"; a deadlock or a lock that was not got is ERR_BUSY.
 */
enum err db_run(struct db *db, const struct sql *sql,
	    const struct db_value *in);
enum err db_row(struct db *db, const struct sql *sql,
	    const struct db_value *in, void *ret);
enum err db_rows(struct db *db, const struct sql *sql,
	    const struct db_value *in, void **ret, size_t *ret_n);

/* Prepare a statement and compare what the engine says with what is
   declared; ERR_INVALID names the difference.  For tests and doctor. */
enum err db_examine(struct db *db, const struct sql *sql, struct arena *arena,
	    struct fault *fault);

/*
 * Run text that is no woven statement: the schema's, vacuum.  Several
 * statements may stand in it.  Only schema.c and doctor call this.
 */
enum err db_script(struct db *db, const char *text, struct fault *fault);

#endif
