/*
 * import - rows of a table that somebody else keeps, brought in.
 *
 * A kind of import knows its columns (rules/import.yaml tells how their heads
 * may be written), plans and applies.  A plan says of each row whether it is
 * new, changed, unchanged or wrong, and why; one wrong row stops the whole
 * import before anything is written.  Applying goes by steps, IMPORT_BATCH of
 * them in a transaction, with the count of those done kept in it: an import
 * that broke off goes on there.  A step that was done before does nothing.
 *
 * Calls: base, doc, domain.
 */
#ifndef IMPORT_H
#define IMPORT_H

#include "base/day.h"
#include "domain/job.h"

#define IMPORT_BATCH	1000	/* steps of one transaction */
#define IMPORT_COLUMNS	32	/* of a kind at most */
#define IMPORT_NOTES	1000	/* of what is wrong; no more are kept */

enum import_verdict { IMPORT_NEW, IMPORT_CHANGED, IMPORT_UNCHANGED,
	IMPORT_WRONG, IMPORT__VERDICTS };

/* A column that a row changes. */
struct import_change {
	str	column;		/* its head in the file */
	str	old;		/* what is there; empty: nothing */
	str	text;		/* what would be */
};

/* A row of the file. */
struct import_row {
	unsigned		 line;	/* where it stands */
	str			 field[IMPORT_COLUMNS]; /* trimmed, by the
						   kind's columns; empty if
						   the file has none */
	enum import_verdict	 verdict;
	str			 about;	/* what it is about, for people */
	struct import_change	*change; /* of a new or changed one, for
						   people */
	size_t			 changes;
};

/* Something that is wrong. */
struct import_note {
	unsigned	line;	/* of the file */
	str		column;	/* its head there; empty: the whole row */
	str		text;	/* why, a sentence */
};

/* A way to write a value. */
struct import_value {
	str	key;	/* "county" */
	str	folded;	/* 县级, in the form of han_fold */
};

struct import_kind;

struct import {
	struct job			*job;
	const struct import_kind	*kind;
	str				 file;	/* its name */
	str				 source; /* digest of its bytes, and of
						   the plan's order */
	str				 into;	/* a channel's code, for a
						   kind that asks for it */
	str				 head[IMPORT_COLUMNS]; /* as the file
						   has them; empty: not there */
	str				*ignored; /* heads nobody knows */
	size_t				 ignoreds;
	struct import_value		*value;	/* ways to write some */
	size_t				 values;
	struct import_row		*row;
	size_t				 n;
	struct import_note		*note;
	size_t				 notes;	/* kept */
	size_t				 wrong;	/* rows that are */
	void				*plan;	/* the kind's own */
	size_t				 steps;	/* to apply it */
	str				 order;	/* tells one order of the steps
						   from another; may be empty */
	size_t				 at;	/* row being applied; n: none */
	int64_t				 agency; /* who acts may on it and
						    below; 0 for the machine
						    itself */
};

struct import_kind {
	const char		*name;	/* "agencies" */
	str			 need;	/* that who acts holds */
	const char *const	*column; /* keys in rules/import.yaml, ended
					   by NULL */
	/* Look at every row, in a reading job: set verdict, about, change;
	   say what is wrong; set plan and steps. */
	enum err	(*plan)(struct job *job, struct import *import);
	/* Do the steps from .. until (without), in a writing job; `at' tells
	   the row. */
	enum err	(*apply)(struct job *job, struct import *import,
			    size_t from, size_t until);
};

/* The kinds, ended by NULL; and one by name, NULL for none. */
extern const struct import_kind *const import_kinds[];
const struct import_kind *import_kind(const char *name);

/*
 * Read a CSV file (UTF-8 or GB18030) or the table of an XLSX one.  The row of
 * heads is the first that has all needed ones.  What cannot be a row is
 * ERR_INVALID.
 */
enum err import_read(struct job *job, const struct import_kind *kind,
	    str path, str bytes, struct import **ret);

/* Plan it; import->wrong tells how many rows stop it.  ERR_FORBIDDEN
   "web.no_need" for somebody without the kind's need. */
enum err import_plan(struct import *import);

/*
 * Apply a plan without wrong rows.  *ret_from is the step it began with: not
 * 0 if it went on where it had broken off.  On failure import->at is the row.
 */
enum err import_apply(struct import *import, size_t *ret_from);

/* Set what a row changes, from what `n' columns were and are to be. */
void	 import_changes(struct import *import, struct import_row *row,
	    const str *was, const str *is, size_t n);

/* The same in a line. */
str	 import_change_line(const struct import *import,
	    const struct import_row *row);

/* Say that a column of a row (negative: the whole of it) is wrong. */
void	 import_wrong(struct import *import, struct import_row *row,
	    int column, str text);

/* The same for a fault. */
void	 import_fault(struct import *import, struct import_row *row,
	    int column, const struct fault *fault);

/* A day as people write it: 2021-01-19, 2021/1/19, 2021.1.19, 2021年1月19日;
   DAY_NONE for anything else. */
day	 import_day(str text);

/* A moment: such a day, or one of eight digits, and a time behind it if there
   is one (10:00, 10:00:05); -1 for anything else. */
int64_t	 import_moment(str text);

/* The key that a text stands for below `values' of the kind in
   rules/import.yaml (county for 县级), or the text itself. */
str	 import_value(struct arena *arena, const struct import *import,
	    str text);

#endif
