/*
 * doc_mask_text - a text, or a text with marks, rewritten without what is
 * masked.
 *
 * Calls: base, doc_mask_find, doc_trawl.
 */
#ifndef DOC_MASK_TEXT_H
#define DOC_MASK_TEXT_H

#include "doc/doc_mask_find.h"

/* What kind of text it is. */
enum doc_mask_text_kind {
	DOC_MASK_TEXT_PLAIN,	/* text without marks */
	DOC_MASK_TEXT_MARKED,	/* a page, a part of a package */
	DOC_MASK_TEXT_SHEET	/* a sheet: a number that is masked becomes a
				   text */
};

/* The text rewritten; authors in its marks are taken out. */
str	doc_mask_text(struct arena *arena, str text,
	    enum doc_mask_text_kind kind, const struct doc_mask_find *find,
	    const struct doc_mask *mask);

#endif
