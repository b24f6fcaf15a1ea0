/*
 * body_markdown - Markdown into a body.
 *
 * Headings, paragraphs, lists, tables, quotes, fenced code, rules, emphasis,
 * links and images, as people write them.  HTML in it is text, but comments
 * go.  A line end in a paragraph is a blank, or nothing between ideographs.
 *
 * Calls: base, body, body_address, body_line.
 */
#ifndef BODY_MARKDOWN_H
#define BODY_MARKDOWN_H

#include "doc/body.h"
#include "doc/body_line.h"

/* Add what a text says; `text' is UTF-8. */
void	body_markdown(struct body *body, str text);

/* Put a line with its emphasis, links and images at the end of a line. */
void	body_markdown_inline(struct body_line *line, str text);

#endif
