/*
 * db_driver - what an engine gives to db: its side of each call.
 *
 * db.c keeps what both engines have in common (the transaction's arena and
 * fault, the scope, the rows); db_sqlite.c and db_pgsql.c know their library
 * and nobody else does.
 *
 * Calls: base, db.
 */
#ifndef DB_DRIVER_H
#define DB_DRIVER_H

#include "base/arena.h"
#include "store/db.h"

/* A statement this connection knows already. */
struct db_known {
	const struct sql	*sql;		/* NULL: free */
	void			*prepared;	/* the engine's own */
};

/* One connection. */
struct db {
	const struct db_driver	*driver;
	void			*engine;	/* the driver's own */
	struct arena		*own;		/* lives until db_close */
	const char		*where;		/* as db_open took it */
	bool			 open;		/* in a transaction */
	enum db_mode		 mode;		/* ... and may this */
	enum err		 failed;	/* of its statements */
	struct arena		*arena;		/* ... its rows' */
	struct fault		*fault;
	str			 scope;		/* ",12,99," */
	struct db_known		*known;		/* a table by address */
	size_t			 knows;		/* statements in it */
	size_t			 known_room;	/* places in it */
};

/* The rows of a statement as they come in. */
struct db_result {
	struct arena		*arena;	/* the transaction's */
	struct fault		*fault;	/* the transaction's */
	const struct sql	*sql;	/* whose rows they are */
	char			*at;	/* rows of sql->row_size bytes */
	size_t			 n;	/* how many */
	size_t			 room;	/* for how many */
};

/* One engine.  Failures go to the fault of the transaction unless one is
   handed in. */
struct db_driver {
	enum db_engine	engine;		/* which one */
	/* Make db->engine; `db' is thrown away if this fails. */
	enum err	(*open)(struct db *db, enum db_opening opening,
			    struct fault *fault);
	/* Let go of it. */
	void		(*close)(struct db *db);
	/* Begin a transaction of db->mode, end and undo it. */
	enum err	(*begin)(struct db *db);
	/* Rolled back by the caller if it fails. */
	enum err	(*commit)(struct db *db);
	/* Also when a statement was left in its middle. */
	void		(*rollback)(struct db *db);
	/* Run a statement; the scope is the last of `in'. */
	enum err	(*run)(struct db *db, const struct sql *sql,
			    const struct db_value *in,
			    struct db_result *result);
	/* db_examine, and db_script. */
	enum err	(*examine)(struct db *db, const struct sql *sql,
			    struct arena *arena, struct fault *fault);
	/* Several statements may stand in it. */
	enum err	(*script)(struct db *db, const char *text,
			    struct fault *fault);
};

extern const struct db_driver db_sqlite;
extern const struct db_driver db_pgsql;

/* Where this connection keeps what it prepared for a statement. */
void	**db_prepared(struct db *db, const struct sql *sql);

/* Forget all of it, after the connection was lost. */
void	 db_forget(struct db *db);

/* A new row; NULL, with the fault set, if there are too many. */
char	*db_result_row(struct db_result *result);

/* Put a column's value into a row; text and bytes are copied. */
enum err db_result_put(struct db_result *result, char *row, size_t column,
	    const struct db_value *value);

/* Say in db_examine how a statement differs from what is declared. */
enum err db_differs(const struct sql *sql, str declared, str found,
	    struct fault *fault);

#endif
