#include "doc/doc_xlsx_lay.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"

#define LABEL	60	/* characters of the longest label that stands alone */

/* A used row of a sheet. */
struct line {
	size_t		first;		/* its first cell */
	size_t		n;		/* cells that begin in it */
	bool		reached;	/* by a merged cell from above */
	bool		under;		/* follows a row of a table at once */
	bool		over;		/* a row of a table follows at once */
	bool		table;		/* is part of a table */
};

struct laying {
	struct doc_xlsx			*xlsx;
	const struct doc_xlsx_sheet	*sheet;
	struct line			*line;	/* sheet->rows of them */
};

static struct doc_place
place(const struct laying *lay, unsigned row, unsigned col)
{
	str	ref = doc_xlsx_sheet_ref(lay->xlsx->arena, row, col);

	return (struct doc_place){
		.xpath = str_printf(lay->xlsx->arena, "%.*s!%.*s",
		    STRF(lay->sheet->name), STRF(ref)),
	};
}

/* Sort the cells into their rows, and see which rows are reached from above. */
static void
find_lines(struct laying *lay)
{
	const struct doc_xlsx_sheet	*sheet = lay->sheet;
	long	*step = arena_array(lay->xlsx->arena, sheet->rows + 2u,
		    sizeof *step);
	long	 over = 0;

	for (size_t i = sheet->n; i-- > 0; ) {
		const struct doc_xlsx_cell	*cell = &sheet->cell[i];
		unsigned	end = cell->top + cell->high;

		lay->line[cell->top].first = i;
		lay->line[cell->top].n++;
		step[cell->top + 1]++;
		step[(end > sheet->rows ? sheet->rows : end)]--;
	}
	for (unsigned i = 0; i < sheet->rows; i++) {
		over += step[i];
		lay->line[i].reached = over > 0;
	}
}

/* Two used rows that follow each other in the file too. */
static bool
adjoin(const struct laying *lay, unsigned row)
{
	return lay->sheet->row[row + 1] == lay->sheet->row[row] + 1;
}

/* Where single cells stand between rows of several, without an empty row. */
static void
find_neighbours(struct laying *lay)
{
	unsigned	rows = lay->sheet->rows;

	for (unsigned i = 1; i < rows; i++)
		lay->line[i].under = adjoin(lay, i - 1) &&
		    (lay->line[i - 1].n > 1 || lay->line[i - 1].under);
	for (unsigned i = rows - 1; i-- > 0; )
		lay->line[i].over = adjoin(lay, i) &&
		    (lay->line[i + 1].n > 1 || lay->line[i + 1].over);
}

/* Is the only cell of a row part of a table all the same? */
static bool
in_table(const struct laying *lay, const struct line *line)
{
	const struct doc_xlsx_cell	*cell =
	    &lay->sheet->cell[line->first];

	if (line->n > 1 || line->reached)
		return true;
	if (str_has(cell->text, S("。")) || utf8_count(cell->text) > LABEL)
		return false;
	if (cell->ruled)
		return true;
	if (cell->wide >= 3 && cell->wide * 5 >= lay->sheet->cols * 4)
		return false;
	return line->under && line->over;
}

static enum err
add_text(const struct laying *lay, const struct line *line)
{
	struct doc_xlsx	*xlsx = lay->xlsx;

	for (size_t i = line->first; i < line->first + line->n; i++) {
		const struct doc_xlsx_cell	*cell = &lay->sheet->cell[i];
		str				 rest = cell->text, part;

		while (str_cut(&rest, '\n', &part)) {
			if (xlsx->doc->n >= DOC_BLOCKS)
				return FAIL(xlsx->fault, ERR_TOO_LARGE,
				    "doc.too_long", xlsx->package.name);
			doc_add(xlsx->arena, xlsx->doc, DOC_PARAGRAPH,
			    part)->place = place(lay, cell->row, cell->col);
		}
	}
	return OK;
}

/*
 * For each used column of the sheet, how many before it are used by the rows
 * [from, to); the entry behind the last is how many there are.
 */
static unsigned *
columns_before(const struct laying *lay, unsigned from, unsigned to)
{
	unsigned	*before = arena_array(lay->xlsx->arena,
			    lay->sheet->cols + 1u, sizeof *before);
	unsigned	 n = 0;

	for (unsigned i = from; i < to; i++)
		for (size_t k = 0; k < lay->line[i].n; k++)
			before[lay->sheet->cell[lay->line[i].first +
			    k].left] = 1;
	for (unsigned c = 0; c <= lay->sheet->cols; c++) {
		unsigned	used = before[c];

		before[c] = n;
		n += used;
	}
	return before;
}

/* Add the cells of the rows, and remember which squares they cover. */
static void
add_cells(const struct laying *lay, struct doc_table *table, unsigned from,
    unsigned to, const unsigned *before, bool *covered)
{
	size_t		end = lay->line[to - 1].first + lay->line[to - 1].n;
	unsigned	cols = before[lay->sheet->cols];
	uint64_t	claimed = 0;

	/* What claims too much is refused when the table is laid out. */
	for (size_t i = lay->line[from].first; i < end &&
	    claimed <= 2 * DOC_SQUARES; i++) {
		const struct doc_xlsx_cell	*cell = &lay->sheet->cell[i];
		unsigned	top = cell->top - from;
		unsigned	left = before[cell->left];
		unsigned	right = before[cell->left + cell->wide];
		unsigned	high = cell->high > to - cell->top ?
				    to - cell->top : cell->high;

		if (covered[top * cols + left])
			continue;
		claimed += (uint64_t)high * (right - left);
		doc_add_cell(lay->xlsx->arena, table, top, left, high,
		    right - left, cell->text)->place =
		    place(lay, cell->row, cell->col);
		for (unsigned r = top; r < top + high; r++)
			for (unsigned c = left; c < right; c++) {
				if (covered[r * cols + c])
					break;
				covered[r * cols + c] = true;
			}
	}
}

static int
by_square(const void *a, const void *b)
{
	const struct doc_cell	*x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

/* An empty square is a cell too: somebody left it blank. */
static void
add_blanks(const struct laying *lay, struct doc_table *table, unsigned from,
    unsigned to, const unsigned *before, const bool *covered)
{
	unsigned	cols = before[lay->sheet->cols];

	for (unsigned r = 0; r < to - from; r++)
		for (unsigned c = 0; c < lay->sheet->cols; c++) {
			if (before[c + 1] == before[c] ||
			    covered[r * cols + before[c]])
				continue;
			doc_add_cell(lay->xlsx->arena, table, r, before[c], 1,
			    1, S(""))->place = place(lay,
			    lay->sheet->row[from + r], lay->sheet->col[c]);
		}
	qsort(table->cell, table->n, sizeof *table->cell, by_square);
}

static enum err
add_table(const struct laying *lay, unsigned from, unsigned to)
{
	struct arena		*arena = lay->xlsx->arena;
	const unsigned		*before = columns_before(lay, from, to);
	size_t			 squares = (size_t)(to - from) *
				    before[lay->sheet->cols];
	struct doc_table	*table;
	bool			*covered;

	if (squares > DOC_SQUARES)
		return FAIL(lay->xlsx->fault, ERR_TOO_LARGE,
		    "doc.table_too_large");
	table = doc_add_table(arena, lay->xlsx->doc, DOC_GRID_TRUE);
	lay->xlsx->doc->block[lay->xlsx->doc->n - 1].place = place(lay,
	    lay->sheet->row[from],
	    lay->sheet->cell[lay->line[from].first].col);
	covered = arena_array(arena, squares, sizeof *covered);
	add_cells(lay, table, from, to, before, covered);
	add_blanks(lay, table, from, to, before, covered);
	return doc_lay(arena, table, lay->xlsx->fault);
}

/* Add the rows from `from' that belong together; *next is behind them. */
static enum err
add_part(const struct laying *lay, unsigned from, unsigned *next)
{
	unsigned	to = from;
	bool		several = false;

	if (!lay->line[from].table) {
		*next = from + 1;
		return add_text(lay, &lay->line[from]);
	}
	for (; to < lay->sheet->rows && lay->line[to].table; to++)
		several = several || lay->line[to].n > 1;
	*next = several ? to : from + 1;
	return several ? add_table(lay, from, to) :
	    add_text(lay, &lay->line[from]);
}

enum err
doc_xlsx_lay(struct doc_xlsx *xlsx, const struct doc_xlsx_sheet *sheet)
{
	struct laying	lay = { .xlsx = xlsx, .sheet = sheet };
	unsigned	at = 0;
	enum err	e = OK;

	if (sheet->n == 0)
		return OK;
	lay.line = arena_array(xlsx->arena, sheet->rows, sizeof *lay.line);
	find_lines(&lay);
	find_neighbours(&lay);
	for (unsigned i = 0; i < sheet->rows; i++)
		lay.line[i].table = in_table(&lay, &lay.line[i]);
	while (e == OK && at < sheet->rows)
		e = add_part(&lay, at, &at);
	return e;
}
