/*
 * sql - named statements and the schema, woven into C.
 *
 * Three steps: sql_read.c reads what is written, sql_text.c holds it to the
 * rules and makes each engine's text, sql_write.c writes the C.  Mistakes are
 * told as file:line: sentence and kept in `wrong'.
 */
#ifndef SQL_H
#define SQL_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

#define SQL_COLUMNS	64	/* parameters or columns of one statement */

enum sql_engine { SQL_SQLITE, SQL_PGSQL, SQL_ENGINES };
enum sql_type { SQL_INT, SQL_TEXT, SQL_DAY, SQL_BYTES, SQL_TYPES };
enum sql_yield { SQL_NOTHING, SQL_ONE, SQL_MANY };

/* A parameter or a column of a result. */
struct sql_column {
	str		 name;
	enum sql_type	 type;
	bool		 nullable;
};

/* A list of them, as a header line gives it. */
struct sql_columns {
	struct sql_column	at[SQL_COLUMNS];
	size_t			n;
};

/* One statement as it is written; a variant is one of its own. */
struct sql_statement {
	str			 name;
	str			 sentence;
	struct sql_columns	 in, out;
	enum sql_yield		 yield;
	bool			 unscoped;	/* a reason stands there */
	bool			 later;		/* ... here: it can wait */
	const char		*file;
	unsigned		 line;		/* of its header */
	unsigned		 text_line;	/* of its text */
	str			 raw;		/* the text as written */
	str			 variant;	/* "sqlite", "pgsql" or empty */
	str			 text[SQL_ENGINES];
	bool			 scoped;	/* it holds $scope( */
	bool			 merged;	/* into its other variant */
	bool			 writes;
};

/* A migration. */
struct sql_migration {
	unsigned	 number;
	str		 name;			/* "0001-store" */
	const char	*file;
	str		 text[SQL_ENGINES];
};

struct sql_weave {
	struct arena		*arena;
	struct sql_statement	*statement;
	size_t			 statements, statement_room;
	struct sql_migration	*migration;
	size_t			 migrations;
	str			*scoped;	/* tables with an agency */
	size_t			 scopeds, scoped_room;
	bool			 wrong;		/* something was said */
};

/* A piece of SQL text. */
enum sql_token_kind { SQL_END, SQL_BLANK, SQL_WORD, SQL_PARAM, SQL_QUOTED,
	SQL_COMMENT, SQL_OTHER };

struct sql_token {
	enum sql_token_kind	kind;
	str			s;	/* with its quotes or `$' */
	size_t			at;	/* byte offset in the text */
};

/* The token at *at, moving behind it. */
struct sql_token sql_token(str text, size_t *at);

/* The same, passing blanks and comments over. */
struct sql_token sql_token_solid(str text, size_t *at);

/* Read the statements of a file, or one of sql/schema. */
void	sql_read(struct sql_weave *weave, const char *file, str text);
void	sql_read_schema(struct sql_weave *weave, const char *file, str text);

/* Join variants, hold every statement to the rules, make the texts. */
void	sql_text(struct sql_weave *weave);

/* Write sql.h, sql.c and schema.c into a directory; false if it failed. */
bool	sql_write(struct sql_weave *weave, const char *directory);

/* All of it; exit status 1 if anything was wrong. */
int	sql_weave(struct arena *arena, const char *directory,
	    char *const *file, int files);

#endif
