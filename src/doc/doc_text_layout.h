/*
 * doc_text_layout - tables set by blanks, as a PDF's text keeps them.
 *
 * Only the columns on the page tell what belongs together; a cell is a piece
 * of a line between wide gaps and knows where it begins and ends.  Which
 * pieces make up one cell of the printed table is for those to find who know
 * what stands in it.
 *
 * Calls: base, doc, doc_fold, doc_outline, doc_text_line.
 */
#ifndef DOC_TEXT_LAYOUT_H
#define DOC_TEXT_LAYOUT_H

#include "doc/doc_text_line.h"

/*
 * How many lines from here on are one such table, blank ones among them; 0
 * when none begins here.
 */
size_t	doc_text_layout_run(const struct doc_text_line *line, size_t n);

/* Add such lines to a document. */
enum err doc_text_layout_read(struct arena *arena, struct doc *doc,
	    const struct doc_text_line *line, size_t n, struct fault *fault);

#endif
