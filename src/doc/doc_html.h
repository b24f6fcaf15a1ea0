/*
 * doc_html - HTML mark-up into the blocks, facts and links of a document.
 *
 * libxml2 parses and repairs; this walks along without ever building its
 * tree.  A page that would cost more time than a page may (elements nested
 * by the ten thousand, end tags that close nothing by the million) is given
 * up with a fault.
 *
 * Calls: base, doc, doc_flow, doc_html_path, doc_html_table.
 */
#ifndef DOC_HTML_H
#define DOC_HTML_H

#include "doc/doc.h"

/*
 * Add what the mark-up says to a document.  `text' is UTF-8 without NUL.
 * Places are XPaths; or, for mark-up that stands inside a text file, lines
 * when `line', its first one, is not 0.
 */
enum err doc_html_parse(struct arena *arena, struct doc *doc, str text,
	    unsigned line, struct fault *fault);

#endif
