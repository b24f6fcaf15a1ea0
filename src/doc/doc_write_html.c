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
	str		 prefix;	/* before the ids of headings */
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

static str
tone_class(enum doc_tone tone)
{
	switch (tone) {
	case DOC_WRONG:
		return S("wrong");
	case DOC_WARNED:
		return S("warned");
	case DOC_NOTED:
		return S("noted");
	case DOC_PLAIN:
		break;
	}
	return S("");
}

/* The label that leads to the explanation; never colour alone. */
static void
put_label(struct page *page, const struct doc_mark *mark)
{
	markup_open(page->markup, "a");
	markup_attr(page->markup, "class", S("why"));
	markup_attr(page->markup, "href", str_printf(page->arena, "#%.*s",
	    STRF(mark->target)));
	markup_text(page->markup, mark->label);
	markup_close(page->markup);
}

static void
put_mark(struct page *page, const struct doc_mark *mark, str text)
{
	markup_open(page->markup, "mark");
	markup_attr(page->markup, "class", tone_class(mark->tone));
	put_lines(page->markup, text);
	put_label(page, mark);
	markup_close(page->markup);
}

/* Text with the parts that marks point at. */
static void
put_marked(struct page *page, str text, const struct doc_mark *mark,
    size_t marks)
{
	size_t	done = 0;

	for (size_t i = 0; i < marks; i++) {
		bool	whole = mark[i].from == mark[i].to;
		size_t	from = whole ? 0 : mark[i].from;
		size_t	to = whole ? text.n : mark[i].to;

		if (from < done || to > text.n)
			continue;
		put_lines(page->markup, str_sub(text, done, from));
		put_mark(page, &mark[i], str_sub(text, from, to));
		done = to;
	}
	put_lines(page->markup, str_sub(text, done, text.n));
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

/* Where a figure stands in its tile, and what is said of it. */
static str
tile_class(struct page *page, const struct grid_tile *tile)
{
	str	left = tile->centred ? S("") : S("left");
	str	tone = tile->cell == NULL || tile->cell->marks == 0 ? S("") :
		    tone_class(tile->cell->mark->tone);

	if (left.n == 0 || tone.n == 0)
		return left.n > 0 ? left : tone;
	return str_printf(page->arena, "%.*s %.*s", STRF(left), STRF(tone));
}

static void
put_tile(struct page *page, const struct grid *grid,
    const struct grid_tile *tile)
{
	struct markup	*markup = page->markup;
	str		 class = tile_class(page, tile);

	markup_open(markup, tile->head ? "th" : "td");
	if (tile->head)
		markup_attr(markup, "scope",
		    grid->head[tile->row] ? S("col") : S("row"));
	if (tile->rows > 1)
		markup_attr_int(markup, "rowspan", tile->rows);
	if (tile->cols > 1)
		markup_attr_int(markup, "colspan", tile->cols);
	if (class.n > 0)
		markup_attr(markup, "class", class);
	put_lines(markup, tile->text);
	if (tile->cell != NULL && tile->cell->marks > 0)
		put_label(page, tile->cell->mark);
	markup_close(markup);
}

/* Rows keep their shape where cells are missing, but for the last ones. */
static void
put_rows(struct page *page, const struct grid *grid, const char *name,
    unsigned from, unsigned to)
{
	struct markup	*markup = page->markup;

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
			put_tile(page, grid, &grid->tile[i]);
		markup_close(markup);
	}
	markup_close(markup);
}

static void
put_columns(struct page *page, const struct grid *grid)
{
	unsigned	*width = grid_widths(page->arena, grid, LINE_COLUMNS,
			    100);

	markup_open(page->markup, "colgroup");
	for (unsigned c = 0; c < grid->cols; c++) {
		markup_open(page->markup, "col");
		markup_attr(page->markup, "class", str_printf(page->arena,
		    "w%u", width[c]));
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
		    str_printf(page->arena, "%.*sh%u", STRF(page->prefix),
		    page->headings));
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
	put_rows(page, &grid, "thead", 0, grid.heads);
	put_rows(page, &grid, "tbody", grid.heads, grid.rows);
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
	    str_printf(page->arena, "%.*sh%u", STRF(page->prefix),
	    ++page->headings));
	if (level == 1)
		put_title(page->markup, block->text);
	else
		put_marked(page, block->text, block->mark, block->marks);
	markup_close(page->markup);
}

/* Its id and what kind of block it is, for the element just begun. */
static void
put_kind(struct page *page, const struct doc_block *block, str class)
{
	str	tone = tone_class(block->tone);

	if (block->id.n > 0)
		markup_attr(page->markup, "id", block->id);
	if (class.n == 0)
		class = tone;
	if (class.n > 0)
		markup_attr(page->markup, "class", class);
}

static void
put_paragraph(struct page *page, const struct doc_block *block)
{
	markup_open(page->markup, "p");
	put_kind(page, block, block->kind == DOC_NOTE ? S("note") :
	    block->kind == DOC_SIGNATURE ? S("signature") : S(""));
	put_marked(page, block->text, block->mark, block->marks);
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

/* The item is left open: deeper lists stand inside it. */
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
	put_kind(page, block, S(""));
	put_marked(page, block->text, block->mark, block->marks);
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
doc_write_html_begin(struct arena *arena, const struct doc *doc, str *ret,
    struct fault *fault)
{
	struct buf	buf;
	struct markup	markup;
	struct page	page = { .arena = arena, .markup = &markup };
	str		style, widths;
	enum err	e;

	e = data_read(arena, "static/doc.css", &style, fault);
	if (e == OK)
		e = data_read(arena, "static/widths.css", &widths, fault);
	if (e != OK)
		return e;
	buf_init(&buf, arena, DOC_BYTES);
	markup_init(&markup, &buf);
	markup_declare_html(&markup);
	markup_open(&markup, "html");
	markup_attr(&markup, "lang", doc->lang.n > 0 ? doc->lang : S("zh-CN"));
	put_head(&page, doc, str_printf(arena, "%.*s%.*s", STRF(style),
	    STRF(widths)));
	markup_open(&markup, "body");
	markup_open(&markup, "main");
	markup_raw(&markup, S("\n"));
	if (buf_err(&buf) != OK)
		return FAIL(fault, ERR_TOO_LARGE, "doc.write_too_large");
	*ret = buf_str(&buf);
	return OK;
}

enum err
doc_write_html_part(struct arena *arena, const struct doc *doc, str prefix,
    str *ret, struct fault *fault)
{
	struct buf	buf;
	struct markup	markup;
	struct page	page = { .arena = arena, .markup = &markup,
			    .prefix = prefix };

	buf_init(&buf, arena, DOC_BYTES);
	markup_init(&markup, &buf);
	for (size_t i = 0; i < doc->n; i++)
		put_block(&page, &doc->block[i]);
	end_lists(&page, 0);
	if (buf_err(&buf) != OK)
		return FAIL(fault, ERR_TOO_LARGE, "doc.write_too_large");
	*ret = buf_str(&buf);
	return OK;
}

str
doc_write_html_end(void)
{
	return markup_end_html();
}

enum err
doc_write_html(struct arena *arena, const struct doc *doc, str *ret,
    struct fault *fault)
{
	str		begin, part, end = doc_write_html_end();
	enum err	e;

	e = doc_write_html_begin(arena, doc, &begin, fault);
	if (e == OK)
		e = doc_write_html_part(arena, doc, S(""), &part, fault);
	if (e == OK)
		*ret = str_printf(arena, "%.*s%.*s%.*s", STRF(begin),
		    STRF(part), STRF(end));
	return e;
}
