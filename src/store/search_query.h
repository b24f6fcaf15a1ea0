/*
 * search_query - what was typed, as words to look for.
 *
 * Words are parted by blanks; a phrase stands in quotes ("..." or “...”); a
 * minus in front leaves documents with the word out.  All words must stand in
 * a document.  There is no other syntax: any text is a query, and no more than
 * SEARCH_QUERY characters of it are read.
 *
 * Calls: arena, search_token, str, utf8.
 */
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

#define SEARCH_WORDS	64	/* words of a query that are read */
#define SEARCH_TERMS	16	/* terms that a word is looked up by */
#define SEARCH_LOOKUPS	128	/* terms looked up for a query at most */
#define SEARCH_REACH	32	/* characters of a word they are taken from */

/* A word or phrase. */
struct search_word {
	str		 s;		/* folded; never empty */
	str		 typed;		/* as it stood in the query */
	bool		 excluded;	/* it must not stand in a document */
	bool		 exact;		/* its one term tells all of it */
	uint64_t	 term[SEARCH_TERMS];	/* looked up in the index */
	size_t		 terms;		/* at least one */
};

struct search_words {
	struct search_word	*at;	/* the words */
	size_t			 n;	/* all of them */
	size_t			 wanted; /* of them not excluded; these stand
					    first */
	bool			 blank;	/* nothing was typed at all */
};

/* Read a query. */
struct search_words search_query_read(struct arena *arena, str text);

/* Fill in a folded word's terms. */
void	search_query_terms(struct search_word *word);

#endif
