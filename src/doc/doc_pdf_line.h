/*
 * doc_pdf_line - the words of a page put together to pieces and lines.
 *
 * A piece is what was written on end: words that follow each other on a line
 * with no more than a blank between them.  A line is every piece at one
 * height.  In prose a line has one piece, or several close to each other; in
 * a table it has what stands at that height in all its columns.
 *
 * Calls: base, doc_pdf_box.
 */
#ifndef DOC_PDF_LINE_H
#define DOC_PDF_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/doc_pdf_box.h"

struct doc_pdf_piece {
	size_t	first, n;	/* its words, in the order drawn */
	double	x0, x1;		/* left and right */
	double	y;		/* middle */
	double	em;		/* of its largest word, Chinese ones first */
	double	tall;		/* height; em unless written downwards */
	bool	wide;		/* has Chinese characters */
	bool	figure;		/* its one word is a figure */
	size_t	line;		/* index of its line */
};

enum doc_pdf_use {
	DOC_PDF_PROSE,
	DOC_PDF_TABLE,		/* part of a table */
	DOC_PDF_MARGIN		/* page number, running head or foot */
};

struct doc_pdf_line {
	size_t	first, n;	/* of the page's `across' */
	double	x0, x1;		/* left and right */
	double	y;		/* middle */
	double	em;		/* of its largest piece, Chinese ones first */
	bool	wide;		/* has Chinese characters */
	double	filled;		/* width less the gaps between its pieces */
	double	gap;		/* the widest of these gaps */
	unsigned groups;	/* pieces, those that touch counted as one */
	unsigned figures;	/* how many of them are figures */
	str	text;		/* the whole line */
	enum doc_pdf_use use;
};

struct doc_pdf_lines {
	struct doc_pdf_piece	*piece;		/* in the order drawn */
	size_t			 pieces;
	size_t			*across;	/* pieces by line, then x */
	struct doc_pdf_line	*line;		/* from the top down */
	size_t			 lines;
};

/* Put the words of a page together. */
void	doc_pdf_line_find(struct arena *arena, const struct doc_pdf *pdf,
	    const struct doc_pdf_page *page, struct doc_pdf_lines *ret);

/* The text of words that follow each other. */
str	doc_pdf_line_words(struct arena *arena, const struct doc_pdf *pdf,
	    size_t first, size_t n);

/*
 * What stands between two texts with a gap of that many ems between them: a
 * blank or nothing.  Between Chinese characters a gap is no blank unless it
 * is a wide one; neither is one between Chinese and a number.
 */
str	doc_pdf_line_between(str left, str right, double gap);

#endif
