#include "check/check_sum.h"

size_t
check_sum_lines(const struct form_table *table, const struct form_rule *rule)
{
	if (rule->kind == FORM_SUM_COLUMNS)
		return rule->rows;
	return table->row[rule->left[0].index].columns;
}

size_t
check_sum_line(const struct form_rule *rule, size_t i)
{
	return rule->kind == FORM_SUM_COLUMNS ? rule->row[i] : i;
}

void
check_sum_where(const struct check_sum *sum, const struct form_term *term,
    size_t *ret_row, size_t *ret_column)
{
	bool	by_rows = sum->rule->kind == FORM_SUM_ROWS;

	*ret_row = by_rows ? term->index : sum->line;
	*ret_column = by_rows ? sum->line : term->index;
}

const struct filled_cell *
check_sum_cell(const struct check_sum *sum, const struct form_term *term)
{
	const struct form_table	*table = sum->at->table;
	const struct form_row	*row;
	size_t			 r, c;

	check_sum_where(sum, term, &r, &c);
	row = &table->row[r];
	if (!term->last)
		return &sum->at->cell[row->first + c];
	if (sum->previous == NULL)
		return NULL;
	return filled_cell(sum->previous, table->key, row->key,
	    row->column[c].key);
}

struct check_sum_side
check_sum_side(const struct check_sum *sum, const struct form_term *term,
    size_t n, struct check_sum_if as_if)
{
	struct check_sum_side	side = { .known = number_of(0) };

	for (size_t i = 0; i < n; i++) {
		const struct filled_cell	*cell;
		struct number			 value;
		size_t				 r, c;

		cell = check_sum_cell(sum, &term[i]);
		check_sum_where(sum, &term[i], &r, &c);
		if (cell != NULL && cell == as_if.cell)
			value = as_if.value;
		else if (cell != NULL && cell->state == FILLED_NUMBER)
			value = cell->value;
		else {
			side.unknown++;
			side.free = side.free || sum->at->table->row[r]
			    .column[c].unit == FORM_CHANGE;
			continue;
		}
		if (!number_add(side.known, value, &side.known)) {
			side.unknown++;
			side.free = true;
		}
	}
	return side;
}

enum check_sum_state
check_sum_state(const struct check_sum *sum, struct check_sum_if as_if)
{
	const struct form_rule	*rule = sum->rule;
	struct check_sum_side	 left, right;
	int			 order;

	left = check_sum_side(sum, rule->left, rule->lefts, as_if);
	right = check_sum_side(sum, rule->right, rule->rights, as_if);
	order = number_compare(left.known, right.known);
	if (order == 0 || (order > 0 && rule->relation == FORM_AT_LEAST))
		return left.unknown + right.unknown == 0 ? CHECK_SUM_HOLDS :
		    CHECK_SUM_OPEN;
	if (left.free || right.free)
		return CHECK_SUM_OPEN;
	/* What is missing on the smaller side may lie in its unknown cells. */
	if (order < 0 ? left.unknown > 0 : right.unknown > 0)
		return CHECK_SUM_OPEN;
	return CHECK_SUM_FAILS;
}

/* --- repairs ------------------------------------------------------------ */

static bool
holds_term(const struct check_sum *sum, const struct form_term *term,
    size_t n, const struct filled_cell *cell)
{
	for (size_t i = 0; i < n; i++)
		if (check_sum_cell(sum, &term[i]) == cell)
			return true;
	return false;
}

/* True when no relation in which the cell stands fails with that figure. */
static bool
fits_everywhere(const struct check_sum *sum, struct check_sum_if as_if)
{
	const struct form_table	*table = sum->at->table;

	for (size_t i = 0; i < table->rules; i++) {
		struct check_sum	other = *sum;
		size_t			lines;

		other.rule = &table->rule[i];
		lines = check_sum_lines(table, other.rule);
		for (size_t j = 0; j < lines; j++) {
			const struct form_rule	*rule = other.rule;

			other.line = check_sum_line(rule, j);
			if (!holds_term(&other, rule->left, rule->lefts,
			    as_if.cell) && !holds_term(&other, rule->right,
			    rule->rights, as_if.cell))
				continue;
			if (check_sum_state(&other, as_if) == CHECK_SUM_FAILS)
				return false;
		}
	}
	return true;
}

/* The figure a cell of one side needs for both sides to be equal. */
static bool
needed(const struct check_sum_side *side, const struct check_sum_side *other,
    const struct filled_cell *cell, const struct form_column *column,
    struct number *ret)
{
	struct number	gap;
	int64_t		whole;

	if (side->unknown + other->unknown > 0 || cell == NULL ||
	    cell->state != FILLED_NUMBER)
		return false;
	if (!number_subtract(other->known, side->known, &gap) ||
	    !number_add(cell->value, gap, ret))
		return false;
	if (column->unit != FORM_CHANGE &&
	    number_compare(*ret, number_of(0)) < 0)
		return false;
	return column->unit == FORM_AMOUNT || number_integer(*ret, &whole);
}

size_t
check_sum_repairs(const struct check_sum *sum, enum check_sum_for what,
    struct check_sum_repair *ret, size_t most)
{
	const struct form_rule	*rule = sum->rule;
	const struct check_sum_if nothing = { .cell = NULL };
	struct check_sum_side	 left, right;
	size_t			 n = 0;

	left = check_sum_side(sum, rule->left, rule->lefts, nothing);
	right = check_sum_side(sum, rule->right, rule->rights, nothing);
	for (size_t i = 0; i < rule->rights + rule->lefts && n < most; i++) {
		bool			 on_right = i < rule->rights;
		const struct form_term	*term = on_right ? &rule->right[i] :
					    &rule->left[i - rule->rights];
		struct check_sum_if	 as_if;
		struct check_sum_repair	*repair = &ret[n];

		if (term->last)
			continue;
		as_if.cell = check_sum_cell(sum, term);
		check_sum_where(sum, term, &repair->row, &repair->column);
		if (!needed(on_right ? &right : &left,
		    on_right ? &left : &right, as_if.cell,
		    &sum->at->table->row[repair->row].column[repair->column],
		    &repair->value))
			continue;
		as_if.value = repair->value;
		if (what == CHECK_SUM_ALONE || fits_everywhere(sum, as_if))
			n++;
	}
	return n;
}
