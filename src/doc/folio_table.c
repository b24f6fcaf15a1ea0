#include "doc/folio_table.h"

#include "base/arena.h"
#include "doc/grid.h"

/*
 * Type of tables, in points: smaller, in these steps, where that keeps the
 * table on a page, and smaller still above so many columns.
 */
#define TEXT_SIZE	10.5
#define TEXT_SMALL	9.0
#define TEXT_STEP	0.5
#define TEXT_COLUMNS	16.0
#define TEXT_SMALLEST	4.0

/* Room around a text of that size, and above and below the table. */
#define PAD_CENTRED	2.5
#define PAD_LEFT	5.0
#define PAD_Y		2.6
#define ROW_LEAST	20.0
#define AROUND		7.0

/*
 * A table that fits a page below its heading, set smaller if need be, is kept
 * whole as long as that leaves no more than this much of a page empty.
 */
#define KEPT_WHOLE	(FOLIO_HEIGHT - FOLIO_PITCH - 2 * AROUND)
#define EMPTY_MOST	(FOLIO_HEIGHT * 0.5)

/* Repeated heads may take no more than this of a page. */
#define HEADS_MOST	(FOLIO_HEIGHT * 0.5)

/* A part of the strip that stands on one page. */
struct piece {
	double	from, to;	/* on the strip */
	double	heads_from, heads_to;	/* repeated above it */
	bool	turned;		/* begins a new page */
};

struct folio_table {
	struct folio	*folio;
	struct grid	 grid;
	double		 size;		/* of its type */
	double		*x;		/* cols + 1: edges of the columns */
	double		*y;		/* rows + 1: edges of the rows */
	struct piece	*piece;
	size_t		 pieces;
	size_t		 room;
};

static enum folio_font
tile_font(const struct grid_tile *tile)
{
	return tile->head ? FOLIO_HEI : FOLIO_SONG;
}

/* Room at either side of a tile's text. */
static double
pad_x(const struct grid_tile *tile)
{
	return tile->centred ? PAD_CENTRED : PAD_LEFT;
}

/* Room above a text, and below it. */
static double
pad_y(const struct folio_table *table)
{
	return PAD_Y * table->size / TEXT_SIZE;
}

/* Set a tile's text into the layout; the height it needs with its margins. */
static double
lay_tile(const struct folio_table *table, const struct grid_tile *tile)
{
	double	pad = pad_x(tile);
	double	width = table->x[tile->col + tile->cols] - table->x[tile->col];

	if (tile->text.n == 0)
		return 0;
	return 2 * pad_y(table) + folio_lay(table->folio, tile_font(tile),
	    table->size, width > 3 * pad ? width - 2 * pad : pad,
	    tile->centred ? FOLIO_CENTRE : FOLIO_LEFT, tile->text);
}

/* --- measuring ----------------------------------------------------------- */

static void
measure_columns(struct arena *arena, struct folio_table *table, double size)
{
	unsigned	*width;
	unsigned	 run = 0;

	table->size = size;
	if (table->grid.cols > TEXT_COLUMNS)
		table->size *= TEXT_COLUMNS / table->grid.cols;
	if (table->size < TEXT_SMALLEST)
		table->size = TEXT_SMALLEST;
	width = grid_widths(arena, &table->grid,
	    (unsigned)(FOLIO_WIDTH / table->size * 2), 100000);
	table->x = arena_array(arena, (size_t)table->grid.cols + 1,
	    sizeof *table->x);
	for (unsigned c = 0; c < table->grid.cols; c++) {
		run += width[c];
		table->x[c + 1] = FOLIO_WIDTH * run / 100000;
	}
}

/* Rows that a merged tile needs higher share what it lacks. */
static void
stretch_rows(double *height, const struct grid_tile *tile, double need)
{
	double	has = 0;

	for (unsigned r = tile->row; r < tile->row + tile->rows; r++)
		has += height[r];
	for (unsigned r = tile->row; r < tile->row + tile->rows; r++)
		if (has < need)
			height[r] += (need - has) / tile->rows;
}

static void
measure_rows(struct arena *arena, struct folio_table *table)
{
	const struct grid	*grid = &table->grid;
	double			*height;

	height = arena_array(arena, grid->rows, sizeof *height);
	for (unsigned r = 0; r < grid->rows; r++)
		height[r] = ROW_LEAST * table->size / TEXT_SIZE;
	for (size_t i = 0; i < grid->n; i++)
		if (grid->tile[i].rows == 1)
			stretch_rows(height, &grid->tile[i],
			    lay_tile(table, &grid->tile[i]));
	for (size_t i = 0; i < grid->n; i++)
		if (grid->tile[i].rows > 1)
			stretch_rows(height, &grid->tile[i],
			    lay_tile(table, &grid->tile[i]));
	table->y = arena_array(arena, (size_t)grid->rows + 1,
	    sizeof *table->y);
	for (unsigned r = 0; r < grid->rows; r++)
		table->y[r + 1] = table->y[r] + height[r];
}

static double
height_of(const struct folio_table *table)
{
	return table->y[table->grid.rows];
}

static void
measure(struct arena *arena, struct folio_table *table, double size)
{
	measure_columns(arena, table, size);
	measure_rows(arena, table);
}

struct folio_table *
folio_table_new(struct folio *folio, const struct doc_table *table)
{
	struct folio_table	*ret;
	double			 size = TEXT_SIZE;

	if (table->rows == 0 || table->cols == 0)
		return NULL;
	ret = arena_alloc(folio->arena, sizeof *ret);
	ret->folio = folio;
	grid_init(folio->arena, table, &ret->grid);
	measure(folio->arena, ret, size);
	if (height_of(ret) > 2 * KEPT_WHOLE)
		return ret;
	while (height_of(ret) > KEPT_WHOLE && size > TEXT_SMALL)
		measure(folio->arena, ret, size -= TEXT_STEP);
	if (height_of(ret) > KEPT_WHOLE)
		measure(folio->arena, ret, TEXT_SIZE);
	return ret;
}

/* The end of the first row that is no head, from this row on. */
static double
after_first(const struct folio_table *table, unsigned row)
{
	while (row + 1 < table->grid.rows && table->grid.head[row])
		row++;
	return table->y[row + 1];
}

double
folio_table_lead(const struct folio_table *table)
{
	double	room = FOLIO_HEIGHT - table->folio->y;
	double	whole = height_of(table);

	if (whole <= KEPT_WHOLE && (whole <= room || room <= EMPTY_MOST))
		return AROUND + whole;
	return AROUND + after_first(table, 0);
}

/* --- pieces -------------------------------------------------------------- */

static unsigned
row_at(const struct folio_table *table, double y)
{
	unsigned	row = 0;

	while (row + 1 < table->grid.rows && table->y[row + 1] <= y)
		row++;
	return row;
}

/* The heads that are repeated over a piece which begins here. */
static void
repeat_heads(const struct folio_table *table, struct piece *piece)
{
	unsigned	row = row_at(table, piece->from), from, to;

	if (piece->from == 0 || table->grid.head[row] ||
	    !grid_head_above(&table->grid, row, &from, &to))
		return;
	if (table->y[to] - table->y[from] > HEADS_MOST)
		return;
	piece->heads_from = table->y[from];
	piece->heads_to = table->y[to];
}

/*
 * Where a piece ends that begins at `from' and has so much room: behind the
 * last whole row that is no head; inside a row only if that row is higher
 * than a page.  Equal to `from' where it should begin on the next page.
 */
static double
piece_end(const struct folio_table *table, double from, double room,
    bool fresh)
{
	unsigned	row = row_at(table, from), end = row;

	while (end < table->grid.rows && table->y[end + 1] <= from + room)
		end++;
	if (end == table->grid.rows)
		return table->y[end];
	while (end > row && table->grid.head[end - 1])
		end--;
	if (end > row)
		return table->y[end];
	return fresh ? from + room : from;
}

static void
add_piece(struct folio_table *table, struct piece piece)
{
	if (table->pieces == table->room) {
		table->room = table->room == 0 ? 8 : table->room * 2;
		table->piece = arena_grow(table->folio->arena, table->piece,
		    table->pieces, table->room, sizeof *table->piece);
	}
	table->piece[table->pieces++] = piece;
}

static void
cut(struct folio_table *table)
{
	double	end = height_of(table), from = 0;
	double	room = FOLIO_HEIGHT - table->folio->y;
	bool	turned = false;

	while (from < end) {
		struct piece	piece = { .from = from, .turned = turned };

		if (turned) {
			room = FOLIO_HEIGHT;
			repeat_heads(table, &piece);
			room -= piece.heads_to - piece.heads_from;
		}
		piece.to = piece_end(table, from, room, turned);
		if (piece.to > from)
			add_piece(table, piece);
		from = piece.to;
		turned = true;
	}
}

/* --- drawing ------------------------------------------------------------- */

static double
clip(double y, double from, double to)
{
	return y < from ? from : y > to ? to : y;
}

/* How much of a tile a piece shows. */
static double
shown(const struct folio_table *table, const struct grid_tile *tile,
    const struct piece *piece)
{
	return clip(table->y[tile->row + tile->rows], piece->from, piece->to) -
	    clip(table->y[tile->row], piece->from, piece->to);
}

static bool
fits_somewhere(const struct folio_table *table, const struct grid_tile *tile,
    double need)
{
	for (size_t i = 0; i < table->pieces; i++)
		if (shown(table, tile, &table->piece[i]) >= need)
			return true;
	return false;
}

/* A text higher than any page: the lines of it that this part shows. */
static void
put_lines(const struct folio_table *table, const struct grid_tile *tile,
    double from, double to, double page_y)
{
	struct folio	*folio = table->folio;
	PangoLayoutIter	*iter = pango_layout_get_iter(folio->layout);
	double		 top = table->y[tile->row] + pad_y(table);
	double		 x = table->x[tile->col] + pad_x(tile);

	do {
		PangoRectangle	box;
		double		y;
		int		baseline;

		pango_layout_iter_get_line_extents(iter, NULL, &box);
		y = top + (double)box.y / PANGO_SCALE;
		if (y < from || y >= to)
			continue;
		baseline = pango_layout_iter_get_baseline(iter) - box.y;
		cairo_move_to(folio->cr,
		    folio_x(x + (double)box.x / PANGO_SCALE),
		    folio_y(page_y + y - from +
		    (double)baseline / PANGO_SCALE));
		pango_cairo_show_layout_line(folio->cr,
		    pango_layout_iter_get_line_readonly(iter));
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}

/* The part of a tile between two places of the strip, and its frame. */
static void
put_tile(const struct folio_table *table, const struct grid_tile *tile,
    double from, double to, double page_y)
{
	struct folio	*folio = table->folio;
	double		 top = clip(table->y[tile->row], from, to);
	double		 bottom = clip(table->y[tile->row + tile->rows], from,
			     to);
	double		 x = table->x[tile->col];
	double		 need = lay_tile(table, tile);
	const char	*tag = tile->head ? "TH" : "TD";

	folio_begin(folio, tag);
	cairo_rectangle(folio->cr, folio_x(x), folio_y(page_y + top - from),
	    table->x[tile->col + tile->cols] - x, bottom - top);
	cairo_stroke(folio->cr);
	if (need > 0 && need <= bottom - top + 0.01) {
		cairo_move_to(folio->cr, folio_x(x + pad_x(tile)),
		    folio_y(page_y + top - from + (bottom - top - need) / 2 +
		    pad_y(table)));
		pango_cairo_show_layout(folio->cr, folio->layout);
	} else if (need > 0 && !fits_somewhere(table, tile, need)) {
		put_lines(table, tile, from, to, page_y);
	}
	folio_end(folio, tag);
}

/* The rows between two places of the strip, from a height of the page on. */
static void
put_rows(const struct folio_table *table, double from, double to,
    double page_y)
{
	unsigned	first = row_at(table, from);

	for (unsigned r = first; r < table->grid.rows && table->y[r] < to;
	    r++) {
		folio_begin(table->folio, "TR");
		for (unsigned c = 0; c < table->grid.cols;) {
			const struct grid_tile	*tile;

			tile = grid_at(&table->grid, r, c);
			c = tile->col + tile->cols;
			if (tile->row == r || r == first)
				put_tile(table, tile, from, to, page_y);
		}
		folio_end(table->folio, "TR");
	}
}

void
folio_table_draw(struct folio_table *table)
{
	struct folio	*folio = table->folio;

	if (folio->y > 0)
		folio->y += AROUND;
	cut(table);
	for (size_t i = 0; i < table->pieces; i++) {
		const struct piece	*piece = &table->piece[i];
		double			 heads;

		if (piece->turned)
			folio_turn(folio);
		folio_begin(folio, "Table");
		heads = piece->heads_to - piece->heads_from;
		if (heads > 0)
			put_rows(table, piece->heads_from, piece->heads_to,
			    folio->y);
		put_rows(table, piece->from, piece->to, folio->y + heads);
		folio_end(folio, "Table");
		folio->y += heads + piece->to - piece->from;
	}
	folio->y += AROUND;
}
