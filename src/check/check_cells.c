#include "check/check_cells.h"

#include "base/arena.h"
#include "check/check_at.h"
#include "check/check_name.h"

/* More patterns than this in one table are told in one sentence. */
#define PATTERNS_APART	3

/* Rows of a block in which the same columns are in the state. */
struct pattern {
	size_t		 block;
	uint64_t	 columns;	/* a bit a column */
	size_t		*row;
	size_t		 rows;
};

struct patterns {
	struct pattern	*at;
	size_t		 n;
	size_t		 cells;		/* in the state, of all patterns */
};

/* --- blank, marked and lost cells ---------------------------------------- */

/* The columns of a row in the state; 0 for a row that is lost as a whole. */
static uint64_t
columns_in(const struct filled_table *at, const struct form_row *row,
    enum filled_state state, size_t *ret_n)
{
	uint64_t	columns = 0;
	size_t		n = 0;

	for (size_t i = 0; i < row->columns; i++) {
		if (at->cell[row->first + i].state != state)
			continue;
		columns |= (uint64_t)1 << i;
		n++;
	}
	if (state == FILLED_LOST && n == row->columns)
		return 0;
	*ret_n += n;
	return columns;
}

/* Columns of a block are lost for their labels are another form's: S2. */
static bool
is_other_form(const struct filled *report, const struct filled_table *at,
    size_t block)
{
	for (size_t i = 0; i < report->remarks; i++) {
		const struct filled_remark *remark = &report->remark[i];

		if (remark->kind == FILLED_HEAD_OTHER &&
		    str_eq(remark->table, at->table->key) &&
		    at->table->row[form_row(at->table, remark->row)].block ==
		    block)
			return true;
	}
	return false;
}

static struct patterns
find_patterns(const struct check_run *run, const struct filled_table *at,
    enum filled_state state)
{
	struct arena		*arena = run->job->arena;
	const struct form_table	*table = at->table;
	struct patterns		 found = { .n = 0 };

	found.at = arena_array(arena, table->rows, sizeof *found.at);
	for (size_t i = 0; i < table->rows; i++) {
		const struct form_row	*row = &table->row[i];
		uint64_t		 columns;
		size_t			 j = 0;

		if (state == FILLED_LOST &&
		    is_other_form(run->report, at, row->block))
			continue;
		columns = columns_in(at, row, state, &found.cells);
		if (columns == 0)
			continue;
		while (j < found.n && (found.at[j].block != row->block ||
		    found.at[j].columns != columns))
			j++;
		if (j == found.n)
			found.at[found.n++] = (struct pattern){
				.block = row->block, .columns = columns,
				.row = arena_array(arena, table->rows,
				    sizeof(size_t))
			};
		found.at[j].row[found.at[j].rows++] = i;
	}
	return found;
}

static str
rows_text(const struct check_run *run, const struct form_table *table,
    const struct pattern *pattern)
{
	struct arena	*arena = run->job->arena;
	str		*name = arena_array(arena, pattern->rows, sizeof *name);

	if (pattern->rows > 1 &&
	    pattern->rows == table->block[pattern->block].rows)
		return word(run->job->words, "check.cell.every_row");
	for (size_t i = 0; i < pattern->rows; i++)
		name[i] = check_name_row(arena, table, pattern->row[i]);
	return check_name_join(arena, name, pattern->rows,
	    word(run->job->words, "check.list.and"));
}

static str
columns_text(const struct check_run *run, const struct form_row *row,
    const struct pattern *pattern)
{
	struct arena	*arena = run->job->arena;
	str		*name = arena_array(arena, row->columns, sizeof *name);
	size_t		 n = 0;

	for (size_t i = 0; i < row->columns; i++)
		if (pattern->columns >> i & 1)
			name[n++] = check_name_column(row, i);
	if (n > 1 && n == row->columns)
		return word(run->job->words, "check.cell.every_column");
	return check_name_join(arena, name, n,
	    word(run->job->words, "check.list.and"));
}

static str
pattern_text(const struct check_run *run, const struct form_table *table,
    const struct pattern *pattern)
{
	return WORD(run->job->arena, run->job->words, "check.cell.where",
	    rows_text(run, table, pattern),
	    columns_text(run, &table->row[pattern->row[0]], pattern));
}

/* Stand at the cell, the row or the column that the patterns have in common. */
static void
stand(struct finding *finding, const struct filled_table *at,
    const struct pattern *pattern, size_t n)
{
	size_t	column = (size_t)__builtin_ctzll(pattern->columns);
	bool	one_column = (pattern->columns & (pattern->columns - 1)) == 0;

	check_at_cell(finding, at, pattern->row[0], column);
	if (n > 1 || pattern->rows > 1)
		finding->row = S("");
	if (n > 1 || !one_column)
		finding->column = S("");
}

static void
tell(struct check_run *run, const struct filled_table *at,
    const struct pattern *pattern, size_t n, size_t cells,
    const char *message)
{
	struct arena	*arena = run->job->arena;
	str		*text = arena_array(arena, n, sizeof *text);
	struct finding	*finding;

	for (size_t i = 0; i < n; i++)
		text[i] = pattern_text(run, at->table, &pattern[i]);
	finding = FIND(run, message,
	    check_name_join(arena, text, n, word(run->job->words,
	    "check.list.then")),
	    str_printf(arena, "%zu", cells));
	stand(finding, at, pattern, n);
	if (n == 1 && pattern->rows == 1)
		finding->quote = check_name_figures(run, at, pattern->row[0]);
}

void
check_cells_tell(struct check_run *run, const struct filled_table *at,
    enum filled_state state, const char *message, const char *whole)
{
	struct arena	*arena = run->job->arena;
	struct patterns	 found = find_patterns(run, at, state);

	if (found.n == 0)
		return;
	if (found.cells == at->table->cells) {
		struct finding	*finding;

		finding = FIND(run, whole, at->table->title,
		    str_printf(arena, "%zu", found.cells));
		check_at_table(finding, at->table, at);
		return;
	}
	if (found.n > PATTERNS_APART) {
		tell(run, at, found.at, found.n, found.cells, message);
		return;
	}
	for (size_t i = 0; i < found.n; i++)
		tell(run, at, &found.at[i], 1, found.at[i].rows *
		    (size_t)__builtin_popcountll(found.at[i].columns),
		    message);
}

/* --- figures -------------------------------------------------------------- */

/* What is wrong with a figure: the last part of a message's key, or NULL. */
static const char *
fault_of(const struct form_table *table, const struct form_column *column,
    const struct filled_cell *cell)
{
	struct number	most = number_of(table->most);
	struct number	least = number_of(0);
	int64_t		whole;

	if (cell->state == FILLED_UNREADABLE)
		return "unreadable";
	if (cell->state != FILLED_NUMBER)
		return NULL;
	if (column->unit == FORM_CHANGE)
		least = number_of(-table->most);
	if (number_compare(cell->value, least) < 0)
		return column->unit == FORM_CHANGE ? "absurd" : "negative";
	if (number_compare(cell->value, most) > 0)
		return "absurd";
	if (column->unit != FORM_AMOUNT &&
	    !number_integer(cell->value, &whole))
		return "fraction";
	return NULL;
}

/* An amount in 元 where the form asks for 万元, and the like. */
static bool
is_other_unit(const struct form_column *column, const struct filled_cell *cell)
{
	return column->unit == FORM_AMOUNT &&
	    cell->state == FILLED_NUMBER && column->unit_word.n > 0 &&
	    cell->unit.n > 0 && !str_eq(cell->unit, column->unit_word) &&
	    (str_ends(cell->unit, column->unit_word) ||
	    str_ends(column->unit_word, cell->unit));
}

static void
check_figure(struct check_run *run, const struct filled_table *at, size_t r,
    size_t c)
{
	const struct form_row	*row = &at->table->row[r];
	const struct filled_cell *cell = &at->cell[row->first + c];
	const char		*message;
	struct finding		*finding;
	enum check_severity	 severity = CHECK_ERROR;

	message = fault_of(at->table, &row->column[c], cell);
	if (message == NULL && is_other_unit(&row->column[c], cell)) {
		message = "unit";
		severity = CHECK_WARNING;
	}
	if (message == NULL)
		return;
	finding = FIND(run, message,
	    check_name_row(run->job->arena, at->table, r),
	    check_name_column(row, c), check_name_figure(run, cell),
	    row->column[c].unit_word, cell->unit);
	check_at_cell(finding, at, r, c);
	finding->severity = severity;
	finding->found = check_name_figure(run, cell);
	finding->quote = check_name_figures(run, at, r);
}

CHECK(figures, .id = "I4", .severity = CHECK_WARNING, .scope = CHECK_ONE)
(struct check_run *run)
{
	for (size_t i = 0; i < run->report->tables; i++) {
		const struct filled_table	*at = &run->report->table[i];

		if (at->table == NULL)
			continue;
		for (size_t r = 0; r < at->table->rows; r++)
			for (size_t c = 0; c < at->table->row[r].columns; c++)
				check_figure(run, at, r, c);
		check_cells_tell(run, at, FILLED_BLANK, "blank",
		    "blank_table");
		check_cells_tell(run, at, FILLED_MARK, "mark", "mark_table");
	}
}
