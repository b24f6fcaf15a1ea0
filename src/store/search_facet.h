/*
 * search_facet - how many of the found documents have which value.
 *
 * Calls: arena, search, search_card, search_segment.
 */
#ifndef SEARCH_FACET_H
#define SEARCH_FACET_H

#include <stddef.h>

#include "store/search.h"
#include "store/search_segment.h"

struct arena;
struct search_tally;

/* Begin to count documents of so many segments. */
struct search_tally *search_facet_begin(struct arena *arena,
	    const struct search_segment *segment, size_t segments);

/* A document of a segment was found. */
void	search_facet_count(struct search_tally *tally, size_t segment,
	    const struct search_card *card);

/* The counts: more first, then by value; years from the newest. */
void	search_facet_end(struct search_tally *tally,
	    struct search_answer *ret);

#endif
