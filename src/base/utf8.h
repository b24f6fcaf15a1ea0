/*
 * utf8 - code points, one at a time, and the door check.
 *
 * Calls: str.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

/* What utf8_next gives for bytes that are not UTF-8; it then skips one. */
#define UTF8_BAD	0xFFFDu

/* utf8_next for what is neither ASCII nor a plain sequence of three. */
uint32_t utf8_next_rare(str s, size_t *offset);

/*
 * Read the code point at *offset and move past it.  Returns 0 at the end.
 * Inline, because every reader stands in this loop.
 */
static inline uint32_t
utf8_next(str s, size_t *offset)
{
	const unsigned char	*at;

	if (*offset >= s.n)
		return 0;
	at = (const unsigned char *)s.at + *offset;
	if (at[0] < 0x80) {
		++*offset;
		return at[0];
	}
	if (at[0] >= 0xE1 && at[0] <= 0xEC && s.n - *offset >= 3 &&
	    (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80) {
		*offset += 3;
		return (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 |
		    (at[2] & 0x3Fu);
	}
	return utf8_next_rare(s, offset);
}

/* The code point before *offset, moving back; 0 at the start. */
uint32_t utf8_previous(str s, size_t *offset);

/* Write a code point into 4 bytes at most; returns how many. */
size_t	utf8_put(char *to, uint32_t point);

/* True when the whole of `s' is well-formed UTF-8 (no surrogates). */
bool	utf8_valid(str s);

/* Number of code points. */
size_t	utf8_count(str s);

/* What stands around byte `at' between two of the marks `ends', the one behind
   it included, without blanks at its ends. */
str	utf8_sentence(str s, size_t at, str ends);

/* The longest prefix of at most `n' bytes that ends between code points. */
str	utf8_head(str s, size_t n);

/*
 * Make text safe to carry inside: bad bytes become U+FFFD, controls other
 * than tab and newline vanish, CR LF and CR become LF.  Gives back `s' itself
 * where nothing had to change.
 */
str	utf8_clean(struct arena *arena, str s);

/* Unified ideographs, extensions and compatibility ideographs included. */
bool	utf8_is_han(uint32_t point);

/* ASCII blanks, NBSP, U+2000..200D, 202F, 205F, 3000, BOM. */
bool	utf8_is_blank(uint32_t point);

/* Columns on a terminal: 2 for wide East Asian characters, 0 for marks. */
unsigned utf8_width(uint32_t point);
unsigned utf8_columns(str s);

#endif
