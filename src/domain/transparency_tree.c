#include "domain/transparency_tree.h"

#include <string.h>

#include "base/arena.h"
#include "woven/sql.h"

#define STEP	TRANSPARENCY_TREE_STEP
#define WIDTH	(1 << STEP)	/* digests of a piece */

/* Sixteen digests of a kept level and those above them, up to the next kept
   one; only those of full subtrees are there. */
struct transparency_tile {
	int64_t		index;			/* which piece */
	struct digest	at[STEP][WIDTH];	/* by level above */
};

enum err
transparency_tree_open(struct job *job, struct transparency_tree *ret)
{
	struct sql_transparency_tree_row	row;
	enum err				e;

	e = sql_transparency_tree(job->db, &row);
	memset(ret, 0, sizeof *ret);
	ret->job = job;
	if (e == OK)
		ret->n = row.n;
	if (e == ERR_NOT_FOUND || (e == OK && row.n > 0 &&
	    !digest_kind_read(row.kind, &ret->kind)))
		return FAIL(job->fault, ERR_STORE, "transparency.no_tree");
	return e;
}

static enum err
gap(struct transparency_tree *tree, int64_t n)
{
	return FAIL(tree->job->fault, ERR_STORE, "transparency.gap",
	    str_int(tree->job->arena, n));
}

/* --- pieces ----------------------------------------------------------- */

/* A digest of a row, if it is the one that was expected next. */
static enum err
take(struct transparency_tree *tree, int64_t n, int64_t expected, str digest,
    struct digest *ret)
{
	if (n != expected || !digest_take(tree->kind, digest, ret))
		return gap(tree, expected);
	return OK;
}

/* The digests of a kept level from one on; all that the tree has. */
static enum err
read_row(struct transparency_tree *tree, int level, int64_t from, int64_t n,
    struct digest *ret)
{
	struct sql_transparency_digests_row	*leaf = NULL;
	struct sql_transparency_nodes_row	*node = NULL;
	struct db				*db = tree->job->db;
	size_t					 found;
	enum err				 e;

	e = level == 0 ? sql_transparency_digests(db, from, n, &leaf, &found) :
	    sql_transparency_nodes(db, level, from, n, &node, &found);
	if (e == OK && found != (size_t)n)
		e = gap(tree, from << level);
	for (size_t i = 0; e == OK && i < found; i++)
		e = level == 0 ? take(tree, leaf[i].n, from + (int64_t)i,
		    leaf[i].digest, &ret[i]) : take(tree, node[i].n,
		    from + (int64_t)i, node[i].digest, &ret[i]);
	return e;
}

static enum err
read_tile(struct transparency_tree *tree, int base,
    struct transparency_tile *tile)
{
	int64_t		from = tile->index << STEP;
	int64_t		n = (tree->n >> base) - from;
	enum err	e;

	if (n > WIDTH)
		n = WIDTH;
	e = read_row(tree, base, from, n, tile->at[0]);
	for (int up = 1; e == OK && up < STEP; up++)
		for (int64_t i = 0; i < n >> up; i++)
			tile->at[up][i] = merkle_node(
			    &tile->at[up - 1][2 * i],
			    &tile->at[up - 1][2 * i + 1]);
	return e;
}

/* The root of a full subtree of the tree. */
static enum err
node(struct transparency_tree *tree, int level, int64_t index,
    struct digest *ret)
{
	int				  up = level % STEP;
	int64_t				  piece = index >> (STEP - up);
	struct transparency_tile	**slot, *tile;
	enum err			  e = OK;

	slot = &tree->tile[level / STEP][piece % TRANSPARENCY_TREE_TILES];
	tile = *slot;
	if (tile == NULL || tile->index != piece) {
		tile = arena_alloc(tree->job->arena, sizeof *tile);
		tile->index = piece;
		e = read_tile(tree, level - up, tile);
	}
	if (e != OK)
		return e;
	*slot = tile;
	*ret = tile->at[up][index & ((WIDTH >> up) - 1)];
	return OK;
}

/* --- roots ------------------------------------------------------------ */

/* The subtree of the leaves of a range that begins where one of its size
   may. */
static enum err
peaks(struct transparency_tree *tree, int64_t from, int64_t n,
    struct merkle *ret)
{
	enum err	e = OK;

	memset(ret, 0, sizeof *ret);
	ret->kind = tree->kind;
	ret->n = n;
	for (int level = MERKLE_DEPTH - 1; e == OK && level >= 0; level--)
		if ((n >> level & 1) != 0) {
			e = node(tree, level, from >> level,
			    &ret->peak[level]);
			from += INT64_C(1) << level;
		}
	return e;
}

static enum err
size_wrong(struct transparency_tree *tree, int64_t size)
{
	return FAIL(tree->job->fault, ERR_NOT_FOUND, "transparency.size",
	    str_int(tree->job->arena, size),
	    str_int(tree->job->arena, tree->n));
}

enum err
transparency_tree_of(struct transparency_tree *tree, int64_t size,
    struct merkle *ret)
{
	if (size < 0 || size > tree->n)
		return size_wrong(tree, size);
	return peaks(tree, 0, size, ret);
}

/* --- proofs ----------------------------------------------------------- */

/* Put the root of a range onto a proof that grows from the top down. */
static enum err
put(struct transparency_tree *tree, int64_t from, int64_t until,
    struct transparency_path *path)
{
	struct merkle	range;
	enum err	e = peaks(tree, from, until - from, &range);

	if (e == OK)
		path->at[path->n++] = merkle_root(&range);
	return e;
}

static void
turn(struct transparency_path *path)
{
	for (size_t i = 0; i < path->n / 2; i++) {
		struct digest	other = path->at[i];

		path->at[i] = path->at[path->n - 1 - i];
		path->at[path->n - 1 - i] = other;
	}
}

/* The largest power of two below n, which is over 1. */
static int64_t
split(int64_t n)
{
	int64_t	k = 1;

	while (k << 1 < n)
		k <<= 1;
	return k;
}

/* RFC 9162, 2.1.3.1. */
enum err
transparency_tree_inclusion(struct transparency_tree *tree, int64_t index,
    int64_t size, struct transparency_path *ret)
{
	int64_t		from = 0, until = size;
	enum err	e = OK;

	if (size < 0 || size > tree->n)
		return size_wrong(tree, size);
	if (index < 0 || index >= size)
		return size_wrong(tree, index);
	ret->n = 0;
	while (e == OK && until - from > 1) {
		int64_t	middle = from + split(until - from);

		if (index < middle) {
			e = put(tree, middle, until, ret);
			until = middle;
		} else {
			e = put(tree, from, middle, ret);
			from = middle;
		}
	}
	turn(ret);
	return e;
}

/* RFC 9162, 2.1.4.1. */
enum err
transparency_tree_consistency(struct transparency_tree *tree, int64_t old,
    int64_t size, struct transparency_path *ret)
{
	int64_t		from = 0, until = size;
	enum err	e = OK;

	if (size < 0 || size > tree->n)
		return size_wrong(tree, size);
	if (old < 0 || old > size)
		return size_wrong(tree, old);
	ret->n = 0;
	while (e == OK && old > 0 && until != old) {
		int64_t	middle = from + split(until - from);

		if (old <= middle) {
			e = put(tree, middle, until, ret);
			until = middle;
		} else {
			e = put(tree, from, middle, ret);
			from = middle;
		}
	}
	if (e == OK && from > 0)
		e = put(tree, from, until, ret);
	turn(ret);
	return e;
}
