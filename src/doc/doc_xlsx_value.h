/*
 * doc_xlsx_value - the stored number of a cell as its reader saw it.
 *
 * A file stores 7730.280000000001 where 7730.28 was typed and shown, because
 * it stores binary fractions; spreadsheets show 15 digits, so 15 digits are
 * read.  All of this is done on digits: no figure becomes binary here.
 *
 * Calls: base, doc_xlsx_style.
 */
#ifndef DOC_XLSX_VALUE_H
#define DOC_XLSX_VALUE_H

#include "base/str.h"
#include "doc/doc_xlsx_style.h"

struct arena;

/* From which day a workbook counts its days. */
enum doc_xlsx_epoch { DOC_XLSX_1900, DOC_XLSX_1904 };

/*
 * "7730.28", "12.5%", "2024-01-31", "2024-01-31 09:30", "09:30".  What is no
 * number, or no day in a calendar, is given back as it is.
 */
str	doc_xlsx_value(struct arena *arena, str stored,
	    enum doc_xlsx_look look, enum doc_xlsx_epoch epoch);

#endif
