/*
 * village - the monthly tables of a village's affairs (三务公开): party,
 * affairs, finance and grants.
 *
 * Which columns a table has, what stands in them and which sums must hold is
 * rules/village.yaml.  Pure: rows in, what is wrong with them and a document
 * out.
 *
 * Calls: base, doc.
 */
#ifndef VILLAGE_H
#define VILLAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/csv.h"
#include "base/err.h"
#include "base/str.h"

struct arena;
struct doc;

#define VILLAGE_COLUMNS	12	/* of a table at most */
#define VILLAGE_ROWS	5000	/* of a month at most */
#define VILLAGE_REMARKS	200	/* that are kept */

enum village_type { VILLAGE_TEXT, VILLAGE_DAY, VILLAGE_MONEY,
	VILLAGE_PERSON, VILLAGE__TYPES };

struct village_column {
	str			key;	/* "income" */
	str			name;	/* 收入 */
	enum village_type	type;	/* what stands in it */
	bool			needed;	/* in every row */
};

struct village_kind {
	str			key;	/* "finance" */
	str			name;	/* 财务收支公开表 */
	struct village_column	column[VILLAGE_COLUMNS]; /* in order */
	size_t			columns; /* how many */
	int			balance; /* columns of the running balance; */
	int			income;	/* -1: there is none */
	int			expense;
	int			total;	/* column that is summed; -1: none */
};

struct village_kinds {
	str			 source; /* of the law */
	struct village_kind	*kind;	/* in the order of the file */
	size_t			 n;
};

/* Load them; a fault names file, line and column. */
enum err village_load(struct arena *arena, const struct village_kinds **ret,
	    struct fault *fault);

/* One by its key; NULL for none. */
const struct village_kind *village_find(const struct village_kinds *kinds,
	    str key);

/* A row, as it was written. */
struct village_row {
	unsigned	line;	/* of the file */
	str		field[VILLAGE_COLUMNS]; /* by the kind's columns */
	bool		total;	/* it adds up those above */
};

struct village_table {
	const struct village_kind	*kind;
	struct village_row		*row;
	size_t				 n;
};

/*
 * Take a table out of rows that were typed or read from a file: the first row
 * that has all needed columns tells where they stand.  ERR_INVALID
 * "village.no_heads", ERR_TOO_LARGE.
 */
enum err village_read(struct arena *arena, const struct village_kind *kind,
	    const struct csv_row *row, size_t n, struct village_table *ret,
	    struct fault *fault);

/* Something that is wrong: the words of `key' with `arg' in their holes. */
struct village_remark {
	unsigned	 line;		/* of the file */
	str		 column;	/* its name */
	const char	*key;		/* in words/, under village */
	str		 arg[2];	/* what stands there, what should */
};

/* All that is wrong with a table, at most VILLAGE_REMARKS; none: it may be
   published. */
void	 village_check(struct arena *arena, const struct village_table *table,
	    struct village_remark **ret, size_t *ret_n);

/* A name with all but its first character masked: 张**. */
str	 village_mask(struct arena *arena, str name);

/* A table as a document with a title, for the writers. */
enum err village_draw(struct arena *arena, const struct village_table *table,
	    str title, struct doc **ret, struct fault *fault);

#endif
