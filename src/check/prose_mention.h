/*
 * prose_mention - what a number in the text is, told by what stands around.
 *
 * Calls: base, prose_rules.
 */
#ifndef PROSE_MENTION_H
#define PROSE_MENTION_H

#include "base/number.h"
#include "check/prose.h"

/*
 * Read the number at `span' with its unit; `before' is the word that stands
 * directly in front of it, or NULL.
 */
struct prose_mention prose_mention_read(const struct prose_rules *rules,
	    str text, const struct number_span *span,
	    const struct prose_token *before);

/* Find lead and tail of every mention, once all tokens are there. */
void	 prose_mention_settle(struct prose_block *block);

#endif
