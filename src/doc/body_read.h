/*
 * body_read - HTML into a body: whatever it is, only what is allowed comes.
 *
 * Calls: base, body, body_address, body_css, body_line, body_tag,
 * doc_html_sax, doc_html_tag.
 */
#ifndef BODY_READ_H
#define BODY_READ_H

#include "doc/body.h"

/*
 * Add what a page or a part of one says.  `text' is UTF-8 without NUL.
 * ERR_TOO_LARGE past the limits of body and of doc_html_sax.
 */
enum err body_read(struct body *body, str text);

#endif
