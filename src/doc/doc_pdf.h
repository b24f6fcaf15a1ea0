/*
 * doc_pdf - what pdftotext printed, as a document tree.
 *
 * Apart from the reader, which starts poppler, so that it can be tested and
 * fuzzed by itself.
 *
 * Calls: base, doc, doc_pdf_box, doc_pdf_line, doc_pdf_prose, doc_pdf_table,
 * doc_pdf_zone.
 */
#ifndef DOC_PDF_H
#define DOC_PDF_H

#include "doc/doc.h"

/*
 * Read the output of `pdftotext -bbox -raw'.  ERR_INVALID when there is no
 * text in it, ERR_TOO_LARGE.
 */
enum err doc_pdf(struct arena *arena, str output, struct doc **ret,
	    struct fault *fault);

#endif
