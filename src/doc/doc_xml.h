/*
 * doc_xml - the XML of an Office package, opened strictly.
 *
 * Office files have no use for a document type, and everything dangerous in
 * XML needs one: entity bombs, external entities, default attributes.  So a
 * part that declares one is refused, whole or streamed; nothing is fetched,
 * depth and length of text keep libxml2's own limits, and the charset is
 * UTF-8, which every Office program writes, whatever the part says.
 *
 * Elements and attributes are known here by their local names: the same words
 * stand in the transitional and in the strict vocabulary, in two namespaces.
 *
 * Calls: base.
 */
#ifndef DOC_XML_H
#define DOC_XML_H

#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

#define DOC_XML_TREE	(24u << 20)	/* bytes that may become a tree */

/*
 * Parse a part into a tree that lives as long as the arena.  `name' is the
 * file's and `part' the part's, for the sentence.  ERR_INVALID for what is
 * not well-formed or has a document type, ERR_TOO_LARGE above DOC_XML_TREE.
 */
enum err doc_xml_tree(struct arena *arena, str bytes, str name, str part,
	    xmlDoc **ret, struct fault *fault);

/* True for an element of that local name. */
bool	 doc_xml_is(const xmlNode *node, const char *local);

/* The first child element of that local name (any, if NULL), or NULL. */
xmlNode	*doc_xml_child(const xmlNode *node, const char *local);

/* The next sibling element of that local name (any, if NULL), or NULL. */
xmlNode	*doc_xml_next(const xmlNode *node, const char *local);

/*
 * An attribute by local name, in any namespace or none; empty if it is not
 * there.  The view lasts as long as the tree.
 */
str	 doc_xml_attr(const xmlNode *node, const char *local);

/* The same as number: `none' if it is not there or no number from 0 to max. */
long	 doc_xml_number(const xmlNode *node, const char *local, long max,
	    long none);

/* All text below a node, blanks folded, copied. */
str	 doc_xml_text(struct arena *arena, const xmlNode *node);

/* A part read element by element, for what is too large for a tree. */
struct doc_xml_stream {
	xmlTextReader	*reader;	/* stands on the present node */
	str		 name;		/* of the file */
	str		 part;		/* of the package */
};

/* Begin to read a part; the stream stands before its first node. */
enum err doc_xml_stream(struct arena *arena, str bytes, str name, str part,
	    struct doc_xml_stream *ret, struct fault *fault);

/*
 * Move to the next start of an element, end of one, or text; false at the
 * end.  ERR_INVALID as doc_xml_tree.
 */
enum err doc_xml_step(struct doc_xml_stream *stream, bool *ret_more,
	    struct fault *fault);

/* Does the stream stand on the start (an empty element's too), the end? */
bool	 doc_xml_starts(const struct doc_xml_stream *stream,
	    const char *local);
bool	 doc_xml_ends(const struct doc_xml_stream *stream, const char *local);

/*
 * An attribute of the element the stream stands on, by its name with prefix;
 * a view until the next step or the next such question.
 */
str	 doc_xml_given(const struct doc_xml_stream *stream, const char *name);

/* The text node the stream stands on, until the next step; else empty. */
str	 doc_xml_words(const struct doc_xml_stream *stream);

#endif
