/*
 * match_across - tables whose rows stand side by side in one row of values.
 *
 * As many values as the table has cells are its cells in order; so are
 * several runs of values, of whole rows each, that make as many together.
 * With fewer values the labels over them tell, where their places are known;
 * and with heads of sums among the labels, which values are not the form's.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_ACROSS_H
#define MATCH_ACROSS_H

#include "form/match_column.h"

#define MATCH_CELLS	512u	/* of a table whose rows stand side by side */

/* One reading of the whole table. */
struct match_across {
	struct match_pick *pick;	/* one a cell of the table */
	size_t		   found;	/* how many were */
	const struct match_token *added; /* head of a sum that no form has;
					   NULL if there is none */
};

/*
 * Every reading of the table, in the order of the document; returns how many
 * and what could not be read: *ret_unclear is a record, or NULL.
 */
size_t	match_across_read(const struct match_view *view,
	    struct match_across **ret, const struct match_record **ret_unclear);

#endif
