/*
 * doc_text_line - a text file as lines, and what single lines look like.
 *
 * Calls: base, doc, doc_outline.
 */
#ifndef DOC_TEXT_LINE_H
#define DOC_TEXT_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/doc.h"

/* What a line turned out to be part of. */
enum doc_text_role {
	DOC_TEXT_PLAIN,
	DOC_TEXT_PIPE,		/* of a table with | between its cells */
	DOC_TEXT_TAB,		/* of a table with tabs between its cells */
	DOC_TEXT_LAYOUT,	/* of a table set by blanks */
	DOC_TEXT_HTML		/* of a table written in HTML */
};

struct doc_text_line {
	str		 text;	/* without its end, otherwise as it stands */
	str		 solid;	/* without blanks at its ends; empty if blank */
	struct doc_place place;	/* line, and page if the file has pages */
	unsigned	 x0, x1;	/* columns of the solid part */
	unsigned	 pipes;	/* cell separators in it */
	unsigned	 tabs;	/* in the solid part */
	enum doc_text_role role;
	size_t		 run;	/* lines of the table that begins here */
};

/* A stretch of a line between wide gaps. */
struct doc_text_piece {
	str		text;	/* without the gaps */
	unsigned	x0, x1;	/* columns of a terminal */
	unsigned	c0, c1;	/* characters from the line's beginning */
	size_t		at;	/* where the line goes on */
	unsigned	x, c;	/* column and characters there */
};

/*
 * Part a text into lines.  A form feed begins a page; only a text that has
 * one gets page numbers.  ERR_TOO_LARGE above a million lines.
 */
enum err doc_text_line_part(struct arena *arena, str text,
	    struct doc_text_line **ret, size_t *ret_n, struct fault *fault);

/*
 * The next piece of a line: pieces are parted by two blanks or more.  False
 * when there is none.  `piece' begins zeroed and keeps where to go on.
 */
bool	doc_text_line_piece(str line, struct doc_text_piece *piece);

/* The length of a cell separator at `at': | and its likes; 0 if none. */
size_t	doc_text_line_pipe(str s, size_t at);

/* Nothing but dashes and the like: it rules something off. */
bool	doc_text_line_is_rule(str s);

/* A number, a sign that stands for one (/ -) or nothing: no label. */
bool	doc_text_line_is_value(str s);

/* A page's number in its foot: "- 3 -", "第 3 页". */
bool	doc_text_line_is_folio(str s);

/* True where a sentence ends: 。！？； and their likes. */
bool	doc_text_line_is_sentence(str s);

#endif
