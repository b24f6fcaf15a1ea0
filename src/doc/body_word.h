/*
 * body_word - the lists that Word writes as paragraphs.
 *
 * Word and WPS put a list on the clipboard as paragraphs, each with its
 * number as text.  Where it is certain that they are items (bullets, or
 * numbers 1, 2, 3 one after the other) they become a list; where the number
 * is more than that, "（二）" or "第三条", it is text and stays.
 *
 * Calls: base, body.
 */
#ifndef BODY_WORD_H
#define BODY_WORD_H

#include "doc/body.h"

/* Make lists, nested at most `depth' deep, of a block's marked paragraphs. */
void	body_word_lists(struct body *body, struct body_block *block,
	    unsigned depth);

/* Write the numbers of a block's marked paragraphs as text. */
void	body_word_unmark(struct body *body, struct body_block *block);

#endif
