/*
 * check_name - rows, columns and cells of a form as a sentence names them.
 *
 * Calls: base, form.
 */
#ifndef CHECK_NAME_H
#define CHECK_NAME_H

#include "check/check.h"

/*
 * "（三）1.属于国家秘密": the number of the group in front tells rows of equal
 * label apart.  An explanation in brackets is left out.
 */
str	check_name_row(struct arena *arena, const struct form_table *table,
	    size_t row);

/* "自然人", without an explanation in brackets. */
str	check_name_column(const struct form_row *row, size_t column);

/* The same for a group of rows or columns; its key if it is not known. */
str	check_name_group(struct arena *arena, const struct form_table *table,
	    str key);

/* The text that stands in a cell, or the reader's word for a blank. */
str	check_name_figure(const struct check_run *run,
	    const struct filled_cell *cell);

/* "行政许可 3 4 12": a row's name and what stands in its cells. */
str	check_name_figures(const struct check_run *run,
	    const struct filled_table *at, size_t row);

/* Join texts with a separator between them. */
str	check_name_join(struct arena *arena, const str *text, size_t n,
	    str separator);

#endif
