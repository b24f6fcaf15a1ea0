/*
 * import_field - the fields of a record as a file tells them.
 *
 * Beside origin, number, title, day, kind, column, validity, body, html,
 * index and published there are those of rules/kind.yaml by key or by name
 * (summary, 内容概述).  A column and a kind may be told by their names too;
 * html is cleaned, and the body follows from it.
 *
 * Calls: base, rich, import, kind, record, rules.
 */
#ifndef IMPORT_FIELD_H
#define IMPORT_FIELD_H

#include "base/err.h"
#include "base/str.h"
#include "domain/record.h"
#include "domain/record_meta.h"

struct arena;
struct rules;

/* A record that is being read. */
struct import_field_draft {
	struct arena		*arena;	/* for its texts */
	const struct rules	*rules;	/* the fields and names there are */
	struct fault		*fault;	/* what is wrong with it */
	struct record		 record; /* what was read so far */
	struct record_meta	 meta;	/* the same */
};

/* Begin one; all of it is empty. */
void	 import_field_begin(struct arena *arena, const struct rules *rules,
	    struct import_field_draft *draft, struct fault *fault);

/* The key of a field by its head in a file; empty for none.  "agency", "id"
   and "version" are fields that an export writes and that are passed over. */
str	 import_field_key(const struct rules *rules, str head);

/* Put a value into the field of a key.  ERR_INVALID tells why not. */
enum err import_field_put(struct import_field_draft *draft, str key,
	    str value);

/* All fields are in: what follows from them, and what is wrong. */
enum err import_field_end(struct import_field_draft *draft,
	    struct record *ret);

#endif
