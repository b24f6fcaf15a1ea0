#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_write.h"
#include "doc/grid.h"

/* Any upright bar that a reader of tables in text takes for one of theirs. */
static bool
is_bar(uint32_t point)
{
	static const uint32_t	bars[] = {
		'|', 0xFF5C, 0x2502, 0x2503, 0x2551,
	};

	for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
		if (point == bars[i])
			return true;
	return false;
}

/*
 * Text on one line.  Blanks are folded and an upright bar becomes the sign
 * that looks like it (divides, U+2223), since either would read back as the
 * columns of a table.
 */
static void
put_line(struct buf *buf, str text)
{
	bool	blank = false, some = false;
	size_t	at = 0;

	while (at < text.n) {
		uint32_t	point = utf8_next(text, &at);

		if (utf8_is_blank(point)) {
			blank = some;
			continue;
		}
		if (blank)
			buf_byte(buf, ' ');
		buf_point(buf, is_bar(point) ? 0x2223 : point);
		blank = false;
		some = true;
	}
}

/* A paragraph is a line; where it had line breaks, so has the file. */
static void
put_lines(struct buf *buf, str text)
{
	str	rest = text, line;

	while (str_cut(&rest, '\n', &line)) {
		put_line(buf, line);
		buf_byte(buf, '\n');
	}
}

/*
 * One row: a square for each tile that begins in it.  What a merged tile
 * covers further right or below has no square, as in copied text.
 */
static void
put_row(struct buf *buf, const struct grid *grid, unsigned row)
{
	size_t	from = grid->first[row], to = grid->first[row + 1];

	while (to > from && grid->tile[to - 1].cell == NULL)
		to--;
	if (from == to)
		return;
	for (size_t i = from; i < to; i++) {
		buf_put(buf, S("| "));
		put_line(buf, grid->tile[i].text);
		buf_byte(buf, ' ');
	}
	buf_put(buf, S("|\n"));
}

static void
put_table(struct arena *arena, struct buf *buf, const struct doc_table *table)
{
	struct grid	grid;

	grid_init(arena, table, &grid);
	for (unsigned r = 0; r < grid.rows; r++)
		put_row(buf, &grid, r);
}

/* Headings, tables and what follows another kind stand apart. */
static bool
stands_apart(const struct doc_block *block, const struct doc_block *before)
{
	return block->kind == DOC_HEADING || block->kind == DOC_TABLE ||
	    block->kind != before->kind;
}

enum err
doc_write_text(struct arena *arena, const struct doc *doc, str *ret,
    struct fault *fault)
{
	struct buf	buf;

	buf_init(&buf, arena, DOC_BYTES);
	for (size_t i = 0; i < doc->n; i++) {
		const struct doc_block	*block = &doc->block[i];

		if (i > 0 && stands_apart(block, block - 1))
			buf_byte(&buf, '\n');
		if (block->kind == DOC_TABLE)
			put_table(arena, &buf, block->table);
		else
			put_lines(&buf, block->text);
	}
	if (buf_err(&buf) != OK)
		return FAIL(fault, ERR_TOO_LARGE, "doc.write_too_large");
	*ret = buf_str(&buf);
	return OK;
}
