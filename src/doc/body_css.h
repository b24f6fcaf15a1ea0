/*
 * body_css - what a style attribute means to a body.
 *
 * Word, WPS and the editors of the web say in styles what is bold, hidden or
 * an item of a list.  All else is looks and is not kept.
 *
 * Calls: base, body.
 */
#ifndef BODY_CSS_H
#define BODY_CSS_H

#include <stdbool.h>

#include "base/str.h"
#include "doc/body.h"

struct body_css {
	unsigned	on, off;	/* BODY_STRONG ... */
	bool		hidden;		/* not shown */
	bool		lines;		/* line ends count */
	bool		ignored;	/* Word: the number of an item */
	unsigned	list;		/* Word: level of an item, else 0 */
	int		outline;	/* Word: level of a heading, else 0 */
};

/* Read a style attribute; an empty one says nothing. */
struct body_css body_css(str style);

#endif
