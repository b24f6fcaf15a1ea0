/*
 * doc_xlsx_lay - what of a sheet is a table, and what is text in cells.
 *
 * People write whole reports into a sheet: the title and each paragraph in a
 * wide merged cell, the tables between them.  A row with one cell in it is
 * text unless something makes it part of a table.
 *
 * Calls: base, doc, doc_xlsx_sheet.
 */
#ifndef DOC_XLSX_LAY_H
#define DOC_XLSX_LAY_H

#include "doc/doc_xlsx_sheet.h"

/* Add a sheet's blocks to the document.  ERR_TOO_LARGE. */
enum err doc_xlsx_lay(struct doc_xlsx *xlsx,
	    const struct doc_xlsx_sheet *sheet);

#endif
