/*
 * match_align - which record is which row of the form.
 *
 * A record with the row's label in front of it is that row.  What is left
 * between two such records is given its rows in order if there are exactly as
 * many records as rows, or by what can still be seen of the labels; a record
 * that neither tells stays without a row.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_ALIGN_H
#define MATCH_ALIGN_H

#include "form/match_column.h"

/* What a record turned out to be. */
enum match_is {
	MATCH_IS_LEFT,		/* no row of the form, as far as can be told */
	MATCH_IS_ROW,
	MATCH_IS_UNFIT,		/* the row's label, but values for no columns */
	MATCH_IS_SUBTOTAL,	/* of a group */
	MATCH_IS_REST		/* what the end of a page cut off a row */
};

struct match_bid {
	enum match_is	 is;
	size_t		 row;		/* of rows, fit or unfit, and rests */
	size_t		 group;		/* of subtotals */
	bool		 weak;		/* the label may as well be another's */
	unsigned	 copy;		/* of the table: 0 the first */
};

struct match_aligned {
	struct match_bid *bid;		/* one a record */
	unsigned	  copies;
	int		  score;	/* how well the form fits */
};

/* Find out which row of the form each record of a view is. */
void	match_align(const struct match_view *view,
	    struct match_aligned *ret);

/* The text in front of a record that is no label, or empty. */
str	match_align_text(const struct match_view *view,
	    const struct match_record *record);

#endif
