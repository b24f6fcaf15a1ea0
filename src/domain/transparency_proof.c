#include "domain/transparency_proof.h"

#include "base/json.h"
#include "woven/sql.h"

#define FORMAT	"gongkai transparency proof 1"

typedef struct sql_transparency_leaf_row	leaf_row;

/* --- making --------------------------------------------------------------- */

static enum err
entry_of(struct job *job, const leaf_row *row, enum digest_kind kind,
    struct transparency_entry *ret)
{
	if (row->number == NULL || row->salt == NULL || row->content == NULL)
		return FAIL(job->fault, ERR_NOT_FOUND, "transparency.erased");
	*ret = (struct transparency_entry){ .number = *row->number,
	    .version = row->version, .at = row->at, .salt = *row->salt };
	if (!transparency_leaf_action_read(row->action, &ret->action) ||
	    !digest_take(kind, *row->content, &ret->content))
		return FAIL(job->fault, ERR_STORE, "transparency.gap",
		    str_int(job->arena, row->n));
	return OK;
}

static enum err
held_in(struct transparency_tree *tree, int64_t place,
    struct transparency_held *held)
{
	enum err	e = transparency_head_read(held->note, &held->head,
			    tree->job->fault);

	return e == OK ? transparency_tree_inclusion(tree, place,
	    held->head.n, &held->inclusion) : e;
}

static enum err
gather(struct job *job, const leaf_row *row, int64_t old,
    struct transparency_proof *proof)
{
	struct transparency_tree	tree;
	enum err			e = transparency_tree_open(job,
					    &tree);

	proof->place = row->n;
	if (e == OK)
		e = entry_of(job, row, tree.kind, &proof->entry);
	if (e == OK)
		e = transparency_head_first(job, row->n, &proof->first.note);
	if (e == OK)
		e = transparency_head_newest(job, &proof->newest.note);
	if (e == OK)
		e = held_in(&tree, row->n, &proof->first);
	if (e == OK)
		e = held_in(&tree, row->n, &proof->newest);
	if (e != OK)
		return e;
	proof->old = old == 0 ? proof->first.head.n : old;
	return transparency_tree_consistency(&tree, proof->old,
	    proof->newest.head.n, &proof->consistency);
}

static void
put_int(struct json *json, const char *name, int64_t n)
{
	json_put_name(json, name);
	json_put_int(json, n);
}

static void
put_path(struct json *json, const char *name,
    const struct transparency_path *path)
{
	json_put_name(json, name);
	json_open_array(json);
	for (size_t i = 0; i < path->n; i++)
		json_put_str(json, digest_text(json->buf->arena,
		    &path->at[i]));
	json_close_array(json);
}

static void
put_held(struct json *json, const char *name,
    const struct transparency_held *held)
{
	json_put_name(json, name);
	json_open_object(json);
	json_put_member(json, "head", held->note);
	put_path(json, "inclusion", &held->inclusion);
	json_close_object(json);
}

static void
put_leaf(struct json *json, const struct transparency_entry *entry)
{
	struct arena	*arena = json->buf->arena;

	json_put_name(json, "leaf");
	json_open_object(json);
	json_put_member(json, "number", entry->number);
	put_int(json, "version", entry->version);
	json_put_member(json, "action", str_of(transparency_leaf_action(
	    entry->action)));
	put_int(json, "at", entry->at);
	json_put_member(json, "salt", transparency_leaf_salt(arena,
	    entry->salt));
	json_put_member(json, "content", digest_text(arena,
	    &entry->content));
	json_close_object(json);
}

static enum err
write(struct job *job, const struct transparency_proof *proof, str *ret)
{
	struct json	json;
	struct buf	buf;

	buf_init(&buf, job->arena, TRANSPARENCY_PROOF_BYTES);
	json_init(&json, &buf, true);
	json_open_object(&json);
	json_put_member(&json, "format", S(FORMAT));
	put_leaf(&json, &proof->entry);
	put_int(&json, "place", proof->place);
	put_held(&json, "newest", &proof->newest);
	put_held(&json, "first", &proof->first);
	put_int(&json, "old", proof->old);
	put_path(&json, "consistency", &proof->consistency);
	json_close_object(&json);
	buf_byte(&buf, '\n');
	*ret = buf_str(&buf);
	return buf_err(&buf);
}

enum err
transparency_proof_make(struct job *job, int64_t record, int64_t version,
    int64_t old, str *ret)
{
	struct transparency_proof	*proof;
	leaf_row			 row;
	enum err			 e;

	proof = arena_alloc(job->arena, sizeof *proof);
	e = sql_transparency_leaf(job->db, record, version, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "transparency.none");
	if (e == OK && row.n < 0)
		return FAIL(job->fault, ERR_NOT_FOUND, "transparency.waits");
	if (e == OK)
		e = gather(job, &row, old, proof);
	return e == OK ? write(job, proof, ret) : e;
}

/* --- judging -------------------------------------------------------------- */

static bool
is_held(const struct digest *leaf, int64_t place,
    const struct transparency_held *held)
{
	return merkle_included(leaf, place, held->head.n, held->inclusion.at,
	    held->inclusion.n, &held->head.root);
}

/* The log grew from this head to the newest one, by the proof or because it
   is that one. */
static bool
grew(const struct transparency_proof *proof,
    const struct transparency_head *from)
{
	const struct transparency_head	*to = &proof->newest.head;

	if (from->n == to->n)
		return digest_eq(&from->root, &to->root);
	return from->n == proof->old && merkle_consistent(from->n,
	    &from->root, to->n, &to->root, proof->consistency.at,
	    proof->consistency.n);
}

static enum transparency_old
judge_old(const struct transparency_proof *proof,
    const struct transparency_head *old)
{
	const struct transparency_head	*first = &proof->first.head;

	if (old == NULL)
		return TRANSPARENCY_OLD_NONE;
	if (!str_eq(old->key, proof->newest.head.key))
		return TRANSPARENCY_OLD_STRANGER;
	if (old->n == first->n && !digest_eq(&old->root, &first->root))
		return TRANSPARENCY_OLD_FORKED;
	if (grew(proof, old))
		return TRANSPARENCY_OLD_HOLDS;
	return old->n == proof->old || old->n == proof->newest.head.n ?
	    TRANSPARENCY_OLD_FORKED : TRANSPARENCY_OLD_UNTOLD;
}

struct transparency_verdict
transparency_proof_judge(struct arena *arena,
    const struct transparency_proof *proof, const str *content,
    const struct transparency_head *old)
{
	const struct transparency_entry	*entry = &proof->entry;
	struct transparency_verdict	 verdict = { false };
	struct digest			 leaf, made;

	leaf = transparency_leaf_digest(arena, entry);
	verdict.included = is_held(&leaf, proof->place, &proof->newest);
	verdict.since = verdict.included && is_held(&leaf, proof->place,
	    &proof->first) && str_eq(proof->first.head.key,
	    proof->newest.head.key);
	if (content != NULL) {
		made = transparency_leaf_content(arena, entry->content.kind,
		    entry->salt, *content);
		verdict.content = digest_eq(&made, &entry->content);
	}
	verdict.old = judge_old(proof, old);
	verdict.proved = verdict.included && (content == NULL ||
	    verdict.content) && (old == NULL ||
	    verdict.old == TRANSPARENCY_OLD_HOLDS);
	return verdict;
}
