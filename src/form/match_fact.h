/*
 * match_fact - title, agency, year, period and the other facts of a report.
 *
 * Looked for in the report itself first, then in a table of facts in front of
 * it, then in what the file says about itself.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_FACT_H
#define MATCH_FACT_H

#include "form/match.h"

/*
 * Find the report's title.  *ret_lines is how many lines it takes up, from
 * the line that is returned; SIZE_MAX if it stands on no line of its own.
 */
size_t	match_fact_title(struct match *match, size_t *ret_lines);

/* The reporting year of title, period or text; after match_fact_title. */
void	match_fact_year(struct match *match);

/* Everything else, after match_prose_read. */
void	match_fact_read(struct match *match);

#endif
