#include "doc/doc_docx.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc_xml.h"

#define NAMES	16	/* names counted among the children of an element */

/* Number the children of an element among those of the same name, from 1. */
static void
number_children(xmlNode *parent)
{
	const char	*name[NAMES];
	uintptr_t	 count[NAMES];
	size_t		 n = 0, i;

	for (xmlNode *node = doc_xml_child(parent, NULL); node != NULL;
	    node = doc_xml_next(node, NULL)) {
		for (i = 0; i < n; i++)
			if (doc_xml_is(node, name[i]))
				break;
		if (i == NAMES)
			continue;
		if (i == n) {
			name[n] = (const char *)node->name;
			count[n++] = 0;
		}
		node->_private = (void *)++count[i];
	}
}

/* The depth of a tree is bounded by its parser. */
static void
number_all(xmlNode *parent)
{
	number_children(parent);
	for (xmlNode *node = doc_xml_child(parent, NULL); node != NULL;
	    node = doc_xml_next(node, NULL))
		number_all(node);
}

enum err
doc_docx_open(struct doc_docx *docx, str bytes, str name, xmlDoc **ret_tree)
{
	struct doc_package	*package = &docx->package;
	xmlDoc			*tree;
	enum err		 e;

	e = doc_package_open(docx->arena, bytes, name, package, docx->fault);
	if (e != OK)
		return e;
	e = doc_package_tree(docx->arena, package, package->main, ret_tree,
	    docx->fault);
	if (e != OK)
		return e;
	e = doc_package_maybe(docx->arena, package, "styles", &tree,
	    docx->fault);
	if (e != OK)
		return e;
	docx->styles = doc_docx_style_read(docx->arena, tree);
	e = doc_package_maybe(docx->arena, package, "numbering", &tree,
	    docx->fault);
	if (e != OK)
		return e;
	docx->lists = doc_docx_list_read(docx->arena, tree);
	number_all(xmlDocGetRootElement(*ret_tree));
	return OK;
}

void
doc_docx_later(struct doc_docx *docx, const xmlNode *node)
{
	if (docx->laters == docx->room) {
		docx->room = docx->room == 0 ? 16 : docx->room * 2;
		docx->later = arena_grow(docx->arena, docx->later,
		    docx->laters, docx->room, sizeof *docx->later);
	}
	docx->later[docx->laters++] = node;
}

static void
put_step(struct buf *path, const xmlNode *node)
{
	buf_byte(path, '/');
	if (node->ns != NULL && node->ns->prefix != NULL)
		buf_printf(path, "%s:", (const char *)node->ns->prefix);
	buf_put(path, str_of((const char *)node->name));
}

struct doc_place
doc_docx_place(struct doc_docx *docx, const xmlNode *node)
{
	const xmlNode	*up[DOC_DEPTH];
	struct buf	 path;
	size_t		 n = 0, depth;

	for (; node != NULL && node->type == XML_ELEMENT_NODE &&
	    n < DOC_DEPTH; node = node->parent)
		up[n++] = node;
	buf_init(&path, docx->arena, 4096);
	/* The root and the body are alone of their kind. */
	for (depth = n; n > 0; n--) {
		put_step(&path, up[n - 1]);
		if (n + 2 <= depth && up[n - 1]->_private != NULL)
			buf_printf(&path, "[%zu]",
			    (size_t)(uintptr_t)up[n - 1]->_private);
	}
	return (struct doc_place){ .xpath = buf_str(&path) };
}

const xmlNode *
doc_docx_branch(const xmlNode *alternatives)
{
	const xmlNode	*choice = doc_xml_child(alternatives, "Choice");

	return choice != NULL ? choice :
	    doc_xml_child(alternatives, "Fallback");
}
