/*
 * doc_docx_para - the visible text of one paragraph of a DOCX.
 *
 * Deleted and hidden text is left out, inserted text stays, a field shows its
 * result, automatic numbering becomes text.  Boxes of text are put off.
 *
 * Calls: base, doc_docx, doc_fold.
 */
#ifndef DOC_DOCX_PARA_H
#define DOC_DOCX_PARA_H

#include "doc/doc_docx.h"

struct doc_docx_para {
	str	text;		/* folded; '\n' where a line was broken */
	int	heading;	/* level 1 .. 6, 0 for text */
	int	bullet;		/* depth from 1 of a bulleted item, else 0 */
};

/* Read a w:p; its links are added to the document. */
struct doc_docx_para doc_docx_para(struct doc_docx *docx, const xmlNode *node);

#endif
