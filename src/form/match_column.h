/*
 * match_column - which value of a record stands under which column.
 *
 * As many values as columns stand under them in order.  Otherwise the grid of
 * the table tells, or the place across the page, or nothing does: then the
 * record does not fit the row, and nobody guesses.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_COLUMN_H
#define MATCH_COLUMN_H

#include "form/match_over.h"

/* What stands under a column. */
struct match_pick {
	bool			 found;	/* false: no such cell */
	str			 text;	/* empty if blank */
	const struct match_token *token; /* NULL if nothing is there to see */
};

struct match_fit {
	struct match_pick pick[MATCH_COLUMNS];	/* one a column */
	size_t		  found;		/* how many were */
	size_t		  extra;		/* token of a value under a
						   column the form lacks, or
						   SIZE_MAX */
};

/* True when the record's values can be the row's; ret may be NULL. */
bool	match_column_fit(const struct match_view *view,
	    const struct match_record *record, size_t row,
	    struct match_fit *ret);

/* The second of two values stands below the first, across the page. */
bool	match_column_below(const struct match_token *above,
	    const struct match_token *below);

#endif
