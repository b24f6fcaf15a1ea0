/*
 * doc_xlsx_sheet - the cells of one sheet of an XLSX.
 *
 * A sheet is streamed, since it may be too large for a tree; what comes out
 * are its visible cells on the grid of its used rows and columns, so that one
 * forgotten cell far away costs nothing.
 *
 * Calls: base, doc, doc_package, doc_xlsx_style, doc_xlsx_value.
 */
#ifndef DOC_XLSX_SHEET_H
#define DOC_XLSX_SHEET_H

#include <stdbool.h>

#include "doc/doc.h"
#include "doc/doc_package.h"
#include "doc/doc_xlsx_style.h"
#include "doc/doc_xlsx_value.h"

/* What is common to the sheets of a workbook. */
struct doc_xlsx {
	struct arena		*arena;
	struct fault		*fault;
	struct doc		*doc;		/* being built */
	struct doc_package	 package;
	struct doc_xlsx_styles	*styles;
	enum doc_xlsx_epoch	 epoch;
	const str		*string;	/* shared by cells, folded */
	size_t			 strings;	/* how many of them */
};

struct doc_xlsx_cell {
	str		text;		/* folded, as shown */
	unsigned	row, col;	/* in the file, from 0 */
	unsigned	rows, cols;	/* merged, in the file */
	bool		ruled;		/* has a border */
	unsigned	top, left;	/* on the grid of what is shown */
	unsigned	high, wide;	/* squares of it, at least 1 */
};

struct doc_xlsx_sheet {
	str			 name;		/* as on its tab */
	struct doc_xlsx_cell	*cell;		/* by top, then left */
	size_t			 n;		/* cells */
	unsigned		*row;		/* of the file, of each shown */
	unsigned		 rows;		/* that are shown */
	unsigned		*col;		/* of the file, of each shown */
	unsigned		 cols;		/* that are shown */
};

/*
 * Read a sheet.  Its hidden rows and columns are left out and told as meta,
 * its links are added to the document.  ERR_INVALID, ERR_TOO_LARGE.
 */
enum err doc_xlsx_sheet(struct doc_xlsx *xlsx, str name, str part,
	    struct doc_xlsx_sheet *ret);

/* "B4" */
str	 doc_xlsx_sheet_ref(struct arena *arena, unsigned row, unsigned col);

#endif
