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

/* The title a file bears: its own, or its first heading. */
str	 doc_write_title(const struct doc *doc);

/* Where the year stands in a title, which is a good place to break it. */
size_t	 doc_write_year(str title);

/* A line a paragraph; tables as rows of squares between bars. */
enum err doc_write_text(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);
/* A self-contained page: own style sheet inside, printable, accessible. */
enum err doc_write_html(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);

/*
 * The same page piece by piece, for many documents on one: what comes before
 * all of them, each of them (`prefix' stands before the ids of its headings),
 * and what comes after.  doc->title and doc->meta of the first piece count.
 */
enum err doc_write_html_begin(struct arena *arena, const struct doc *doc,
	    str *ret, struct fault *fault);
enum err doc_write_html_part(struct arena *arena, const struct doc *doc,
	    str prefix, str *ret, struct fault *fault);
str	 doc_write_html_end(void);
enum err doc_write_docx(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);
enum err doc_write_xlsx(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);
/* Tagged, A4, fonts embedded as subsets, page numbers. */
enum err doc_write_pdf(struct arena *arena, const struct doc *doc, str *ret,
	    struct fault *fault);

#endif
