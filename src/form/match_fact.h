/*
 * match_fact - year, period, contact and the other facts of a report.
 *
 * Looked for in the report itself first, then in a table of facts in front of
 * it, then in what the file says about itself.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_FACT_H
#define MATCH_FACT_H

#include "form/match.h"

/* The reporting year of title, period or text; after match_title_read. */
void	match_fact_year(struct match *match);

/* Everything else, after match_prose_read. */
void	match_fact_read(struct match *match);

#endif
