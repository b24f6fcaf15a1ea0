#include "base/arena.h"
#include "doc/doc_fold.h"
#include "doc/doc_read.h"
#include "doc/doc_xlsx_lay.h"
#include "doc/doc_xlsx_sheet.h"
#include "doc/doc_xlsx_stream.h"
#include "doc/doc_xml.h"

#define SHEETS	256u		/* of a workbook; Excel's own are fewer */

/* The part of a sheet; empty if it is a chart, a macro or not there. */
static str
part_of(const struct doc_xlsx *xlsx, const xmlNode *sheet)
{
	const struct doc_relation	*relation;

	relation = doc_package_relation(&xlsx->package,
	    doc_xml_attr(sheet, "id"));
	if (relation == NULL || relation->outside ||
	    !str_is(relation->type, "worksheet"))
		return S("");
	return relation->target;
}

static enum err
read_sheet(struct doc_xlsx *xlsx, const xmlNode *node)
{
	str			 name = doc_fold(xlsx->arena,
				    doc_xml_attr(node, "name"));
	str			 state = doc_xml_attr(node, "state");
	str			 part = part_of(xlsx, node);
	struct doc_xlsx_sheet	 sheet;
	enum err		 e;

	if (part.n == 0)
		return OK;
	if (state.n > 0 && !str_is(state, "visible")) {
		doc_add_meta(xlsx->arena, xlsx->doc, S("hidden"), name);
		return OK;
	}
	e = doc_xlsx_sheet(xlsx, name, part, &sheet);
	if (e != OK)
		return e;
	return doc_xlsx_lay(xlsx, &sheet);
}

static enum err
read_sheets(struct doc_xlsx *xlsx, const xmlNode *workbook)
{
	const xmlNode	*node = doc_xml_child(doc_xml_child(workbook,
			    "sheets"), "sheet");
	enum err	 e = OK;

	for (unsigned n = 0; node != NULL && e == OK; n++) {
		if (n == SHEETS)
			return FAIL(xlsx->fault, ERR_TOO_LARGE,
			    "doc.too_long", xlsx->package.name);
		e = read_sheet(xlsx, node);
		node = doc_xml_next(node, "sheet");
	}
	return e;
}

/* Read what the sheets have in common. */
static enum err
open_book(struct doc_xlsx *xlsx, const xmlNode *workbook)
{
	str		 from_1904 = doc_xml_attr(doc_xml_child(workbook,
			    "workbookPr"), "date1904");
	xmlDoc		*tree;
	enum err	 e;

	xlsx->epoch = str_is(from_1904, "1") || str_is(from_1904, "true") ?
	    DOC_XLSX_1904 : DOC_XLSX_1900;
	e = doc_package_facts(xlsx->arena, &xlsx->package, xlsx->doc,
	    xlsx->fault);
	if (e != OK)
		return e;
	e = doc_package_maybe(xlsx->arena, &xlsx->package, "styles", &tree,
	    xlsx->fault);
	if (e != OK)
		return e;
	xlsx->styles = doc_xlsx_style_read(xlsx->arena, tree);
	return doc_xlsx_stream_strings(xlsx);
}

enum err
doc_read_xlsx(struct arena *arena, str bytes, str name, struct doc **ret,
    struct fault *fault)
{
	struct doc_xlsx	 xlsx = { .arena = arena, .fault = fault };
	const xmlNode	*workbook;
	xmlDoc		*tree;
	enum err	 e;

	e = doc_package_open(arena, bytes, name, &xlsx.package, fault);
	if (e != OK)
		return e;
	e = doc_package_tree(arena, &xlsx.package, xlsx.package.main, &tree,
	    fault);
	if (e != OK)
		return e;
	workbook = xmlDocGetRootElement(tree);
	if (!doc_xml_is(workbook, "workbook"))
		return FAIL(fault, ERR_INVALID, "doc.no_office", name);

	xlsx.doc = doc_new(arena, DOC_XLSX);
	xlsx.doc->charset = S("UTF-8");
	e = open_book(&xlsx, workbook);
	if (e != OK)
		return e;
	e = read_sheets(&xlsx, workbook);
	if (e != OK)
		return e;
	*ret = xlsx.doc;
	return OK;
}
