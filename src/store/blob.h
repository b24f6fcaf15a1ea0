/*
 * blob - attachments by digest, in a directory.
 *
 * Written, synced with its directory, and only then named by a row; what no
 * row names is swept after a day.  A new blob lies in quarantine until the
 * checks have read it.  One that a case owns is encrypted under the case's
 * data key and never shared between cases, even with equal bytes.
 *
 * Calls: base, db.
 */
#ifndef BLOB_H
#define BLOB_H

#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/seal.h"
#include "base/str.h"

struct arena;
struct store;

#define BLOB_BYTES	((size_t)512 << 20)	/* of one blob at most */

/* A blob on the disk. */
struct blob {
	str	name;	/* digest of what lies on the disk; in a path too */
	size_t	size;	/* bytes before encryption */
};

/*
 * Keep bytes, encrypted under `key' if there is one.  Written whole or not at
 * all and synced before it returns; the row comes afterwards.  Call it
 * outside of a writing transaction.
 */
enum err blob_put(struct store *store, const struct seal_key *key, str bytes,
	    struct blob *ret, struct fault *fault);

/* Read one whole; ERR_STORE "blob.changed" if its bytes are not what its
   name says. */
enum err blob_get(struct arena *arena, const struct store *store, str name,
	    const struct seal_key *key, str *ret, struct fault *fault);

/* Take one away at once, its bytes overwritten first where that helps. */
enum err blob_erase(struct store *store, str name, struct fault *fault);

/*
 * Remove what `named' does not know and what is older than `age' seconds.
 */
enum err blob_sweep(struct store *store, bool (*named)(void *context,
	    str name), void *context, int64_t age, int *ret_swept,
	    struct fault *fault);

#endif
