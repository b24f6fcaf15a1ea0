/*
 * match_zone - which lines are a table's and which begin a section.
 *
 * A line whose labels only one table has belongs to that table, and so do the
 * lines between two such lines.  A heading is a line that is the title of a
 * section, numbered the way most sections of the document are.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_ZONE_H
#define MATCH_ZONE_H

#include "form/match.h"

/* How a text is numbered, and the byte after the number. */
enum match_style match_zone_style(const struct match_words *words, str text,
	    size_t *ret_after);

/* Mark the headings of sections; after match_token_join. */
void	match_zone_headings(struct match *match);

/* Give lines to tables; after match_zone_headings. */
void	match_zone_tables(struct match *match);

/* The section that a label is the title of, of the newest form; or NULL. */
const struct form_section *match_zone_section(const struct match *match,
	    const struct match_label *label, bool *ret_official);

#endif
