/*
 * check_sum - a relation of a form held against the figures of a report.
 *
 * A figure that is blank, a mark, unreadable or lost is unknown, not zero: a
 * relation fails only when no figure that the unknown cells may hold can
 * make it true.  A blank in which a zero makes the relation true says nothing.
 *
 * Calls: base, form.
 */
#ifndef CHECK_SUM_H
#define CHECK_SUM_H

#include "check/check.h"

/* One relation in one column or in one row. */
struct check_sum {
	const struct filled	*previous;	/* last year's, or NULL */
	const struct filled_table *at;	/* the table, not lost */
	const struct form_rule	*rule;	/* of at->table */
	size_t			 line;	/* the column (FORM_SUM_ROWS) or row */
};

/* A cell that is looked at as if it held another figure; NULL cell: none. */
struct check_sum_if {
	const struct filled_cell *cell;
	struct number		 value;	/* as if it held this */
};

/* What one side of a relation comes to. */
struct check_sum_side {
	struct number	 known;		/* sum of what can be read */
	size_t		 unknown;	/* cells that cannot */
	bool		 free;		/* an unknown cell may be below zero */
};

enum check_sum_state {
	CHECK_SUM_HOLDS,
	CHECK_SUM_OPEN,		/* may hold, unknown cells decide */
	CHECK_SUM_FAILS
};

/* In how many columns or rows a relation stands, and which the i-th is. */
size_t	check_sum_lines(const struct form_table *table,
	    const struct form_rule *rule);
size_t	check_sum_line(const struct form_rule *rule, size_t i);

/* Row and column of a term in this form. */
void	check_sum_where(const struct check_sum *sum,
	    const struct form_term *term, size_t *ret_row,
	    size_t *ret_column);

/* The cell of a term; NULL where last year's report has no such cell. */
const struct filled_cell *check_sum_cell(const struct check_sum *sum,
	    const struct form_term *term);

/* Add up one side; what cannot be added counts as unknown. */
struct check_sum_side check_sum_side(const struct check_sum *sum,
	    const struct form_term *term, size_t n, struct check_sum_if as_if);

/* Whether a relation holds, with one figure changed or none. */
enum check_sum_state check_sum_state(const struct check_sum *sum,
	    struct check_sum_if as_if);

/* One way to set a relation right: this cell should hold this figure. */
struct check_sum_repair {
	size_t		row, column;	/* of the cell in its table */
	struct number	value;		/* what it should hold */
};

enum check_sum_for {
	CHECK_SUM_ALONE,	/* this relation holds then */
	CHECK_SUM_AMONG_ALL	/* and all others of the cell hold too */
};

/*
 * The cells of a failed relation of which one alone could be changed so that
 * it holds.  At most `most' are given.
 */
size_t	check_sum_repairs(const struct check_sum *sum, enum check_sum_for what,
	    struct check_sum_repair *ret, size_t most);

#endif
