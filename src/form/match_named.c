#include "form/match_named.h"

#include "base/arena.h"
#include "base/yaml.h"

#define FILE_NAME	"rules/names.yaml"
#define NAMES		16u	/* around a value that are looked at */
#define KEYS		4u	/* that one name may stand for */
#define ROLES		3u	/* row, group, column */
#define LEAST		3u	/* values, and */
#define PART		4u	/* one cell in so many, for a table */

/* Another name of a key of the forms, folded. */
struct alias {
	str	fold;
	str	key;
};

struct match_names {
	struct alias	*alias;
	size_t		 n;
};

/* --- the names ----------------------------------------------------------- */

/* A small letter or a digit; '\0' of what only parts words. */
static char
fold_byte(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == '_' || c == '-' || c == ' ' ? '\0' : c;
}

/* "stateSecret" and "state_secret" are one. */
static str
fold(struct arena *arena, str text)
{
	char	*to = arena_alloc(arena, text.n + 1);
	size_t	 n = 0;

	for (size_t i = 0; i < text.n; i++) {
		to[n] = fold_byte(text.at[i]);
		n += to[n] != '\0';
	}
	return (str){ to, n };
}

/* fold(text) is `folded'; asked of each name for each key, so in place. */
static bool
is_folded(str folded, str text)
{
	size_t	n = 0;

	for (size_t i = 0; i < text.n; i++) {
		char	c = fold_byte(text.at[i]);

		if (c == '\0')
			continue;
		if (n == folded.n || folded.at[n] != c)
			return false;
		n++;
	}
	return n == folded.n;
}

enum err
match_named_load(struct arena *arena, const struct match_names **ret,
    struct fault *fault)
{
	struct match_names	*names = arena_alloc(arena, sizeof *names);
	struct yaml		*root;
	size_t			 n = 0;
	enum err		 e;

	e = yaml_load(arena, FILE_NAME, &root, fault);
	if (e != OK)
		return e;
	for (size_t i = 0; i < root->n; i++)
		n += root->item[i].n;
	names->alias = arena_array(arena, n + 1, sizeof *names->alias);
	for (size_t i = 0; i < root->n; i++) {
		str	*text;

		e = yaml_may_texts(arena, root, str_c(arena, root->key[i]),
		    &text, &n, fault);
		if (e != OK)
			return e;
		for (size_t k = 0; k < n; k++)
			names->alias[names->n++] = (struct alias){
				fold(arena, text[k]), root->key[i]
			};
	}
	*ret = names;
	return OK;
}

/* --- a value ------------------------------------------------------------- */

/* One of the names around a value, and what it may stand for. */
struct name {
	str				 fold;
	str				 key[KEYS];
	size_t				 keys;
	const struct match_label	*label;	/* if it is Chinese */
};

struct value {
	const struct doc_named	*named;
	struct name		 name[NAMES];
	size_t			 names;
};

/* The values read as one form's table. */
struct naming {
	struct match		*match;
	const struct form_table	*table;
	unsigned		 slot, form;
	struct value		*value;
	size_t			 values;
	const struct value	**cell;	/* whose value each cell is, or NULL */
	size_t			 found, twice;
};

static void
read_name(struct match *match, str text, struct name *ret)
{
	const struct match_names	*names = match->lore->names;
	enum match_how			 how;

	ret->fold = fold(match->arena, text);
	for (size_t i = 0; i < names->n && ret->keys < KEYS; i++)
		if (str_eq(names->alias[i].fold, ret->fold))
			ret->key[ret->keys++] = names->alias[i].key;
	ret->label = match_label_whole(match->arena, match->lore->index, text,
	    &how);
}

static struct value *
read_values(struct match *match)
{
	const struct doc	*doc = match->doc;
	struct value		*value = arena_array(match->arena,
				    doc->nameds + 1, sizeof *value);

	for (size_t i = 0; i < doc->nameds; i++) {
		value[i].named = &doc->named[i];
		for (size_t k = 0; k < doc->named[i].names && k < NAMES; k++)
			read_name(match, doc->named[i].name[k],
			    &value[i].name[value[i].names++]);
	}
	return value;
}

/* --- roles --------------------------------------------------------------- */

/* The name stands for a key, or for the part of one that is asked for. */
static bool
is_key(const struct name *name, str key)
{
	for (size_t i = 0; i < name->keys; i++)
		if (str_eq(name->key[i], key))
			return true;
	return name->fold.n >= key.n / 2 && is_folded(name->fold, key);
}

static bool
is_label(const struct naming *naming, const struct name *name,
    enum match_kind kind, size_t index, size_t column)
{
	for (size_t i = 0; name->label != NULL && i < name->label->hits;
	    i++) {
		const struct match_hit	*hit = &name->label->hit[i];

		if (hit->kind == kind && hit->slot == naming->slot &&
		    hit->form == naming->form && hit->index == index &&
		    (kind != MATCH_COLUMN || hit->column == column))
			return true;
	}
	return false;
}

/* The last part of a row's key: "state_secret" of "denied.state_secret". */
static str
own_part(str key)
{
	size_t	at = key.n;

	while (at > 0 && key.at[at - 1] != '.')
		at--;
	return str_sub(key, at, key.n);
}

static bool
is_row(const struct naming *naming, const struct name *name, size_t r)
{
	str	key = naming->table->row[r].key;

	return is_label(naming, name, MATCH_ROW, r, 0) ||
	    is_key(name, key) || is_key(name, own_part(key));
}

static bool
is_column(const struct naming *naming, const struct name *name, size_t r,
    size_t c)
{
	const struct form_row	*row = &naming->table->row[r];

	return is_label(naming, name, MATCH_COLUMN, row->block, c) ||
	    is_key(name, row->column[c].key);
}

/*
 * The group that the row's key begins with: "denied" of "denied.inquiry".
 * Groups around it tell rows of nothing apart.
 */
static bool
is_group(const struct naming *naming, const struct name *name, size_t r)
{
	const struct form_table	*table = naming->table;
	str			 key = table->row[r].key, part;

	if (!str_has(key, S(".")) || !str_cut(&key, '.', &part))
		return false;
	if (is_key(name, part))
		return true;
	for (size_t g = 0; g < table->groups; g++)
		if (str_eq(table->group[g].key, part) &&
		    is_label(naming, name, MATCH_GROUP, g, 0))
			return true;
	return false;
}

/* The name stands for some row or column of the table. */
static bool
is_known(const struct naming *naming, const struct name *name)
{
	const struct form_table	*table = naming->table;

	for (size_t r = 0; r < table->rows; r++) {
		if (is_row(naming, name, r))
			return true;
		if (r > 0 && table->row[r].block == table->row[r - 1].block)
			continue;
		for (size_t c = 0; c < table->row[r].columns; c++)
			if (is_column(naming, name, r, c))
				return true;
	}
	for (size_t r = 0; r < table->rows; r++)
		if (is_group(naming, name, r))
			return true;
	return false;
}

/*
 * The known names in [0, n) of a value can be shared out among the row, its
 * groups and the column, each once; row and column must have theirs.
 */
static bool
share(const struct naming *naming, const struct name *const *name, size_t n,
    size_t r, size_t c, bool row, bool column)
{
	bool	group;

	if (n == 0)
		return !row && !column;
	n--;
	group = is_group(naming, name[n], r);
	return (row && is_row(naming, name[n], r) &&
	    share(naming, name, n, r, c, false, column)) ||
	    (column && is_column(naming, name[n], r, c) &&
	    share(naming, name, n, r, c, row, false)) ||
	    (group && share(naming, name, n, r, c, row, column));
}

/* The cell that a value is, if it is only one; else the number of cells. */
static size_t
cell_of(const struct naming *naming, const struct value *value)
{
	const struct form_table	*table = naming->table;
	const struct doc_named	*named = value->named;
	const struct name	*known[ROLES];
	size_t			 n = 0, found = table->cells;

	for (size_t i = 0; i < value->names; i++) {
		if (!is_known(naming, &value->name[i]))
			continue;
		if (n == ROLES)
			return table->cells;
		known[n++] = &value->name[i];
	}
	for (size_t r = 0; n > 0 && r < table->rows; r++)
		for (size_t c = 0; c < table->row[r].columns; c++) {
			size_t	columns = table->row[r].columns;
			bool	sole = columns == 1 || (named->of == columns &&
				    named->index == c);

			if (!share(naming, known, n, r, c, true, true) &&
			    !(sole && share(naming, known, n, r, c, true,
			    false)))
				continue;
			if (found != table->cells)
				return table->cells;
			found = table->row[r].first + c;
		}
	return found;
}

static void
name_cells(struct naming *naming)
{
	naming->cell = arena_array(naming->match->arena,
	    naming->table->cells + 1, sizeof(struct value *));
	for (size_t i = 0; i < naming->values; i++) {
		size_t	cell = cell_of(naming, &naming->value[i]);

		if (cell == naming->table->cells)
			continue;
		if (naming->cell[cell] != NULL)
			naming->twice++;
		else
			naming->found++;
		naming->cell[cell] = &naming->value[i];
	}
}

/* --- tables -------------------------------------------------------------- */

static void
fill_cells(const struct naming *naming, struct filled_table *at)
{
	struct match	*match = naming->match;

	for (size_t r = 0; r < at->table->rows; r++) {
		const struct form_row	*row = &at->table->row[r];
		size_t			 some = 0;

		for (size_t c = 0; c < row->columns; c++) {
			const struct value *value =
			    naming->cell[row->first + c];
			struct filled_cell *cell = &at->cell[row->first + c];
			struct filled_remark *remark;

			if (value == NULL)
				continue;
			some++;
			match_cell_read(match->arena, match->lore->words,
			    &row->column[c], value->named->text, cell);
			cell->place = value->named->place;
			if (cell->state != FILLED_UNREADABLE)
				continue;
			remark = match_remark(match, FILLED_CELL_UNREADABLE,
			    at->table->key, cell->place);
			remark->row = row->key;
			remark->column = row->column[c].key;
			remark->quote = cell->raw;
		}
		if (some == 0)
			match_remark(match, FILLED_ROW_MISSING,
			    at->table->key, (struct doc_place){ 0 })->row =
			    row->key;
	}
}

/*
 * The form whose table of a slot the values make best, of two that are equal
 * the report's own.  False if they make none.
 */
static bool
best_form(struct match *match, struct value *value, size_t slot,
    const struct match_slot *of, struct naming *best)
{
	*best = (struct naming){ 0 };
	for (unsigned f = 0; f < match->forms->n; f++) {
		struct naming	naming = {
			.match = match, .table = of->table[f],
			.slot = (unsigned)slot, .form = f,
			.value = value, .values = match->doc->nameds
		};

		if (naming.table == NULL)
			continue;
		name_cells(&naming);
		if (naming.found < LEAST || naming.twice * 2 > naming.found ||
		    naming.found * PART < naming.table->cells)
			continue;
		if (best->table == NULL || naming.found > best->found ||
		    (naming.found == best->found &&
		    &match->forms->form[f] == match->filled->form))
			*best = naming;
	}
	return best->table != NULL;
}

size_t
match_named_fill(struct match *match)
{
	struct filled		*filled = match->filled;
	const struct match_slot	*slot;
	struct value		*value;
	struct naming		 best;
	size_t			 slots, tables = 0;

	if (match->doc->nameds == 0)
		return 0;
	value = read_values(match);
	slot = match_label_slots(match->lore->index, &slots);
	for (size_t t = 0; t < filled->tables; t++)
		for (size_t i = 0; i < slots; i++) {
			struct filled_table	*at = &filled->table[t];

			if (at->table != NULL || !str_eq(slot[i].key,
			    filled->form->table[t].key) || !best_form(match,
			    value, i, &slot[i], &best))
				continue;
			at->form = &match->forms->form[best.form];
			at->table = best.table;
			at->cell = arena_array(match->arena,
			    at->table->cells, sizeof *at->cell);
			at->pieces = 1;
			fill_cells(&best, at);
			tables++;
		}
	return tables;
}
