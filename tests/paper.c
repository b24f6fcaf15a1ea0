#include "tests/paper.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "form/form_match.h"
#include "tests/test.h"

struct doc *
paper_new(struct arena *arena, enum doc_format format)
{
	return doc_new(arena, format);
}

void
paper_lines(struct arena *arena, struct doc *doc, const char *lines)
{
	str		rest = str_of(lines), line;
	unsigned	n = 0;

	while (str_cut(&rest, '\n', &line))
		doc_add(arena, doc, DOC_PARAGRAPH, line)->place.line = ++n;
}

/* "2x3:text": what the cell covers, and the text. */
static str
spans(str cell, unsigned *rows, unsigned *cols)
{
	*rows = *cols = 1;
	if (cell.n < 4 || cell.at[1] != 'x' || cell.at[0] < '0' ||
	    cell.at[0] > '9')
		return cell;
	*rows = (unsigned)(cell.at[0] - '0');
	*cols = (unsigned)(cell.at[2] - '0');
	if (cell.at[3] == ':')
		return str_trim(str_sub(cell, 4, cell.n));
	*cols = *cols * 10 + (unsigned)(cell.at[3] - '0');
	return str_trim(str_sub(cell, 5, cell.n));
}

/* The first square of a row that no earlier cell covers. */
static unsigned
free_square(const struct doc_table *table, unsigned row, unsigned col)
{
	for (size_t i = 0; i < table->n; i++) {
		const struct doc_cell	*cell = &table->cell[i];

		if (cell->row <= row && row < cell->row + cell->rows &&
		    cell->col <= col && col < cell->col + cell->cols) {
			col = cell->col + cell->cols;
			i = (size_t)-1;
		}
	}
	return col;
}

void
paper_table(struct arena *arena, struct doc *doc, enum doc_grid grid,
    const char *rows)
{
	struct doc_table	*table = doc_add_table(arena, doc, grid);
	str			 rest = str_of(rows), line, cell;
	struct fault		 fault;

	for (unsigned row = 0; str_cut(&rest, '\n', &line); row++) {
		for (unsigned col = 0; str_cut(&line, '|', &cell); ) {
			unsigned	down, across;

			cell = spans(str_trim(cell), &down, &across);
			col = free_square(table, row, col);
			doc_add_cell(arena, table, row, col, down, across,
			    cell);
			col += across;
		}
	}
	check_ok(doc_lay(arena, table, &fault), fault);
}

/* The next piece of a line that two blanks part from others. */
static bool
next_piece(str line, size_t *at, str *ret, unsigned *x0)
{
	size_t	to;

	while (*at < line.n && line.at[*at] == ' ')
		++*at;
	if (*at == line.n)
		return false;
	for (to = *at; to < line.n && !str_starts(str_sub(line, to, line.n),
	    S("  ")); )
		to++;
	*x0 = utf8_columns(str_sub(line, 0, *at));
	*ret = str_trim(str_sub(line, *at, to));
	*at = to;
	return true;
}

void
paper_layout(struct arena *arena, struct doc *doc, const char *rows)
{
	struct doc_table	*table = doc_add_table(arena, doc,
				    DOC_GRID_LAYOUT);
	str			 rest = str_of(rows), line, piece;
	struct fault		 fault;
	unsigned		 x0;

	for (unsigned row = 0; str_cut(&rest, '\n', &line); row++) {
		size_t	at = 0;

		for (unsigned col = 0; next_piece(line, &at, &piece, &x0);
		    col++) {
			struct doc_cell	*cell = doc_add_cell(arena, table,
					    row, col, 1, 1, piece);

			cell->x0 = x0;
			cell->x1 = x0 + utf8_columns(piece);
		}
	}
	check_ok(doc_lay(arena, table, &fault), fault);
}

struct filled *
paper_read(struct arena *arena, const struct doc *doc)
{
	const struct forms	*forms;
	struct filled		*filled;
	struct fault		 fault;

	check_ok(forms_load(arena, "annual-report", &forms, &fault), fault);
	check_ok(form_match(arena, forms, doc, &filled, &fault), fault);
	return filled;
}

static void
put_cell(struct arena *arena, struct buf *buf, const struct filled_cell *cell)
{
	switch (cell->state) {
	case FILLED_LOST:
		buf_put(buf, S("?"));
		break;
	case FILLED_BLANK:
		buf_put(buf, S("_"));
		break;
	case FILLED_NUMBER:
		buf_put(buf, number_text(arena, cell->value));
		break;
	case FILLED_MARK:
		buf_put(buf, cell->raw);
		break;
	case FILLED_UNREADABLE:
		buf_printf(buf, "\"%.*s\"", STRF(cell->raw));
		break;
	}
}

str
paper_row(struct arena *arena, const struct filled *filled,
    const char *table, const char *row)
{
	const struct filled_table	*at = filled_table(filled,
					    str_of(table));
	const struct form_row		*line;
	struct buf			 buf;
	ptrdiff_t			 r;

	if (at == NULL || at->table == NULL)
		return S("lost");
	r = form_row(at->table, str_of(row));
	if (r < 0)
		return S("none");
	line = &at->table->row[r];
	buf_init(&buf, arena, 10000);
	for (size_t c = 0; c < line->columns; c++) {
		if (c > 0)
			buf_byte(&buf, ' ');
		put_cell(arena, &buf, &at->cell[line->first + c]);
	}
	return buf_str(&buf);
}

size_t
paper_remarks(const struct filled *filled, enum filled_remark_kind kind)
{
	size_t	n = 0;

	for (size_t i = 0; i < filled->remarks; i++)
		n += filled->remark[i].kind == kind;
	return n;
}
