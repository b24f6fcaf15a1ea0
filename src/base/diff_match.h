/*
 * diff_match - two texts cut into tokens, and which tokens go together.
 *
 * By Myers's greedy algorithm, given up past the bounds of diff.
 *
 * Calls: arena, str, utf8.
 */
#ifndef DIFF_MATCH_H
#define DIFF_MATCH_H

#include <stddef.h>

#include "base/str.h"

struct arena;

#define DIFF_MATCH_NONE	((size_t)-1)

struct diff_match_tokens {
	str		*text;		/* they touch: views of one text */
	unsigned	*id;		/* alike in both texts if the same */
	size_t		 n;		/* how many of them */
};

/* Cut at line ends, each line with its own. */
struct diff_match_tokens diff_match_lines(struct arena *arena, str text);

/* Cut into words. */
struct diff_match_tokens diff_match_words(struct arena *arena, str text);

/*
 * For each token of `a' the one of `b' that it stays, in order, or
 * DIFF_MATCH_NONE.  Sets the ids of both.
 */
const size_t *diff_match(struct arena *arena, struct diff_match_tokens *a,
	    struct diff_match_tokens *b);

#endif
