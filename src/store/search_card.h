/*
 * search_card - the cards of a segment's documents and the lists they point
 * into, as bytes.
 *
 * Pure: what is damaged is told by false.
 *
 * Calls: arena, search_segment, str.
 */
#ifndef SEARCH_CARD_H
#define SEARCH_CARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "store/search_segment.h"

struct arena;
struct buf;

#define SEARCH_CARDS	512	/* on a page */
#define SEARCH_CARD	21	/* bytes of one */

/* Pages of so many cards. */
size_t	search_card_pages(size_t documents);

/* Write a card, and read the n-th, whose page is there and whose indexes are
   within the segment's lists. */
void	search_card_put(const struct search_card *card, char *to);
bool	search_card_get(const struct search_segment *segment, size_t n,
	    struct search_card *ret);

/* Texts by number, each kept once. */
struct search_names {
	str		*at;	/* by number */
	size_t		 n, room; /* of them */
	uint32_t	*slot;	/* a hash table of numbers + 1 */
	size_t		 slots;	/* of it */
};

/* The number of a text, which is copied if it is new. */
size_t	search_card_name(struct arena *arena, struct search_names *names,
	    str name);

/* The lists of a segment as bytes (a body is named by its id's 8 bytes), and
   read back into it. */
void	search_card_put_head(struct buf *buf,
	    const struct search_names *agencies,
	    const struct search_names *values);
bool	search_card_head(struct arena *arena, str head,
	    struct search_segment *segment);

#endif
