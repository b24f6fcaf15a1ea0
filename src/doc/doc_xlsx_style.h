/*
 * doc_xlsx_style - what the styles of an XLSX say about its cells.
 *
 * Only what changes the reading: whether a number is shown as a day, a time
 * or a percentage, and whether the cell is ruled, which parts the cells of a
 * table from text that was written into the grid.
 *
 * Calls: base, doc_xml.
 */
#ifndef DOC_XLSX_STYLE_H
#define DOC_XLSX_STYLE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/str.h"

struct arena;
struct doc_xlsx_styles;

/* How a number is shown. */
enum doc_xlsx_look {
	DOC_XLSX_PLAIN,
	DOC_XLSX_DAY,		/* a day, with its time if it has one */
	DOC_XLSX_TIME,
	DOC_XLSX_PERCENT
};

struct doc_xlsx_style {
	enum doc_xlsx_look	look;
	bool			ruled;	/* has a border on some side */
};

/* Read styles.xml; `tree' may be NULL, for a workbook without styles. */
struct doc_xlsx_styles *doc_xlsx_style_read(struct arena *arena,
	    const xmlDoc *tree);

/* The style that a cell names by its index; a plain one if there is none. */
struct doc_xlsx_style doc_xlsx_style_of(const struct doc_xlsx_styles *styles,
	    str index);

#endif
