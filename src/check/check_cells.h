/*
 * check_cells - cells of one kind told together.
 *
 * A table left blank has 175 blank cells and deserves one sentence, which
 * still names them all: rows with the same blank columns stand together.
 *
 * Calls: base, form, check.
 */
#ifndef CHECK_CELLS_H
#define CHECK_CELLS_H

#include "check/check.h"

/*
 * Add findings for the cells of a table in one state: `whole' where all its
 * cells are, else `message' with the cells ({1}) and how many ({2}).  Rows
 * that are lost as a whole are not told here.
 */
void	check_cells_tell(struct check_run *run, const struct filled_table *at,
	    enum filled_state state, const char *message, const char *whole);

#endif
