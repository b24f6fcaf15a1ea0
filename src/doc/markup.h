/*
 * markup - XML and HTML written piece by piece, always escaped.
 *
 * Names are the program's own words; whatever comes from a document goes in
 * as attribute value or as text, and both are escaped, so that no document can
 * break out of the page it is drawn on.  Characters that XML cannot hold are
 * left out.
 *
 * Calls: buf, str, utf8.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

#define MARKUP_DEPTH	32

struct markup {
	struct buf	*buf;			/* where the text goes */
	const char	*name[MARKUP_DEPTH];	/* elements that are open */
	unsigned	 depth;			/* how many */
	bool		 head;		/* the newest still takes attributes */
};

/* Begin; nothing is written yet. */
void	markup_init(struct markup *markup, struct buf *buf);

/* The line that every XML part and every page begins with. */
void	markup_declare_xml(struct markup *markup);
void	markup_declare_html(struct markup *markup);

/* The end tags of a page whose main part is still open. */
str	markup_end_html(void);

/* How a character is written in texts and quoted values alike; empty for one
   that stands for itself. */
str	 markup_escape(uint32_t point);

/* Begin an element inside the newest open one. */
void	markup_open(struct markup *markup, const char *name);

/* Give the element that was just begun an attribute. */
void	markup_attr(struct markup *markup, const char *name, str value);
void	markup_attr_int(struct markup *markup, const char *name, long value);

/* Text inside the newest open element. */
void	markup_text(struct markup *markup, str text);

/* Our own text as it is: a style sheet, a declaration. */
void	markup_raw(struct markup *markup, str text);

/* End the newest open element with an end tag. */
void	markup_close(struct markup *markup);

/* End the element that was just begun: it has no content. */
void	markup_void(struct markup *markup);

/* An element that has only text. */
void	markup_element(struct markup *markup, const char *name, str text);

#endif
