#include "base/arena.h"
#include "check/check_at.h"
#include "check/check_name.h"

/* The largest children of a cell that a sentence names. */
#define CHILDREN_NAMED	3

/* A cell of the parent with what its children come to. */
struct level_cell {
	const struct filled_table *at;	/* of the parent */
	size_t		 row, column;
	struct number	 own;		/* the parent's figure */
	struct number	 sum;		/* of the children that tell it */
	bool		 full;		/* all children tell it */
	const struct number *child;	/* one a child, 0 where not told */
};

struct level {
	struct check_run	*run;
	bool			*counts; /* the child is of the same year */
	struct level_cell	*cell;
	size_t			 n;
	size_t			 below;	/* cells in which the parent is less */
};

static bool
is_below(const struct level_cell *cell)
{
	return number_compare(cell->own, cell->sum) < 0;
}

/* --- adding up ---------------------------------------------------------- */

/* Fill a cell from the children; false when the sum does not fit. */
static bool
add_children(const struct level *level, struct level_cell *cell)
{
	const struct check_run	*run = level->run;
	const struct form_row	*row = &cell->at->table->row[cell->row];
	struct number		*child;

	child = arena_array(run->job->arena, run->children, sizeof *child);
	cell->sum = number_of(0);
	cell->full = true;
	for (size_t i = 0; i < run->children; i++) {
		const struct filled_cell *its;

		child[i] = number_of(0);
		if (!level->counts[i])
			continue;
		its = filled_cell(run->child[i], cell->at->table->key,
		    row->key, row->column[cell->column].key);
		if (its == NULL || its->state != FILLED_NUMBER ||
		    number_compare(its->value, number_of(0)) < 0) {
			cell->full = false;
			continue;
		}
		child[i] = its->value;
		if (!number_add(cell->sum, its->value, &cell->sum))
			return false;
	}
	cell->child = child;
	return true;
}

static void
add_table(struct level *level, const struct filled_table *at)
{
	const struct form_table	*table = at->table;

	for (size_t r = 0; r < table->rows; r++)
		for (size_t c = 0; c < table->row[r].columns; c++) {
			const struct filled_cell *own =
			    &at->cell[table->row[r].first + c];
			struct level_cell	  cell = { .at = at,
			    .row = r, .column = c, .own = own->value };

			/* A change has a sign: less than the sum is fine. */
			if (own->state != FILLED_NUMBER ||
			    table->row[r].column[c].unit == FORM_CHANGE ||
			    !add_children(level, &cell))
				continue;
			level->cell[level->n++] = cell;
			level->below += is_below(&cell);
		}
}

static void
add_up(struct level *level)
{
	const struct filled	*report = level->run->report;
	size_t			 cells = 0;

	for (size_t i = 0; i < report->tables; i++)
		if (report->table[i].table != NULL)
			cells += report->table[i].table->cells;
	level->cell = arena_array(level->run->job->arena, cells,
	    sizeof *level->cell);
	for (size_t i = 0; i < report->tables; i++)
		if (report->table[i].table != NULL &&
		    report->table[i].table->roll == FORM_ROLL_ADD)
			add_table(level, &report->table[i]);
}

/* --- the missing child --------------------------------------------------- */

/* How the parent stands to the sum without one child, over all cells. */
enum without {
	WITHOUT_LESS,		/* still below it somewhere */
	WITHOUT_ENOUGH,		/* nowhere below it */
	WITHOUT_EXACT		/* equal to it in every cell */
};

static enum without
without_child(const struct level *level, size_t child)
{
	enum without	result = WITHOUT_EXACT;

	for (size_t i = 0; i < level->n; i++) {
		const struct level_cell	*cell = &level->cell[i];
		struct number		 rest;
		int			 order;

		if (!number_subtract(cell->sum, cell->child[child], &rest))
			return WITHOUT_LESS;
		order = number_compare(cell->own, rest);
		if (order < 0)
			return WITHOUT_LESS;
		if (order > 0 || !cell->full)
			result = WITHOUT_ENOUGH;
	}
	return result;
}

/* The names of the children without which the parent stands so. */
static size_t
children_that(const struct level *level, enum without how, str *ret)
{
	size_t	n = 0;

	for (size_t i = 0; i < level->run->children; i++)
		if (level->counts[i] && without_child(level, i) == how)
			ret[n++] = level->run->child_name[i];
	return n;
}

/* --- findings ------------------------------------------------------------ */

static void
say_missing(const struct level *level, const str *name, size_t n)
{
	struct check_run	*run = level->run;
	struct finding		*finding;

	finding = FIND(run, "missing", check_name_join(run->job->arena, name,
	    n, word(run->job->words, "check.L1.or")));
	finding->found = name[0];
}

/* The largest children of a cell: "name 5、name 3". */
static str
largest(const struct level *level, const struct level_cell *cell)
{
	const struct check_run	*run = level->run;
	struct arena		*arena = run->job->arena;
	bool			*taken = arena_array(arena, run->children,
				    sizeof *taken);
	str			 text[CHILDREN_NAMED];
	size_t			 n;

	for (n = 0; n < CHILDREN_NAMED && n < run->children; n++) {
		size_t	best = run->children;

		for (size_t i = 0; i < run->children; i++)
			if (!taken[i] && (best == run->children ||
			    number_compare(cell->child[i],
			    cell->child[best]) > 0))
				best = i;
		taken[best] = true;
		if (number_compare(cell->child[best], number_of(0)) == 0)
			break;
		text[n] = str_printf(arena, "%.*s %.*s",
		    STRF(run->child_name[best]),
		    STRF(number_text(arena, cell->child[best])));
	}
	return check_name_join(arena, text, n,
	    word(run->job->words, "check.list.and"));
}

static void
say_below(const struct level *level, const struct level_cell *cell, str maybe)
{
	struct check_run	*run = level->run;
	struct arena		*arena = run->job->arena;
	const struct form_table	*table = cell->at->table;
	struct finding		*finding;

	finding = FIND(run, "below", check_name_row(arena, table, cell->row),
	    check_name_column(&table->row[cell->row], cell->column),
	    number_text(arena, cell->own), number_text(arena, cell->sum),
	    largest(level, cell), maybe);
	check_at_cell(finding, cell->at, cell->row, cell->column);
	finding->found = number_text(arena, cell->own);
	finding->expected = str_printf(arena, ">= %.*s",
	    STRF(number_text(arena, cell->sum)));
	finding->quote = check_name_figures(run, cell->at, cell->row);
}

static void
compare(struct level *level)
{
	struct check_run	*run = level->run;
	struct arena		*arena = run->job->arena;
	str			*name;
	str			 maybe = S("");
	size_t			 n;

	add_up(level);
	if (level->below == 0)
		return;
	name = arena_array(arena, run->children, sizeof *name);
	n = children_that(level, WITHOUT_EXACT, name);
	if (n > 0) {
		say_missing(level, name, n);
		return;
	}
	if (children_that(level, WITHOUT_ENOUGH, name) == 1)
		maybe = WORD(arena, run->job->words, "check.L1.maybe",
		    name[0]);
	for (size_t i = 0; i < level->n; i++)
		if (is_below(&level->cell[i]))
			say_below(level, &level->cell[i], maybe);
}

static bool
same_year(const struct check_run *run, size_t child)
{
	int	year = run->child[child]->year;

	return year == 0 || run->report->year == 0 ||
	    year == run->report->year;
}

CHECK(children_year, .id = "L0", .severity = CHECK_WARNING,
    .scope = CHECK_CHILDREN)
(struct check_run *run)
{
	struct arena	*arena = run->job->arena;

	for (size_t i = 0; i < run->children; i++)
		if (!same_year(run, i))
			FIND(run, "year", run->child_name[i],
			    str_printf(arena, "%d", run->child[i]->year),
			    str_printf(arena, "%d", run->report->year));
}

CHECK(levels, .id = "L1", .severity = CHECK_ERROR, .scope = CHECK_CHILDREN)
(struct check_run *run)
{
	struct level	level = { .run = run };

	level.counts = arena_array(run->job->arena, run->children,
	    sizeof *level.counts);
	for (size_t i = 0; i < run->children; i++)
		level.counts[i] = same_year(run, i);
	compare(&level);
}
