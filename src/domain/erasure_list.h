/*
 * erasure_list - what was erased, kept beside the master key as digests.
 *
 * The list lies outside of the data folder and its backups, so that a folder
 * that was restored from before an erasure is known for it and can be cleaned
 * again.  It holds nothing that was erased: of texts a length, a hash and a
 * MAC under a key of its own, else ids and digests.  The file is the master
 * key's with ".erased" behind its name; its lines are
 *
 *	gongkai erasures 1
 *	key 64 figures
 *	text ERASURE BYTES HASH sha256:...
 *	attachment ERASURE ID
 *	blob ERASURE sha256:...
 *	subject ERASURE ID
 *
 * Calls: base, store, erasure_find.
 */
#ifndef ERASURE_LIST_H
#define ERASURE_LIST_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/erasure_find.h"

struct arena;
struct store;

enum erasure_line_kind { ERASURE_LINE_TEXT, ERASURE_LINE_ATTACHMENT,
	ERASURE_LINE_BLOB, ERASURE_LINE_SUBJECT, ERASURE_LINE__KINDS };

struct erasure_line {
	enum erasure_line_kind	kind;	/* which of the fields below hold */
	int64_t			erasure; /* the erasure's id */
	int64_t			id;	/* of an attachment, a subject */
	str			blob;	/* its name */
	struct erasure_needle	needle;	/* of a text */
};

struct erasure_list {
	uint8_t			 key[ERASURE_KEY]; /* of the needles */
	struct erasure_line	*line;	/* those of one erasure together */
	size_t			 n;	/* lines */
};

/*
 * Read a store's list; one that is not there is empty and has a new key.
 * ERR_FORBIDDEN "seal.no_key" if no key file is set; ERR_INVALID
 * "erasure.list" names the line that is none.
 */
enum err erasure_list_read(struct arena *arena, const struct store *store,
	    struct erasure_list *ret, struct fault *fault);

/* Write it with these lines behind, or in place of others of the same
   erasure, and sync it. */
enum err erasure_list_add(struct arena *arena, const struct store *store,
	    const struct erasure_list *list, const struct erasure_line *line,
	    size_t n, struct fault *fault);

#endif
