/*
 * match_prose - what a report says in sentences, by sections.
 *
 * What stands in front of the title and behind the signature is the site's
 * and left out; so are the texts of tables.  A line that holds headings of
 * sections is parted at them.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_PROSE_H
#define MATCH_PROSE_H

#include "form/match.h"

/*
 * Fill sections with their texts, signature and signer.  `title' is the line
 * of the title, SIZE_MAX if it has none; titles the lines it takes up.
 */
void	match_prose_read(struct match *match, size_t title, size_t titles);

/* The line is the site's, not the report's. */
bool	match_prose_noise(const struct match_words *words, str text);

#endif
