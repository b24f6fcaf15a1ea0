#include "base/arena.h"
#include "doc/doc_docx.h"
#include "doc/doc_docx_para.h"
#include "doc/doc_docx_table.h"
#include "doc/doc_read.h"
#include "doc/doc_xml.h"

static enum err	read_blocks(struct doc_docx *docx, const xmlNode *parent);

/* A heading's line breaks are only there to look well. */
static str
one_line(struct arena *arena, str text)
{
	char	*line = str_c(arena, text);
	size_t	 n = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool	ascii = i > 0 && i + 1 < text.n &&
			    (signed char)text.at[i - 1] > 0 &&
			    (signed char)text.at[i + 1] > 0;

		if (text.at[i] != '\n')
			line[n++] = text.at[i];
		else if (ascii)
			line[n++] = ' ';
	}
	return (str){ line, n };
}

/* Lines that somebody broke by hand in one paragraph stand for themselves. */
static void
add_para(struct doc_docx *docx, const xmlNode *node)
{
	struct doc_docx_para	 para = doc_docx_para(docx, node);
	enum doc_kind		 kind = para.heading > 0 ? DOC_HEADING :
				    para.bullet > 0 ? DOC_LIST : DOC_PARAGRAPH;
	str			 rest = para.text, line;
	struct doc_block	*block;

	if (kind == DOC_HEADING)
		rest = one_line(docx->arena, rest);
	while (str_cut(&rest, '\n', &line)) {
		block = doc_add(docx->arena, docx->doc, kind, line);
		block->level = para.heading > 0 ? para.heading : para.bullet;
		block->place = doc_docx_place(docx, node);
	}
}

static enum err
read_table(struct doc_docx *docx, const xmlNode *node)
{
	const xmlNode	*frame = doc_docx_table_frame(node);

	if (frame != NULL)
		return read_blocks(docx, frame);
	return doc_docx_table(docx, node);
}

static enum err
read_block(struct doc_docx *docx, const xmlNode *node)
{
	if (docx->doc->n >= DOC_BLOCKS)
		return FAIL(docx->fault, ERR_TOO_LARGE, "doc.too_long",
		    docx->package.name);
	if (doc_xml_is(node, "p"))
		add_para(docx, node);
	else if (doc_xml_is(node, "tbl"))
		return read_table(docx, node);
	else if (doc_xml_is(node, "AlternateContent"))
		return read_blocks(docx, doc_docx_branch(node));
	else if (!doc_xml_is(node, "del") && !doc_xml_is(node, "moveFrom") &&
	    !doc_xml_is(node, "sdtPr") && !doc_xml_is(node, "tcPr") &&
	    !doc_xml_is(node, "sectPr"))
		return read_blocks(docx, node);
	return OK;
}

static enum err
read_blocks(struct doc_docx *docx, const xmlNode *parent)
{
	const xmlNode	*node = doc_xml_child(parent, NULL);
	enum err	 e = OK;

	for (; node != NULL && e == OK; node = doc_xml_next(node, NULL))
		e = read_block(docx, node);
	return e;
}

/* What was found inside a block follows it; that may hold more of the kind. */
static enum err
read_body(struct doc_docx *docx, const xmlNode *body)
{
	const xmlNode	*node = doc_xml_child(body, NULL);
	enum err	 e = OK;

	for (; node != NULL && e == OK; node = doc_xml_next(node, NULL)) {
		e = read_block(docx, node);
		while (e == OK && docx->done < docx->laters) {
			const xmlNode	*inner = docx->later[docx->done++];

			e = doc_xml_is(inner, "tbl") ?
			    read_table(docx, inner) :
			    read_blocks(docx, inner);
		}
	}
	return e;
}

enum err
doc_read_docx(struct arena *arena, str bytes, str name, struct doc **ret,
    struct fault *fault)
{
	struct doc_docx	 docx = { .arena = arena, .fault = fault };
	const xmlNode	*body;
	xmlDoc		*tree;
	enum err	 e;

	e = doc_docx_open(&docx, bytes, name, &tree);
	if (e != OK)
		return e;
	body = doc_xml_child(xmlDocGetRootElement(tree), "body");
	if (body == NULL)
		return FAIL(fault, ERR_INVALID, "doc.no_office", name);

	docx.doc = doc_new(arena, DOC_DOCX);
	docx.doc->charset = S("UTF-8");
	e = doc_package_facts(arena, &docx.package, docx.doc, fault);
	if (e != OK)
		return e;
	e = read_body(&docx, body);
	if (e != OK)
		return e;
	*ret = docx.doc;
	return OK;
}
