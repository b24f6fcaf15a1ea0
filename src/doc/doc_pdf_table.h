/*
 * doc_pdf_table - the cells and rows of a table on a page of a PDF.
 *
 * The program that made the PDF drew the table cell by cell, row by row: words
 * that follow each other downwards are the lines of one cell, and cells that
 * follow each other to the right are one row, even where a label stands in
 * the middle of the rows it is for.  That order is believed only where the
 * places agree with it; else each line of the page is a row.
 *
 * Calls: base, doc, doc_pdf_line.
 */
#ifndef DOC_PDF_TABLE_H
#define DOC_PDF_TABLE_H

#include "doc/doc_pdf_line.h"

/*
 * Add the lines [from, to) as one layout table; those that are not a table's
 * are left out.  `number' is the page's.  ERR_TOO_LARGE.
 */
enum err doc_pdf_table(struct arena *arena, const struct doc_pdf *pdf,
	    const struct doc_pdf_lines *page, size_t from, size_t to,
	    unsigned number, struct doc *doc, struct fault *fault);

#endif
