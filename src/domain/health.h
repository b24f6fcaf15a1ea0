/*
 * health - does what works in the background keep up?
 *
 * Calls: base, store, job.
 */
#ifndef HEALTH_H
#define HEALTH_H

#include <stdint.h>

#include "base/err.h"
#include "domain/job.h"

struct health {
	int64_t	tail;		/* entries that wait to be chained */
	int64_t	tail_since;	/* when the oldest was added; 0: none */
	int64_t	dead;		/* errands that are tried no more */
	int64_t	late;		/* errands due since before `before' */
};

/* Count them, in a reading job. */
enum err health_look(struct job *job, int64_t before, struct health *ret);

/*
 * A number that is another one when something was journalled, or noted with
 * change_note under "pages": what a page kept before may have changed.  In a
 * reading job.
 */
enum err health_written(struct job *job, int64_t *ret);

/*
 * Prepare every statement; what is wrong with up to `most' of them goes into
 * `wrong'.  How many are wrong.
 */
size_t	 health_statements(struct job *job, struct fault *wrong, size_t most);

#endif
