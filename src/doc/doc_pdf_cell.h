/*
 * doc_pdf_cell - the pieces of a table on a page, gathered into its cells.
 *
 * Calls: base, doc_pdf_line.
 */
#ifndef DOC_PDF_CELL_H
#define DOC_PDF_CELL_H

#include "doc/doc_pdf_line.h"

struct doc_pdf_cell {
	str	 text;		/* of all its lines */
	double	 x0, x1;	/* left and right */
	double	 y0, y1;	/* middle of its first and of its last line */
	double	 em;		/* width of a Chinese character */
	bool	 figure;	/* its text is a number */
	unsigned row;		/* set by doc_pdf_table */
};

struct doc_pdf_cells {
	struct doc_pdf_cell	*cell;	/* in the order drawn */
	size_t			 n;
};

/* Gather the pieces that stand in the table lines [from, to) of a page. */
void	doc_pdf_cell_gather(struct arena *arena, const struct doc_pdf *pdf,
	    const struct doc_pdf_lines *page, size_t from, size_t to,
	    struct doc_pdf_cells *ret);

/*
 * The cells of one line, by its places alone: pieces that touch are one.
 * Returns how many, at most line->n.
 */
size_t	doc_pdf_cell_line(struct arena *arena, const struct doc_pdf *pdf,
	    const struct doc_pdf_lines *page, const struct doc_pdf_line *line,
	    struct doc_pdf_cell *ret);

#endif
