/*
 * prose_sum - do the parts of a list reach their whole?
 *
 * A list speaks of a mistake only where nothing explains it: the parts may be
 * split two ways, be parts of parts, go on in the next sentence, include what
 * was carried over, or not claim to be all.
 *
 * Calls: base, prose_list.
 */
#ifndef PROSE_SUM_H
#define PROSE_SUM_H

#include "check/prose_list.h"

enum prose_verdict {
	PROSE_ADDS_UP,		/* the parts are the whole */
	PROSE_SAYS_NOTHING,	/* they need not be */
	PROSE_TOO_MUCH,		/* more than the whole */
	PROSE_TOO_LITTLE	/* less, though all seem to be named */
};

struct prose_sum {
	enum prose_verdict	 verdict;
	const struct prose_mention *whole;	/* NULL where it says nothing */
	size_t			 first, last;	/* parts that were added up */
	int64_t			 sum;		/* of them */
};

/* Judge a list. */
struct prose_sum prose_sum_judge(const struct prose_list *list);

/* "34 + 141 + 35 = 210" */
str	prose_sum_text(struct arena *arena, const struct prose_list *list,
	    const struct prose_sum *sum);

#endif
