#include "office/import_agency.h"

#include "base/arena.h"
#include "base/digest.h"
#include "domain/person.h"
#include "office/import_agency_row.h"
#include "office/import_agency_tree.h"

#define NEED	S("agency.change")

static const char *const	columns[] = { "code", "name", "level",
	"above", "supervisor", "division", "organisation", "credit", "scheme",
	"since", "until", "office", "address", "hours", "phone", "fax",
	"post_code", "mail", "site", NULL };

/* --- the plan ---------------------------------------------------------- */

/* As people read it: the word for a level. */
static void
name_level(struct job *job, str *text)
{
	const char	*key = arena_printf(job->arena, "agency.%.*s",
			    STRF(*text));

	if (text->n > 0 && word_has(job->words, key))
		*text = word(job->words, key);
}

/* Each column that changes, or that a new body has. */
static void
tell_changes(struct import *import, struct import_agency_row texts,
    struct import_row *row)
{
	name_level(import->job, &texts.old[IMPORT_AGENCY_LEVEL]);
	name_level(import->job, &texts.text[IMPORT_AGENCY_LEVEL]);
	import_changes(import, row, texts.old, texts.text,
	    IMPORT_AGENCY__COLUMNS);
}

static bool
differs(const struct import_agency_row *row)
{
	for (int i = 0; i < IMPORT_AGENCY__COLUMNS; i++)
		if (import_agency_row_differs(row, i))
			return true;
	return false;
}

/* What a row says of its node, and what is wrong with its fields. */
static enum err
read_row(struct job *job, struct import *import, struct import_row *row,
    struct import_agency_node *node)
{
	struct import_agency_row	 texts;
	struct agency_contact		 contact = { 0 };
	struct agency			 body = { 0 };
	struct fault			*fault = arena_alloc(job->arena,
					    sizeof *fault);
	int				 column = -1;
	enum err			 e;

	e = import_agency_row_read(job, import, row, node->old, &texts);
	if (e != OK)
		return e;
	node->row = row;
	node->name = texts.text[IMPORT_AGENCY_NAME];
	node->above = texts.text[IMPORT_AGENCY_ABOVE];
	node->supervisor = texts.text[IMPORT_AGENCY_SUPERVISOR];
	node->closed = texts.text[IMPORT_AGENCY_UNTIL].n > 0;
	row->about = node->name;
	row->verdict = node->old == NULL ? IMPORT_NEW : differs(&texts) ?
	    IMPORT_CHANGED : IMPORT_UNCHANGED;
	if (row->verdict != IMPORT_UNCHANGED)
		tell_changes(import, texts, row);
	node->known = import_agency_row_body(&texts, &body, &contact,
	    &column, fault) == OK;
	if (node->known && agency_check_scheme(job, &body, fault) != OK) {
		node->known = false;
		column = IMPORT_AGENCY_SCHEME;
	}
	if (!node->known)
		import_fault(import, row, column, fault);
	else if (body.until != DAY_NONE && body.until > job->today)
		import_wrong(import, row, IMPORT_AGENCY_UNTIL, WORD(
		    job->arena, job->words, "agency.future",
		    texts.text[IMPORT_AGENCY_UNTIL]));
	node->level = body.level;
	return OK;
}

static enum err
read_rows(struct job *job, struct import *import,
    struct import_agency_tree *tree)
{
	enum err	e = OK;

	for (size_t i = 0; e == OK && i < import->n; i++) {
		struct import_row		*row = &import->row[i];
		str				 code = row->field[0];
		struct import_agency_node	*node;

		if (code.n == 0) {
			import_wrong(import, row, 0, word(job->words,
			    "import.no_code"));
			continue;
		}
		node = import_agency_tree_find(tree, code);
		if (node != NULL && node->row != NULL) {
			import_wrong(import, row, 0, WORD(job->arena,
			    job->words, "import.doubled", str_printf(
			    job->arena, "%u", node->row->line)));
			continue;
		}
		if (node == NULL)
			node = import_agency_tree_add(tree, code);
		e = read_row(job, import, row, node);
	}
	return e;
}

/* The rows, parents first and as they stand in the file. */
static size_t *
order_rows(const struct import *import, const struct import_agency_tree *tree)
{
	struct arena	*arena = import->job->arena;
	size_t		*depth = arena_array(arena, import->n + 1,
			    sizeof *depth);
	size_t		*order = arena_array(arena, import->n + 1,
			    sizeof *order);
	size_t		 deepest = 0, n = 0;

	for (size_t i = 0; i < tree->n; i++) {
		const struct import_agency_node	*node = &tree->node[i];

		if (node->row == NULL)
			continue;
		depth[node->row - import->row] = node->depth;
		if (node->depth > deepest)
			deepest = node->depth;
	}
	for (size_t d = 0; d <= deepest; d++)
		for (size_t i = 0; i < import->n; i++)
			if (depth[i] == d)
				order[n++] = i;
	return order;
}

/* Who acts may change the body of a node where it is, and have it where it is
   to be; a new root is the machine's to make. */
static bool
may_put(struct job *job, const struct import_agency_tree *tree,
    const struct import_agency_node *node)
{
	size_t	up = node->up;

	if (node->old != NULL && !person_may(job, NEED, node->old->id))
		return false;
	if (up == 0)
		return node->old != NULL && node->old->above == 0;
	while (up != 0 && tree->node[up - 1].old == NULL)
		up = tree->node[up - 1].up;
	return up != 0 && person_may(job, NEED, tree->node[up - 1].old->id);
}

static void
hold_rights(struct job *job, struct import *import,
    const struct import_agency_tree *tree)
{
	for (size_t i = 0; job->actor != NULL && i < tree->n; i++) {
		struct import_row	*row = tree->node[i].row;

		if (row != NULL && row->verdict != IMPORT_UNCHANGED &&
		    !may_put(job, tree, &tree->node[i]))
			import_wrong(import, row, -1, word(job->words,
			    "import.not_yours"));
	}
}

static enum err
plan(struct job *job, struct import *import)
{
	struct import_agency_tree	 tree;
	struct digest			 digest;
	size_t				*order;
	enum err			 e;

	e = import_agency_tree_new(job, import->n, &tree);
	if (e == OK)
		e = read_rows(job, import, &tree);
	if (e != OK)
		return e;
	import_agency_tree_check(import, &tree);
	if (import->wrong == 0)
		hold_rights(job, import, &tree);
	if (import->wrong > 0)
		return OK;
	order = order_rows(import, &tree);
	digest = digest_of(DIGEST_SHA256, (str){ (const char *)order,
	    import->n * sizeof *order });
	import->order = digest_text(job->arena, &digest);
	import->plan = order;
	import->steps = 3 * import->n;
	return OK;
}

/* --- applying ---------------------------------------------------------- */

/* A body that a row names by its code; 0 for an empty code. */
static enum err
find(struct job *job, str code, int64_t *ret)
{
	struct agency	body = { 0 };
	enum err	e = code.n == 0 ? OK : agency_find(job, code, &body);

	*ret = body.id;
	return e;
}

/* The body of a row as it is now; NULL if there is none yet. */
static enum err
find_row(struct job *job, const struct import_row *row, struct agency *body,
    const struct agency **ret)
{
	enum err	e = agency_find(job, row->field[0], body);

	*ret = e == OK ? body : NULL;
	if (e != ERR_NOT_FOUND)
		return e;
	*body = (struct agency){ .since = DAY_NONE, .until = DAY_NONE };
	fault_clear(job->fault);
	return OK;
}

static str
reason(struct job *job, const struct import *import)
{
	return WORD(job->arena, job->words, "import.reason", import->file);
}

/* Make the body of a row, or change it, but for its supervisor and its end:
   others must be there, or gone, first. */
static enum err
put(struct job *job, const struct import *import,
    const struct import_row *row)
{
	struct import_agency_row	 texts;
	struct agency_contact		 contact = { 0 };
	const struct agency		*old;
	struct agency			 body;
	day				 until;
	int				 column;
	enum err			 e;

	e = find_row(job, row, &body, &old);
	if (e == OK)
		e = import_agency_row_read(job, import, row, old, &texts);
	if (e == OK && old != NULL)
		e = agency_contact_load(job, body.id, &contact);
	if (e != OK)
		return e;
	until = body.until;
	e = import_agency_row_body(&texts, &body, &contact, &column,
	    job->fault);
	if (e == OK)
		e = find(job, texts.text[IMPORT_AGENCY_ABOVE], &body.above);
	if (e != OK)
		return e;
	if (old == NULL) {
		e = agency_new(job, &body, reason(job, import));
	} else {
		if (until == DAY_NONE)
			body.until = DAY_NONE;
		e = agency_save(job, &body, reason(job, import));
	}
	return e == OK ? agency_contact_save(job, body.id, &contact,
	    reason(job, import)) : e;
}

/* One that was only just made was supervised from its first day. */
static enum err
supervise(struct job *job, const struct import *import,
    const struct import_row *row)
{
	struct import_agency_row	texts;
	struct agency			body;
	enum err			e;

	e = agency_find(job, row->field[0], &body);
	if (e == OK)
		e = import_agency_row_read(job, import, row, &body, &texts);
	if (e == OK)
		e = find(job, texts.text[IMPORT_AGENCY_SUPERVISOR],
		    &body.supervisor);
	if (e != OK)
		return e;
	return body.version == 1 ? agency_save_from(job, &body, body.since,
	    reason(job, import)) : agency_save(job, &body, reason(job,
	    import));
}

static enum err
close_body(struct job *job, const struct import *import,
    const struct import_row *row)
{
	struct import_agency_row	texts;
	struct agency			body;
	enum err			e;

	e = agency_find(job, row->field[0], &body);
	if (e == OK)
		e = import_agency_row_read(job, import, row, &body, &texts);
	if (e != OK)
		return e;
	body.until = day_read(texts.text[IMPORT_AGENCY_UNTIL]);
	return agency_save(job, &body, reason(job, import));
}

/* All bodies parents first, then their supervisors, then what is closed from
   below. */
static enum err
apply(struct job *job, struct import *import, size_t from, size_t until)
{
	const size_t	*order = import->plan;
	size_t		 n = import->n;
	enum err	 e = OK;

	for (size_t i = from; e == OK && i < until; i++) {
		import->at = order[i < n ? i : i < 2 * n ? i - n :
		    3 * n - 1 - i];
		if (i < n)
			e = put(job, import, &import->row[import->at]);
		else if (i < 2 * n)
			e = supervise(job, import, &import->row[import->at]);
		else
			e = close_body(job, import, &import->row[import->at]);
	}
	return e;
}

const struct import_kind	import_agency = { .name = "agencies",
	.need = NEED, .column = columns, .plan = plan, .apply = apply };
