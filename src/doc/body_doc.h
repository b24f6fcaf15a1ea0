/*
 * body_doc - between the document tree and a body.
 *
 * Calls: base, body, body_line, body_tidy, doc.
 */
#ifndef BODY_DOC_H
#define BODY_DOC_H

#include "doc/body.h"
#include "doc/doc.h"

/* Add what a document says; its links stand where their text does. */
void	 body_doc_read(struct body *body, const struct doc *doc);

/*
 * Add what a canonical body says to a document: headings from level 2 on,
 * numbers of lists as text, an image as what is said of it.
 */
enum err body_doc_draw(const struct body *body, struct doc *doc);

#endif
