/*
 * test_merkle - against the definition of RFC 6962, written down once more as
 * it stands there: of every size up to 300, each leaf; of every two sizes up
 * to 64.
 */
#include "base/merkle.h"

#include <string.h>

#include "base/arena.h"
#include "tests/test.h"

#define LEAVES	300
#define OLD	64

/* The leaves: that of i is of i, two bytes. */
static struct digest
leaf(int i)
{
	char	bytes[3] = { 0, (char)(i >> 8), (char)i };

	return digest_of(DIGEST_SHA256, (str){ bytes, 3 });
}

static struct digest
two(struct digest a, struct digest b)
{
	char	bytes[65] = { 1 };

	memcpy(bytes + 1, a.at, 32);
	memcpy(bytes + 33, b.at, 32);
	return digest_of(DIGEST_SHA256, (str){ bytes, 65 });
}

static int
below(int n)
{
	int	k = 1;

	while (k * 2 < n)
		k *= 2;
	return k;
}

static struct digest
mth(int from, int n)
{
	int	k = below(n);

	if (n == 0)
		return digest_of(DIGEST_SHA256, S(""));
	return n == 1 ? leaf(from) : two(mth(from, k), mth(from + k, n - k));
}

static size_t
path(int m, int from, int n, struct digest *ret)
{
	int	k = below(n);
	size_t	i;

	if (n == 1)
		return 0;
	if (m < k) {
		i = path(m, from, k, ret);
		ret[i] = mth(from + k, n - k);
	} else {
		i = path(m - k, from + k, n - k, ret);
		ret[i] = mth(from, k);
	}
	return i + 1;
}

static size_t
subproof(int m, int from, int n, bool whole, struct digest *ret)
{
	int	k = below(n);
	size_t	i;

	if (m == n) {
		ret[0] = mth(from, n);
		return whole ? 0 : 1;
	}
	if (m <= k) {
		i = subproof(m, from, k, whole, ret);
		ret[i] = mth(from + k, n - k);
	} else {
		i = subproof(m - k, from + k, n - k, false, ret);
		ret[i] = mth(from, k);
	}
	return i + 1;
}

Test(merkle, roots_are_those_of_the_definition)
{
	struct merkle	tree = { .kind = DIGEST_SHA256 };

	for (int n = 0; n <= LEAVES; n++) {
		struct digest	next = leaf(n), root = merkle_root(&tree);
		struct digest	wanted = mth(0, n);

		cr_assert(digest_eq(&root, &wanted), "%d", n);
		merkle_add(&tree, &next);
	}
}

Test(merkle, tells_the_root_of_the_last_full_subtree_of_each_level)
{
	struct merkle	tree = { .kind = DIGEST_SHA256 };

	for (int n = 1; n <= LEAVES; n++) {
		struct digest	next = leaf(n - 1);

		merkle_add(&tree, &next);
		for (int level = 0; n % (1 << level) == 0; level++) {
			struct digest	wanted = mth(n - (1 << level),
					    1 << level);

			cr_assert(digest_eq(&tree.peak[level], &wanted));
		}
	}
}

Test(merkle, the_known_trees_of_rfc_6962_have_their_roots)
{
	/* Of the reference implementation's test data. */
	static const char *const	bytes[] = { "", "\x00", "\x10",
		"\x20\x21", "\x30\x31", "\x40\x41\x42\x43",
		"\x50\x51\x52\x53\x54\x55\x56\x57",
		"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d"
		"\x6e\x6f" };
	static const size_t		lengths[] = { 0, 1, 1, 2, 2, 4, 8,
		16 };
	static const char *const	roots[] = {
		"6e340b9cffb37a989ca544e6bb780a2c"
		    "78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9d"
		    "baf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264"
		    "db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398f"
		    "a2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3"
		    "bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f"
		    "98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd7892"
		    "9c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2"
		    "ab9d823aad2f4960cfe370eff4604328"
	};
	struct arena	*arena = arena_new((size_t)1 << 20);
	struct merkle	 tree = { .kind = DIGEST_SHA256 };

	for (int i = 0; i < 8; i++) {
		struct digest	next = merkle_leaf(arena, DIGEST_SHA256,
				    (str){ bytes[i], lengths[i] });
		struct digest	root;

		merkle_add(&tree, &next);
		root = merkle_root(&tree);
		check_str(digest_text(arena, &root), str_of(arena_printf(
		    arena, "sha256:%s", roots[i])));
	}
	arena_free(arena);
}

/* A proof holds; it holds no more once anything of it is another. */
static void
check_inclusion(int i, int n)
{
	struct digest	proof[20], root = mth(0, n), at = leaf(i);
	size_t		length = path(i, 0, n, proof);

	cr_assert(merkle_included(&at, i, n, proof, length, &root), "%d %d",
	    i, n);
	cr_assert(!merkle_included(&at, i + 1, n, proof, length, &root));
	cr_assert(!merkle_included(&at, i - 1, n, proof, length, &root));
	if (length > 0)
		cr_assert(!merkle_included(&at, i, n, proof, length - 1,
		    &root));
	proof[length] = root;
	cr_assert(!merkle_included(&at, i, n, proof, length + 1, &root));
	for (size_t at_digest = 0; at_digest < length; at_digest++) {
		proof[at_digest].at[7] ^= 1;
		cr_assert(!merkle_included(&at, i, n, proof, length, &root));
		proof[at_digest].at[7] ^= 1;
	}
	at.at[0] ^= 1;
	cr_assert(!merkle_included(&at, i, n, proof, length, &root));
}

Test(merkle, a_leaf_is_proved_by_its_own_path_alone)
{
	for (int n = 1; n <= OLD; n++)
		for (int i = 0; i < n; i++)
			check_inclusion(i, n);
	for (int n = OLD + 1; n <= LEAVES; n += 47)
		for (int i = 0; i < n; i += 5)
			check_inclusion(i, n);
}

static void
check_consistency(int m, int n)
{
	struct digest	proof[20], old = mth(0, m), root = mth(0, n);
	size_t		length = subproof(m, 0, n, true, proof);

	cr_assert(merkle_consistent(m, &old, n, &root, proof, length),
	    "%d %d", m, n);
	for (size_t i = 0; i < length; i++) {
		proof[i].at[31] ^= 128;
		cr_assert(!merkle_consistent(m, &old, n, &root, proof,
		    length), "%d %d %zu", m, n, i);
		proof[i].at[31] ^= 128;
	}
	if (length > 0)
		cr_assert(!merkle_consistent(m, &old, n, &root, proof,
		    length - 1));
	old.at[3] ^= 4;
	cr_assert(!merkle_consistent(m, &old, n, &root, proof, length));
	old.at[3] ^= 4;
	root.at[3] ^= 4;
	cr_assert(!merkle_consistent(m, &old, n, &root, proof, length));
}

Test(merkle, every_tree_is_the_beginning_of_every_larger_one)
{
	for (int n = 1; n <= OLD; n++)
		for (int m = 1; m <= n; m++)
			check_consistency(m, n);
}

Test(merkle, refuses_sizes_and_kinds_that_cannot_be)
{
	struct digest	at = leaf(0), root = leaf(0), other = leaf(0);

	cr_assert(merkle_included(&at, 0, 1, NULL, 0, &root));
	cr_assert(!merkle_included(&at, 0, 0, NULL, 0, &root));
	cr_assert(!merkle_included(&at, -1, 1, NULL, 0, &root));
	cr_assert(!merkle_included(&at, 0, INT64_MAX, NULL, 0, &root));
	cr_assert(!merkle_consistent(-1, &at, 1, &root, NULL, 0));
	cr_assert(!merkle_consistent(1, &at, INT64_MAX, &root, NULL, 0));
	cr_assert(merkle_consistent(0, &at, 1, &root, NULL, 0));
	other.kind = DIGEST_SM3;
	cr_assert(!merkle_included(&other, 0, 1, NULL, 0, &root));
	cr_assert(!merkle_consistent(1, &other, 1, &root, NULL, 0));
}
