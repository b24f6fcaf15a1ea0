/*
 * form_draw - a filled form as a document tree in the statutory layout.
 *
 * Calls: base, doc, form.
 */
#ifndef FORM_DRAW_H
#define FORM_DRAW_H

#include "form/filled.h"

/* Title, sections with their text, tables with merged heads, signature. */
enum err form_draw(struct arena *arena, const struct filled *filled,
	    struct doc **ret, struct fault *fault);

#endif
