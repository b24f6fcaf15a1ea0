#include "doc/body_doc.h"

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc_fold.h"

#define CELL_BYTES	(1u << 20)

struct drawing {
	struct arena	*arena;
	struct fault	*fault;
	struct doc	*doc;
	enum err	 e;
};

/* How a paragraph is drawn: a list's first one is not like the others. */
struct manner {
	enum doc_kind	kind;
	int		level;
	str		number;		/* in front of it */
};

static void	draw(struct drawing *drawing, const struct body_block *block,
		    unsigned lists, struct manner manner);

/* The runs of a line as text; a break is '\n'. */
static str
text_of(struct drawing *drawing, const struct body_block *line)
{
	struct buf	buf;

	buf_init(&buf, drawing->arena, DOC_BYTES);
	for (size_t i = 0; i < line->runs; i++) {
		const struct body_run	*run = &line->run[i];

		if (run->what == BODY_TEXT)
			buf_put(&buf, run->text);
		else if (run->what == BODY_BREAK)
			buf_byte(&buf, '\n');
		else if (run->image->alt.n > 0)
			buf_printf(&buf, "[%.*s]", STRF(run->image->alt));
	}
	return doc_fold(drawing->arena, buf_str(&buf));
}

static void
add_links(struct drawing *drawing, const struct body_block *line)
{
	for (size_t i = 0; i < line->runs; i++)
		if (line->run[i].href.n > 0 && line->run[i].what == BODY_TEXT)
			doc_add_link(drawing->arena, drawing->doc,
			    line->run[i].href, line->run[i].text,
			    (struct doc_place){ .line = 0 });
}

/* Lines that were broken by hand stand for themselves, as in a DOCX. */
static void
draw_line(struct drawing *drawing, const struct body_block *line,
    struct manner manner)
{
	str			 rest = text_of(drawing, line), part;
	struct doc_block	*block;

	add_links(drawing, line);
	while (str_cut(&rest, '\n', &part)) {
		if (manner.number.n > 0)
			part = str_printf(drawing->arena, "%.*s %.*s",
			    STRF(manner.number), STRF(part));
		manner.number = S("");
		block = doc_add(drawing->arena, drawing->doc, manner.kind,
		    part);
		block->level = manner.level;
	}
}

static void
draw_heading(struct drawing *drawing, const struct body_block *line)
{
	char			*text;
	str			 lines = text_of(drawing, line);
	struct doc_block	*block;

	text = str_c(drawing->arena, lines);
	for (size_t i = 0; i < lines.n; i++)
		if (text[i] == '\n')
			text[i] = ' ';
	add_links(drawing, line);
	block = doc_add(drawing->arena, drawing->doc, DOC_HEADING,
	    (str){ text, lines.n });
	block->level = line->level + 1;
}

static void
draw_all(struct drawing *drawing, const struct body_block *first,
    unsigned lists)
{
	for (; first != NULL; first = first->next)
		draw(drawing, first, lists,
		    (struct manner){ .kind = DOC_PARAGRAPH });
}

static void
draw_list(struct drawing *drawing, const struct body_block *list,
    unsigned lists)
{
	unsigned	number = list->start;

	for (const struct body_block *item = list->first; item != NULL;
	    item = item->next) {
		struct manner	manner = { .kind = DOC_LIST,
				    .level = (int)lists + 1 };

		if (list->ordered)
			manner = (struct manner){ .kind = DOC_PARAGRAPH,
			    .number = str_printf(drawing->arena, "%u.",
			    number++) };
		draw(drawing, item->first, lists + 1, manner);
		draw_all(drawing, item->first->next, lists + 1);
	}
}

/* What stands in a cell, a line each paragraph. */
static void
put_cell_text(struct drawing *drawing, struct buf *buf,
    const struct body_block *block)
{
	for (; block != NULL; block = block->next) {
		put_cell_text(drawing, buf, block->first);
		if (!body_holds_runs(block->kind))
			continue;
		add_links(drawing, block);
		if (buf->n > 0)
			buf_byte(buf, '\n');
		buf_put(buf, text_of(drawing, block));
	}
}

static void
draw_cell(struct drawing *drawing, struct doc_table *table, unsigned row,
    unsigned col, const struct body_block *from)
{
	struct buf	 buf;
	struct doc_cell	*cell;

	buf_init(&buf, drawing->arena, CELL_BYTES);
	put_cell_text(drawing, &buf, from->first);
	if (buf_err(&buf) != OK)
		drawing->e = FAIL(drawing->fault, ERR_TOO_LARGE,
		    "doc.write_too_large");
	cell = doc_add_cell(drawing->arena, table, row, col, from->rows,
	    from->cols, buf_str(&buf));
	cell->head = from->head;
}

/* How many columns the cells of the first row have, as a bound for all. */
static size_t
bound_cols(const struct body_block *row)
{
	size_t	most = 0;

	for (; row != NULL; row = row->next)
		for (const struct body_block *cell = row->first; cell != NULL;
		    cell = cell->next)
			most += cell->cols;
	return most;
}

static void
draw_table(struct drawing *drawing, const struct body_block *from)
{
	const struct body_block	*row = from->first;
	struct doc_table	*table;
	unsigned		*until, r = 0;

	if (row->kind == BODY_CAPTION) {
		draw_line(drawing, row,
		    (struct manner){ .kind = DOC_PARAGRAPH });
		row = row->next;
	}
	table = doc_add_table(drawing->arena, drawing->doc, DOC_GRID_TRUE);
	until = arena_array(drawing->arena, bound_cols(row) + 1,
	    sizeof *until);
	for (; row != NULL; row = row->next, r++) {
		unsigned	c = 0;

		for (const struct body_block *cell = row->first; cell != NULL;
		    cell = cell->next) {
			while (until[c] > r)
				c++;
			draw_cell(drawing, table, r, c, cell);
			for (unsigned i = 0; i < cell->cols; i++)
				until[c++] = r + cell->rows;
		}
	}
	if (drawing->e == OK)
		drawing->e = doc_lay(drawing->arena, table, drawing->fault);
}

static void
draw_figure(struct drawing *drawing, const struct body_block *figure)
{
	draw_line(drawing, figure->first,
	    (struct manner){ .kind = DOC_PARAGRAPH });
	if (figure->first->next != NULL)
		draw_line(drawing, figure->first->next,
		    (struct manner){ .kind = DOC_NOTE });
}

static void
draw(struct drawing *drawing, const struct body_block *block, unsigned lists,
    struct manner manner)
{
	switch (block->kind) {
	case BODY_HEADING:
		draw_heading(drawing, block);
		break;
	case BODY_LIST:
		draw_list(drawing, block, lists);
		break;
	case BODY_TABLE:
		draw_table(drawing, block);
		break;
	case BODY_QUOTE:
		draw_all(drawing, block->first, lists);
		break;
	case BODY_FIGURE:
		draw_figure(drawing, block);
		break;
	case BODY_RULE:
		break;
	default:
		draw_line(drawing, block, manner);
		break;
	}
}

enum err
body_doc_draw(const struct body *body, struct doc *doc)
{
	struct drawing	drawing = { .arena = body->arena,
			    .fault = body->fault, .doc = doc };

	draw_all(&drawing, body->top.first, 0);
	return drawing.e;
}
