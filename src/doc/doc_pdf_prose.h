/*
 * doc_pdf_prose - the lines of a PDF's pages as the paragraphs they were.
 *
 * A line that fills the column goes on in the next one unless that is
 * indented, over the end of a page too.
 *
 * Calls: base, doc, doc_outline, doc_pdf_line, doc_pdf_zone.
 */
#ifndef DOC_PDF_PROSE_H
#define DOC_PDF_PROSE_H

#include "base/buf.h"
#include "doc/doc_pdf_zone.h"

/* A page number or the like, met inside of a paragraph. */
struct doc_pdf_margin {
	str		text;	/* as it stands there */
	unsigned	page;	/* from 1 */
};

/* A paragraph being put together. */
struct doc_pdf_prose {
	struct arena			*arena;
	struct doc			*doc;
	const struct doc_pdf_body	*body;
	struct buf			 text;	/* empty: nothing is open */
	struct doc_pdf_line		 last;	/* line taken */
	unsigned			 page;	/* of the first line, from 1 */
	unsigned			 last_page;
	bool				 heading; /* may be one */
	struct doc_pdf_margin		*margin; /* met on the way */
	size_t				 margins; /* how many of them */
	size_t				 room;	/* for them */
};

/* Start with nothing open. */
void	doc_pdf_prose_begin(struct arena *arena, struct doc *doc,
	    const struct doc_pdf_body *body, struct doc_pdf_prose *ret);

/*
 * Take a line of prose or of a page's margin, which becomes a block of its
 * own behind the paragraph it stands in.
 */
void	doc_pdf_prose_line(struct doc_pdf_prose *prose,
	    const struct doc_pdf_lines *page, size_t at, unsigned number);

/* End the open paragraph, before a table and at the end. */
void	doc_pdf_prose_end(struct doc_pdf_prose *prose);

#endif
