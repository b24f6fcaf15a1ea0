/*
 * blob - attachments by digest, in a directory.
 *
 * Written, synced with its directory, and only then named by a row; what no
 * row names is swept after a day.  One that a case owns is encrypted under a
 * key of its own and never shared between cases, even with equal bytes.  A
 * blob's name is the digest of what lies on the disk, so that anyone can
 * check it without a key; it lies in DIR/blobs/ab/sha256-ab....
 *
 * Calls: base, store.
 */
#ifndef BLOB_H
#define BLOB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/seal.h"
#include "base/str.h"

struct arena;
struct store;

#define BLOB_BYTES	((size_t)512 << 20)	/* of one blob at most */
#define BLOB_KEEP	86400	/* seconds: what no row names is swept then */

/* A blob on the disk. */
struct blob {
	str	name;	/* digest of what lies on the disk; in a path too */
	size_t	size;	/* bytes before encryption */
};

/*
 * Keep bytes, encrypted under `key' if there is one.  Written whole or not at
 * all and synced before it returns; the row comes afterwards.  Call it
 * outside of a writing transaction.  ERR_TOO_LARGE "blob.too_large".
 */
enum err blob_put(struct arena *arena, const struct store *store,
	    const struct seal_key *key, str bytes, struct blob *ret,
	    struct fault *fault);

/*
 * Read one whole.  ERR_NOT_FOUND "blob.missing"; ERR_STORE "blob.changed" if
 * its bytes are not what its name says; ERR_INVALID "blob.name" for a name
 * that is no digest.
 */
enum err blob_get(struct arena *arena, const struct store *store, str name,
	    const struct seal_key *key, str *ret, struct fault *fault);

/* The same without keeping or opening it: is it there and whole? */
enum err blob_check(const struct store *store, str name,
	    struct fault *fault);

/* Take one away at once, its bytes overwritten first where that helps. */
enum err blob_erase(const struct store *store, str name,
	    struct fault *fault);

/*
 * Remove what `named' does not know and what is older than `age' seconds,
 * and parts of files that were never finished.
 */
enum err blob_sweep(const struct store *store, bool (*named)(void *context,
	    str name), void *context, int64_t age, int *ret_swept,
	    struct fault *fault);

/* How many lie there that `named' does not know, whatever their age. */
enum err blob_orphans(const struct store *store, bool (*named)(void *context,
	    str name), void *context, int64_t *ret_n, struct fault *fault);

#endif
