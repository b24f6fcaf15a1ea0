#include "check/check_at.h"

static bool
is_known(const struct doc_place *place)
{
	return place->line > 0 || place->page > 0 || place->xpath.n > 0;
}

void
check_at_table(struct finding *finding, const struct form_table *table,
    const struct filled_table *at)
{
	finding->table = table->key;
	finding->place = at->place;
}

void
check_at_row(struct finding *finding, const struct filled_table *at,
    size_t row)
{
	const struct form_row	*line = &at->table->row[row];

	check_at_table(finding, at->table, at);
	finding->row = line->key;
	for (size_t i = 0; i < line->columns; i++) {
		const struct filled_cell	*cell;

		cell = &at->cell[line->first + i];
		if (!is_known(&cell->place))
			continue;
		finding->place = cell->place;
		break;
	}
}

void
check_at_cell(struct finding *finding, const struct filled_table *at,
    size_t row, size_t column)
{
	const struct form_row		*line = &at->table->row[row];
	const struct filled_cell	*cell = &at->cell[line->first + column];

	check_at_row(finding, at, row);
	finding->column = line->column[column].key;
	finding->cell = cell->cell;
	if (is_known(&cell->place))
		finding->place = cell->place;
}
