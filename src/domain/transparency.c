#include "domain/transparency.h"

#include "base/seal.h"
#include "domain/journal_digest.h"
#include "domain/transparency_head.h"
#include "domain/transparency_tree.h"
#include "store/change.h"
#include "store/store.h"
#include "woven/sql.h"

#define AT_ONCE	1000	/* leaves that get their places in one transaction */

/* The kind of every digest of the tree: that of the store when the first
   leaf was entered. */
static enum err
kind_of(struct job *job, enum digest_kind *ret)
{
	struct sql_transparency_tree_row	row;
	enum err				e;

	*ret = journal_digest_kind(job->store);
	e = sql_transparency_tree(job->db, &row);
	if (e == OK && row.kind.n == 0) {
		e = sql_transparency_kind_set(job->db,
		    digest_kind_name(*ret));
		if (e == OK)
			e = sql_transparency_tree(job->db, &row);
	}
	if (e == ERR_NOT_FOUND || (e == OK &&
	    !digest_kind_read(row.kind, ret)))
		return FAIL(job->fault, ERR_STORE, "transparency.no_tree");
	return e;
}

enum err
transparency_add(struct job *job, const struct transparency_leaf *leaf)
{
	char			 salt[TRANSPARENCY_SALT];
	struct transparency_entry entry = { .number = leaf->number,
		.version = leaf->version, .action = leaf->action,
		.at = job->now, .salt = { salt, sizeof salt } };
	enum digest_kind	 kind;
	struct digest		 digest;
	enum err		 e;

	if (leaf->number.n > TRANSPARENCY_NUMBER ||
	    str_has(leaf->number, S("\n")))
		return FAIL(job->fault, ERR_INVALID, "transparency.number");
	e = kind_of(job, &kind);
	if (e != OK)
		return e;
	seal_random(salt, sizeof salt);
	entry.content = transparency_leaf_content(job->arena, kind,
	    entry.salt, leaf->content);
	digest = transparency_leaf_digest(job->arena, &entry);
	return sql_transparency_insert(job->db, store_id(job->store),
	    leaf->agency, leaf->record, leaf->version,
	    str_of(transparency_leaf_action(leaf->action)), entry.at,
	    entry.number, digest_bytes(&entry.content), entry.salt,
	    digest_bytes(&digest));
}

/* --- places ----------------------------------------------------------- */

/* Keep the roots of full subtrees of kept levels that a leaf has made. */
static enum err
keep_nodes(struct job *job, const struct merkle *tree)
{
	enum err	e = OK;
	int		level = TRANSPARENCY_TREE_STEP;

	while (e == OK && tree->n % (INT64_C(1) << level) == 0) {
		e = sql_transparency_node_insert(job->db, level,
		    (tree->n >> level) - 1, digest_bytes(&tree->peak[level]));
		level += TRANSPARENCY_TREE_STEP;
	}
	return e;
}

static enum err
place(struct job *job, struct merkle *tree,
    const struct sql_transparency_waiting_row *leaf)
{
	struct digest	digest;
	enum err	e;

	if (!digest_take(tree->kind, leaf->digest, &digest))
		return FAIL(job->fault, ERR_STORE, "transparency.gap",
		    str_int(job->arena, tree->n));
	e = sql_transparency_place(job->db, leaf->id, tree->n);
	if (e != OK)
		return e;
	merkle_add(tree, &digest);
	return keep_nodes(job, tree);
}

enum err
transparency_sequence(struct job *job, int limit, int *ret_n)
{
	struct sql_transparency_tree_lock_row	 lock;
	struct sql_transparency_waiting_row	*leaf;
	struct transparency_tree		 tree;
	struct merkle				*top;
	size_t					 n;
	enum err				 e;

	top = arena_alloc(job->arena, sizeof *top);
	e = sql_transparency_tree_lock(job->db, &lock);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_STORE, "transparency.no_tree");
	if (e == OK)
		e = sql_transparency_waiting(job->db, limit, &leaf, &n);
	if (e != OK)
		return e;
	*ret_n = (int)n;
	if (n == 0)
		return OK;
	e = transparency_tree_open(job, &tree);
	if (e == OK)
		e = transparency_tree_of(&tree, tree.n, top);
	for (size_t i = 0; e == OK && i < n; i++)
		e = place(job, top, &leaf[i]);
	if (e == OK)
		e = sql_transparency_tree_set(job->db, top->n);
	return e == OK ? change_note(job->db, S("pages")) : e;
}

static enum err
sequence_some(struct job *job, void *context)
{
	return transparency_sequence(job, AT_ONCE, context);
}

/* What is to be done: a look keeps an idle office from writing. */
struct work {
	size_t	waiting;	/* a leaf has no place */
	bool	unheaded;	/* the newest head is of fewer leaves */
};

static enum err
look(struct job *job, void *context)
{
	struct sql_transparency_head_newest_row	 head = { .n = 0 };
	struct sql_transparency_tree_row	 tree = { .n = 0 };
	struct sql_transparency_waiting_row	*leaf;
	struct work				*work = context;
	enum err				 e;

	e = sql_transparency_waiting(job->db, 1, &leaf, &work->waiting);
	if (e == OK)
		e = sql_transparency_tree(job->db, &tree);
	if (e == OK)
		e = sql_transparency_head_newest(job->db, &head);
	work->unheaded = head.n < tree.n;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
sign_grown(struct job *job, void *context)
{
	(void)context;
	return transparency_head_sign_grown(job);
}

enum err
transparency_sequence_all(struct job *job, int64_t *ret_n)
{
	struct work	work = { .waiting = 0 };
	enum err	e = job_read(job, look, &work);
	int		n = work.waiting == 0 ? 0 : AT_ONCE;

	*ret_n = 0;
	while (e == OK && n == AT_ONCE) {
		struct arena_mark	mark = arena_mark(job->arena);

		e = job_write(job, sequence_some, &n);
		arena_rewind(job->arena, mark);
		if (e == OK)
			*ret_n += n;
	}
	if (e == OK && (work.unheaded || *ret_n > 0))
		e = job_write(job, sign_grown, NULL);
	return e;
}
