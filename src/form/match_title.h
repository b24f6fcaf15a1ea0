/*
 * match_title - the report's own title, and the agency and year it names.
 *
 * A title is one of the wordings of the forms with a name, a year or both
 * around or inside of it, on one line or on several, of the report and not of
 * the site around it.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_TITLE_H
#define MATCH_TITLE_H

#include "form/match.h"

/* A title taken to pieces. */
struct match_title {
	str	text;		/* without what stands behind it */
	str	name;		/* the agency; empty if it names none */
	str	year;		/* as written; empty if it names none */
	int	year_number;	/* 0 if it names none */
	bool	ends;		/* nothing of the text stands behind it */
	bool	goes_on;	/* a word stands behind it: 年度报告的通知 */
};

/* Take a text to pieces; false if no wording of a title is in it. */
bool	match_title_parse(const struct match *match, str text,
	    struct match_title *ret);

/*
 * Find the report's title and keep title, agency and year.  Returns the line
 * it stands on and how many it takes up; SIZE_MAX if on none of its own.
 */
size_t	match_title_read(struct match *match, size_t *ret_lines);

#endif
