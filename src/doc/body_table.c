#include "doc/body_table.h"

#include <stdint.h>

#include "base/arena.h"
#include "doc/body_tidy.h"
#include "doc/doc.h"

#define COLS	10000u

struct grid {
	struct body		*body;
	struct body_block	**row;
	size_t			*group_end;	/* of each row */
	size_t			 rows;
	size_t			*until;		/* each column is taken
						   before this row */
	unsigned		*begin;		/* cells begin there: 0 or 1;
						   then how many before */
	size_t			 cols;		/* used so far */
	size_t			 room;		/* columns there may be */
	uint64_t		 squares;	/* taken */
};

static void
collect(struct grid *grid, struct body_block *table)
{
	size_t	n = 0;

	for (struct body_block *row = table->first; row != NULL;
	    row = row->next, n++)
		for (const struct body_block *cell = row->first; cell != NULL;
		    cell = cell->next)
			grid->room += grid->room < COLS ? cell->cols : 0;
	grid->rows = n;
	grid->row = arena_array(grid->body->arena, n, sizeof *grid->row);
	grid->group_end = arena_array(grid->body->arena, n,
	    sizeof *grid->group_end);
	n = 0;
	for (struct body_block *row = table->first; row != NULL;
	    row = row->next)
		grid->row[n++] = row;
	for (size_t i = n; i-- > 0;)
		grid->group_end[i] = i + 1 < n &&
		    grid->row[i]->group == grid->row[i + 1]->group ?
		    grid->group_end[i + 1] : i + 1;
}

/* Place a cell at or behind a column; where the next one may stand. */
static enum err
place(struct grid *grid, size_t row, struct body_block *cell, size_t *col)
{
	size_t	high = grid->group_end[row] - row, wide = 0;

	while (*col < grid->room && grid->until[*col] > row)
		++*col;
	if (cell->rows != 0 && cell->rows < high)
		high = cell->rows;
	while (wide < cell->cols && *col + wide < grid->room &&
	    grid->until[*col + wide] <= row)
		grid->until[*col + wide++] = row + high;
	grid->squares += (uint64_t)high * wide;
	if (wide == 0 || grid->squares > 2u * DOC_SQUARES)
		return FAIL(grid->body->fault, ERR_TOO_LARGE,
		    "doc.table_too_large");
	cell->rows = (unsigned)high;
	cell->cols = (unsigned)wide;
	/* Its column, until the columns that stay are counted. */
	cell->start = (unsigned)*col;
	grid->begin[*col] = 1;
	*col += wide;
	grid->cols = *col > grid->cols ? *col : grid->cols;
	return OK;
}

static enum err
place_all(struct grid *grid)
{
	for (size_t i = 0; i < grid->rows; i++) {
		size_t	col = 0;

		for (struct body_block *cell = grid->row[i]->first;
		    cell != NULL; cell = cell->next) {
			enum err	e = place(grid, i, cell, &col);

			if (e != OK)
				return e;
		}
	}
	return OK;
}

/* Turn marks into how many of them stand before each place. */
static void
count_before(unsigned *mark, size_t n)
{
	unsigned	before = 0;

	for (size_t i = 0; i <= n; i++) {
		unsigned	here = i < n ? mark[i] : 0;

		mark[i] = before;
		before += here;
	}
}

/* Drop rows and columns in which no cell begins. */
static void
drop(struct grid *grid, struct body_block *table)
{
	unsigned	*begin;

	begin = arena_array(grid->body->arena, grid->rows + 1, sizeof *begin);
	for (size_t i = 0; i < grid->rows; i++)
		begin[i] = grid->row[i]->first != NULL;
	count_before(begin, grid->rows);
	count_before(grid->begin, grid->cols);
	(void)body_tidy_take(table);
	for (size_t i = 0; i < grid->rows; i++) {
		for (struct body_block *cell = grid->row[i]->first;
		    cell != NULL; cell = cell->next) {
			cell->rows = begin[i + cell->rows] - begin[i];
			cell->cols = grid->begin[cell->start + cell->cols] -
			    grid->begin[cell->start];
			cell->start = 0;
		}
		if (grid->row[i]->first != NULL)
			body_tidy_put(table, grid->row[i]);
	}
}

static bool
all_heads(const struct body_block *row)
{
	for (const struct body_block *cell = row->first; cell != NULL;
	    cell = cell->next)
		if (!cell->head)
			return false;
	return true;
}

/* How far down the cells of a row reach. */
static unsigned
reach(const struct body_block *row)
{
	unsigned	most = 1;

	for (const struct body_block *cell = row->first; cell != NULL;
	    cell = cell->next)
		most = cell->rows > most ? cell->rows : most;
	return most;
}

/*
 * How many rows stand first that are said to be of the head, or that have
 * head cells only; none if that is all of them, or one reaches further down.
 */
static unsigned
leading(const struct body_block *table, bool said)
{
	const struct body_block	*row;
	unsigned		 n = 0, end = 0;

	for (row = table->first; row != NULL; row = row->next) {
		if (said ? !row->head || row->group != table->first->group :
		    !all_heads(row))
			break;
		end = n + reach(row) > end ? n + reach(row) : end;
		n++;
	}
	return row == NULL || end > n ? 0 : n;
}

static void
find_head(struct body_block *table)
{
	unsigned	n = leading(table, true);

	if (n == 0)
		n = leading(table, false);
	for (struct body_block *row = table->first; row != NULL;
	    row = row->next) {
		row->head = n > 0;
		n -= n > 0;
	}
}

enum err
body_table(struct body *body, struct body_block *table)
{
	struct grid	grid = { .body = body };
	enum err	e;

	collect(&grid, table);
	grid.until = arena_array(body->arena, grid.room, sizeof *grid.until);
	grid.begin = arena_array(body->arena, grid.room + 1,
	    sizeof *grid.begin);
	e = place_all(&grid);
	if (e != OK)
		return e;
	drop(&grid, table);
	find_head(table);
	return OK;
}
