/*
 * merkle - the hash tree of RFC 6962 (RFC 9162, 2.1): roots and proofs.
 *
 * A leaf's digest is of a zero byte and its bytes, a node's of a one byte and
 * the two below it, so that neither can stand for the other.  A proof is a
 * list of digests, that nearest to the leaf first.  Nothing here reads a
 * store: who checks a proof needs nothing but this.
 *
 * Calls: arena, digest.
 */
#ifndef MERKLE_H
#define MERKLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/str.h"

struct arena;

#define MERKLE_DEPTH	62	/* levels of a tree at most, and digests of
				   half a proof */
#define MERKLE_MOST	(INT64_C(1) << 61) /* leaves of one */

/* The digest of a leaf's bytes, and of two nodes of one kind. */
struct digest merkle_leaf(struct arena *arena, enum digest_kind kind,
	    str bytes);
struct digest merkle_node(const struct digest *left,
	    const struct digest *right);

/*
 * A tree that only grows, as its full subtrees.  Where bit l of `n' is set,
 * peak[l] is the root of one of 2^l leaves; the highest stands leftmost.
 */
struct merkle {
	enum digest_kind kind;			/* of all its digests */
	int64_t		 n;			/* leaves */
	struct digest	 peak[MERKLE_DEPTH];	/* see above */
};

/*
 * Put a leaf behind the others.  Until the next one, peak[l] is the root of
 * the last 2^l leaves for every l for which 2^l divides the new `n'.
 */
void	 merkle_add(struct merkle *tree, const struct digest *leaf);

/* The root; of no leaf, the digest of nothing. */
struct digest merkle_root(const struct merkle *tree);

/* The leaf stands at `index' (from 0) of the tree of `size' leaves. */
bool	 merkle_included(const struct digest *leaf, int64_t index,
	    int64_t size, const struct digest *path, size_t n,
	    const struct digest *root);

/* The tree of `old' leaves is the beginning of that of `size' leaves; what
   any tree begins with is the one of no leaf. */
bool	 merkle_consistent(int64_t old, const struct digest *old_root,
	    int64_t size, const struct digest *root,
	    const struct digest *path, size_t n);

#endif
