#include "base/merkle.h"

#include <string.h>

#include "base/arena.h"

struct digest
merkle_leaf(struct arena *arena, enum digest_kind kind, str bytes)
{
	char	*whole = arena_alloc(arena, bytes.n + 1);

	whole[0] = 0;
	if (bytes.n > 0)
		memcpy(whole + 1, bytes.at, bytes.n);
	return digest_of(kind, (str){ whole, bytes.n + 1 });
}

struct digest
merkle_node(const struct digest *left, const struct digest *right)
{
	char	whole[1 + 2 * DIGEST_BYTES] = { 1 };

	memcpy(whole + 1, left->at, DIGEST_BYTES);
	memcpy(whole + 1 + DIGEST_BYTES, right->at, DIGEST_BYTES);
	return digest_of(left->kind, (str){ whole, sizeof whole });
}

void
merkle_add(struct merkle *tree, const struct digest *leaf)
{
	struct digest	carry = *leaf;
	int		level = 0;

	for (int64_t n = tree->n; (n & 1) != 0; n >>= 1) {
		struct digest	node = merkle_node(&tree->peak[level],
				    &carry);

		tree->peak[level++] = carry;
		carry = node;
	}
	tree->peak[level] = carry;
	tree->n++;
}

struct digest
merkle_root(const struct merkle *tree)
{
	struct digest	root = { .kind = tree->kind };
	bool		some = false;

	if (tree->n == 0)
		return digest_of(tree->kind, S(""));
	for (int level = 0; level < MERKLE_DEPTH; level++) {
		if ((tree->n >> level & 1) == 0)
			continue;
		root = some ? merkle_node(&tree->peak[level], &root) :
		    tree->peak[level];
		some = true;
	}
	return root;
}

/* All digests of a proof are of the kind of the root that they lead to. */
static bool
is_kind(const struct digest *path, size_t n, enum digest_kind kind)
{
	for (size_t i = 0; i < n; i++)
		if (path[i].kind != kind)
			return false;
	return true;
}

/* RFC 9162, 2.1.3.2. */
bool
merkle_included(const struct digest *leaf, int64_t index, int64_t size,
    const struct digest *path, size_t n, const struct digest *root)
{
	struct digest	run = *leaf;
	int64_t		at = index, last = size - 1;

	if (index < 0 || index >= size || size > MERKLE_MOST ||
	    leaf->kind != root->kind || !is_kind(path, n, root->kind))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (last == 0)
			return false;
		if ((at & 1) != 0 || at == last) {
			run = merkle_node(&path[i], &run);
			while ((at & 1) == 0 && at != 0) {
				at >>= 1;
				last >>= 1;
			}
		} else {
			run = merkle_node(&run, &path[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && digest_eq(&run, root);
}

/* RFC 9162, 2.1.4.2, behind the trees that need no proof. */
static bool
grew(int64_t old, const struct digest *old_root, int64_t size,
    const struct digest *root, const struct digest *path, size_t n)
{
	int64_t		at = old - 1, last = size - 1;
	struct digest	first, second;
	size_t		i = 0;

	while ((at & 1) != 0) {
		at >>= 1;
		last >>= 1;
	}
	/* The old tree is a full subtree of the new one: it is the start. */
	if (at > 0 && n == 0)
		return false;
	first = second = at > 0 ? path[i++] : *old_root;
	for (; i < n; i++) {
		if (last == 0)
			return false;
		if ((at & 1) != 0 || at == last) {
			first = merkle_node(&path[i], &first);
			second = merkle_node(&path[i], &second);
			while ((at & 1) == 0 && at != 0) {
				at >>= 1;
				last >>= 1;
			}
		} else {
			second = merkle_node(&second, &path[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && digest_eq(&first, old_root) &&
	    digest_eq(&second, root);
}

bool
merkle_consistent(int64_t old, const struct digest *old_root, int64_t size,
    const struct digest *root, const struct digest *path, size_t n)
{
	if (old < 0 || old > size || size > MERKLE_MOST ||
	    old_root->kind != root->kind || !is_kind(path, n, root->kind))
		return false;
	if (old == size)
		return n == 0 && digest_eq(old_root, root);
	if (old == 0)
		return n == 0;
	return grew(old, old_root, size, root, path, n);
}
