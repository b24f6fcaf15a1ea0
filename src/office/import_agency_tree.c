#include "office/import_agency_tree.h"

#include <stdlib.h>

#include "base/arena.h"
#include "office/import_agency_row.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
same_code(str a, str b)
{
	for (size_t i = 0; i < a.n && i < b.n; i++)
		if (lower(a.at[i]) != lower(b.at[i]))
			return false;
	return a.n == b.n;
}

/* Where a code stands in the table, or should. */
static size_t
slot_of(const struct import_agency_tree *tree, str code)
{
	uint64_t	hash = 14695981039346656037u;
	size_t		slot;

	for (size_t i = 0; i < code.n; i++)
		hash = (hash ^ (unsigned char)lower(code.at[i])) *
		    1099511628211u;
	slot = (size_t)(hash ^ hash >> 32) & tree->mask;
	while (tree->table[slot] != 0 &&
	    !same_code(tree->node[tree->table[slot] - 1].code, code))
		slot = (slot + 1) & tree->mask;
	return slot;
}

struct import_agency_node *
import_agency_tree_find(const struct import_agency_tree *tree, str code)
{
	size_t	at = tree->table[slot_of(tree, code)];

	return at == 0 ? NULL : &tree->node[at - 1];
}

struct import_agency_node *
import_agency_tree_add(struct import_agency_tree *tree, str code)
{
	struct import_agency_node	*node = &tree->node[tree->n];

	tree->table[slot_of(tree, code)] = ++tree->n;
	node->code = code;
	return node;
}

/* --- the store's ------------------------------------------------------- */

static int
by_id(const void *a, const void *b)
{
	const struct agency	*const *x = a, *const *y = b;

	return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

/* The code of a body among those sorted by id; empty for none. */
static str
code_of(const struct agency *const *sorted, size_t n, int64_t id)
{
	const struct agency		 key = { .id = id };
	const struct agency		*wanted = &key;
	const struct agency *const	*found;

	found = n == 0 ? NULL : bsearch(&wanted, sorted, n, sizeof *sorted,
	    by_id);
	return found == NULL ? S("") : (*found)->code;
}

enum err
import_agency_tree_new(struct job *job, size_t rows,
    struct import_agency_tree *ret)
{
	const struct agency	**sorted;
	struct agency		 *body;
	size_t			  n, size = 16;
	enum err		  e;

	e = agency_below(job, 0, &body, &n);
	if (e != OK)
		return e;
	while (size < 2 * (n + rows))
		size *= 2;
	*ret = (struct import_agency_tree){ .node = arena_array(job->arena,
	    n + rows + 1, sizeof *ret->node), .table = arena_array(
	    job->arena, size, sizeof *ret->table), .mask = size - 1 };
	sorted = arena_array(job->arena, n + 1, sizeof(const struct agency *));
	for (size_t i = 0; i < n; i++)
		sorted[i] = &body[i];
	if (n > 0)
		qsort(sorted, n, sizeof *sorted, by_id);
	for (size_t i = 0; i < n; i++) {
		struct import_agency_node	*node =
		    import_agency_tree_add(ret, body[i].code);

		node->old = &body[i];
		node->name = body[i].name;
		node->level = body[i].level;
		node->closed = body[i].until != DAY_NONE;
		node->above = code_of(sorted, n, body[i].above);
		node->supervisor = code_of(sorted, n, body[i].supervisor);
		node->known = true;
	}
	return OK;
}

/* --- as it would be ---------------------------------------------------- */

static void
wrong(struct import *import, struct import_row *row, int column,
    const char *key, str a, str b)
{
	import_wrong(import, row, column, WORD(import->job->arena,
	    import->job->words, key, a, b));
}

static void
link_up(struct import *import, struct import_agency_tree *tree,
    struct import_agency_node *node)
{
	const struct import_agency_node	*above, *other;

	if (node->above.n > 0) {
		above = import_agency_tree_find(tree, node->above);
		if (above != NULL)
			node->up = (size_t)(above - tree->node) + 1;
		else if (node->row != NULL)
			wrong(import, node->row, IMPORT_AGENCY_ABOVE,
			    "agency.unknown", node->above, S(""));
	}
	other = node->row == NULL || node->supervisor.n == 0 ? NULL :
	    import_agency_tree_find(tree, node->supervisor);
	if (other == node)
		wrong(import, node->row, IMPORT_AGENCY_SUPERVISOR,
		    "agency.itself", S(""), S(""));
	else if (other == NULL && node->row != NULL && node->supervisor.n > 0)
		wrong(import, node->row, IMPORT_AGENCY_SUPERVISOR,
		    "agency.unknown", node->supervisor, S(""));
	else if (other != NULL && other->closed && !node->closed)
		wrong(import, node->row, IMPORT_AGENCY_SUPERVISOR,
		    "agency.closed", other->name, S(""));
}

/* What stands needs a standing body above it, of a level that holds it. */
static void
check_place(struct import *import, const struct import_agency_tree *tree,
    const struct import_agency_node *node)
{
	struct import_agency_node	*above;

	if (node->up == 0 || node->closed)
		return;
	above = &tree->node[node->up - 1];
	if (!node->known || !above->known)
		return;
	if (above->closed && above->row != NULL) {
		if (!above->told)
			wrong(import, above->row, IMPORT_AGENCY_UNTIL,
			    "agency.has_below", above->name, S(""));
		above->told = true;
	} else if (above->closed && node->row != NULL) {
		wrong(import, node->row, IMPORT_AGENCY_ABOVE,
		    "agency.closed", above->name, S(""));
	} else if (!agency_level_fits(node->level, above->level)) {
		wrong(import, node->row != NULL ? node->row : above->row,
		    IMPORT_AGENCY_LEVEL, "agency.wrong_level", node->name,
		    above->name);
	}
}

/* How deep it stands; more than there are bodies: it stands below itself. */
static size_t
depth_of(const struct import_agency_tree *tree,
    const struct import_agency_node *node)
{
	size_t	depth = 0;

	for (; node->up != 0 && depth <= tree->n; depth++)
		node = &tree->node[node->up - 1];
	return depth;
}

void
import_agency_tree_check(struct import *import,
    struct import_agency_tree *tree)
{
	for (size_t i = 0; i < tree->n; i++)
		link_up(import, tree, &tree->node[i]);
	for (size_t i = 0; i < tree->n; i++) {
		struct import_agency_node	*node = &tree->node[i];

		node->depth = depth_of(tree, node);
		if (node->depth > tree->n && node->row != NULL)
			wrong(import, node->row, IMPORT_AGENCY_ABOVE,
			    "agency.cycle", node->name, S(""));
		else if (node->row != NULL || (node->up != 0 &&
		    tree->node[node->up - 1].row != NULL))
			check_place(import, tree, node);
	}
}
