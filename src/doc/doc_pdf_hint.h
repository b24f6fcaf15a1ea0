/*
 * doc_pdf_hint - what the figures of a table tell about its rows and columns.
 *
 * Figures are the surest thing on the page of a report: short, centred, one a
 * cell.  Where they stand shows the columns, how far they stand apart shows
 * the rows.
 *
 * Calls: base, doc_pdf_line.
 */
#ifndef DOC_PDF_HINT_H
#define DOC_PDF_HINT_H

#include "doc/doc_pdf_line.h"

/* A column in which figures stand. */
struct doc_pdf_band {
	double	x0, x1;		/* left and right of them all */
};

struct doc_pdf_hint {
	struct doc_pdf_band	*band;	/* from left to right */
	size_t			 bands;	/* how many of them */
	double			*edge;	/* where labels begin, sorted */
	size_t			 edges;	/* how many of them */
	double			 lines;	/* the longest way between two lines
					   of a cell; 0 if not known */
};

/* See what the pieces of a table tell. */
void	doc_pdf_hint_find(struct arena *arena,
	    const struct doc_pdf_piece *piece, size_t n,
	    struct doc_pdf_hint *ret);

/* The column nearest to a word; hint->bands when it is outside of all. */
size_t	doc_pdf_hint_band(const struct doc_pdf_hint *hint,
	    const struct doc_pdf_word *word);

/* Do other labels begin at that place too? */
bool	doc_pdf_hint_edge(const struct doc_pdf_hint *hint, double x,
	    double em);

#endif
