#include "doc/doc_xlsx_sheet.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_xlsx_stream.h"

#define NOTES	64u		/* of hidden rows and columns; no more */

str
doc_xlsx_sheet_ref(struct arena *arena, unsigned row, unsigned col)
{
	char	letter[8];
	size_t	n = sizeof letter;

	for (col++; col > 0; col = (col - 1) / 26)
		letter[--n] = (char)('A' + (col - 1) % 26);
	return str_printf(arena, "%.*s%u", (int)(sizeof letter - n),
	    letter + n, row + 1);
}

static int
by_place(const void *a, const void *b)
{
	const struct doc_xlsx_cell	*left = a, *right = b;

	if (left->row != right->row)
		return left->row < right->row ? -1 : 1;
	return (left->col > right->col) - (left->col < right->col);
}

static int
by_square(const void *a, const void *b)
{
	const struct doc_xlsx_cell	*left = a, *right = b;

	if (left->top != right->top)
		return left->top < right->top ? -1 : 1;
	return (left->left > right->left) - (left->left < right->left);
}

static int
by_value(const void *a, const void *b)
{
	const unsigned	*left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* Index of the first number that is not below `least'. */
static size_t
first_from(const unsigned *sorted, size_t n, unsigned least)
{
	size_t	from = 0, to = n;

	while (from < to) {
		size_t	middle = from + (to - from) / 2;

		if (sorted[middle] < least)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* --- merged cells ------------------------------------------------------ */

/* Index of the first cell that stands at or after a square. */
static size_t
cell_from(const struct doc_xlsx_raw *raw, unsigned row, unsigned col)
{
	struct doc_xlsx_cell	wanted = { .row = row, .col = col };
	size_t			from = 0, to = raw->n;

	while (from < to) {
		size_t	middle = from + (to - from) / 2;

		if (by_place(&raw->cell[middle], &wanted) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/*
 * The cell at the top left covers the area; what stands under it is not
 * shown and marked by covering nothing.  False when areas that lie over each
 * other would take too much work.
 */
static bool
merge(const struct doc_xlsx_raw *raw, const struct doc_xlsx_area *area,
    size_t *work)
{
	size_t	i = cell_from(raw, area->top, area->left);

	while (i < raw->n && raw->cell[i].row <= area->bottom) {
		struct doc_xlsx_cell	*cell = &raw->cell[i];

		if (++*work > 8 * (size_t)DOC_SQUARES)
			return false;
		if (cell->col > area->right) {
			i = cell_from(raw, cell->row + 1, area->left);
			continue;
		}
		if (cell->col >= area->left) {
			bool	first = cell->row == area->top &&
				    cell->col == area->left && cell->rows > 0;

			cell->rows = first ? area->bottom - area->top + 1 : 0;
			cell->cols = first ? area->right - area->left + 1 : 0;
		}
		i++;
	}
	return true;
}

static bool
merge_all(struct doc_xlsx_raw *raw)
{
	size_t	work = 0, n = 0;

	for (size_t i = 0; i < raw->merges; i++)
		if (!merge(raw, &raw->merge[i], &work))
			return false;
	for (size_t i = 0; i < raw->n; i++)
		if (raw->cell[i].rows > 0)
			raw->cell[n++] = raw->cell[i];
	raw->n = n;
	return true;
}

/* --- rows of blanks ----------------------------------------------------- */

/*
 * The row may be part of a head, or it stands alone below a table: it has one
 * text, or all of them begin with a Han character.
 */
static bool
is_without_figures(const struct doc_xlsx_raw *raw, unsigned row)
{
	size_t	from = cell_from(raw, row, 0), i = from;
	bool	words = true;

	for (; i < raw->n && raw->cell[i].row == row; i++) {
		size_t	at = 0;

		words = words &&
		    utf8_is_han(utf8_next(raw->cell[i].text, &at));
	}
	return words || i - from == 1;
}

/*
 * A row in which nobody wrote anything is a row where it stands under a head
 * and is ruled: there must be one.  All others are formatting that was left
 * behind, among them those above figures.
 */
static bool
is_left_blank(const struct doc_xlsx_raw *raw, unsigned row)
{
	unsigned	ruled = 0;
	size_t		i;

	if (row == 0)
		return false;
	for (i = cell_from(raw, row - 1, 0); i < raw->n &&
	    raw->cell[i].row < row; i++)
		ruled += raw->cell[i].ruled;
	if (i < raw->n && raw->cell[i].row == row)
		return false;
	return ruled > 1 && is_without_figures(raw, row - 1) &&
	    is_without_figures(raw, row + 1);
}

/* Add the cells of such rows, in columns that have a text. */
static void
add_blanks(struct arena *arena, struct doc_xlsx_raw *raw)
{
	bool	*used;
	size_t	 n = raw->n, to;

	if (raw->blanks == 0 || raw->n == 0)
		return;
	used = arena_array(arena, DOC_XLSX_COLS, sizeof *used);
	for (size_t i = 0; i < raw->n; i++)
		used[raw->cell[i].col] = true;
	raw->cell = arena_grow(arena, raw->cell, raw->n, raw->n + raw->blanks,
	    sizeof *raw->cell);
	qsort(raw->blank, raw->blanks, sizeof *raw->blank, by_place);
	for (size_t i = 0; i < raw->blanks; i = to) {
		bool	kept = is_left_blank(raw, raw->blank[i].row);

		for (to = i; to < raw->blanks &&
		    raw->blank[to].row == raw->blank[i].row; to++)
			if (kept && used[raw->blank[to].col])
				raw->cell[n++] = raw->blank[to];
	}
	raw->n = n;
	qsort(raw->cell, raw->n, sizeof *raw->cell, by_place);
}

/* --- used and visible -------------------------------------------------- */

/* The first visible row of a cell; DOC_XLSX_ROWS if it has none. */
static unsigned
shown_row(const struct doc_xlsx_raw *raw, const struct doc_xlsx_cell *cell)
{
	size_t		at = first_from(raw->hidden_row, raw->hidden_rows,
			    cell->row);
	unsigned	row = cell->row;

	while (at < raw->hidden_rows && raw->hidden_row[at] <= row) {
		row = raw->hidden_row[at] + 1;
		at++;
	}
	return row < cell->row + cell->rows ? row : DOC_XLSX_ROWS;
}

static unsigned
shown_col(const struct doc_xlsx_raw *raw, const struct doc_xlsx_cell *cell)
{
	unsigned	col = cell->col, end = cell->col + cell->cols;

	while (col < end && col < DOC_XLSX_COLS && raw->hidden_col[col])
		col++;
	return col < end && col < DOC_XLSX_COLS ? col : DOC_XLSX_COLS;
}

/* Sort and drop doubles; returns how many are left. */
static unsigned
distinct(unsigned *number, size_t n)
{
	unsigned	kept = 0;

	if (n > 0)
		qsort(number, n, sizeof *number, by_value);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || number[kept - 1] != number[i])
			number[kept++] = number[i];
	return kept;
}

/* Keep the visible cells, and the rows and columns that they begin in. */
static void
keep_shown(struct arena *arena, const struct doc_xlsx_raw *raw,
    struct doc_xlsx_sheet *sheet)
{
	sheet->cell = raw->cell;
	sheet->row = arena_array(arena, raw->n, sizeof *sheet->row);
	sheet->col = arena_array(arena, raw->n, sizeof *sheet->col);
	for (size_t i = 0; i < raw->n; i++) {
		unsigned	row = shown_row(raw, &raw->cell[i]);
		unsigned	col = shown_col(raw, &raw->cell[i]);

		if (row == DOC_XLSX_ROWS || col == DOC_XLSX_COLS)
			continue;
		sheet->row[sheet->n] = row;
		sheet->col[sheet->n] = col;
		sheet->cell[sheet->n++] = raw->cell[i];
	}
	sheet->rows = distinct(sheet->row, sheet->n);
	sheet->cols = distinct(sheet->col, sheet->n);
}

/* The part of the used rows or columns that [from, from + n) covers. */
static void
squares(const unsigned *used, unsigned n_used, unsigned from, unsigned n,
    unsigned *first, unsigned *covered)
{
	size_t	begin = first_from(used, n_used, from);
	size_t	end = first_from(used, n_used, from + n);

	*first = (unsigned)begin;
	*covered = end > begin ? (unsigned)(end - begin) : 1;
}

/* --- what is hidden ---------------------------------------------------- */

static void
note(struct doc_xlsx *xlsx, const struct doc_xlsx_sheet *sheet, str range,
    size_t *notes)
{
	if ((*notes)++ < NOTES)
		doc_add_meta(xlsx->arena, xlsx->doc, S("hidden"),
		    str_printf(xlsx->arena, "%.*s!%.*s", STRF(sheet->name),
		    STRF(range)));
}

/* Runs of hidden rows as "3:5", of hidden columns as "B:D". */
static void
note_hidden(struct doc_xlsx *xlsx, const struct doc_xlsx_raw *raw,
    const struct doc_xlsx_sheet *sheet)
{
	size_t	notes = 0, to;

	for (size_t i = 0; i < raw->hidden_rows; i = to) {
		for (to = i + 1; to < raw->hidden_rows &&
		    raw->hidden_row[to] <= raw->hidden_row[to - 1] + 1; to++)
			;
		note(xlsx, sheet, str_printf(xlsx->arena, "%u:%u",
		    raw->hidden_row[i] + 1, raw->hidden_row[to - 1] + 1),
		    &notes);
	}
	for (unsigned i = 0; i < DOC_XLSX_COLS; i++) {
		unsigned	from = i;
		str		first, last;

		if (!raw->hidden_col[i])
			continue;
		while (i + 1 < DOC_XLSX_COLS && raw->hidden_col[i + 1])
			i++;
		first = doc_xlsx_sheet_ref(xlsx->arena, 0, from);
		last = doc_xlsx_sheet_ref(xlsx->arena, 0, i);
		note(xlsx, sheet, str_printf(xlsx->arena, "%.*s:%.*s",
		    (int)first.n - 1, first.at, (int)last.n - 1, last.at),
		    &notes);
	}
}

enum err
doc_xlsx_sheet(struct doc_xlsx *xlsx, str name, str part,
    struct doc_xlsx_sheet *ret)
{
	struct doc_xlsx_raw	raw;
	enum err		e;

	*ret = (struct doc_xlsx_sheet){ .name = name };
	e = doc_xlsx_stream(xlsx, name, part, &raw);
	if (e != OK)
		return e;
	if (raw.n > 0)
		qsort(raw.cell, raw.n, sizeof *raw.cell, by_place);
	add_blanks(xlsx->arena, &raw);
	if (!merge_all(&raw))
		return FAIL(xlsx->fault, ERR_TOO_LARGE,
		    "doc.table_too_large");
	raw.hidden_rows = distinct(raw.hidden_row, raw.hidden_rows);
	note_hidden(xlsx, &raw, ret);
	keep_shown(xlsx->arena, &raw, ret);

	for (size_t i = 0; i < ret->n; i++) {
		struct doc_xlsx_cell	*cell = &ret->cell[i];

		squares(ret->row, ret->rows, cell->row, cell->rows,
		    &cell->top, &cell->high);
		squares(ret->col, ret->cols, cell->col, cell->cols,
		    &cell->left, &cell->wide);
	}
	if (ret->n > 0)
		qsort(ret->cell, ret->n, sizeof *ret->cell, by_square);
	return OK;
}
