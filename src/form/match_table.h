/*
 * match_table - the table of one key: which form's it is, and its cells.
 *
 * Every form that has a table of the key is tried; the one whose labels are
 * there and whose rows come out is the one the table bears.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_TABLE_H
#define MATCH_TABLE_H

#include "form/match_across.h"
#include "form/match_align.h"

/* One form tried on the lines of a table. */
struct match_try {
	struct match_view	 view;	/* its table is NULL if it has none */
	struct match_aligned	 aligned;
	struct match_across	*across;	/* of rows side by side */
	size_t			 readings;	/* how many */
	const struct match_record *unclear;	/* values for no columns */
	int			 score;
};

struct match_table {
	unsigned		 slot;	/* which table of the forms */
	struct match_records	 records;
	struct match_try	*try;	/* one a form */
};

/* Try every form on the lines of a slot. */
void	match_table_try(const struct match *match, unsigned slot,
	    struct match_table *ret);

/* Fill the table as that form's; what is wrong with it becomes remarks. */
void	match_table_fill(struct match *match, const struct match_table *table,
	    unsigned form, struct filled_table *ret);

#endif
