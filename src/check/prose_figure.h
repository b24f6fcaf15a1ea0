/*
 * prose_figure - what the tables say where the prose says it too.
 *
 * Calls: base, form.
 */
#ifndef PROSE_FIGURE_H
#define PROSE_FIGURE_H

#include "form/filled.h"

/* Cells added up. */
struct prose_figure {
	bool	known;		/* some of it was read, nothing is lost */
	bool	blank;		/* some of it was blank, taken for zero */
	int64_t	value;		/* their sum */
};

/* Instead of a column: all of applicants but natural persons and the total. */
#define PROSE_FIGURE_ORGANISATIONS	"organisations"
/* Instead of a column: all but the total. */
#define PROSE_FIGURE_PARTS		"parts"

/*
 * The cells of a row, or of all rows of a group ("denied" stands for
 * denied.*), in one column.  Nothing is known where a cell is lost or cannot
 * be read, or where all are blank.
 */
struct prose_figure prose_figure_of(const struct filled *filled, str table,
	    str row, str column);

/* Two figures together. */
struct prose_figure prose_figure_add(struct prose_figure a,
	    struct prose_figure b);

/*
 * Does the table hold this count there?  Where the row's total is not the sum
 * of its columns, each of the two readings will do: that the row does not
 * add up is told by another rule.
 */
bool	prose_figure_is(const struct filled *filled, str table, str row,
	    str column, int64_t count);

#endif
