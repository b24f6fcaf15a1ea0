/*
 * match_named - tables that are given as values under names, as JSON.
 *
 * {"received": {"natural": {"granted": 3}}}: nobody knows in which order the
 * names of row, group and column come, nor how many others stand around them.
 * A value is a cell's if its names name one row and one column of a table and
 * nothing else of it.  The keys of the form are names, so are its labels, and
 * what rules/names.yaml adds.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_NAMED_H
#define MATCH_NAMED_H

#include "form/match.h"

struct match_names;

/* Read rules/names.yaml. */
enum err match_named_load(struct arena *arena,
	    const struct match_names **ret, struct fault *fault);

/*
 * Fill the tables that are lost, where enough values are theirs; returns how
 * many tables that are.
 */
size_t	 match_named_fill(struct match *match);

#endif
