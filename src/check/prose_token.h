/*
 * prose_token - a paragraph cut into words, numbers, marks and sentences.
 *
 * Calls: base, prose_rules.
 */
#ifndef PROSE_TOKEN_H
#define PROSE_TOKEN_H

#include "check/prose.h"

/* Fill the tokens, mentions and sentences of a block whose text is there. */
void	prose_token_read(struct arena *arena, const struct prose_rules *rules,
	    struct prose_block *block);

#endif
