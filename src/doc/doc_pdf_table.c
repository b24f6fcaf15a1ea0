#include "doc/doc_pdf_table.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "doc/doc_pdf_cell.h"

/* Lengths in ems. */
#define LEVEL		0.6	/* figures this near are one row */
#define NEXT		0.4	/* the next row is further down than that */
#define REACH		0.3	/* over the edge of a cell */
#define TRUSTED		8u	/* rows that may stand for one odd one */
#define COLUMNS		256u	/* columns of a table that are told apart */

struct column {
	double	x0, x1;
};

static double
middle(const struct doc_pdf_cell *cell)
{
	return (cell->y0 + cell->y1) / 2;
}

/* --- rows -------------------------------------------------------------- */

/*
 * Does a cell stand in the same row as the one drawn before it?  `bottom' is
 * how far down the row reaches so far.
 */
static bool
is_same_row(const struct doc_pdf_cell *cell, const struct doc_pdf_cell *next,
    double bottom)
{
	double	em = fmax(cell->em, next->em);
	double	down = middle(next) - middle(cell);

	if (next->x0 < cell->x1 - REACH * em)
		return false;
	if (cell->figure && next->figure)
		return down < LEVEL * em && -down < LEVEL * em;
	return next->y0 - bottom < LEVEL * em;
}

/* Does the label before the figures of a row stand beside them? */
static bool
is_beside(const struct doc_pdf_cell *label, const struct doc_pdf_cell *figure)
{
	double	reach = LEVEL * fmax(label->em, figure->em);

	return middle(figure) > label->y0 - reach &&
	    middle(figure) < label->y1 + reach;
}

static int
by_value(const void *a, const void *b)
{
	const double	*left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* Where the labels stand, sorted; returns how many. */
static size_t
find_labels(const struct doc_pdf_cells *cells, double *y)
{
	size_t	n = 0;

	for (size_t i = 0; i < cells->n; i++)
		if (!cells->cell[i].figure)
			y[n++] = middle(&cells->cell[i]);
	if (n > 0)
		qsort(y, n, sizeof *y, by_value);
	return n;
}

/* Is there a label at the height of a row that is drawn without one? */
static bool
is_torn(const struct doc_pdf_cell *figure, const double *y, size_t n)
{
	double	reach = NEXT * figure->em;
	size_t	from = 0, to = n;

	while (from < to) {
		size_t	half = from + (to - from) / 2;

		if (y[half] < middle(figure) - reach)
			from = half + 1;
		else
			to = half;
	}
	return from < n && y[from] < middle(figure) + reach;
}

/*
 * Number the rows in the order drawn.  False when that order and the places
 * disagree in more than a few rows: then it tells nothing.
 */
static bool
number_rows(struct arena *arena, struct doc_pdf_cells *cells)
{
	struct doc_pdf_cell	*cell = cells->cell;
	double			*label = arena_array(arena, cells->n,
				    sizeof *label);
	size_t			 labels = find_labels(cells, label);
	double			 last = 0, bottom = 0;
	unsigned		 row = 0, last_row = 0;
	size_t			 rows = 0, bad = 0;

	for (size_t i = 0; i < cells->n; i++) {
		bool	begins = i == 0 || !is_same_row(&cell[i - 1],
			    &cell[i], bottom);

		row += begins && i > 0;
		bottom = begins ? cell[i].y1 : fmax(bottom, cell[i].y1);
		cell[i].row = row;
		if (!cell[i].figure || (!begins && cell[i - 1].figure))
			continue;
		bad += (begins ? is_torn(&cell[i], label, labels) :
		    !is_beside(&cell[i - 1], &cell[i])) ||
		    (rows > 0 && row != last_row &&
		    middle(&cell[i]) < last + NEXT * cell[i].em);
		rows += rows == 0 || row != last_row;
		last = middle(&cell[i]);
		last_row = row;
	}
	return bad * TRUSTED <= rows;
}

/* Every line of the page as a row. */
static void
take_lines(struct arena *arena, const struct doc_pdf *pdf,
    const struct doc_pdf_lines *page, size_t from, size_t to,
    struct doc_pdf_cells *cells)
{
	size_t		room = 0;
	unsigned	row = 0;

	for (size_t i = from; i < to; i++)
		room += page->line[i].n;
	*cells = (struct doc_pdf_cells){
		.cell = arena_array(arena, room, sizeof *cells->cell),
	};
	for (size_t i = from; i < to; i++) {
		size_t	first = cells->n;

		if (page->line[i].use != DOC_PDF_TABLE)
			continue;
		cells->n += doc_pdf_cell_line(arena, pdf, page,
		    &page->line[i], cells->cell + first);
		for (size_t k = first; k < cells->n; k++)
			cells->cell[k].row = row;
		row++;
	}
}

/* --- columns ----------------------------------------------------------- */

static int
by_width(const void *a, const void *b)
{
	const struct doc_pdf_cell *const	*left = a, *const *right = b;
	double	l = (*left)->x1 - (*left)->x0;
	double	r = (*right)->x1 - (*right)->x0;

	return (l > r) - (l < r);
}

static int
by_left(const void *a, const void *b)
{
	const struct column	*left = a, *right = b;

	return (left->x0 > right->x0) - (left->x0 < right->x0);
}

/*
 * See which columns there are: the narrow cells make them, a wider one
 * stretches the one it lies over or spans the several.
 */
static size_t
find_columns(struct arena *arena, const struct doc_pdf_cells *cells,
    struct column *column)
{
	const struct doc_pdf_cell	**sorted = arena_array(arena,
	    cells->n, sizeof *sorted);
	size_t	n = 0;

	for (size_t i = 0; i < cells->n; i++)
		sorted[i] = &cells->cell[i];
	qsort(sorted, cells->n, sizeof *sorted, by_width);
	for (size_t i = 0; i < cells->n; i++) {
		size_t	over = 0, which = 0;

		for (size_t k = 0; k < n; k++)
			if (sorted[i]->x0 < column[k].x1 &&
			    sorted[i]->x1 > column[k].x0) {
				over++;
				which = k;
			}
		if (over == 0 && n < COLUMNS)
			column[n++] = (struct column){
				sorted[i]->x0, sorted[i]->x1,
			};
		else if (over == 1) {
			column[which].x1 = fmax(column[which].x1,
			    sorted[i]->x1);
			column[which].x0 = -fmax(-column[which].x0,
			    -sorted[i]->x0);
		}
	}
	qsort(column, n, sizeof *column, by_left);
	return n;
}

/* --- the table --------------------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
	const struct doc_pdf_cell	*left = a, *right = b;

	if (left->row != right->row)
		return left->row < right->row ? -1 : 1;
	return (left->x0 > right->x0) - (left->x0 < right->x0);
}

static void
add_cell(struct arena *arena, struct doc_table *table,
    const struct doc_pdf_cell *cell, unsigned least, unsigned number,
    const struct column *column, size_t columns)
{
	struct doc_cell	*added;
	unsigned	 col = 0, end;

	while (col < columns && column[col].x1 <= cell->x0)
		col++;
	for (end = col; end < columns && column[end].x0 < cell->x1; end++)
		;
	col = col < least ? least : col;
	added = doc_add_cell(arena, table, cell->row, col, 1,
	    end > col ? end - col : 1, cell->text);
	added->x0 = cell->x0;
	added->x1 = cell->x1;
	added->place.page = number;
}

enum err
doc_pdf_table(struct arena *arena, const struct doc_pdf *pdf,
    const struct doc_pdf_lines *page, size_t from, size_t to,
    unsigned number, struct doc *doc, struct fault *fault)
{
	struct column		 column[COLUMNS];
	struct doc_pdf_cells	 cells;
	struct doc_table	*table;
	size_t			 columns;
	unsigned		 least = 0;

	doc_pdf_cell_gather(arena, pdf, page, from, to, &cells);
	if (!number_rows(arena, &cells))
		take_lines(arena, pdf, page, from, to, &cells);
	if (cells.n > DOC_SQUARES)
		return FAIL(fault, ERR_TOO_LARGE, "doc.table_too_large");
	columns = find_columns(arena, &cells, column);
	qsort(cells.cell, cells.n, sizeof *cells.cell, by_place);

	table = doc_add_table(arena, doc, DOC_GRID_LAYOUT);
	doc->block[doc->n - 1].place.page = number;
	for (size_t i = 0; i < cells.n; i++) {
		if (i == 0 || cells.cell[i].row != cells.cell[i - 1].row)
			least = 0;
		add_cell(arena, table, &cells.cell[i], least, number, column,
		    columns);
		least = table->cell[table->n - 1].col +
		    table->cell[table->n - 1].cols;
	}
	return doc_lay(arena, table, fault);
}
