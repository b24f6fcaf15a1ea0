/*
 * prose_sense - the meaning of one count, from the words beside it.
 *
 * Calls: base, prose, prose_fact.
 */
#ifndef PROSE_SENSE_H
#define PROSE_SENSE_H

#include "check/prose_fact.h"

/*
 * Set `what', its keys and `loose' of the fact of a mention; PROSE_NOTHING
 * where the words leave a doubt.  `governor' is the count of applications or
 * disputes that stands before it in the sentence, or NULL.
 */
void	prose_sense_read(const struct prose *prose,
	    const struct prose_block *block, const struct prose_mention *m,
	    const struct prose_fact *governor, struct prose_fact *fact);

#endif
