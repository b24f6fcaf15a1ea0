/*
 * search_token - texts made comparable, and the terms they are found by.
 *
 * Folding makes full width half, traditional characters simplified and letters
 * lower case, and every run of blanks, marks and symbols one blank.  Documents
 * and queries are folded alike; a query's word is in a document exactly when
 * its folded text is a part of the folded document that cuts no run of
 * letters or digits in two.
 *
 * The terms of a text are its Han characters, its pairs of neighbouring Han
 * characters and its runs of letters and digits.  A term is a number of 40
 * bits: pairs and short runs as they are, the rare rest as a hash, so that a
 * word of several terms or of a hashed one must be looked up in the text.
 *
 * Calls: arena, han, str, utf8.
 */
#ifndef SEARCH_TOKEN_H
#define SEARCH_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

/* Raise it whenever a text would give other terms: tests hold the folding
   against it, and a store indexed by another number asks to be rebuilt. */
#define SEARCH_TOKEN_VERSION	1

#define SEARCH_TERM_BITS	40
#define SEARCH_TERM_HASHED	((uint64_t)1 << 39)	/* and above */

/* The folded character; ' ' for whatever parts tokens. */
uint32_t search_token_fold(uint32_t point);

/* A folded text. */
struct search_text {
	str	 s;	/* the folded characters */
	uint32_t *from;	/* for each byte of s, and behind the last: the offset
			   of its character in the text; NULL if not asked */
	bool	 plain;	/* no letter, digit or character was changed */
};

/* Fold a text, without and with the way back to where it came from. */
struct search_text search_token_text(struct arena *arena, str text);
struct search_text search_token_places(struct arena *arena, str text);

/* Walks over the terms of a folded text: { .s = text } at first. */
struct search_walk {
	str	 s;		/* the folded text */
	size_t	 byte;		/* of the next character */
	uint32_t at;		/* characters before it */
	uint64_t pair;		/* a pair that is due; 0 for none */
	bool	 inside;	/* a Han character stands right before */
};

/* A term where it stands. */
struct search_term {
	uint64_t	term;	/* of SEARCH_TERM_BITS bits */
	uint32_t	at;	/* its first character in the folded text */
	bool		alone;	/* a Han character without Han beside it */
};

/* The next term, characters before the pairs they begin; false at the end. */
bool	search_token_next(struct search_walk *walk, struct search_term *ret);

/*
 * Where a folded word is first found in a folded text at or after `from', as
 * an offset; -1 if nowhere.  In a text that is not folded it finds the word
 * where it is written as it is folded: always, if the text is plain and the
 * word has no blank.
 */
ptrdiff_t search_token_find(str text, str word, size_t from);

#endif
