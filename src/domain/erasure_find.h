/*
 * erasure_find - find texts of which only digests are known.
 *
 * A needle is the length of a text, a rolling hash and a MAC of it, both under
 * a key.  The hash rolls over a haystack, a step a byte; where it fits, the
 * MAC decides.  So a list of what was erased can be applied to a restored
 * backup without keeping what was erased.
 *
 * Calls: base.
 */
#ifndef ERASURE_FIND_H
#define ERASURE_FIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/str.h"

struct arena;

#define ERASURE_KEY	32	/* bytes of the key of the needles */
#define ERASURE_MARK	S("■■■") /* what stands where a text stood */

struct erasure_needle {
	size_t		n;		/* bytes of the text; not 0 */
	uint64_t	roll;		/* rolling hash */
	struct digest	mac;		/* HMAC-SHA-256 */
};

/* The needle of a text. */
struct erasure_needle erasure_needle(const uint8_t *key, str text);

/* Needles made ready; they are copied into the arena. */
struct erasure_finder;
struct erasure_finder *erasure_finder(struct arena *arena,
	    const uint8_t *key, const struct erasure_needle *needle,
	    size_t n);

/* One of the texts is in this one. */
bool	 erasure_found(const struct erasure_finder *finder, str text);

/* The text with ERASURE_MARK for every one of the texts in it, the longest
   first where several begin; false, and no copy, if none is. */
bool	 erasure_strike(struct arena *arena,
	    const struct erasure_finder *finder, str text, str *ret);

#endif
