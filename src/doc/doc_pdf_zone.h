/*
 * doc_pdf_zone - which lines of a page are a table's, which are its margin's.
 *
 * Nothing but the places of words is known: rules and frames are not.  A
 * table shows by lines in which things stand apart; what stands alone between
 * such lines belongs to it unless it reads like prose or like a heading.
 *
 * Calls: base, doc_outline, doc_pdf_line.
 */
#ifndef DOC_PDF_ZONE_H
#define DOC_PDF_ZONE_H

#include "doc/doc_pdf_line.h"

/* How the running text of a document is set. */
struct doc_pdf_body {
	double	em;		/* its size; 0 if there is none */
	double	left, right;	/* its margins */
};

/*
 * Mark page numbers and running heads and feet: a number at the edge of a
 * page, or what stands at the same height on most pages.
 */
void	doc_pdf_zone_margins(struct arena *arena, const struct doc_pdf *pdf,
	    struct doc_pdf_lines *pages);

/* See how the running text is set. */
struct doc_pdf_body doc_pdf_zone_body(struct arena *arena,
	    const struct doc_pdf *pdf, const struct doc_pdf_lines *pages);

/* Mark the lines of tables on a page. */
void	doc_pdf_zone_tables(struct arena *arena,
	    const struct doc_pdf_body *body, struct doc_pdf_lines *page);

/* Does the line begin a section, and stand alone at its height? */
bool	doc_pdf_zone_heading(const struct doc_pdf_lines *page, size_t line);

#endif
