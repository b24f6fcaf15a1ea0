/*
 * doc_text_pipe - tables whose cells are parted by a sign.
 *
 * Pipes come in three habits: a line a row, with or without one at its ends;
 * Markdown, whose ruled line is no row; and scraped pages, where every cell
 * stands on a line of its own and a lone | is a blank cell or the start of
 * a row.  Spans are lost in all of them, so the columns are loose.
 *
 * Calls: base, doc, doc_fold, doc_html_tag, doc_text_line.
 */
#ifndef DOC_TEXT_PIPE_H
#define DOC_TEXT_PIPE_H

#include "doc/doc_text_line.h"

/* How many lines from here on belong to one table of pipes; 0 for none. */
size_t	doc_text_pipe_run(const struct doc_text_line *line, size_t n);

/* The same for tabs. */
size_t	doc_text_pipe_tabs(const struct doc_text_line *line, size_t n);

/* Add such lines to a document: tables, and paragraphs where they are none. */
enum err doc_text_pipe_read(struct arena *arena, struct doc *doc,
	    const struct doc_text_line *line, size_t n, struct fault *fault);

#endif
