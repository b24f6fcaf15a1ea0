/*
 * str - a borrowed view of text: pointer and length, passed by value.
 *
 * Not ended by a NUL, never owned.  From the readers inwards every str is
 * valid UTF-8 without control characters other than tab and newline.  An
 * empty str may have any pointer; NULL means nothing.
 *
 * Calls: arena.
 */
#ifndef STR_H
#define STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

typedef struct str {
	const char	*at;	/* first byte */
	size_t		 n;	/* bytes */
} str;

/* A literal as str, and a str for printf's "%.*s". */
#define S(literal)	((str){ (literal), sizeof(literal) - 1 })
#define STRF(s)		(int)(s).n, (s).at

/* View a NUL-ended string; NULL gives an empty str. */
str	str_of(const char *string);

/* Copy into an arena, as str and as NUL-ended string. */
str	str_copy(struct arena *arena, str s);
char	*str_c(struct arena *arena, str s);

/* Print into an arena. */
str	str_printf(struct arena *arena, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));

/* The decimal figures of a whole number. */
str	str_int(struct arena *arena, int64_t n);

/* Byte by byte; an empty head, tail or part is in every text. */
bool	str_eq(str a, str b);
bool	str_is(str a, const char *b);
int	str_compare(str a, str b);
bool	str_starts(str s, str head);
bool	str_ends(str s, str tail);
bool	str_has(str s, str part);

/* It is one of a list. */
bool	str_among(const str *list, size_t n, str s);

/* Byte offset of the first `part' at or after `from', or -1. */
ptrdiff_t str_find(str s, str part, size_t from);

/* The part [from, to), both cut to the length. */
str	str_sub(str s, size_t from, size_t to);

/* Without ASCII blanks, NBSP, U+3000, BOM and zero-width marks at the ends. */
str	str_trim(str s);

/* Cut `rest' at the first `separator': true and the part before it. */
bool	str_cut(str *rest, char separator, str *ret_part);

/* A hash for tables in memory (FNV-1a); not for anything that is kept. */
uint64_t str_hash(str s);

#endif
