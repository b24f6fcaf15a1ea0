/*
 * sign_note - a text of a few lines that bears its signature.
 *
 *	gongkai journal checkpoint 1
 *	links: 12345
 *	...
 *	key: ed25519:...
 *	signature: ...
 *
 * The first line says what it is, each other is `name: value'; the signature
 * is of all lines before its own.  It can be printed, mailed and published,
 * and is checked without a store.
 *
 * Calls: arena, seal_ring, sign, str.
 */
#ifndef SIGN_NOTE_H
#define SIGN_NOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct arena;
struct seal_ring;

#define SIGN_NOTE_BYTES	4096	/* no note is longer */

/*
 * Sign lines, which end with a line end, by the newest key of a ring for a
 * purpose.  ERR_FORBIDDEN "seal.no_key" without a key (`keys' may be NULL).
 */
enum err sign_note_write(struct arena *arena, const struct seal_ring *keys,
	    str purpose, str lines, str *ret, struct fault *fault);

/* What is wrong with a note. */
enum sign_note_fault { SIGN_NOTE_HOLDS, SIGN_NOTE_FORM, SIGN_NOTE_SIGNATURE };

/* Take a note apart: the values of `n' names in their order, none empty, and
   the public key that signed it. */
enum sign_note_fault sign_note_read(str note, const char *first,
	    const char *const *name, str *ret_value, size_t n, str *ret_key);

/* A value that is a number: digits alone, and it fits. */
bool	 sign_note_number(str digits, int64_t *ret);

/* The public key is made by one of these keys (NULL: none) for the purpose. */
bool	 sign_note_ours(struct arena *arena, const struct seal_ring *keys,
	    str purpose, str public_key);

#endif
