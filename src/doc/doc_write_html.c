#include "base/arena.h"
#include "base/data.h"
#include "doc/doc_write.h"
#include "doc/grid.h"
#include "doc/markup.h"

/* Lists nested deeper stand at this depth; so do headings. */
#define DEEPEST		6

/* Tables of more columns are wider than a telephone. */
#define NARROW_COLUMNS	5

/* A line of the page in half-width characters of a table. */
#define LINE_COLUMNS	84

struct page {
	struct arena	*arena;
	struct markup	*markup;
	unsigned	 headings;	/* written so far; the newest's id */
	int		 lists;		/* that are open */
};

/* Text whose line breaks are kept. */
static void
put_lines(struct markup *markup, str text)
{
	str	rest = text, line;

	while (str_cut(&rest, '\n', &line)) {
		markup_text(markup, line);
		if (rest.n == 0)
			break;
		markup_open(markup, "br");
		markup_void(markup);
	}
}

static void
put_meta(struct markup *markup, const char *name, str value)
{
	markup_open(markup, "meta");
	markup_attr(markup, "name", str_of(name));
	markup_attr(markup, "content", value);
	markup_void(markup);
}

static void
put_head(struct page *page, const struct doc *doc, str style)
{
	struct markup	*markup = page->markup;

	markup_open(markup, "head");
	markup_open(markup, "meta");
	markup_attr(markup, "charset", S("utf-8"));
	markup_void(markup);
	put_meta(markup, "viewport", S("width=device-width, initial-scale=1"));
	markup_element(markup, "title", doc_write_title(doc));
	for (size_t i = 0; i < doc->metas; i++)
		put_meta(markup, str_c(page->arena, doc->meta[i].name),
		    doc->meta[i].value);
	markup_open(markup, "style");
	markup_raw(markup, style);
	markup_close(markup);
	markup_close(markup);
}

/* --- tables ------------------------------------------------------------ */

static void
put_tile(struct markup *markup, const struct grid *grid,
    const struct grid_tile *tile)
{
	markup_open(markup, tile->head ? "th" : "td");
	if (tile->head)
		markup_attr(markup, "scope",
		    grid->head[tile->row] ? S("col") : S("row"));
	if (tile->rows > 1)
		markup_attr_int(markup, "rowspan", tile->rows);
	if (tile->cols > 1)
		markup_attr_int(markup, "colspan", tile->cols);
	if (!tile->centred)
		markup_attr(markup, "class", S("left"));
	put_lines(markup, tile->text);
	markup_close(markup);
}

/* Rows keep their shape where cells are missing, but for the last ones. */
static void
put_rows(struct markup *markup, const struct grid *grid, const char *name,
    unsigned from, unsigned to)
{
	if (from == to)
		return;
	markup_open(markup, name);
	for (unsigned r = from; r < to; r++) {
		size_t	end = grid->first[r + 1];

		while (end > grid->first[r] &&
		    grid->tile[end - 1].cell == NULL)
			end--;
		markup_open(markup, "tr");
		for (size_t i = grid->first[r]; i < end; i++)
			put_tile(markup, grid, &grid->tile[i]);
		markup_close(markup);
	}
	markup_close(markup);
}

static void
put_columns(struct page *page, const struct grid *grid)
{
	unsigned	*width = grid_widths(page->arena, grid, LINE_COLUMNS,
			    1000);

	markup_open(page->markup, "colgroup");
	for (unsigned c = 0; c < grid->cols; c++) {
		markup_open(page->markup, "col");
		markup_attr(page->markup, "style", str_printf(page->arena,
		    "width:%u.%u%%", width[c] / 10, width[c] % 10));
		markup_void(page->markup);
	}
	markup_close(page->markup);
}

/* A table bears the name of the heading above it, without repeating it. */
static void
put_name(struct page *page)
{
	if (page->headings > 0)
		markup_attr(page->markup, "aria-labelledby",
		    str_printf(page->arena, "h%u", page->headings));
}

/*
 * A wide table scrolls inside a region of its own, which the keyboard can
 * reach, and leaves the page as wide as the screen.
 */
static void
put_table(struct page *page, const struct doc_table *table)
{
	struct markup	*markup = page->markup;
	struct grid	 grid;

	if (table->rows == 0 || table->cols == 0)
		return;
	grid_init(page->arena, table, &grid);
	markup_open(markup, "div");
	markup_attr(markup, "class", S("table"));
	markup_attr(markup, "role", S("region"));
	markup_attr(markup, "tabindex", S("0"));
	put_name(page);
	markup_open(markup, "table");
	if (grid.cols > NARROW_COLUMNS)
		markup_attr(markup, "class", S("wide"));
	put_name(page);
	put_columns(page, &grid);
	put_rows(markup, &grid, "thead", 0, grid.heads);
	put_rows(markup, &grid, "tbody", grid.heads, grid.rows);
	markup_close(markup);
	markup_close(markup);
}

/* --- blocks -------------------------------------------------------------- */

/* A title that needs two lines breaks before its year, if it can. */
static void
put_title(struct markup *markup, str title)
{
	size_t	year = doc_write_year(title);
	str	part[] = {
		str_sub(title, 0, year), str_sub(title, year, title.n),
	};

	if (part[0].n == 0 || part[1].n == 0) {
		put_lines(markup, title);
		return;
	}
	for (size_t i = 0; i < 2; i++) {
		markup_open(markup, "span");
		markup_attr(markup, "class", S("part"));
		put_lines(markup, part[i]);
		markup_close(markup);
	}
}

static void
put_heading(struct page *page, const struct doc_block *block)
{
	static const char *const names[DEEPEST + 1] = {
		"h1", "h1", "h2", "h3", "h4", "h5", "h6",
	};
	int	level = block->level < 1 ? 1 : block->level;

	markup_open(page->markup, names[level < DEEPEST ? level : DEEPEST]);
	markup_attr(page->markup, "id",
	    str_printf(page->arena, "h%u", ++page->headings));
	if (level == 1)
		put_title(page->markup, block->text);
	else
		put_lines(page->markup, block->text);
	markup_close(page->markup);
}

static void
put_paragraph(struct page *page, const struct doc_block *block)
{
	markup_open(page->markup, "p");
	if (block->kind == DOC_NOTE)
		markup_attr(page->markup, "class", S("note"));
	else if (block->kind == DOC_SIGNATURE)
		markup_attr(page->markup, "class", S("signature"));
	put_lines(page->markup, block->text);
	markup_close(page->markup);
}

/* Close lists and their last items until `depth' of them are open. */
static void
end_lists(struct page *page, int depth)
{
	for (; page->lists > depth; page->lists--) {
		markup_close(page->markup);
		markup_close(page->markup);
	}
}

static void
put_item(struct page *page, const struct doc_block *block)
{
	int	depth = block->level < 1 ? 1 : block->level;

	depth = depth < DEEPEST ? depth : DEEPEST;
	end_lists(page, depth);
	if (page->lists == depth) {
		markup_close(page->markup);
		markup_open(page->markup, "li");
	}
	for (; page->lists < depth; page->lists++) {
		markup_open(page->markup, "ul");
		markup_open(page->markup, "li");
	}
	put_lines(page->markup, block->text);
}

static void
put_block(struct page *page, const struct doc_block *block)
{
	if (block->kind != DOC_LIST)
		end_lists(page, 0);
	switch (block->kind) {
	case DOC_HEADING:
		put_heading(page, block);
		break;
	case DOC_PARAGRAPH:
	case DOC_NOTE:
	case DOC_SIGNATURE:
		put_paragraph(page, block);
		break;
	case DOC_TABLE:
		put_table(page, block->table);
		break;
	case DOC_LIST:
		put_item(page, block);
		break;
	}
	markup_raw(page->markup, S("\n"));
}

enum err
doc_write_html(struct arena *arena, const struct doc *doc, str *ret,
    struct fault *fault)
{
	struct buf	buf;
	struct markup	markup;
	struct page	page = { .arena = arena, .markup = &markup };
	str		style;
	enum err	e;

	e = data_read(arena, "static/doc.css", &style, fault);
	if (e != OK)
		return e;
	buf_init(&buf, arena, DOC_BYTES);
	markup_init(&markup, &buf);
	markup_declare_html(&markup);
	markup_open(&markup, "html");
	markup_attr(&markup, "lang", doc->lang.n > 0 ? doc->lang : S("zh-CN"));
	put_head(&page, doc, style);
	markup_open(&markup, "body");
	markup_open(&markup, "main");
	markup_raw(&markup, S("\n"));
	for (size_t i = 0; i < doc->n; i++)
		put_block(&page, &doc->block[i]);
	end_lists(&page, 0);
	while (markup.depth > 0)
		markup_close(&markup);
	markup_raw(&markup, S("\n"));
	if (buf_err(&buf) != OK)
		return FAIL(fault, ERR_TOO_LARGE, "doc.write_too_large");
	*ret = buf_str(&buf);
	return OK;
}
