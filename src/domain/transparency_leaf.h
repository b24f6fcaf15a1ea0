/*
 * transparency_leaf - what a leaf of the transparency log is, byte for byte.
 *
 * It is seven lines, so that anybody can write them again and compare:
 *
 *	gongkai transparency leaf 1
 *	number: 113210000/2026-00012
 *	version: 3
 *	action: published
 *	at: 1767225600000
 *	salt: 32 hexadecimal digits
 *	content: sha256:...
 *
 * The content's digest is of "gongkai transparency content 1", the salt's
 * line and the content itself.  Nothing here reads a store.
 *
 * Calls: base.
 */
#ifndef TRANSPARENCY_LEAF_H
#define TRANSPARENCY_LEAF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/str.h"

struct arena;

#define TRANSPARENCY_SALT	16	/* bytes */
#define TRANSPARENCY_NUMBER	2000	/* bytes of an index number */

enum transparency_action { TRANSPARENCY_PUBLISHED, TRANSPARENCY_CORRECTED,
	TRANSPARENCY_WITHDRAWN, TRANSPARENCY__ACTIONS };

/* "published", as the store and a leaf have it; the key of its word; and
   back. */
const char *transparency_leaf_action(enum transparency_action action);
const char *transparency_leaf_word(enum transparency_action action);
bool	 transparency_leaf_action_read(str name,
	    enum transparency_action *ret);

/* What a leaf says. */
struct transparency_entry {
	str		number;		/* index number */
	int64_t		version;	/* of the record */
	enum transparency_action action; /* what happened to it */
	int64_t		at;		/* when, milliseconds */
	str		salt;		/* bytes; what a reader was given */
	struct digest	content;	/* salted digest of the content */
};

/* The digest of a content under a salt. */
struct digest transparency_leaf_content(struct arena *arena,
	    enum digest_kind kind, str salt, str content);

/* The digest of a leaf, of the kind of its content's. */
struct digest transparency_leaf_digest(struct arena *arena,
	    const struct transparency_entry *entry);

/* A salt as hexadecimal digits; and back, false for anything else. */
str	 transparency_leaf_salt(struct arena *arena, str salt);
bool	 transparency_leaf_salt_read(struct arena *arena, str text, str *ret);

#endif
