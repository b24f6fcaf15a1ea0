#include "doc/grid.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/number.h"
#include "base/utf8.h"

/* Half-width characters left free beside the text of a column. */
#define GRID_PADDING	2u

/* In how many lines a text may be set to keep its column narrow. */
#define GRID_LINES_HEAD	3u
#define GRID_LINES_SIDE	4u
#define GRID_LINES_BODY	6u

/* A label at the side up to this long takes one line, two where merged. */
#define GRID_SHORT	16u

/* No column asks for more than this, however long its text. */
#define GRID_WIDEST	60u

#define UNCOVERED	SIZE_MAX

/* --- tiles --------------------------------------------------------------- */

static const struct doc_cell *
square(const struct doc_table *table, unsigned row, unsigned col)
{
	return table->at[(size_t)row * table->cols + col];
}

/* A number, or one of the marks that stand for none. */
static bool
is_figure(str text)
{
	struct number	number;
	size_t		at = 0;

	text = str_trim(text);
	if (text.n == 0 || number_read(text, &number))
		return true;
	(void)utf8_next(text, &at);
	return at == text.n;
}

/* A square of this cell that no tile covers yet. */
static bool
is_free(const struct grid *grid, const struct doc_table *table,
    const struct doc_cell *cell, unsigned row, unsigned col)
{
	return grid->over[(size_t)row * grid->cols + col] == UNCOVERED &&
	    square(table, row, col) == cell;
}

/* The rectangle of free squares of one cell that begins here. */
static struct grid_tile
tile_at(const struct grid *grid, const struct doc_table *table, unsigned row,
    unsigned col)
{
	const struct doc_cell	*cell = square(table, row, col);
	struct grid_tile	 tile = {
		.cell = cell, .text = S(""), .row = row, .col = col,
		.rows = 1, .cols = 1,
	};
	bool			 more = cell != NULL;

	if (cell == NULL)
		return tile;
	tile.head = cell->head;
	while (col + tile.cols < grid->cols &&
	    is_free(grid, table, cell, row, col + tile.cols))
		tile.cols++;
	while (more && row + tile.rows < grid->rows) {
		for (unsigned c = col; more && c < col + tile.cols; c++)
			more = is_free(grid, table, cell, row + tile.rows, c);
		if (more)
			tile.rows++;
	}
	return tile;
}

static void
mark(struct grid *grid, const struct grid_tile *tile, size_t which)
{
	for (unsigned r = tile->row; r < tile->row + tile->rows; r++)
		for (unsigned c = tile->col; c < tile->col + tile->cols; c++)
			grid->over[(size_t)r * grid->cols + c] = which;
}

/* Cover every square; a cell's text stands in the first of its tiles. */
static void
cover(struct arena *arena, const struct doc_table *table, struct grid *grid)
{
	size_t	squares = (size_t)table->rows * table->cols;
	bool	*said = arena_array(arena, table->n, sizeof *said);

	grid->tile = arena_array(arena, squares, sizeof *grid->tile);
	grid->over = arena_array(arena, squares, sizeof *grid->over);
	grid->first = arena_array(arena, (size_t)table->rows + 1,
	    sizeof *grid->first);
	for (size_t i = 0; i < squares; i++)
		grid->over[i] = UNCOVERED;
	for (size_t i = 0; i < squares; i++) {
		struct grid_tile	*tile = &grid->tile[grid->n];
		unsigned		 row = (unsigned)(i / table->cols);

		if (i % table->cols == 0)
			grid->first[row] = grid->n;
		if (grid->over[i] != UNCOVERED)
			continue;
		*tile = tile_at(grid, table, row, (unsigned)(i % table->cols));
		mark(grid, tile, grid->n++);
		if (tile->cell == NULL || said[tile->cell - table->cell])
			continue;
		tile->text = tile->cell->text;
		said[tile->cell - table->cell] = true;
	}
	grid->first[table->rows] = grid->n;
}

/* A row is a head row when some squares are heads and no square is a body's. */
static void
find_heads(struct arena *arena, struct grid *grid)
{
	bool	*some = arena_array(arena, grid->rows, sizeof *some);
	bool	*body = arena_array(arena, grid->rows, sizeof *body);

	grid->head = arena_array(arena, grid->rows, sizeof *grid->head);
	for (size_t i = 0; i < grid->n; i++) {
		const struct grid_tile	*tile = &grid->tile[i];

		if (tile->cell == NULL)
			continue;
		for (unsigned r = tile->row; r < tile->row + tile->rows; r++)
			*(tile->head ? &some[r] : &body[r]) = true;
	}
	for (unsigned r = 0; r < grid->rows; r++)
		grid->head[r] = some[r] && !body[r];
}

/* The rows at the top that can be repeated over every part of the table. */
static unsigned
count_heads(const struct grid *grid)
{
	unsigned	heads = 0;

	while (heads < grid->rows && grid->head[heads])
		heads++;
	for (unsigned r = heads; r < grid->rows; r++)
		if (grid->head[r])
			return 0;
	if (heads == grid->rows)
		return 0;
	for (size_t i = 0; i < grid->first[heads]; i++)
		if (grid->tile[i].row + grid->tile[i].rows > heads)
			return 0;
	return heads;
}

/* The longest line of a text, in half-width characters. */
static unsigned
longest_line(str text)
{
	unsigned	longest = 0;
	str		rest = text, line;

	while (str_cut(&rest, '\n', &line)) {
		unsigned	columns = utf8_columns(line);

		longest = columns > longest ? columns : longest;
	}
	return longest;
}

static bool
is_centred(const struct grid *grid, const struct grid_tile *tile)
{
	if (tile->head)
		return grid->head[tile->row] || tile->rows > 1;
	return tile->figure || longest_line(tile->text) <= 16;
}

void
grid_init(struct arena *arena, const struct doc_table *table,
    struct grid *ret)
{
	*ret = (struct grid){ .rows = table->rows, .cols = table->cols };
	cover(arena, table, ret);
	find_heads(arena, ret);
	ret->heads = count_heads(ret);
	for (size_t i = 0; i < ret->n; i++) {
		struct grid_tile	*tile = &ret->tile[i];

		tile->figure = is_figure(tile->text);
		tile->centred = is_centred(ret, tile);
	}
}

const struct grid_tile *
grid_at(const struct grid *grid, unsigned row, unsigned col)
{
	return &grid->tile[grid->over[(size_t)row * grid->cols + col]];
}

bool
grid_head_above(const struct grid *grid, unsigned row, unsigned *ret_from,
    unsigned *ret_to)
{
	unsigned	to = row;

	while (to > 0 && !grid->head[to - 1])
		to--;
	if (to == 0)
		return false;
	*ret_to = to;
	while (to > 0 && grid->head[to - 1])
		to--;
	*ret_from = to;
	return true;
}

/* --- widths -------------------------------------------------------------- */

struct wants {
	unsigned	*need;	/* a column: below this it reads badly */
	unsigned	*wish;	/* a column: beyond this it gains nothing */
};

static unsigned
in_lines(unsigned columns, unsigned lines)
{
	unsigned	each = (columns + lines - 1) / lines;

	return (each + 1) / 2 * 2;
}

/* What a tile asks of its column, or of its columns together. */
static unsigned
tile_need(const struct grid *grid, const struct grid_tile *tile)
{
	unsigned	columns = longest_line(tile->text);
	unsigned	lines = GRID_LINES_BODY;

	if (columns > GRID_WIDEST * 2)
		columns = GRID_WIDEST * 2;
	if (!tile->head && tile->figure)
		return columns;
	if (tile->head)
		lines = grid->head[tile->row] || tile->rows > 1 ?
		    GRID_LINES_HEAD : GRID_LINES_SIDE;
	if (tile->head && columns <= GRID_SHORT && !grid->head[tile->row])
		lines = tile->rows > 1 ? 2 : 1;
	columns = in_lines(columns, lines);
	return columns < 4 ? 4 : columns;
}

/* Labels at the side gain most from room; heads look well in two lines. */
static unsigned
tile_wish(const struct grid *grid, const struct grid_tile *tile)
{
	unsigned	columns = longest_line(tile->text);

	if (tile->head && grid->head[tile->row])
		columns = in_lines(columns, 2);
	else if (tile->head && tile->rows > 1)
		columns = tile_need(grid, tile);
	return columns < GRID_WIDEST ? columns : GRID_WIDEST;
}

/* Every tile of one column asks; the greatest asking counts. */
static void
ask_single(const struct grid *grid, struct wants *wants)
{
	for (size_t i = 0; i < grid->n; i++) {
		const struct grid_tile	*tile = &grid->tile[i];
		unsigned		 need, wish;

		if (tile->cols != 1)
			continue;
		need = tile_need(grid, tile);
		wish = tile_wish(grid, tile);
		if (need > wants->need[tile->col])
			wants->need[tile->col] = need;
		if (wish > wants->wish[tile->col])
			wants->wish[tile->col] = wish;
	}
}

/* A tile over several columns spreads over them what they lack together. */
static void
ask_wide(const struct grid *grid, struct wants *wants)
{
	for (size_t i = 0; i < grid->n; i++) {
		const struct grid_tile	*tile = &grid->tile[i];
		unsigned		 has = 0, need;

		if (tile->cols == 1 || tile->cell == NULL)
			continue;
		for (unsigned c = tile->col; c < tile->col + tile->cols; c++)
			has += wants->need[c];
		need = tile_need(grid, tile);
		for (unsigned c = tile->col; c < tile->col + tile->cols; c++)
			if (has < need)
				wants->need[c] += (need - has + tile->cols -
				    1) / tile->cols;
	}
}

/* Columns of figures stand equally wide, as on the printed forms. */
static void
level_figures(struct arena *arena, const struct grid *grid,
    struct wants *wants)
{
	bool		*other = arena_array(arena, grid->cols, sizeof *other);
	unsigned	 need = 0, wish = 0;

	for (size_t i = 0; i < grid->n; i++) {
		const struct grid_tile	*tile = &grid->tile[i];

		if (grid->head[tile->row] || (tile->figure && !tile->head))
			continue;
		for (unsigned c = tile->col; c < tile->col + tile->cols; c++)
			other[c] = true;
	}
	for (unsigned c = 0; c < grid->cols; c++) {
		if (other[c])
			continue;
		need = wants->need[c] > need ? wants->need[c] : need;
		wish = wants->wish[c] > wish ? wants->wish[c] : wish;
	}
	for (unsigned c = 0; c < grid->cols; c++) {
		if (other[c])
			continue;
		wants->need[c] = need;
		wants->wish[c] = wish;
	}
}

/* Between need and wish by what is left; wider or narrower in proportion. */
static void
share(const struct grid *grid, const struct wants *wants, unsigned columns,
    unsigned whole, unsigned *width)
{
	double	 need = 0, wish = 0, part, all = 0, run = 0;
	unsigned given = 0;

	for (unsigned c = 0; c < grid->cols; c++) {
		need += wants->need[c];
		wish += wants->wish[c];
	}
	part = wish > need ? (columns - need) / (wish - need) : 0;
	part = part < 0 ? 0 : part > 1 ? 1 : part;
	all = need + part * (wish - need);
	for (unsigned c = 0; c < grid->cols; c++) {
		run += wants->need[c] +
		    part * (wants->wish[c] - wants->need[c]);
		width[c] = (unsigned)(run / all * whole + 0.5) - given;
		given += width[c];
	}
}

unsigned *
grid_widths(struct arena *arena, const struct grid *grid, unsigned columns,
    unsigned whole)
{
	unsigned	*width = arena_array(arena, grid->cols, sizeof *width);
	struct wants	 wants = {
		.need = arena_array(arena, grid->cols, sizeof *wants.need),
		.wish = arena_array(arena, grid->cols, sizeof *wants.wish),
	};

	ask_single(grid, &wants);
	ask_wide(grid, &wants);
	level_figures(arena, grid, &wants);
	for (unsigned c = 0; c < grid->cols; c++) {
		wants.need[c] += GRID_PADDING;
		wants.wish[c] += GRID_PADDING;
		if (wants.wish[c] < wants.need[c])
			wants.wish[c] = wants.need[c];
	}
	share(grid, &wants, columns, whole, width);
	return width;
}
