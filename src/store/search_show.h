/*
 * search_show - the part of a text to be shown, and the words marked in it.
 *
 * Calls: arena, search, search_query, search_token.
 */
#ifndef SEARCH_SHOW_H
#define SEARCH_SHOW_H

#include <stddef.h>

#include "base/str.h"
#include "store/search.h"
#include "store/search_query.h"

struct arena;

#define SEARCH_MARKS	32	/* in one text at most */

/* Where the wanted words stand in a text: rising, not overlapping. */
size_t	search_show_marks(struct arena *arena, str text,
	    const struct search_words *words, struct search_mark **ret);

/* Some 120 characters of a text around the first word that stands in it, with
   line breaks as blanks; its beginning if none does.  What is only needed
   meanwhile goes into `scratch'. */
str	search_show_snippet(struct arena *arena, struct arena *scratch,
	    str text, const struct search_words *words);

#endif
