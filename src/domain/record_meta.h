/*
 * record_meta - what is noted about a record beside its title and text.
 *
 * Names and values as rules/kind.yaml tells them; in the store a JSON object
 * of texts.
 *
 * Calls: base.
 */
#ifndef RECORD_META_H
#define RECORD_META_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

#define RECORD_META_FIELDS	64		/* of one record at most */
#define RECORD_META_BYTES	((size_t)256 << 10) /* as JSON */

/* One field. */
struct record_note {
	str	name;		/* "summary" */
	str	value;		/* never empty */
};

struct record_meta {
	struct record_note	*note;	/* each name once, in order */
	size_t			 n;	/* how many */
};

/* From JSON; an empty text is an empty one.  ERR_INVALID "record.meta". */
enum err record_meta_read(struct arena *arena, str json,
	    struct record_meta *ret, struct fault *fault);

/* To JSON, its names in order; empty for none, so that the same notes are the
   same bytes. */
str	 record_meta_write(struct arena *arena, const struct record_meta *meta);

/* The value of a name; empty if there is none. */
str	 record_meta_get(const struct record_meta *meta, str name);

/* Set one, or take it out by an empty value.  ERR_TOO_LARGE "record.meta"
   where there are too many. */
enum err record_meta_set(struct arena *arena, struct record_meta *meta,
	    str name, str value, struct fault *fault);

#endif
