/*
 * body_tag - what the elements of HTML become in a body.
 *
 * Calls: base, body.
 */
#ifndef BODY_TAG_H
#define BODY_TAG_H

#include "doc/body.h"

enum body_is {
	BODY_IS_INLINE,		/* goes, what is in it stays */
	BODY_IS_BLOCK,		/* the same, and it parts paragraphs */
	BODY_IS_HEADING,
	BODY_IS_LIST,
	BODY_IS_ITEM,
	BODY_IS_TABLE,
	BODY_IS_GROUP,		/* thead, tbody, tfoot */
	BODY_IS_ROW,
	BODY_IS_CELL,
	BODY_IS_CAPTION,
	BODY_IS_QUOTE,
	BODY_IS_PRE,
	BODY_IS_RULE,
	BODY_IS_BREAK,
	BODY_IS_ANCHOR,
	BODY_IS_IMAGE,
	BODY_IS_FIGURE,
	BODY_IS_LEGEND,
	BODY_IS_SKIP,		/* goes with all that is in it */
	BODY_IS_TOLD		/* the same, with a note */
};

struct body_tag {
	const char	*name;		/* the element */
	enum body_is	 is;		/* what becomes of it */
	unsigned	 style;		/* that it gives its text */
};

/* What an element is; one that is not known is BODY_IS_INLINE. */
struct body_tag	body_tag(const char *name);

#endif
