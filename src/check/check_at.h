/*
 * check_at - where in the tables a finding stands.
 *
 * Each sets the keys of a finding, the cell to mark and the place: of the
 * cell, or of the table where the cell has none.
 *
 * Calls: form, check.
 */
#ifndef CHECK_AT_H
#define CHECK_AT_H

#include "check/check.h"

/* One cell. */
void	check_at_cell(struct finding *finding, const struct filled_table *at,
	    size_t row, size_t column);

/* A row: its first cell that has a place tells where. */
void	check_at_row(struct finding *finding, const struct filled_table *at,
	    size_t row);

/* A whole table. */
void	check_at_table(struct finding *finding, const struct form_table *table,
	    const struct filled_table *at);

#endif
