/*
 * form_match - a document tree read as a filled form.
 *
 * Calls: base, doc, form.
 */
#ifndef FORM_MATCH_H
#define FORM_MATCH_H

#include "form/filled.h"

/*
 * Read a document as a report of one of these forms.  Never fails for what
 * the document says: what is missing is lost, what is unclear is a remark.
 * ERR_NOT_FOUND only when it is no such report at all (no label and no title of
 * the form is in it).
 */
enum err form_match(struct arena *arena, const struct forms *forms,
	    const struct doc *doc, struct filled **ret, struct fault *fault);

#endif
