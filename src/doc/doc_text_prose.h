/*
 * doc_text_prose - paragraphs out of lines that were broken by force.
 *
 * The text of a PDF breaks its paragraphs at the edge of the page.  Where
 * many lines end at one edge, a line that reaches it and does not end a
 * sentence goes on in the next one, also past the foot of a page.  Short
 * lines, headings and everything in doubt stay as they are.
 *
 * Calls: base, doc, doc_outline, doc_text_line.
 */
#ifndef DOC_TEXT_PROSE_H
#define DOC_TEXT_PROSE_H

#include "doc/doc_text_line.h"

/* The edges between which a text is set. */
struct doc_text_prose {
	unsigned	edge;	/* where its lines are broken; 0: never */
	unsigned	base;	/* where they begin */
	bool		indented; /* its paragraphs begin further in */
};

/* Find the edges of a text by its plain lines. */
struct doc_text_prose doc_text_prose_edges(const struct doc_text_line *line,
	    size_t n);

/*
 * The line that the first of these goes on in, as an offset; 0 when it goes
 * on in none.  Only blank lines and the foot of a page are passed over.
 */
size_t	doc_text_prose_next(const struct doc_text_prose *prose,
	    const struct doc_text_line *line, size_t n);

/* Whether two pieces of a broken line need a blank between them. */
bool	doc_text_prose_blank(str left, str right);

#endif
