/*
 * filled - a form with values: what a report says, cell by cell.
 *
 * Read from a published document by form_match, from our own JSON by
 * form_json, drawn as a document by form_draw.  Every value keeps its raw
 * text and its place.  A blank is not a zero: a cell is a number, blank, a
 * mark such as "/" (which says nothing either), or a raw text that could not
 * be read; a cell that was not in the document at all is lost.
 *
 * Calls: base, doc, form.
 */
#ifndef FILLED_H
#define FILLED_H

#include <stdbool.h>

#include "base/day.h"
#include "base/number.h"
#include "doc/doc.h"
#include "form/form.h"

enum filled_state {
	FILLED_LOST,		/* no such cell was found */
	FILLED_BLANK,		/* found, nothing in it */
	FILLED_MARK,		/* found, "/", "-", "—", "无" in it */
	FILLED_NUMBER,
	FILLED_UNREADABLE	/* found, and its text is no number */
};

struct filled_cell {
	enum filled_state state;
	struct number	 value;		/* of a number */
	str		 raw;		/* its text as in the document */
	str		 unit;		/* or a note that stood in the cell */
	struct doc_place place;
	const struct doc_cell *cell;	/* NULL if not of a table */
};

struct filled_table {
	const struct form	*form;	/* whose labels it has; or NULL */
	const struct form_table	*table;	/* NULL if lost */
	struct filled_cell	*cell;	/* table->cells of them */
	size_t			 pieces; /* document tables it was torn into */
	struct doc_place	 place;	/* of its first label */
};

/* A paragraph of a section, repaired (simplified, pinyin gone). */
struct filled_text {
	str			 text;	/* for reading and quoting */
	str			 raw;	/* as in the document */
	const struct doc_block	*block;	/* NULL if it came from elsewhere */
	struct doc_place	 place;
};

struct filled_section {
	str		 number;	/* as written: "一" .. ; empty if none */
	str		 heading;	/* as written, repaired, number off */
	ptrdiff_t	 section;	/* index in the form, -1 if not known */
	bool		 exact;		/* in the official wording */
	struct filled_text *text;
	size_t		 n;
	struct doc_place place;
};

/* A fact with the words and the place it was read from. */
struct filled_fact {
	str		 text;		/* repaired; empty if not found */
	str		 quote;		/* the sentence or line it stood in */
	struct doc_place place;
};

struct filled_day {
	day		 day;		/* DAY_NONE if there is none */
	struct filled_fact fact;
};

/* Something that was wrong on the way from the document to the form. */
enum filled_remark_kind {
	FILLED_CELL_UNREADABLE,	/* row, column: text that is no number */
	FILLED_ROW_UNCLEAR,	/* row: as many values as fit no column order */
	FILLED_ROW_MISSING,	/* row: its label was not found */
	FILLED_ROW_DOUBLE,	/* row: found twice, with other values */
	FILLED_TABLE_DOUBLE,	/* table: found twice, with other values */
	FILLED_ROW_UNKNOWN,	/* table: a row with values the form lacks */
	FILLED_COLUMN_ADDED,	/* table: a column that the form lacks */
	FILLED_HEAD_OTHER,	/* row: labels over it are another form's */
	FILLED_HEAD_DOUBLE,	/* row: a label twice over it, none of column */
	FILLED_SUBTOTAL,	/* row is a group's key: someone added it */
	FILLED_MOJIBAKE		/* the text is damaged beyond reading */
};

struct filled_remark {
	enum filled_remark_kind kind;
	str		 table;		/* keys; empty where not meant */
	str		 row, column;	/* keys; empty where not meant */
	str		 quote;		/* the text found there */
	str		 form;		/* FILLED_HEAD_OTHER: key of the form */
	struct number	 value[16];	/* FILLED_SUBTOTAL: the row's figures */
	size_t		 values;
	struct doc_place place;
};

struct filled {
	const struct doc *doc;		/* NULL if read from JSON */
	const struct forms *forms;
	const struct form *form;	/* in force that year, or the one most
					   tables bear; never NULL */
	struct filled_fact title;	/* the report's own title */
	struct filled_fact agency;	/* whose report it is */
	int		 year;		/* reporting year, 0 unknown */
	struct filled_fact year_fact;	/* where it was read */
	struct filled_day from, until;	/* statistics period */
	struct filled_day signed_on;	/* signature date */
	struct filled_fact signer;	/* name over the date */
	struct filled_day published;	/* page's publication date */
	struct filled_fact contact;	/* the contact sentence */
	struct filled_fact index;	/* index number (索引号) */
	struct filled_fact host;	/* host of the official link or page */
	struct filled_table *table;	/* one a table key of `form' */
	size_t		 tables;
	struct filled_section *section;	/* in document order; the text before
					   the first heading has number "" and
					   section -1 */
	size_t		 sections;
	struct filled_remark *remark;
	size_t		 remarks;
};

/* The table of a key; NULL if the form has none.  It may be lost. */
const struct filled_table *filled_table(const struct filled *filled, str key);

/* A cell by keys; NULL where table, row or column is not there or lost. */
const struct filled_cell *filled_cell(const struct filled *filled, str table,
		    str row, str column);

/* The integer of a cell: false unless it holds one. */
bool		 filled_int(const struct filled_cell *cell, int64_t *ret);

#endif
