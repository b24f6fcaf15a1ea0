#include "check/prose_figure.h"

/* Is it this row, or one of the group? */
static bool
is_of(str row, str key)
{
	return str_eq(row, key) || (row.n > key.n && str_starts(row, key) &&
	    row.at[key.n] == '.');
}

static bool
is_wanted_column(str column, str key)
{
	if (str_is(key, PROSE_FIGURE_PARTS))
		return !str_is(column, "total");
	if (str_is(key, PROSE_FIGURE_ORGANISATIONS))
		return !str_is(column, "natural") && !str_is(column, "total");
	return str_eq(column, key);
}

/* Take one cell in; false if the sum is not known then. */
static bool
add_cell(const struct filled_cell *cell, struct prose_figure *sum)
{
	int64_t	n;

	if (cell->state == FILLED_BLANK || cell->state == FILLED_MARK) {
		sum->blank = true;
		return true;
	}
	if (!filled_int(cell, &n) || n < 0 || n > (int64_t)1 << 40)
		return false;
	sum->value += n;
	sum->known = true;
	return true;
}

struct prose_figure
prose_figure_of(const struct filled *filled, str table, str row, str column)
{
	const struct prose_figure	 unknown = { .known = false };
	const struct filled_table	*at = filled_table(filled, table);
	struct prose_figure		 sum = { .known = false };

	if (at == NULL || at->table == NULL)
		return unknown;
	for (size_t i = 0; i < at->table->rows; i++) {
		const struct form_row	*line = &at->table->row[i];

		if (!is_of(line->key, row))
			continue;
		for (size_t j = 0; j < line->columns; j++)
			if (is_wanted_column(line->column[j].key, column) &&
			    !add_cell(&at->cell[line->first + j], &sum))
				return unknown;
	}
	return sum;
}

struct prose_figure
prose_figure_add(struct prose_figure a, struct prose_figure b)
{
	return (struct prose_figure){
		.known = a.known && b.known,
		.blank = a.blank || b.blank,
		.value = a.value + b.value,
	};
}

bool
prose_figure_is(const struct filled *filled, str table, str row, str column,
    int64_t count)
{
	struct prose_figure	figure;

	figure = prose_figure_of(filled, table, row, column);
	if (figure.known && figure.value == count)
		return true;
	if (!str_is(column, "total"))
		return false;
	figure = prose_figure_of(filled, table, row, S(PROSE_FIGURE_PARTS));
	return figure.known && figure.value == count;
}
