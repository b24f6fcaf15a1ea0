/*
 * store_new - make a data folder, whole or not at all.
 *
 * It is built beside its place under another name and takes its name at the
 * end, when everything in it is on the disk.  The file of the master keys is
 * outside of it, so that a copy of the folder alone opens nothing sealed.
 *
 * Calls: base, db, schema, seal_ring, setting.
 */
#ifndef STORE_NEW_H
#define STORE_NEW_H

#include <stdint.h>

#include "base/err.h"
#include "base/seal.h"
#include "base/str.h"

struct arena;
struct words;

/* What it is to be. */
struct store_new {
	const char	*dir;		/* must not be there, or be empty */
	str		 where;		/* "postgres://..."; empty: inside */
	const char	*key_file;	/* made if it is not there; NULL: beside
					   the folder, DIR.key */
	enum seal_suite	 suite;		/* the cryptography */
	str		 folder;	/* "demo", "test"; empty: an office */
	str		 site;		/* the name above all pages */
	int64_t		 now;		/* when its tables are made */
	const struct words *words;	/* to explain its settings */
};

/* One being made. */
struct store_making {
	const char	*path;		/* the folder for the time being */
	const char	*dir;		/* what it is to be called */
	const char	*key_file;	/* absolute */
	bool		 key_made;	/* the file was not there */
	bool		 done;		/* nothing is to be undone */
};

/*
 * Make it up to its name; it can be opened at ret->path.  ERR_CONFLICT
 * "store.not_empty" or "store.used" (the database has tables of ours).  The
 * arena's end takes away what was not finished.
 */
enum err store_new_begin(struct arena *arena, const struct store_new *given,
	    struct store_making **ret, struct fault *fault);

/* Give it its name; it must not be open. */
enum err store_new_finish(struct store_making *making, struct fault *fault);

#endif
