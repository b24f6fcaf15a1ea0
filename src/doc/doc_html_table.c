#include "doc/doc_html_table.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc_outline.h"

/* Spans as HTML itself caps them, and columns as no page needs them. */
#define COLS_SPAN	1000u
#define ROWS_SPAN	65534u
#define COLS		4096u
#define ROWS		1000000u

/* Bytes and blocks from which on a lone cell holds prose, not a value. */
#define PROSE		400u
#define PROSE_BLOCKS	5u

/* Bytes from which on a cell is the page's body, whatever stands beside. */
#define BODY		3000u

struct cell {
	struct doc_cell	cell;	/* as far as it is known */
	size_t		from;	/* its blocks, where they were kept */
	size_t		to;
	size_t		bytes;	/* of text in it */
	size_t		blocks;	/* there were in it */
	bool		wraps;	/* a heading or a table stands in it */
	bool		table;	/* a table stands in it */
};

struct doc_html_table_level {
	struct doc_html_table_level *outer;
	struct doc_place place;
	size_t		 from;		/* blocks before it */
	struct cell	*cell;
	size_t		 n;
	size_t		 room;
	unsigned	*until;		/* row at which each column is free */
	unsigned	 cols;		/* columns so far */
	unsigned	 cols_room;
	unsigned	 row;		/* the row being read */
	unsigned	 col;		/* where its next cell may stand */
	unsigned	 group;		/* row at which the group began */
	bool		 in_row;
	bool		 in_cell;
};

/* A row in which cells begin. */
struct band {
	unsigned	row;
	size_t		from;		/* its cells */
	size_t		to;
	size_t		filled;		/* cells that hold anything */
	bool		scaffold;
};

void
doc_html_table_init(struct doc_html_table *page, struct arena *arena)
{
	*page = (struct doc_html_table){ .arena = arena };
}

static void *
grown(struct arena *arena, void *array, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return array;
	*room = *room == 0 ? 16 : *room * 2;
	return arena_grow(arena, array, n, *room, size);
}

void
doc_html_table_block(struct doc_html_table *page, struct doc_block block)
{
	page->block = grown(page->arena, page->block, page->n, &page->room,
	    sizeof *page->block);
	page->block[page->n++] = block;
}

void
doc_html_table_begin(struct doc_html_table *page, struct doc_place place)
{
	struct doc_html_table_level	*level = page->spare, old;

	if (level == NULL)
		level = arena_alloc(page->arena, sizeof *level);
	else
		page->spare = level->outer;
	old = *level;
	*level = (struct doc_html_table_level){
		.outer = page->inner,
		.place = place,
		.from = page->n,
		.cell = old.cell,
		.room = old.room,
		.until = old.until,
		.cols_room = old.cols_room,
	};
	page->inner = level;
}

enum err
doc_html_table_row(struct doc_html_table *page, struct fault *fault)
{
	struct doc_html_table_level	*level = page->inner;

	doc_html_table_cell_end(page);
	if (level->in_row)
		level->row++;
	if (level->row >= ROWS)
		return FAIL(fault, ERR_TOO_LARGE, "doc.too_many_cells");
	level->in_row = true;
	level->col = 0;
	return OK;
}

void
doc_html_table_group(struct doc_html_table *page)
{
	struct doc_html_table_level	*level = page->inner;

	doc_html_table_cell_end(page);
	if (!level->in_row)
		return;
	level->row++;
	level->in_row = false;
	for (size_t i = level->n; i > 0; i--) {
		struct doc_cell	*cell = &level->cell[i - 1].cell;

		if (cell->row < level->group)
			break;
		if (cell->rows > level->row - cell->row)
			cell->rows = level->row - cell->row;
	}
	for (unsigned i = 0; i < level->cols; i++)
		if (level->until[i] > level->row)
			level->until[i] = level->row;
	level->group = level->row;
}

/* Have room for columns up to `cols', free ones where they are new. */
static void
widen(struct arena *arena, struct doc_html_table_level *level, unsigned cols)
{
	unsigned	room = level->cols_room == 0 ? 32 : level->cols_room;

	if (cols <= level->cols)
		return;
	while (room < cols)
		room *= 2;
	level->until = arena_grow(arena, level->until, level->cols_room, room,
	    sizeof *level->until);
	level->cols_room = room;
	memset(level->until + level->cols, 0,
	    (cols - level->cols) * sizeof *level->until);
	level->cols = cols;
}

static unsigned
capped(unsigned span, unsigned most)
{
	return span > most ? most : span;
}

enum err
doc_html_table_cell(struct doc_html_table *page, unsigned rows, unsigned cols,
    struct doc_place place, struct fault *fault)
{
	struct doc_html_table_level	*level = page->inner;
	unsigned			 col;

	doc_html_table_cell_end(page);
	if (++page->cells > DOC_BLOCKS)
		return FAIL(fault, ERR_TOO_LARGE, "doc.too_many_cells");
	rows = rows == 0 ? ROWS_SPAN : capped(rows, ROWS_SPAN);
	cols = cols == 0 ? 1 : capped(cols, COLS_SPAN);
	level->in_row = true;
	col = level->col;
	while (col < level->cols && level->until[col] > level->row)
		col++;
	if (col + cols > COLS + COLS_SPAN)
		return FAIL(fault, ERR_TOO_LARGE, "doc.too_many_cells");
	widen(page->arena, level, col + cols);
	for (unsigned i = col; i < col + cols; i++)
		if (level->until[i] < level->row + rows)
			level->until[i] = level->row + rows;
	level->col = col + cols;
	level->cell = grown(page->arena, level->cell, level->n, &level->room,
	    sizeof *level->cell);
	level->cell[level->n++] = (struct cell){
		.cell = { .row = level->row, .col = col, .rows = rows,
		    .cols = cols, .place = place },
		.from = page->n,
		.to = page->n,
	};
	level->in_cell = true;
	return OK;
}

void
doc_html_table_head(struct doc_html_table *page)
{
	if (page->inner->in_cell)
		page->inner->cell[page->inner->n - 1].cell.head = true;
}

/* The text of blocks as lines, tables left out. */
static str
joined(struct arena *arena, const struct doc_block *block, size_t n)
{
	struct buf	lines;

	if (n == 1)
		return block->text;
	buf_init(&lines, arena, DOC_BYTES);
	for (size_t i = 0; i < n; i++) {
		if (block[i].text.n == 0)
			continue;
		if (lines.n > 0)
			buf_byte(&lines, '\n');
		buf_put(&lines, block[i].text);
	}
	return buf_str(&lines);
}

/*
 * The blocks of a short cell become its text at once; those of a cell that
 * may turn out to be scaffolding are kept until the table ends.
 */
void
doc_html_table_cell_end(struct doc_html_table *page)
{
	struct cell	*cell;

	if (page->inner == NULL || !page->inner->in_cell)
		return;
	page->inner->in_cell = false;
	cell = &page->inner->cell[page->inner->n - 1];
	cell->blocks = page->n - cell->from;
	for (size_t i = cell->from; i < page->n; i++) {
		enum doc_kind	kind = page->block[i].kind;

		cell->bytes += page->block[i].text.n;
		cell->table = cell->table || kind == DOC_TABLE;
		cell->wraps = cell->wraps || kind == DOC_TABLE ||
		    kind == DOC_HEADING;
	}
	cell->to = page->n;
	if (cell->wraps || cell->bytes > PROSE || cell->blocks >= PROSE_BLOCKS)
		return;
	cell->cell.text = cell->blocks == 0 ? S("") :
	    joined(page->arena, page->block + cell->from, cell->blocks);
	page->n = cell->from;
	cell->to = cell->from;
}

/* --- what the table was --------------------------------------------------- */

static bool
is_filled(const struct cell *cell)
{
	return cell->bytes > 0 || cell->table;
}

/*
 * A row is scaffolding when a table stands in it, when its only text is prose
 * or a heading, or when one of its cells holds a whole page's worth of text.
 */
static bool
is_scaffold(const struct cell *cell, const struct band *band)
{
	const struct cell	*last = &cell[band->from];

	for (size_t i = band->from; i < band->to; i++) {
		if (cell[i].table || (cell[i].bytes > BODY &&
		    cell[i].blocks >= PROSE_BLOCKS))
			return true;
		if (is_filled(&cell[i]))
			last = &cell[i];
	}
	if (band->filled != 1 || band->to - band->from > 2)
		return false;
	return last->wraps || last->bytes > PROSE ||
	    (last->blocks >= PROSE_BLOCKS && last->bytes > PROSE / 2);
}

/* Part the cells into rows; returns how many there are. */
static size_t
part(struct arena *arena, const struct doc_html_table_level *level,
    struct band **ret)
{
	struct band	*band = arena_array(arena, level->n, sizeof *band);
	size_t		 n = 0;

	for (size_t i = 0; i < level->n; i++) {
		if (n == 0 || band[n - 1].row != level->cell[i].cell.row)
			band[n++] = (struct band){
				.row = level->cell[i].cell.row, .from = i };
		band[n - 1].to = i + 1;
		band[n - 1].filled += is_filled(&level->cell[i]);
	}
	for (size_t i = 0; i < n; i++)
		band[i].scaffold = is_scaffold(level->cell, &band[i]);
	*ret = band;
	return n;
}

/* Give out what stands in a row block by block. */
static void
dissolve(struct doc_html_table *page, const struct band *band)
{
	for (size_t i = band->from; i < band->to; i++) {
		const struct cell	*cell = &page->inner->cell[i];
		str			 rest = cell->cell.text, line;

		for (size_t at = cell->from; at < cell->to; at++)
			doc_html_table_block(page, page->block[at]);
		while (cell->from == cell->to && str_cut(&rest, '\n', &line))
			doc_html_table_block(page, (struct doc_block){
				.kind = DOC_PARAGRAPH,
				.text = line,
				.place = cell->cell.place,
			});
	}
}

/* Number the columns in which a cell of these rows begins; how many are so. */
static unsigned
number_columns(struct doc_html_table_level *level, size_t from, size_t to)
{
	unsigned	n = 0;

	memset(level->until, 0, level->cols * sizeof *level->until);
	for (size_t i = from; i < to; i++)
		level->until[level->cell[i].cell.col] = 1;
	for (unsigned i = 0; i < level->cols; i++) {
		bool	begins = level->until[i] != 0;

		level->until[i] = n;
		n += begins;
	}
	return n;
}

/* How many of these rows begin above `row'. */
static unsigned
rows_above(const struct band *band, size_t n, uint64_t row)
{
	size_t	low = 0, high = n;

	while (low < high) {
		size_t	middle = (low + high) / 2;

		if (band[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return (unsigned)low;
}

/* Give out these rows as a table of `cols' columns. */
static enum err
give_table(struct doc_html_table *page, const struct band *band, size_t n,
    unsigned cols, struct fault *fault)
{
	struct doc_html_table_level	*level = page->inner;
	struct doc_table		*table = arena_alloc(page->arena,
					    sizeof *table);

	table->grid = DOC_GRID_TRUE;
	for (size_t i = band->from; i < band[n - 1].to; i++) {
		struct cell	*cell = &level->cell[i];
		struct doc_cell	*to;
		unsigned	 row, right = cell->cell.col + cell->cell.cols;

		if (cell->to > cell->from)
			cell->cell.text = joined(page->arena,
			    page->block + cell->from, cell->to - cell->from);
		row = rows_above(band, n, cell->cell.row);
		to = doc_add_cell(page->arena, table, row,
		    level->until[cell->cell.col],
		    rows_above(band, n, (uint64_t)cell->cell.row +
		    cell->cell.rows) - row,
		    (right < level->cols ? level->until[right] : cols) -
		    level->until[cell->cell.col], cell->cell.text);
		to->head = cell->cell.head;
		to->place = cell->cell.place;
	}
	doc_html_table_block(page, (struct doc_block){ .kind = DOC_TABLE,
	    .table = table, .place = level->place });
	return doc_lay(page->arena, table, fault);
}

/* Rows between scaffolding are a table when some of them set cells abreast. */
static bool
is_grid(const struct band *band, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (n >= 2 && band[i].filled >= 2)
			return true;
	return false;
}

/* Give out the rows of a stretch without scaffolding. */
static enum err
give_rows(struct doc_html_table *page, const struct band *band, size_t n,
    bool scaffolded, struct fault *fault)
{
	const struct cell	*cell = page->inner->cell;
	unsigned		 cols;
	size_t			 filled = 0;

	while (scaffolded && n > 0 && band->filled <= 1 &&
	    (band->filled == 0 || doc_outline_of(cell[band->from].cell.text) ==
	    DOC_OUTLINE_SECTION)) {
		dissolve(page, band++);
		n--;
	}
	for (size_t i = 0; i < n; i++)
		filled += band[i].filled;
	if (filled == 0)
		return OK;
	cols = number_columns(page->inner, band->from, band[n - 1].to);
	if (cols > 1 && (!scaffolded || is_grid(band, n)))
		return give_table(page, band, n, cols, fault);
	for (size_t i = 0; i < n; i++)
		dissolve(page, &band[i]);
	return OK;
}

/* Text of the table that stands in none of its cells goes before it. */
static void
give_strays(struct doc_html_table *page, size_t until)
{
	const struct doc_html_table_level	*level = page->inner;
	size_t					 at = level->from;

	for (size_t i = 0; i <= level->n; i++) {
		size_t	to = i < level->n ? level->cell[i].from : until;

		while (at < to)
			doc_html_table_block(page, page->block[at++]);
		if (i < level->n)
			at = level->cell[i].to;
	}
}

static enum err
give_all(struct doc_html_table *page, const struct band *band, size_t n,
    struct fault *fault)
{
	bool	scaffolded = false;

	for (size_t i = 0; i < n; i++)
		scaffolded = scaffolded || band[i].scaffold;
	for (size_t i = 0, to; i < n; i = to) {
		enum err	e;

		to = i + 1;
		if (band[i].scaffold) {
			dissolve(page, &band[i]);
			continue;
		}
		while (to < n && !band[to].scaffold)
			to++;
		e = give_rows(page, band + i, to - i, scaffolded, fault);
		if (e != OK)
			return e;
	}
	return OK;
}

enum err
doc_html_table_end(struct doc_html_table *page, struct fault *fault)
{
	struct doc_html_table_level	*level = page->inner;
	struct band			*band;
	size_t				 until, n;
	enum err			 e;

	doc_html_table_cell_end(page);
	until = page->n;
	give_strays(page, until);
	n = part(page->arena, level, &band);
	e = give_all(page, band, n, fault);
	if (page->n > until)
		memmove(page->block + level->from, page->block + until,
		    (page->n - until) * sizeof *page->block);
	page->n = level->from + (page->n - until);
	page->inner = level->outer;
	level->outer = page->spare;
	page->spare = level;
	return e;
}
