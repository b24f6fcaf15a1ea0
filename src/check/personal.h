/*
 * personal - numbers of persons in a text: found, and made unreadable.
 *
 * Identity numbers by their check digit, mobile numbers by their beginning,
 * bank cards by Luhn; in either width, written in one or in the usual groups.
 * A number that letters, slashes, dots or hyphens touch is an address or the
 * number of a document.
 *
 * Calls: base.
 */
#ifndef PERSONAL_H
#define PERSONAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum personal_kind { PERSONAL_IDENTITY, PERSONAL_MOBILE, PERSONAL_CARD };

struct personal {
	enum personal_kind	kind;
	size_t			from, to;	/* bytes of the text */
	size_t			digits;		/* X of an identity included */
};

/* The next number at or after *at, which moves behind it; false if none. */
bool	personal_next(str text, size_t *at, struct personal *ret);

/*
 * The text with asterisks in the middle of each such number, as long in bytes
 * as it was; `text' itself where there is none.
 */
str	personal_hide(struct arena *arena, str text);

#endif
