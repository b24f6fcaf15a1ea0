#include "form/filled.h"

const struct filled_table *
filled_table(const struct filled *filled, str key)
{
	for (size_t i = 0; i < filled->tables; i++)
		if (str_eq(filled->form->table[i].key, key))
			return &filled->table[i];
	return NULL;
}

const struct filled_cell *
filled_cell(const struct filled *filled, str table, str row, str column)
{
	const struct filled_table	*at = filled_table(filled, table);
	const struct form_row		*line;
	const struct filled_cell	*cell;
	ptrdiff_t			 r, c;

	if (at == NULL || at->table == NULL)
		return NULL;
	r = form_row(at->table, row);
	if (r < 0)
		return NULL;
	line = &at->table->row[r];
	c = form_column(line, column);
	if (c < 0)
		return NULL;
	cell = &at->cell[line->first + (size_t)c];
	return cell->state == FILLED_LOST ? NULL : cell;
}

bool
filled_int(const struct filled_cell *cell, int64_t *ret)
{
	if (cell == NULL || cell->state != FILLED_NUMBER)
		return false;
	return number_integer(cell->value, ret);
}
