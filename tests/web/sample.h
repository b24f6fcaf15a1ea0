/*
 * sample - what the page of tests/web/sample.html is drawn from.
 *
 * It has a hole of every kind; the unit tests compare what it becomes, and
 * fuzz_page fills it with whatever bytes there are.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/str.h"
#include "web/url.h"

/* A row of the sample's table. */
struct sample_row {
	struct url	to;	/* where its link leads */
	str		tone;	/* a class */
	str		text;	/* of the link */
	size_t		bytes;	/* its size */
};

/* The sample; also what its layout is handed. */
struct sample {
	str			 title;		/* in <title> and an argument */
	str			 lines;		/* in pre and textarea */
	str			 value;		/* of a field */
	struct url		 action;	/* of the form */
	day			 due;		/* a day */
	int64_t			 moment;	/* a moment */
	int			 level;		/* below 0, 0, above 0 */
	bool			 on;		/* a box is ticked */
	const struct sample_row	*row;		/* the table's */
	size_t			 rows;		/* how many */
};

#endif
