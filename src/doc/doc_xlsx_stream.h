/*
 * doc_xlsx_stream - a sheet of an XLSX as it stands in its part.
 *
 * Calls: base, doc, doc_xlsx_sheet, doc_xml.
 */
#ifndef DOC_XLSX_STREAM_H
#define DOC_XLSX_STREAM_H

#include "doc/doc_xlsx_sheet.h"

#define DOC_XLSX_ROWS	1048576u
#define DOC_XLSX_COLS	16384u

/* A rectangle of a sheet, from 0, both ends inside. */
struct doc_xlsx_area {
	unsigned	top, left;	/* its first square */
	unsigned	bottom, right;	/* its last */
};

struct doc_xlsx_raw {
	struct doc_xlsx_cell	*cell;		/* with text in it */
	size_t			 n;		/* cells */
	struct doc_xlsx_cell	*blank;		/* ruled, without text, of the
						   rows that have no text and
						   follow one that has */
	size_t			 blanks;	/* how many of them */
	struct doc_xlsx_area	*merge;		/* merged cells */
	size_t			 merges;	/* how many of them */
	unsigned		*hidden_row;	/* in the order of the file */
	size_t			 hidden_rows;	/* how many of them */
	bool			*hidden_col;	/* DOC_XLSX_COLS of them */
};

/* Read the part of a sheet; its links are added to the document. */
enum err doc_xlsx_stream(struct doc_xlsx *xlsx, str name, str part,
	    struct doc_xlsx_raw *ret);

/* The strings shared by all cells, folded; none if there is no such part. */
enum err doc_xlsx_stream_strings(struct doc_xlsx *xlsx);

#endif
