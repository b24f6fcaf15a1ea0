/*
 * doc_docx_table - a table of a DOCX on its true grid.
 *
 * Calls: base, doc, doc_docx, doc_docx_para.
 */
#ifndef DOC_DOCX_TABLE_H
#define DOC_DOCX_TABLE_H

#include "doc/doc_docx.h"

/*
 * Add a w:tbl as a table, merged cells standing once.  Tables and boxes of
 * text inside its cells are put off.  ERR_TOO_LARGE past the limits of doc.
 */
enum err doc_docx_table(struct doc_docx *docx, const xmlNode *node);

/* The only cell of a table that has one: a frame, not a table; else NULL. */
const xmlNode *doc_docx_table_frame(const xmlNode *node);

#endif
