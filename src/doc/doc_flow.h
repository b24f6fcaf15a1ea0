/*
 * doc_flow - running text with its white space folded.
 *
 * Text arrives piece by piece, as a parser hands it out.  Runs of blanks of
 * any kind become one blank, those at both ends go, and so do controls and
 * marks without width.  A line end between two wide characters goes as well,
 * with the indent behind it: it only says where an editor broke the line.
 *
 * Calls: base.
 */
#ifndef DOC_FLOW_H
#define DOC_FLOW_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

struct doc_flow {
	struct buf	text;	/* what has come so far */
	bool		gap;	/* blanks came since the last character */
	bool		torn;	/* a line end was among them */
	bool		hard;	/* a blank no editor sets was among them */
};

/* Start empty, to hold at most DOC_BYTES. */
void	doc_flow_init(struct doc_flow *flow, struct arena *arena);

/* Add a piece of UTF-8; it may begin and end anywhere between characters. */
void	doc_flow_put(struct doc_flow *flow, str piece);

/* A line end that is no blank of its own: <br> inside a heading. */
void	doc_flow_line(struct doc_flow *flow);

/* True while no character has come. */
bool	doc_flow_empty(const struct doc_flow *flow);

/* A copy of the text in the buffer's arena; the fold is empty again. */
str	doc_flow_take(struct doc_flow *flow);

/* The same in one go. */
str	doc_flow_once(struct arena *arena, str s);

#endif
