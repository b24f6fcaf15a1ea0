#include "base/arena.h"
#include "check/check_at.h"
#include "check/check_name.h"

/* What the rows of a group come to in one column. */
struct subtotal {
	struct number	known;
	size_t		unknown;	/* cells that cannot be added */
	str		shown;		/* "1.属于国家秘密 1 + ..." */
};

/* True when a row stands in the group, however deep. */
static bool
stands_in(const struct form_table *table, str group, str key)
{
	for (size_t i = table->groups; i-- > 0 && group.n > 0;) {
		if (table->group[i].of_columns ||
		    !str_eq(table->group[i].key, group))
			continue;
		if (str_eq(group, key))
			return true;
		group = table->group[i].parent;
	}
	return false;
}

static struct subtotal
add_up(const struct check_run *run, const struct filled_table *at, str group,
    size_t column)
{
	struct arena		*arena = run->job->arena;
	const struct form_table	*table = at->table;
	struct subtotal		 subtotal = { .known = number_of(0) };
	str			*text;
	size_t			 n = 0;

	text = arena_array(arena, table->rows, sizeof *text);
	for (size_t i = 0; i < table->rows; i++) {
		const struct filled_cell *cell;

		if (!stands_in(table, table->row[i].group, group))
			continue;
		cell = &at->cell[table->row[i].first + column];
		if (cell->state != FILLED_NUMBER || !number_add(
		    subtotal.known, cell->value, &subtotal.known)) {
			subtotal.unknown++;
			continue;
		}
		if (number_compare(cell->value, number_of(0)) != 0)
			text[n++] = str_printf(arena, "%.*s %.*s",
			    STRF(check_name_row(arena, table, i)),
			    STRF(check_name_figure(run, cell)));
	}
	subtotal.shown = n == 0 ? word(run->job->words, "check.sum.zero") :
	    check_name_join(arena, text, n, S(" + "));
	return subtotal;
}

/*
 * A group's line has no figures on the form; where somebody added them they
 * must be the sum of its rows.  Unknown rows can only make it larger.
 */
static void
check_subtotal(struct check_run *run, const struct filled_table *at,
    const struct filled_remark *remark, size_t column)
{
	struct arena	*arena = run->job->arena;
	struct subtotal	 subtotal = add_up(run, at, remark->row, column);
	struct number	 stated = remark->value[column];
	int		 order = number_compare(stated, subtotal.known);
	struct finding	*finding;

	if (order == 0 || (order > 0 && subtotal.unknown > 0))
		return;
	finding = FIND(run, "unequal",
	    check_name_group(arena, at->table, remark->row),
	    check_name_column(&at->table->row[0], column),
	    number_text(arena, stated), number_text(arena, subtotal.known),
	    subtotal.shown);
	check_at_table(finding, at->table, at);
	finding->row = remark->row;
	finding->column = at->table->row[0].column[column].key;
	finding->quote = remark->quote;
	finding->place = remark->place;
	finding->found = number_text(arena, stated);
	if (subtotal.unknown == 0)
		finding->expected = number_text(arena, subtotal.known);
}

CHECK(groups, .id = "I6", .severity = CHECK_ERROR, .scope = CHECK_ONE)
(struct check_run *run)
{
	for (size_t i = 0; i < run->report->remarks; i++) {
		const struct filled_remark *remark = &run->report->remark[i];
		const struct filled_table  *at;

		if (remark->kind != FILLED_SUBTOTAL)
			continue;
		at = filled_table(run->report, remark->table);
		/* Fewer or more figures than columns: which is which? */
		if (at == NULL || at->table == NULL ||
		    at->table->blocks != 1 ||
		    remark->values != at->table->block[0].columns)
			continue;
		for (size_t c = 0; c < remark->values; c++)
			check_subtotal(run, at, remark, c);
	}
}
