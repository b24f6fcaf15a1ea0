/*
 * doc_pdf_box - the words of a PDF and where they stand on its pages.
 *
 * Reads what `pdftotext -bbox -raw' prints: the words in the order in which
 * the PDF draws them, which nearly always is the order in which its author's
 * program went through the cells of a table.  That output is no XML to rely on
 * (a damaged title puts control characters in it), so it is read leniently and
 * within limits.
 *
 * Calls: base, doc.
 */
#ifndef DOC_PDF_BOX_H
#define DOC_PDF_BOX_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/doc.h"

struct doc_pdf_word {
	str	text;		/* never empty, without blanks */
	double	x0, x1;		/* left and right, points from the left */
	double	y;		/* middle, points from the top */
	double	em;		/* its size, as far as can be told */
	double	tall;		/* its height if written downwards, else em */
	bool	wide;		/* has Chinese characters, so that em is sure */
	bool	figure;		/* a number or a mark that stands for one */
};

struct doc_pdf_page {
	double	width, height;	/* in points */
	size_t	first, n;	/* its words */
};

struct doc_pdf {
	struct doc_pdf_page	*page;
	size_t			 pages;
	struct doc_pdf_word	*word;
	size_t			 words;
};

#define DOC_PDF_PAGES	5000u
#define DOC_PDF_WORDS	2000000u

/*
 * Read the output of pdftotext; title and meta go to the document.
 * ERR_TOO_LARGE past a limit.
 */
enum err doc_pdf_box(struct arena *arena, str output, struct doc *doc,
	    struct doc_pdf *ret, struct fault *fault);

/* Does the text stand for a number: digits, or "/", "-", "—" alone? */
bool	 doc_pdf_box_figure(str text);

/* The width of a text in ems: 1 for a Chinese character, 0.5 for others. */
double	 doc_pdf_box_ems(str text);

#endif
