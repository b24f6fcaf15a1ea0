#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/number.h"
#include "base/utf8.h"
#include "doc/doc_write.h"
#include "doc/grid.h"

/* Every file says it was made on 1 January 1980: there is no clock here. */
#define MADE_AT		315532800

/* A workbook on its way back from the memory it was written to. */
#define BOOK_BYTES		((size_t)1 << 30)

/* Columns of a sheet without tables, and of the text above a narrow table. */
#define LEAST_COLUMNS	8u

/* A line of the sheet, and a column on average, in half-width characters. */
#define LINE_COLUMNS	92u
#define COLUMN_MOST	14u

/* Characters a cell can hold, and digits a number can without loss. */
#define CELL_CHARACTERS	32767u
#define EXACT_DIGITS	15

/* A row of one line, in points, and what each further line adds. */
#define LINE_POINTS	18.0
#define ROW_POINTS	24.0
#define HIGHEST_POINTS	408.0

/* The ways in which a cell is set. */
enum look {
	LOOK_TITLE, LOOK_HEADING, LOOK_TEXT, LOOK_NOTE, LOOK_SIGNATURE,
	LOOK_HEAD, LOOK_SIDE, LOOK_CELL, LOOK_LEFT, LOOK__MAX
};

static const struct {
	const char	*font;
	double		 size;
	bool		 bold, framed;
	uint8_t		 across;	/* alignment */
} looks[LOOK__MAX] = {
	[LOOK_TITLE] = { "宋体", 18, true, false, LXW_ALIGN_CENTER },
	[LOOK_HEADING] = { "黑体", 14, false, false, LXW_ALIGN_LEFT },
	[LOOK_TEXT] = { "宋体", 12, false, false, LXW_ALIGN_LEFT },
	[LOOK_NOTE] = { "宋体", 10, false, false, LXW_ALIGN_LEFT },
	[LOOK_SIGNATURE] = { "宋体", 12, false, false, LXW_ALIGN_RIGHT },
	[LOOK_HEAD] = { "黑体", 11, false, true, LXW_ALIGN_CENTER },
	[LOOK_SIDE] = { "黑体", 11, false, true, LXW_ALIGN_LEFT },
	[LOOK_CELL] = { "宋体", 11, false, true, LXW_ALIGN_CENTER },
	[LOOK_LEFT] = { "宋体", 11, false, true, LXW_ALIGN_LEFT },
};

struct sheet {
	struct arena	*arena;
	lxw_worksheet	*lxw;
	lxw_format	*look[LOOK__MAX];
	unsigned	*width;		/* of each column, in characters */
	unsigned	 cols;
	lxw_row_t	 row;		/* the next one */
	lxw_error	 error;		/* the first, sticky */
};

static void
note_error(struct sheet *sheet, lxw_error error)
{
	if (sheet->error == LXW_NO_ERROR)
		sheet->error = error;
}

static unsigned
width_of(const struct sheet *sheet, unsigned from, unsigned cols)
{
	unsigned	width = 0;

	for (unsigned c = from; c < from + cols; c++)
		width += sheet->width[c];
	return width;
}

/* How many lines a text takes in a cell so many characters wide. */
static unsigned
lines_of(str text, unsigned width)
{
	unsigned	lines = 0;
	str		rest = text, line;

	width = width > 2 ? width - 2 : 1;
	while (str_cut(&rest, '\n', &line))
		lines += utf8_columns(line) / width + 1;
	return lines > 0 ? lines : 1;
}

static void
set_height(struct sheet *sheet, lxw_row_t row, double height)
{
	note_error(sheet, worksheet_set_row(sheet->lxw, row,
	    height < HIGHEST_POINTS ? height : HIGHEST_POINTS, NULL));
}

/*
 * A number is written as one only where a spreadsheet can hold it exactly
 * and shows it as it stood.
 */
static bool
plain_number(struct arena *arena, str text, double *ret)
{
	struct number	number;
	char		shown[40];

	if (!number_read(text, &number) ||
	    !str_eq(number_text(arena, number), text))
		return false;
	if (llabs(number.units) >= 1000000000000000)
		return false;
	*ret = strtod(str_c(arena, text), NULL);
	(void)snprintf(shown, sizeof shown, "%.16G", *ret);
	return str_is(text, shown);
}

static void
put_text(struct sheet *sheet, const struct grid_tile *tile, enum look look)
{
	lxw_row_t	 last = sheet->row + tile->rows - 1;
	lxw_col_t	 from = (lxw_col_t)tile->col;
	lxw_col_t	 to = (lxw_col_t)(tile->col + tile->cols - 1);
	lxw_format	*format = sheet->look[look];
	const char	*text = str_c(sheet->arena, tile->text);
	double		 number;

	if (from != to || last != sheet->row)
		note_error(sheet, worksheet_merge_range(sheet->lxw, sheet->row,
		    from, last, to, text, format));
	if (tile->text.n == 0)
		note_error(sheet, worksheet_write_blank(sheet->lxw,
		    sheet->row, from, format));
	else if (plain_number(sheet->arena, tile->text, &number))
		note_error(sheet, worksheet_write_number(sheet->lxw,
		    sheet->row, from, number, format));
	else
		note_error(sheet, worksheet_write_string(sheet->lxw,
		    sheet->row, from, text, format));
}

/* --- prose --------------------------------------------------------------- */

/* The longest beginning of a text that fits into one cell. */
static str
cell_head(str text)
{
	size_t	at = 0;

	for (unsigned i = 0; i < CELL_CHARACTERS && at < text.n; i++)
		(void)utf8_next(text, &at);
	return str_sub(text, 0, at);
}

/* A paragraph over the whole width; over several rows if it is very long. */
static void
put_prose(struct sheet *sheet, str text, enum look look)
{
	unsigned	width = width_of(sheet, 0, sheet->cols);

	do {
		struct grid_tile	tile = {
			.text = cell_head(text), .rows = 1,
			.cols = sheet->cols,
		};

		text = str_sub(text, tile.text.n, text.n);
		put_text(sheet, &tile, look);
		set_height(sheet, sheet->row, ROW_POINTS - LINE_POINTS +
		    LINE_POINTS * lines_of(tile.text, width));
		sheet->row++;
	} while (text.n > 0);
}

/* --- tables -------------------------------------------------------------- */

static enum look
tile_look(const struct grid_tile *tile)
{
	if (tile->head)
		return tile->centred ? LOOK_HEAD : LOOK_SIDE;
	return tile->centred ? LOOK_CELL : LOOK_LEFT;
}

/* Excel measures no merged cell by itself, so rows are given their height. */
static void
set_row_height(struct sheet *sheet, const struct grid *grid, unsigned row)
{
	unsigned	lines = 1;

	for (size_t i = grid->first[row]; i < grid->first[row + 1]; i++) {
		const struct grid_tile	*tile = &grid->tile[i];
		unsigned		 own;

		own = lines_of(tile->text,
		    width_of(sheet, tile->col, tile->cols));
		own = (own + tile->rows - 1) / tile->rows;
		lines = own > lines ? own : lines;
	}
	set_height(sheet, sheet->row, ROW_POINTS + LINE_POINTS * (lines - 1));
}

/* A table between empty rows, so that it ends where it ends. */
static void
put_table(struct sheet *sheet, const struct doc_table *table)
{
	struct grid	grid;

	grid_init(sheet->arena, table, &grid);
	if (sheet->row > 0)
		sheet->row++;
	for (unsigned r = 0; r < grid.rows; r++) {
		for (size_t i = grid.first[r]; i < grid.first[r + 1]; i++)
			put_text(sheet, &grid.tile[i],
			    tile_look(&grid.tile[i]));
		set_row_height(sheet, &grid, r);
		sheet->row++;
	}
	sheet->row++;
}

/* --- the sheet ----------------------------------------------------------- */

static void
put_block(struct sheet *sheet, const struct doc_block *block)
{
	switch (block->kind) {
	case DOC_HEADING:
		put_prose(sheet, block->text,
		    block->level <= 1 ? LOOK_TITLE : LOOK_HEADING);
		break;
	case DOC_PARAGRAPH:
	case DOC_LIST:
		put_prose(sheet, block->text, LOOK_TEXT);
		break;
	case DOC_NOTE:
		put_prose(sheet, block->text, LOOK_NOTE);
		break;
	case DOC_SIGNATURE:
		put_prose(sheet, block->text, LOOK_SIGNATURE);
		break;
	case DOC_TABLE:
		put_table(sheet, block->table);
		break;
	}
}

/* All tables share the columns: each is as wide as its widest asks. */
static void
set_columns(struct sheet *sheet, const struct doc *doc)
{
	sheet->cols = LEAST_COLUMNS;
	for (size_t i = 0; i < doc->n; i++)
		if (doc->block[i].kind == DOC_TABLE &&
		    doc->block[i].table->cols > sheet->cols)
			sheet->cols = doc->block[i].table->cols;
	sheet->width = arena_array(sheet->arena, sheet->cols,
	    sizeof *sheet->width);
	for (unsigned c = 0; c < sheet->cols; c++)
		sheet->width[c] = LINE_COLUMNS / LEAST_COLUMNS / 2;
	for (size_t i = 0; i < doc->n; i++) {
		struct grid	 grid;
		unsigned	*width, line;

		if (doc->block[i].kind != DOC_TABLE)
			continue;
		grid_init(sheet->arena, doc->block[i].table, &grid);
		line = grid.cols * COLUMN_MOST;
		if (line > LINE_COLUMNS)
			line = LINE_COLUMNS;
		width = grid_widths(sheet->arena, &grid, line, line);
		for (unsigned c = 0; c < grid.cols; c++)
			if (width[c] > sheet->width[c])
				sheet->width[c] = width[c];
	}
	for (unsigned c = 0; c < sheet->cols; c++)
		note_error(sheet, worksheet_set_column(sheet->lxw,
		    (lxw_col_t)c, (lxw_col_t)c, sheet->width[c], NULL));
}

static void
set_looks(struct sheet *sheet, lxw_workbook *book)
{
	for (size_t i = 0; i < LOOK__MAX; i++) {
		lxw_format	*format = workbook_add_format(book);

		format_set_font_name(format, looks[i].font);
		format_set_font_size(format, looks[i].size);
		if (looks[i].bold)
			format_set_bold(format);
		if (looks[i].framed)
			format_set_border(format, LXW_BORDER_THIN);
		format_set_align(format, looks[i].across);
		format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
		format_set_text_wrap(format);
		if (looks[i].framed && looks[i].across == LXW_ALIGN_LEFT)
			format_set_indent(format, 1);
		sheet->look[i] = format;
	}
}

/* A4, one page wide, page numbers below. */
static void
set_print(struct sheet *sheet)
{
	worksheet_set_paper(sheet->lxw, 9);
	worksheet_set_margins(sheet->lxw, 0.7, 0.7, 0.8, 0.8);
	worksheet_fit_to_pages(sheet->lxw, 1, 0);
	worksheet_center_horizontally(sheet->lxw);
	note_error(sheet, worksheet_set_footer(sheet->lxw, "&C— &P —"));
}

static lxw_error
fill_book(struct arena *arena, lxw_workbook *book, const struct doc *doc)
{
	struct sheet		sheet = { .arena = arena };
	lxw_doc_properties	facts = {
		.title = str_c(arena, doc_write_title(doc)),
		.created = MADE_AT,
	};

	note_error(&sheet, workbook_set_properties(book, &facts));
	sheet.lxw = workbook_add_worksheet(book, NULL);
	set_looks(&sheet, book);
	set_columns(&sheet, doc);
	set_print(&sheet);
	for (size_t i = 0; i < doc->n; i++)
		put_block(&sheet, &doc->block[i]);
	return sheet.error;
}

/* What is not memory of the arena. */
struct foreign {
	lxw_workbook	*book;		/* NULL once it is closed */
	int		 fd;
};

static void
let_go(void *what)
{
	struct foreign	*foreign = what;

	if (foreign->book != NULL)
		lxw_workbook_free(foreign->book);
	if (foreign->fd >= 0)
		(void)close(foreign->fd);
}

static enum err
failed(struct fault *fault, lxw_error error)
{
	return FAIL(fault, ERR_STORE, "doc.write_failed",
	    str_of(lxw_strerror(error)));
}

/* libxlsxwriter writes to a name only, so it is given one in memory. */
enum err
doc_write_xlsx(struct arena *arena, const struct doc *doc, str *ret,
    struct fault *fault)
{
	struct foreign	*foreign = arena_alloc(arena, sizeof *foreign);
	lxw_workbook	*book;
	lxw_error	 error, closed;
	const char	*path;

	foreign->fd = memfd_create("xlsx", MFD_CLOEXEC);
	arena_defer(arena, let_go, foreign);
	if (foreign->fd < 0)
		return failed(fault, LXW_ERROR_CREATING_XLSX_FILE);
	path = arena_printf(arena, "/proc/self/fd/%d", foreign->fd);
	foreign->book = workbook_new(path);
	if (foreign->book == NULL)
		return failed(fault, LXW_ERROR_MEMORY_MALLOC_FAILED);
	error = fill_book(arena, foreign->book, doc);
	book = foreign->book;
	foreign->book = NULL;
	closed = workbook_close(book);
	if (error != LXW_NO_ERROR)
		return failed(fault, error);
	if (closed != LXW_NO_ERROR)
		return failed(fault, closed);
	return file_read(arena, path, BOOK_BYTES, ret, fault);
}
