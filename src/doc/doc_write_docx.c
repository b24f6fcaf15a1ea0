#include "base/arena.h"
#include "base/data.h"
#include "base/utf8.h"
#include "doc/doc_write.h"
#include "doc/grid.h"
#include "doc/markup.h"
#include "doc/ooxml.h"

/*
 * Lengths in twips.  A4 with the margins of official papers, GB/T 9704: 37 mm
 * above, 28 mm at the left, which leaves 156 x 225 mm.
 */
#define PAGE_WIDTH	11906
#define PAGE_HEIGHT	16838
#define PAGE_TOP	2098
#define PAGE_BOTTOM	1984
#define PAGE_LEFT	1587
#define PAGE_RIGHT	1474
#define PAGE_FOOTER	1304
#define LINE_WIDTH	(PAGE_WIDTH - PAGE_LEFT - PAGE_RIGHT)

/* A line of table text in half-width characters of 10.5 points. */
#define LINE_COLUMNS	84

/* A line of a title, in half-width characters of 22 points. */
#define TITLE_COLUMNS	40

/* Tables of no more rows stay on one page. */
#define KEPT_ROWS	16

/* No row of a table is lower; two lines of text stand above a signature. */
#define ROW_HEIGHT	397
#define SIGNATURE_SPACE	1120

/* The numbering of lists, and its levels. */
#define BULLETS		"1"
#define DEEPEST		6

#define NS_OFFICE	"http://schemas.openxmlformats.org/"
#define NS_W		NS_OFFICE "wordprocessingml/2006/main"
#define NS_R		NS_OFFICE "officeDocument/2006/relationships"
#define NS_CORE		NS_OFFICE "package/2006/metadata/core-properties"
#define NS_DC		"http://purl.org/dc/elements/1.1/"
#define NS_TERMS	"http://purl.org/dc/terms/"
#define NS_XSI		"http://www.w3.org/2001/XMLSchema-instance"

/* The parts that are the same in every document. */
static const struct {
	const char	*name;		/* in the package */
	const char	*path;		/* among our data files */
} fixed_parts[] = {
	{ "[Content_Types].xml", "static/docx-content-types.xml" },
	{ "_rels/.rels", "static/docx-package-rels.xml" },
	{ "word/_rels/document.xml.rels", "static/docx-document-rels.xml" },
	{ "word/styles.xml", "static/docx-styles.xml" },
	{ "word/numbering.xml", "static/docx-numbering.xml" },
	{ "word/settings.xml", "static/docx-settings.xml" },
	{ "word/fontTable.xml", "static/docx-fonts.xml" },
	{ "word/footer-odd.xml", "static/docx-footer-odd.xml" },
	{ "word/footer-even.xml", "static/docx-footer-even.xml" },
};
#define FIXED_PARTS	(sizeof fixed_parts / sizeof *fixed_parts)

/* --- small elements ---------------------------------------------------- */

static void
put_value(struct markup *markup, const char *name, const char *value)
{
	markup_open(markup, name);
	markup_attr(markup, "w:val", str_of(value));
	markup_void(markup);
}

static void
put_flag(struct markup *markup, const char *name)
{
	markup_open(markup, name);
	markup_void(markup);
}

/* A width in twips, as tables and their cells give it. */
static void
put_width(struct markup *markup, const char *name, long width)
{
	markup_open(markup, name);
	markup_attr_int(markup, "w:w", width);
	markup_attr(markup, "w:type", S("dxa"));
	markup_void(markup);
}

static void
put_run(struct markup *markup, str text)
{
	str	rest = text, line;

	if (text.n == 0)
		return;
	markup_open(markup, "w:r");
	while (str_cut(&rest, '\n', &line)) {
		markup_open(markup, "w:t");
		markup_attr(markup, "xml:space", S("preserve"));
		markup_text(markup, line);
		markup_close(markup);
		if (rest.n > 0)
			put_flag(markup, "w:br");
	}
	markup_close(markup);
}

/* A paragraph takes further properties between its beginning and its end. */
static void
begin_paragraph(struct markup *markup, const char *style)
{
	markup_open(markup, "w:p");
	markup_open(markup, "w:pPr");
	put_value(markup, "w:pStyle", style);
}

static void
end_paragraph(struct markup *markup, str text)
{
	markup_close(markup);
	put_run(markup, text);
	markup_close(markup);
}

static void
put_paragraph(struct markup *markup, const char *style, str text)
{
	begin_paragraph(markup, style);
	end_paragraph(markup, text);
}

/* --- tables ------------------------------------------------------------ */

static const char *
cell_style(const struct grid_tile *tile)
{
	if (tile->head)
		return tile->centred ? "TableHead" : "TableSide";
	return tile->centred ? "TableText" : "TableLeft";
}

/*
 * A tile as it crosses one row: whole in its first row, an empty
 * continuation in the others.
 */
static void
put_cell(struct markup *markup, const struct grid_tile *tile, unsigned row,
    long width, bool kept)
{
	bool	first = row == tile->row;

	markup_open(markup, "w:tc");
	markup_open(markup, "w:tcPr");
	put_width(markup, "w:tcW", width);
	if (tile->cols > 1) {
		markup_open(markup, "w:gridSpan");
		markup_attr_int(markup, "w:val", tile->cols);
		markup_void(markup);
	}
	if (tile->rows > 1 && first)
		put_value(markup, "w:vMerge", "restart");
	else if (tile->rows > 1)
		put_flag(markup, "w:vMerge");
	put_value(markup, "w:vAlign", "center");
	markup_close(markup);
	begin_paragraph(markup, cell_style(tile));
	if (kept)
		put_flag(markup, "w:keepNext");
	end_paragraph(markup, first ? tile->text : S(""));
	markup_close(markup);
}

/* Heads stay with the row below them, and the rows of a small table too. */
static bool
is_kept(const struct grid *grid, unsigned row)
{
	return row + 1 < grid->rows &&
	    (grid->head[row] || grid->rows <= KEPT_ROWS);
}

static void
put_row(struct markup *markup, const struct grid *grid, unsigned row,
    const unsigned *width)
{
	markup_open(markup, "w:tr");
	markup_open(markup, "w:trPr");
	put_flag(markup, "w:cantSplit");
	markup_open(markup, "w:trHeight");
	markup_attr_int(markup, "w:val", ROW_HEIGHT);
	markup_attr(markup, "w:hRule", S("atLeast"));
	markup_void(markup);
	if (row < grid->heads)
		put_flag(markup, "w:tblHeader");
	markup_close(markup);
	for (unsigned c = 0; c < grid->cols;) {
		const struct grid_tile	*tile = grid_at(grid, row, c);
		long			 wide = 0;

		for (; c < tile->col + tile->cols; c++)
			wide += width[c];
		put_cell(markup, tile, row, wide, is_kept(grid, row));
	}
	markup_close(markup);
}

static void
put_table(struct arena *arena, struct markup *markup,
    const struct doc_table *table)
{
	struct grid	 grid;
	unsigned	*width;

	if (table->rows == 0 || table->cols == 0)
		return;
	grid_init(arena, table, &grid);
	width = grid_widths(arena, &grid, LINE_COLUMNS, LINE_WIDTH);
	markup_open(markup, "w:tbl");
	markup_open(markup, "w:tblPr");
	put_value(markup, "w:tblStyle", "TableGrid");
	put_width(markup, "w:tblW", LINE_WIDTH);
	put_value(markup, "w:jc", "center");
	markup_open(markup, "w:tblLayout");
	markup_attr(markup, "w:type", S("fixed"));
	markup_void(markup);
	markup_close(markup);
	markup_open(markup, "w:tblGrid");
	for (unsigned c = 0; c < grid.cols; c++) {
		markup_open(markup, "w:gridCol");
		markup_attr_int(markup, "w:w", width[c]);
		markup_void(markup);
	}
	markup_close(markup);
	for (unsigned r = 0; r < grid.rows; r++)
		put_row(markup, &grid, r, width);
	markup_close(markup);
}

/* --- the document -------------------------------------------------------- */

/* The first level is the title, the second the first of the headings. */
static const char *
heading_style(int level)
{
	static const char *const styles[] = {
		"Title", "Title", "Heading1", "Heading2", "Heading3",
		"Heading4", "Heading5",
	};

	if (level < 1)
		return styles[1];
	return styles[level < DEEPEST ? level : DEEPEST];
}

/* A title that needs two lines breaks before its year. */
static void
put_heading(struct arena *arena, struct markup *markup,
    const struct doc_block *block)
{
	size_t	year = doc_write_year(block->text);
	str	text = block->text;

	if (block->level <= 1 && year > 0 && year < text.n &&
	    utf8_columns(text) > TITLE_COLUMNS)
		text = str_printf(arena, "%.*s\n%.*s",
		    STRF(str_trim(str_sub(text, 0, year))),
		    STRF(str_sub(text, year, text.n)));
	put_paragraph(markup, heading_style(block->level), text);
}

static void
put_item(struct markup *markup, const struct doc_block *block)
{
	int	level = block->level < 1 ? 1 : block->level;

	begin_paragraph(markup, "ListBullet");
	markup_open(markup, "w:numPr");
	markup_open(markup, "w:ilvl");
	markup_attr_int(markup, "w:val", (level < DEEPEST ? level : DEEPEST) -
	    1);
	markup_void(markup);
	put_value(markup, "w:numId", BULLETS);
	markup_close(markup);
	end_paragraph(markup, block->text);
}

/* The first line of a signature stands apart from what is signed. */
static void
put_signature(struct markup *markup, const struct doc_block *block,
    bool first)
{
	begin_paragraph(markup, "Signature");
	if (first) {
		markup_open(markup, "w:spacing");
		markup_attr_int(markup, "w:before", SIGNATURE_SPACE);
		markup_void(markup);
	}
	end_paragraph(markup, block->text);
}

/* `before' is NULL for the first block. */
static void
put_block(struct arena *arena, struct markup *markup,
    const struct doc_block *block, const struct doc_block *before)
{
	bool	first = before == NULL || before->kind != block->kind;

	switch (block->kind) {
	case DOC_HEADING:
		put_heading(arena, markup, block);
		break;
	case DOC_PARAGRAPH:
		put_paragraph(markup, "Normal", block->text);
		break;
	case DOC_LIST:
		put_item(markup, block);
		break;
	case DOC_NOTE:
		put_paragraph(markup, "Note", block->text);
		break;
	case DOC_SIGNATURE:
		put_signature(markup, block, first);
		break;
	case DOC_TABLE:
		/* Word would join two tables with nothing between them. */
		if (!first)
			put_paragraph(markup, "Note", S(""));
		put_table(arena, markup, block->table);
		break;
	}
}

static void
put_section(struct markup *markup)
{
	static const char *const pages[][2] = {
		{ "default", "odd" }, { "even", "even" },
	};

	markup_open(markup, "w:sectPr");
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		markup_open(markup, "w:footerReference");
		markup_attr(markup, "w:type", str_of(pages[i][0]));
		markup_attr(markup, "r:id", str_of(pages[i][1]));
		markup_void(markup);
	}
	markup_open(markup, "w:pgSz");
	markup_attr_int(markup, "w:w", PAGE_WIDTH);
	markup_attr_int(markup, "w:h", PAGE_HEIGHT);
	markup_void(markup);
	markup_open(markup, "w:pgMar");
	markup_attr_int(markup, "w:top", PAGE_TOP);
	markup_attr_int(markup, "w:right", PAGE_RIGHT);
	markup_attr_int(markup, "w:bottom", PAGE_BOTTOM);
	markup_attr_int(markup, "w:left", PAGE_LEFT);
	markup_attr_int(markup, "w:header", PAGE_FOOTER);
	markup_attr_int(markup, "w:footer", PAGE_FOOTER);
	markup_attr_int(markup, "w:gutter", 0);
	markup_void(markup);
	markup_close(markup);
}

static void
begin_part(struct markup *markup, struct buf *buf, struct arena *arena)
{
	buf_init(buf, arena, DOC_BYTES);
	markup_init(markup, buf);
	markup_declare_xml(markup);
}

static void
put_document(struct arena *arena, struct buf *buf, const struct doc *doc)
{
	struct markup	markup;

	begin_part(&markup, buf, arena);
	markup_open(&markup, "w:document");
	markup_attr(&markup, "xmlns:w", S(NS_W));
	markup_attr(&markup, "xmlns:r", S(NS_R));
	markup_open(&markup, "w:body");
	for (size_t i = 0; i < doc->n; i++)
		put_block(arena, &markup, &doc->block[i],
		    i == 0 ? NULL : &doc->block[i - 1]);
	put_section(&markup);
	while (markup.depth > 0)
		markup_close(&markup);
}

static void
put_moment(struct markup *markup, const char *name)
{
	markup_open(markup, name);
	markup_attr(markup, "xsi:type", S("dcterms:W3CDTF"));
	markup_text(markup, S(OOXML_MOMENT));
	markup_close(markup);
}

static void
put_core(struct arena *arena, struct buf *buf, const struct doc *doc)
{
	struct markup	markup;

	begin_part(&markup, buf, arena);
	markup_open(&markup, "cp:coreProperties");
	markup_attr(&markup, "xmlns:cp", S(NS_CORE));
	markup_attr(&markup, "xmlns:dc", S(NS_DC));
	markup_attr(&markup, "xmlns:dcterms", S(NS_TERMS));
	markup_attr(&markup, "xmlns:xsi", S(NS_XSI));
	markup_element(&markup, "dc:title", doc_write_title(doc));
	markup_element(&markup, "dc:language",
	    doc->lang.n > 0 ? doc->lang : S("zh-CN"));
	put_moment(&markup, "dcterms:created");
	put_moment(&markup, "dcterms:modified");
	markup_close(&markup);
}

enum err
doc_write_docx(struct arena *arena, const struct doc *doc, str *ret,
    struct fault *fault)
{
	struct ooxml_part	part[FIXED_PARTS + 2];
	struct buf		document, core;

	for (size_t i = 0; i < FIXED_PARTS; i++) {
		enum err	e;

		part[i].name = fixed_parts[i].name;
		e = data_read(arena, fixed_parts[i].path, &part[i].bytes,
		    fault);
		if (e != OK)
			return e;
	}
	put_document(arena, &document, doc);
	put_core(arena, &core, doc);
	if (buf_err(&document) != OK || buf_err(&core) != OK)
		return FAIL(fault, ERR_TOO_LARGE, "doc.write_too_large");
	part[FIXED_PARTS] = (struct ooxml_part){
		"word/document.xml", buf_str(&document),
	};
	part[FIXED_PARTS + 1] = (struct ooxml_part){
		"docProps/core.xml", buf_str(&core),
	};
	return ooxml_pack(arena, part, FIXED_PARTS + 2, ret, fault);
}
