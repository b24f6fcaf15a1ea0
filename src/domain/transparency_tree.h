/*
 * transparency_tree - roots and proofs of the log, of today and of any size
 * that it had.
 *
 * The store keeps the digests of the leaves and the roots of full subtrees of
 * every fourth level, so each digest on the way is found within one piece of
 * sixteen rows: a proof reads a few pieces for each four levels.  Full
 * subtrees never change, so what the tree was once can still be told.
 *
 * Calls: base, store, job.
 */
#ifndef TRANSPARENCY_TREE_H
#define TRANSPARENCY_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/merkle.h"
#include "domain/job.h"

#define TRANSPARENCY_TREE_STEP	4	/* every so many levels are kept */
#define TRANSPARENCY_TREE_LEVELS ((MERKLE_DEPTH + 3) / 4)
#define TRANSPARENCY_TREE_TILES	32	/* pieces of a level that are held */

struct transparency_tile;

/* The tree within one transaction. */
struct transparency_tree {
	struct job		*job;	/* whose transaction it is */
	enum digest_kind	 kind;	/* of all its digests */
	int64_t			 n;	/* leaves that have their place */
	struct transparency_tile *tile[TRANSPARENCY_TREE_LEVELS]
				    [TRANSPARENCY_TREE_TILES]; /* read */
};

/* A proof: digests, that nearest to the leaf first. */
struct transparency_path {
	struct digest	at[2 * MERKLE_DEPTH];	/* they */
	size_t		n;			/* how many */
};

/* Open it, empty while nothing was ever entered; in a transaction. */
enum err transparency_tree_open(struct job *job,
	    struct transparency_tree *ret);

/* The tree of its first `size' leaves, to be added to or for its root. */
enum err transparency_tree_of(struct transparency_tree *tree, int64_t size,
	    struct merkle *ret);

/*
 * The proofs of merkle_included and merkle_consistent.  ERR_NOT_FOUND
 * "transparency.size" for a place or size that the tree does not have;
 * ERR_STORE "transparency.gap" where the store lacks a digest.
 */
enum err transparency_tree_inclusion(struct transparency_tree *tree,
	    int64_t index, int64_t size, struct transparency_path *ret);
enum err transparency_tree_consistency(struct transparency_tree *tree,
	    int64_t old, int64_t size, struct transparency_path *ret);

#endif
