/*
 * store - a data folder that is open: its settings, engine, ids and keys.
 *
 * DIR/gongkai.conf names what differs from the defaults; GONGKAI_<SETTING>
 * stands in front of it.  `store = postgres://...' keeps the rows there,
 * else they are in DIR/gongkai.db.  Blobs are in DIR/blobs.  The master key
 * is the file that `key_file' names, outside of the folder.
 *
 * Calls: base, db, schema, id.
 */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

struct arena;
struct ids;
struct recall;
struct rules;
struct seal_gate;
struct seal_ring;
struct settings;

struct store {
	struct arena		*arena;	/* lives as long as the store */
	const char		*dir;	/* the data folder */
	const struct settings	*settings;
	const char		*where;	/* as db_open takes it */
	struct db		*db;	/* the connection of this thread */
	struct ids		*ids;	/* see id; one a process */
	const struct seal_ring	*keys;	/* the master keys, newest first; NULL
					   if the file was not found: sealed
					   things stay shut */
	struct seal_gate	*hashing; /* how many hash passwords at once;
					     one a process */
	const struct rules	*rules;	/* the domain keeps them here; NULL
					   until they were read */
	struct recall		*recall; /* ... and what a thread recalls; NULL:
					    nothing */
	bool			 forked; /* another one gives the ids back */
};

/*
 * Open a data folder that `gongkai init' made.  ERR_NOT_FOUND if it is none;
 * ERR_CONFLICT "schema.newer" if a newer program wrote it, "schema.older" if
 * `gongkai migrate' must come first.
 */
enum err store_open(struct arena *arena, const char *dir,
	    struct store **ret, struct fault *fault);

/* The same without a look at the schema: for init, migrate and doctor. */
enum err store_open_any(struct arena *arena, const char *dir,
	    struct store **ret, struct fault *fault);

/* Another connection to the same store, for another thread.  The store that
   was opened first is closed last. */
enum err store_fork(struct arena *arena, const struct store *store,
	    struct store **ret, struct fault *fault);

/* Connect anew, where the connection was lost; if that fails the old one
   stays. */
enum err store_again(struct store *store, struct fault *fault);

/* A new id: time-ordered, 63 bits, never given twice (see id). */
int64_t	 store_id(struct store *store);

/* Close the connections; the arena's end does the same. */
void	 store_close(struct store *store);

#endif
