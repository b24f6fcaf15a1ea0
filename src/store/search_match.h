/*
 * search_match - which documents of the index may answer a query.
 *
 * For each segment the lists of the words' terms meet; what is dead, left out
 * or not to be seen goes.  What is left are candidates: they hold every term,
 * and only where a word has several terms (or is excluded and has) must the
 * text be asked whether it stands there as it was typed.
 *
 * Calls: base, db, search_list, search_query, search_segment.
 */
#ifndef SEARCH_MATCH_H
#define SEARCH_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/search.h"
#include "store/search_query.h"
#include "store/search_segment.h"

/*
 * A candidate: its number << 8 | in how many words' terms its title or number
 * shares << 1 | 1 if an excluded word may stand in it.
 */
typedef uint32_t search_candidate;

#define SEARCH_DOUBT	1u	/* the lowest bit */

/* The candidates of a segment, newest first. */
struct search_found {
	search_candidate	*at;	/* sorted by number */
	size_t			 n;	/* of them */
};

struct search_match {
	struct db		*db;		/* in a transaction */
	struct arena		*scratch;	/* for rows that go at once */
	int64_t			 generation;	/* that is read */
	const struct search_words *words;	/* asked for */
	const struct search_filter *filter;	/* ... within this */
	struct search_segment	*segment;	/* of the generation */
	struct search_found	*found;		/* of each segment */
	size_t			 segments;	/* of them */
};

/* Find the candidates; db, generation, words and filter are set. */
enum err search_match(struct search_match *match);

/* Drop the candidates that are dead, not to be seen or filtered out. */
enum err search_match_sift(struct search_match *match);

/* The documents that hold a word's terms, for each segment: entries as in
   search_list, in `ret', which has room for match->segments. */
enum err search_match_word(struct search_match *match,
	    const struct search_word *word, struct search_found *ret);

/* Let rows go into match->scratch, empty now, and back into the
   transaction's arena, which is given back. */
struct arena *search_match_divert(struct search_match *match);
void	 search_match_restore(struct search_match *match,
	    struct arena *arena);

/* Walks over the candidates of all segments in order. */
struct search_cursor {
	struct search_match	*match;	/* whose candidates */
	enum search_order	 order;	/* in which order */
	size_t			*at;	/* the next of each segment */
	struct search_card	*card;	/* ... its card */
	bool			*known;	/* ... which is read */
};

/* A candidate of a segment. */
struct search_pick {
	size_t			segment;	/* its index */
	search_candidate	candidate;	/* as found there */
	struct search_card	card;		/* of the document */
};

/* Newest first, or those first whose titles share most words. */
struct search_cursor search_match_walk(struct search_match *match,
	    enum search_order order);

/* The next one; false at the end. */
enum err search_match_next(struct search_cursor *cursor,
	    struct search_pick *ret, bool *ret_there);

#endif
