#include "domain/transparency_verify.h"

#include "base/arena.h"
#include "domain/record_content.h"
#include "domain/transparency_head.h"
#include "domain/transparency_leaf.h"
#include "domain/transparency_tree.h"
#include "woven/sql.h"

#define BATCH	256	/* leaves read at a time, without their contents */

typedef struct sql_transparency_walk_row	leaf_row;

/* The way along the leaves. */
struct walk {
	struct job			*job;
	struct transparency_state	*state;
	struct merkle			 tree;	/* of the leaves walked past */
	int64_t				 nodes;	/* kept ones seen */
	int64_t				 size, head; /* head walked past */
};

/* --- one leaf ------------------------------------------------------------- */

static bool
entry_of(const struct walk *walk, const leaf_row *row,
    struct transparency_entry *ret)
{
	if (row->number == NULL || row->salt == NULL || row->content == NULL)
		return false;
	*ret = (struct transparency_entry){ .number = *row->number,
	    .version = row->version, .at = row->at, .salt = *row->salt };
	return transparency_leaf_action_read(row->action, &ret->action) &&
	    digest_take(walk->tree.kind, *row->content, &ret->content);
}

/* What the record says now against what was entered. */
static enum err
content_fault(struct walk *walk, const leaf_row *row,
    const struct transparency_entry *entry, const char **how)
{
	struct job	*job = walk->job;
	struct digest	 now;
	str		 content;
	enum err	 e = record_content(job, row->record, row->version,
			    &content);

	if (e == ERR_NOT_FOUND) {
		fault_clear(job->fault);
		*how = "transparency.how.record_missing";
		return OK;
	}
	if (e != OK)
		return e;
	now = transparency_leaf_content(job->arena, walk->tree.kind,
	    entry->salt, content);
	if (!digest_eq(&now, &entry->content))
		*how = "transparency.how.content";
	return OK;
}

/* A leaf in itself, by what an erasure has left of it. */
static const char *
erased_fault(struct walk *walk, const leaf_row *row)
{
	walk->state->erased++;
	if (row->tombstone == NULL)
		return "transparency.how.no_tombstone";
	return row->number == NULL && row->salt == NULL &&
	    row->content == NULL ? NULL : "transparency.how.leaf";
}

static enum err
leaf_fault(struct walk *walk, const leaf_row *row, struct digest *ret,
    const char **how)
{
	struct transparency_entry	entry;
	struct digest			made;

	*how = NULL;
	if (!digest_take(walk->tree.kind, row->digest, ret)) {
		*how = "transparency.how.leaf";
		return OK;
	}
	if (row->erasure != NULL) {
		*how = erased_fault(walk, row);
		return OK;
	}
	*how = "transparency.how.leaf";
	if (!entry_of(walk, row, &entry))
		return OK;
	made = transparency_leaf_digest(walk->job->arena, &entry);
	if (!digest_eq(&made, ret))
		return OK;
	*how = NULL;
	return content_fault(walk, row, &entry, how);
}

/* --- what is made of the leaves ------------------------------------------- */

static bool
is_kept(const struct walk *walk, str kept, const struct digest *made)
{
	struct digest	digest;

	return digest_take(walk->tree.kind, kept, &digest) &&
	    digest_eq(&digest, made);
}

/* The kept nodes that the last leaf has made full. */
static enum err
nodes_fault(struct walk *walk, const char **how)
{
	struct sql_transparency_node_row	row;
	const struct merkle			*tree = &walk->tree;
	int					 level = 0;
	enum err				 e = OK;

	while (e == OK && *how == NULL) {
		level += TRANSPARENCY_TREE_STEP;
		if (tree->n % (INT64_C(1) << level) != 0)
			break;
		e = sql_transparency_node(walk->job->db, level,
		    (tree->n >> level) - 1, &row);
		if (e == ERR_NOT_FOUND || (e == OK && !is_kept(walk,
		    row.digest, &tree->peak[level])))
			*how = "transparency.how.node";
		if (e == ERR_NOT_FOUND)
			e = OK;
		walk->nodes++;
	}
	return e;
}

static bool
head_holds(struct walk *walk, const struct sql_transparency_heads_row *row,
    const struct digest *root)
{
	struct transparency_head	head;

	if (transparency_head_read(row->note, &head, walk->job->fault) != OK) {
		fault_clear(walk->job->fault);
		return false;
	}
	return head.n == row->n && head.at == row->at &&
	    digest_eq(&head.root, root) && is_kept(walk, row->root, root);
}

/* The heads of as many leaves as were walked past. */
static enum err
heads_fault(struct walk *walk, const char **how)
{
	struct sql_transparency_heads_row	*row;
	struct digest				 root;
	size_t					 n = 1;
	enum err				 e = OK;

	while (e == OK && *how == NULL && n > 0) {
		e = sql_transparency_heads(walk->job->db, walk->size,
		    walk->head, 1, &row, &n);
		if (e != OK || n == 0 || row->n > walk->tree.n)
			return e;
		root = merkle_root(&walk->tree);
		if (row->n < walk->tree.n || !head_holds(walk, row, &root))
			*how = "transparency.how.head";
		walk->size = row->n;
		walk->head = row->id;
		walk->state->heads += *how == NULL;
	}
	return e;
}

/* --- the walk ------------------------------------------------------------- */

static enum err
step(struct walk *walk, const leaf_row *row, const char **how)
{
	struct transparency_state	*state = walk->state;
	struct digest			 digest;
	enum err			 e;

	*how = NULL;
	state->broken = walk->tree.n;
	if (row->n != walk->tree.n) {
		*how = "transparency.how.leaf_missing";
		return OK;
	}
	state->record = row->record;
	state->version = row->version;
	e = leaf_fault(walk, row, &digest, how);
	if (e != OK || *how != NULL)
		return e;
	merkle_add(&walk->tree, &digest);
	e = nodes_fault(walk, how);
	if (e == OK && *how == NULL)
		e = heads_fault(walk, how);
	if (e == OK && *how == NULL)
		state->leaves++;
	return e;
}

static enum err
walk_some(struct walk *walk, size_t *ret_n)
{
	struct transparency_state	*state = walk->state;
	leaf_row			*row;
	enum err			 e;

	e = sql_transparency_walk(walk->job->db, walk->tree.n, BATCH, &row,
	    ret_n);
	for (size_t i = 0; e == OK && state->how == NULL && i < *ret_n; i++) {
		struct arena_mark	mark = arena_mark(walk->job->arena);

		e = step(walk, &row[i], &state->how);
		arena_rewind(walk->job->arena, mark);
	}
	return e;
}

/* What is behind the last leaf: nothing may be. */
static const char *
end_fault(const struct walk *walk, int64_t n, int64_t nodes, size_t heads)
{
	if (n > walk->tree.n)
		return "transparency.how.leaf_missing";
	if (n < walk->tree.n)
		return "transparency.how.tree";
	if (heads > 0)
		return "transparency.how.head_ahead";
	return nodes == walk->nodes ? NULL : "transparency.how.node";
}

static enum err
walk_end(struct walk *walk, int64_t n)
{
	struct transparency_state		*state = walk->state;
	struct sql_transparency_counts_row	 counts;
	struct sql_transparency_heads_row	*head;
	size_t					 heads;
	enum err				 e;

	e = sql_transparency_counts(walk->job->db, &counts);
	if (e == OK)
		e = sql_transparency_heads(walk->job->db, walk->size,
		    walk->head, 1, &head, &heads);
	if (e != OK)
		return e;
	state->waiting = counts.waiting;
	if (state->how != NULL)
		return OK;
	state->record = state->version = 0;
	state->broken = -1;
	state->how = end_fault(walk, n, counts.nodes, heads);
	if (state->how != NULL)
		state->broken = walk->tree.n;
	return OK;
}

enum err
transparency_verify(struct job *job, struct transparency_state *ret)
{
	struct transparency_tree	tree;
	struct walk			walk = { .job = job, .state = ret };
	size_t				n = 1;
	enum err			e = transparency_tree_open(job,
					    &tree);

	*ret = (struct transparency_state){ .broken = -1 };
	walk.tree.kind = tree.kind;
	while (e == OK && ret->how == NULL && n > 0) {
		struct arena_mark	mark = arena_mark(job->arena);

		e = walk_some(&walk, &n);
		arena_rewind(job->arena, mark);
	}
	return e == OK ? walk_end(&walk, tree.n) : e;
}
