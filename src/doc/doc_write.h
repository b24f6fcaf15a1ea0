/*
 * doc_write - a document tree into a file's bytes.
 *
 * Each writer is a file of its own, doc_write_<format>.c.  The same tree gives
 * the same bytes, always: no clock, no random ids.
 *
 * Calls: base, doc.
 */
#ifndef DOC_WRITE_H
#define DOC_WRITE_H

#include "base/buf.h"
#include "doc/doc.h"

/* Write in one of text, HTML, DOCX, XLSX, PDF. */
enum err doc_write(struct arena *arena, const struct doc *doc,
	    enum doc_format format, str *ret, struct fault *fault);

/* Tables drawn for a terminal, where a Chinese character takes two. */
enum err doc_write_text(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);
/* A self-contained page: own style sheet inside, printable, accessible. */
enum err doc_write_html(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);
enum err doc_write_docx(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);
enum err doc_write_xlsx(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);
/* Tagged, A4, fonts embedded as subsets, page numbers. */
enum err doc_write_pdf(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);

#endif
