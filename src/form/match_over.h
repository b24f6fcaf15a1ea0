/*
 * match_over - the labels of columns that stand over a record.
 *
 * Which columns they name, which of them only other forms have, and which are
 * of sums that someone added (小计).
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_OVER_H
#define MATCH_OVER_H

#include "form/match_record.h"

#define MATCH_COLUMNS	64u	/* of one row, at most */

/* The records of a slot, read as one form's table. */
struct match_view {
	const struct match		*match;
	const struct match_records	*records;
	int				 slot;
	unsigned			 form;	/* index in the forms */
	const struct form_table		*table;
};

/* A label over a column of values. */
struct match_over {
	const struct match_token *token; /* the label */
	int			  column;	/* of the row's block, or -1 */
	bool			  foreign;	/* only other forms have it */
	bool			  added;	/* no form has it: a sum */
};

/* The labels over a record: from left to right where places are known. */
struct match_overs {
	struct match_over	at[MATCH_COLUMNS];	/* the labels */
	size_t		n;		/* how many of them */
	size_t		added;		/* how many of them are */
	bool		one_line;	/* of the document */
};

/* Find the labels over a record, as heads of a block of the table. */
void	match_over_find(const struct match_view *view,
	    const struct match_record *record, size_t block,
	    struct match_overs *ret);

/* The label of a sum that no form has: 小计 and the like. */
bool	match_over_sum(const struct match_view *view,
	    const struct match_token *token);

/*
 * How many labels of the row's columns stand over the record, less those that
 * only other forms have.
 */
int	match_over_labels(const struct match_view *view,
	    const struct match_record *record, size_t row);

/* The label over a column of the row, as far as one can be told; or NULL. */
const struct match_token *match_over_column(const struct match_view *view,
	    const struct match_record *record, size_t row, size_t column);

#endif
