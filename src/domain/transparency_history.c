#include "domain/transparency_history.h"

#include "base/arena.h"
#include "domain/record_content.h"
#include "domain/transparency_head.h"
#include "woven/sql.h"

typedef struct sql_transparency_history_row	row_type;

/* The moment of the first head that holds a leaf. */
static enum err
since(struct job *job, const row_type *row, int64_t *ret)
{
	struct transparency_head	head;
	str				note;
	enum err			e;

	if (row->n == NULL)
		return OK;
	e = transparency_head_first(job, *row->n, &note);
	if (e == ERR_NOT_FOUND) {
		fault_clear(job->fault);
		return OK;
	}
	if (e == OK)
		e = transparency_head_read(note, &head, job->fault);
	if (e == OK)
		*ret = head.at;
	return e;
}

/* Does it still say what was entered? */
static enum err
now(struct job *job, int64_t record, const row_type *row,
    enum digest_kind kind, enum transparency_now *ret)
{
	struct digest	kept, made;
	str		content;
	enum err	e;

	*ret = TRANSPARENCY_NOW_ERASED;
	if (row->erasure != NULL)
		return OK;
	*ret = TRANSPARENCY_NOW_GONE;
	e = record_content(job, record, row->version, &content);
	if (e == ERR_NOT_FOUND) {
		fault_clear(job->fault);
		return OK;
	}
	if (e != OK)
		return e;
	*ret = TRANSPARENCY_NOW_OTHER;
	if (row->salt == NULL || row->content == NULL ||
	    !digest_take(kind, *row->content, &kept))
		return OK;
	made = transparency_leaf_content(job->arena, kind, *row->salt,
	    content);
	if (digest_eq(&kept, &made))
		*ret = TRANSPARENCY_NOW_SAME;
	return OK;
}

static enum err
look(struct job *job, int64_t record, const row_type *row,
    enum digest_kind kind, struct transparency_past *ret)
{
	struct arena_mark	mark = arena_mark(job->arena);
	enum err		e;

	*ret = (struct transparency_past){ .version = row->version,
	    .at = row->at };
	if (!transparency_leaf_action_read(row->action, &ret->action))
		return FAIL(job->fault, ERR_STORE, "transparency.gap",
		    row->action);
	e = since(job, row, &ret->since);
	if (e == OK)
		e = now(job, record, row, kind, &ret->now);
	arena_rewind(job->arena, mark);
	return e;
}

enum err
transparency_history(struct job *job, int64_t record,
    struct transparency_past **ret, size_t *ret_n)
{
	struct sql_transparency_tree_row	 tree;
	enum digest_kind			 kind = DIGEST_SHA256;
	row_type				*row;
	enum err				 e;

	e = sql_transparency_history(job->db, record, TRANSPARENCY_HISTORY,
	    &row, ret_n);
	if (e == OK)
		e = sql_transparency_tree(job->db, &tree);
	if (e == ERR_NOT_FOUND || (e == OK && *ret_n > 0 &&
	    !digest_kind_read(tree.kind, &kind)))
		return FAIL(job->fault, ERR_STORE, "transparency.no_tree");
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; e == OK && i < *ret_n; i++)
		e = look(job, record, &row[i], kind, &(*ret)[i]);
	return e;
}
