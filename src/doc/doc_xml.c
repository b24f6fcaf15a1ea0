#include "doc/doc_xml.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define PARSE	(XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | \
		 XML_PARSE_COMPACT | XML_PARSE_NOCDATA)

/* --- whole ------------------------------------------------------------- */

static void
free_tree(void *tree)
{
	xmlFreeDoc(tree);
}

/* In place of the reading of a document type: remember it, read no further. */
static void
refuse_type(void *context, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	xmlParserCtxt	*parser = context;
	bool		*refused = parser->_private;

	(void)name;
	(void)external;
	(void)system;
	*refused = true;
	xmlStopParser(parser);
}

/* The parser keeps its depth limit: XML_PARSE_HUGE is not among its options. */
static xmlDoc *
parse(str bytes, bool *refused)
{
	xmlParserCtxt	*parser = xmlNewParserCtxt();
	xmlDoc		*tree;

	if (parser == NULL)
		return NULL;
	parser->_private = refused;
	parser->sax->internalSubset = refuse_type;
	tree = xmlCtxtReadMemory(parser, bytes.at, (int)bytes.n, NULL,
	    "UTF-8", PARSE);
	xmlFreeParserCtxt(parser);
	return tree;
}

enum err
doc_xml_tree(struct arena *arena, str bytes, str name, str part, xmlDoc **ret,
    struct fault *fault)
{
	bool	 refused = false;
	xmlDoc	*tree;

	if (bytes.n > DOC_XML_TREE)
		return FAIL(fault, ERR_TOO_LARGE, "doc.zip_bomb", name, part);
	tree = parse(bytes, &refused);
	if (tree != NULL)
		arena_defer(arena, free_tree, tree);
	if (refused)
		return FAIL(fault, ERR_INVALID, "doc.xml_doctype", name, part);
	if (tree == NULL || xmlDocGetRootElement(tree) == NULL)
		return FAIL(fault, ERR_INVALID, "doc.xml_broken", name, part);
	*ret = tree;
	return OK;
}

bool
doc_xml_is(const xmlNode *node, const char *local)
{
	return node != NULL && node->type == XML_ELEMENT_NODE &&
	    strcmp((const char *)node->name, local) == 0;
}

static xmlNode *
seek(xmlNode *node, const char *local)
{
	while (node != NULL && (node->type != XML_ELEMENT_NODE ||
	    (local != NULL && !doc_xml_is(node, local))))
		node = node->next;
	return node;
}

xmlNode *
doc_xml_child(const xmlNode *node, const char *local)
{
	return node == NULL ? NULL : seek(node->children, local);
}

xmlNode *
doc_xml_next(const xmlNode *node, const char *local)
{
	return node == NULL ? NULL : seek(node->next, local);
}

str
doc_xml_attr(const xmlNode *node, const char *local)
{
	const xmlAttr	*attr = node == NULL ? NULL : node->properties;

	for (; attr != NULL; attr = attr->next)
		if (strcmp((const char *)attr->name, local) == 0)
			return attr->children == NULL ? S("") :
			    str_of((const char *)attr->children->content);
	return S("");
}

long
doc_xml_number(const xmlNode *node, const char *local, long max, long none)
{
	str	digits = doc_xml_attr(node, local);
	long	value = 0;

	if (digits.n == 0)
		return none;
	for (size_t i = 0; i < digits.n; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return none;
		value = value * 10 + (digits.at[i] - '0');
		if (value > max)
			return none;
	}
	return value;
}

/* The node after `node' in document order, not below it, inside `top'. */
static const xmlNode *
after(const xmlNode *node, const xmlNode *top)
{
	while (node != top && node->next == NULL)
		node = node->parent;
	return node == top ? NULL : node->next;
}

str
doc_xml_text(struct arena *arena, const xmlNode *node)
{
	const xmlNode	*at = node;
	struct buf	 words;

	buf_init(&words, arena, DOC_XML_TREE);
	while (at != NULL) {
		if (at->type == XML_TEXT_NODE)
			buf_put(&words, str_of((const char *)at->content));
		if (at->type == XML_ELEMENT_NODE && at->children != NULL)
			at = at->children;
		else
			at = after(at, node);
	}
	return str_trim(utf8_clean(arena, buf_str(&words)));
}

/* --- piece by piece ---------------------------------------------------- */

static void
free_reader(void *reader)
{
	xmlFreeTextReader(reader);
}

enum err
doc_xml_stream(struct arena *arena, str bytes, str name, str part,
    struct doc_xml_stream *ret, struct fault *fault)
{
	xmlTextReader	*reader = NULL;

	if (bytes.n > INT_MAX)
		return FAIL(fault, ERR_TOO_LARGE, "doc.zip_bomb", name, part);
	reader = xmlReaderForMemory(bytes.at, (int)bytes.n, NULL, "UTF-8",
	    PARSE);
	if (reader == NULL)
		return FAIL(fault, ERR_INVALID, "doc.xml_broken", name, part);
	arena_defer(arena, free_reader, reader);
	*ret = (struct doc_xml_stream){ reader, name, part };
	return OK;
}

enum err
doc_xml_step(struct doc_xml_stream *stream, bool *ret_more,
    struct fault *fault)
{
	int	got = xmlTextReaderRead(stream->reader);

	if (got < 0)
		return FAIL(fault, ERR_INVALID, "doc.xml_broken", stream->name,
		    stream->part);
	if (got > 0 && xmlTextReaderNodeType(stream->reader) ==
	    XML_READER_TYPE_DOCUMENT_TYPE)
		return FAIL(fault, ERR_INVALID, "doc.xml_doctype",
		    stream->name, stream->part);
	*ret_more = got > 0;
	return OK;
}

static bool
stands_on(const struct doc_xml_stream *stream, int type, const char *local)
{
	const xmlChar	*name;

	if (xmlTextReaderNodeType(stream->reader) != type)
		return false;
	name = xmlTextReaderConstLocalName(stream->reader);
	return name != NULL && strcmp((const char *)name, local) == 0;
}

bool
doc_xml_starts(const struct doc_xml_stream *stream, const char *local)
{
	return stands_on(stream, XML_READER_TYPE_ELEMENT, local);
}

bool
doc_xml_ends(const struct doc_xml_stream *stream, const char *local)
{
	return stands_on(stream, XML_READER_TYPE_END_ELEMENT, local) ||
	    (stands_on(stream, XML_READER_TYPE_ELEMENT, local) &&
	    xmlTextReaderIsEmptyElement(stream->reader) == 1);
}

str
doc_xml_given(const struct doc_xml_stream *stream, const char *name)
{
	str	value;

	if (xmlTextReaderMoveToAttribute(stream->reader,
	    (const xmlChar *)name) != 1)
		return S("");
	value = str_of((const char *)xmlTextReaderConstValue(stream->reader));
	xmlTextReaderMoveToElement(stream->reader);
	return value;
}

str
doc_xml_words(const struct doc_xml_stream *stream)
{
	int	type = xmlTextReaderNodeType(stream->reader);

	if (type != XML_READER_TYPE_TEXT && type != XML_READER_TYPE_CDATA &&
	    type != XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
		return S("");
	return str_of((const char *)xmlTextReaderConstValue(stream->reader));
}
