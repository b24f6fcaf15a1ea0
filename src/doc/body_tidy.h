/*
 * body_tidy - a body as it is kept, whatever it was read from.
 *
 * Headings stand at the top alone and begin at the first level, each at most
 * one below the one before; tables that only arrange a page, quotes in quotes
 * and lists nested too deep are let go of, not what is in them; what is empty
 * goes.
 *
 * Calls: base, body, body_table, body_word.
 */
#ifndef BODY_TIDY_H
#define BODY_TIDY_H

#include "doc/body.h"

#define BODY_TIDY_LISTS	6u		/* nested */
#define BODY_TIDY_LEVELS 4		/* of headings */

/* Make a body canonical; its headings are of level 1 .. BODY_TIDY_LEVELS. */
enum err body_tidy(struct body *body);

/* Take a block's children off it, the first of them. */
struct body_block *body_tidy_take(struct body_block *block);

/* Put a block at the end of another. */
void	 body_tidy_put(struct body_block *into, struct body_block *block);

#endif
