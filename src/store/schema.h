/*
 * schema - the tables of the store, migrated forward only.
 *
 * sql/schema/NNNN-words.sql are the migrations, in the order of their
 * numbers, woven in.  Each runs in a transaction of its own under a lock, and
 * what was applied is kept with its digest in schema_version.
 *
 * Calls: base, db.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "store/db.h"

struct arena;

/* One migration, as woven. */
struct schema_migration {
	unsigned	 number;		/* rising */
	const char	*name;			/* "0001-store" */
	const char	*text[DB__ENGINES];	/* for each engine */
};

extern const struct schema_migration schema_index[];
extern const size_t schema_count;

/* Which of schema_index a store has. */
struct schema_state {
	/* To be applied, in order. */
	const struct schema_migration	**missing;
	size_t				  n;	/* how many are missing */
	bool				  empty; /* it has none at all */
};

/*
 * Compare a store with this program.  ERR_CONFLICT "schema.newer" if it has a
 * migration this program does not know, "schema.changed" if one was applied
 * with another text.
 */
enum err schema_look(struct db *db, struct arena *arena,
	    struct schema_state *ret, struct fault *fault);

/* The same for a store that is to be used: ERR_CONFLICT "schema.older" if one
   is missing, ERR_NOT_FOUND "schema.none" if it is empty. */
enum err schema_verify(struct db *db, struct arena *arena,
	    struct fault *fault);

/* Apply what is missing; `now' is when.  Another process may do the same at
   the same time. */
enum err schema_migrate(struct db *db, struct arena *arena, int64_t now,
	    struct fault *fault);

#endif
