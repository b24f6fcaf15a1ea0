#include "doc/doc_docx_table.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc_docx_para.h"
#include "doc/doc_xml.h"

#define COLS	512		/* of a table */

/* A table being read. */
struct grid {
	struct doc_docx		*docx;
	struct doc_table	*table;
	unsigned		 row, col;	/* of the next cell */
	bool			 head;		/* of the present row */
	size_t			 left;		/* 1 + cell before it, or 0 */
	size_t			 above[COLS];	/* 1 + cell that may grow */
};

/* Content controls and tracked insertions wrap rows, cells and paragraphs. */
static bool
is_wrapping(const xmlNode *node)
{
	return doc_xml_is(node, "sdt") || doc_xml_is(node, "sdtContent") ||
	    doc_xml_is(node, "customXml") || doc_xml_is(node, "ins") ||
	    doc_xml_is(node, "moveTo") || doc_xml_is(node, "smartTag");
}

static void
put_cell_text(struct doc_docx *docx, const xmlNode *node, struct buf *text)
{
	const xmlNode	*child = doc_xml_child(node, NULL);

	for (; child != NULL; child = doc_xml_next(child, NULL)) {
		if (doc_xml_is(child, "p")) {
			struct doc_docx_para	para = doc_docx_para(docx,
						    child);

			if (text->n > 0 && para.text.n > 0)
				buf_byte(text, '\n');
			buf_put(text, para.text);
		} else if (doc_xml_is(child, "tbl"))
			doc_docx_later(docx, child);
		else if (doc_xml_is(child, "AlternateContent"))
			put_cell_text(docx, doc_docx_branch(child), text);
		else if (is_wrapping(child))
			put_cell_text(docx, child, text);
	}
}

static str
cell_text(struct doc_docx *docx, const xmlNode *node)
{
	struct buf	text;

	buf_init(&text, docx->arena, 2 * DOC_XML_TREE);
	put_cell_text(docx, node, &text);
	return buf_str(&text);
}

/* Is the cell merged into the one above or before it? */
static bool
goes_on(const xmlNode *properties, const char *merge)
{
	const xmlNode	*node = doc_xml_child(properties, merge);

	return node != NULL && !str_is(doc_xml_attr(node, "val"), "restart");
}

/* Add a cell of its own, which those below and to the right may join. */
static void
add_cell(struct grid *grid, const xmlNode *node, unsigned span)
{
	struct doc_docx	*docx = grid->docx;
	const xmlNode	*properties = doc_xml_child(node, "tcPr");
	bool		 grows = doc_xml_child(properties, "vMerge") != NULL;
	struct doc_cell	*cell;

	cell = doc_add_cell(docx->arena, grid->table, grid->row, grid->col, 1,
	    span, cell_text(docx, node));
	cell->head = grid->head;
	cell->place = doc_docx_place(docx, node);
	grid->left = grid->table->n;
	for (unsigned i = 0; i < span; i++)
		grid->above[grid->col + i] = grows ? grid->left : 0;
}

static enum err
read_cell(struct grid *grid, const xmlNode *node)
{
	const xmlNode	*properties = doc_xml_child(node, "tcPr");
	long		 span = doc_xml_number(doc_xml_child(properties,
			    "gridSpan"), "val", COLS, 1);
	struct doc_cell	*cell = grid->table->cell;

	if (doc_xml_child(properties, "cellDel") != NULL)
		return OK;
	span = span < 1 ? 1 : span;
	if (grid->col + (unsigned)span > COLS)
		return FAIL(grid->docx->fault, ERR_TOO_LARGE,
		    "doc.table_too_large");

	if (goes_on(properties, "hMerge") && grid->left > 0)
		cell[grid->left - 1].cols += (unsigned)span;
	else if (goes_on(properties, "vMerge") && grid->above[grid->col] > 0)
		cell[grid->above[grid->col] - 1].rows = grid->row + 1 -
		    cell[grid->above[grid->col] - 1].row;
	else
		add_cell(grid, node, (unsigned)span);
	grid->col += (unsigned)span;
	return OK;
}

static enum err
read_cells(struct grid *grid, const xmlNode *row)
{
	const xmlNode	*node = doc_xml_child(row, NULL);
	enum err	 e = OK;

	for (; node != NULL && e == OK; node = doc_xml_next(node, NULL))
		if (doc_xml_is(node, "tc"))
			e = read_cell(grid, node);
		else if (is_wrapping(node))
			e = read_cells(grid, node);
	return e;
}

static enum err
read_row(struct grid *grid, const xmlNode *row)
{
	const xmlNode	*properties = doc_xml_child(row, "trPr");

	if (doc_xml_child(properties, "del") != NULL ||
	    doc_xml_child(properties, "hidden") != NULL)
		return OK;
	if (grid->row >= DOC_SQUARES)
		return FAIL(grid->docx->fault, ERR_TOO_LARGE,
		    "doc.table_too_large");
	grid->head = doc_xml_child(properties, "tblHeader") != NULL;
	grid->left = 0;
	grid->col = (unsigned)doc_xml_number(doc_xml_child(properties,
	    "gridBefore"), "val", COLS - 1, 0);
	for (unsigned i = 0; i < grid->col; i++)
		grid->above[i] = 0;
	if (read_cells(grid, row) != OK)
		return ERR_TOO_LARGE;
	for (unsigned i = grid->col; i < COLS; i++)
		grid->above[i] = 0;
	grid->row++;
	return OK;
}

static enum err
read_rows(struct grid *grid, const xmlNode *parent)
{
	const xmlNode	*node = doc_xml_child(parent, NULL);
	enum err	 e = OK;

	for (; node != NULL && e == OK; node = doc_xml_next(node, NULL))
		if (doc_xml_is(node, "tr"))
			e = read_row(grid, node);
		else if (is_wrapping(node))
			e = read_rows(grid, node);
	return e;
}

enum err
doc_docx_table(struct doc_docx *docx, const xmlNode *node)
{
	struct grid	grid = { .docx = docx };
	enum err	e;

	grid.table = doc_add_table(docx->arena, docx->doc, DOC_GRID_TRUE);
	docx->doc->block[docx->doc->n - 1].place = doc_docx_place(docx, node);
	e = read_rows(&grid, node);
	if (e != OK)
		return e;
	return doc_lay(docx->arena, grid.table, docx->fault);
}

const xmlNode *
doc_docx_table_frame(const xmlNode *node)
{
	const xmlNode	*row = doc_xml_child(node, "tr");
	const xmlNode	*cell = doc_xml_child(row, "tc");

	if (cell == NULL || doc_xml_next(row, "tr") != NULL ||
	    doc_xml_next(cell, "tc") != NULL ||
	    doc_xml_child(node, "sdt") != NULL ||
	    doc_xml_child(row, "sdt") != NULL)
		return NULL;
	return cell;
}
