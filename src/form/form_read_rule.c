#include "form/form_read.h"

#include "base/arena.h"

/* Which relations a check can tell of; tests/check proves that each exists. */
static const struct {
	const char		*id;
	enum form_relation	 relation;
	bool			 last;	/* with last year's report */
} shapes[] = {
	{ "C1", FORM_EQUAL, true },
	{ "C2", FORM_EQUAL, true },
	{ "C3", FORM_EQUAL, true },
	{ "C3", FORM_AT_LEAST, false },
	{ "C4", FORM_AT_LEAST, true },
	{ "I1", FORM_EQUAL, false },
	{ "I2", FORM_EQUAL, false },
	{ "I3", FORM_EQUAL, false },
	{ "I5", FORM_AT_LEAST, false },
	{ "P1", FORM_EQUAL, false }
};

/* A relation while it is read. */
struct draft {
	const struct form_reader *reader;
	struct yaml		*node;	/* the words of the relation */
	struct form_rule	*rule;
	struct form_term	*term;	/* of the side being read */
	size_t			 n;
};

static enum err
wrong(const struct draft *draft, const char *key, str what)
{
	return yaml_wrong(draft->node, key, what, draft->reader->fault);
}

static void
add_term(struct draft *draft, size_t index, bool last)
{
	draft->term = form_read_room(draft->reader->arena, draft->term,
	    draft->n, sizeof *draft->term);
	draft->term[draft->n++] = (struct form_term){ index, last };
	draft->rule->last = draft->rule->last || last;
}

/* True when a group is `key' or lies inside it. */
static bool
inside(const struct form_table *table, str group, str key, bool of_columns)
{
	for (size_t i = table->groups; i-- > 0 && group.n > 0;) {
		const struct form_group	*at = &table->group[i];

		if (at->of_columns != of_columns || !str_eq(at->key, group))
			continue;
		if (str_eq(group, key))
			return true;
		group = at->parent;
	}
	return false;
}

/* A row by its key, or every row of a group by the group's key. */
static void
add_rows(struct draft *draft, str key, bool last)
{
	const struct form_table	*table = draft->reader->table;

	for (size_t i = 0; i < table->rows; i++)
		if (str_eq(table->row[i].key, key) ||
		    inside(table, table->row[i].group, key, false))
			add_term(draft, i, last);
}

static void
add_columns(struct draft *draft, str key, bool last)
{
	const struct form_table	*table = draft->reader->table;
	const struct form_row	*row = &table->row[draft->rule->row[0]];

	for (size_t i = 0; i < row->columns; i++)
		if (str_eq(row->column[i].key, key) ||
		    inside(table, row->column[i].group, key, true))
			add_term(draft, i, last);
}

/* The next word, cut at blanks; empty at the end. */
static str
next_word(str *rest)
{
	str	word = S("");

	*rest = str_trim(*rest);
	str_cut(rest, ' ', &word);
	return word;
}

/* Terms with "+" between them, up to the relation or the end. */
static enum err
read_side(struct draft *draft, str *rest, str *ret_stop)
{
	str	word;

	draft->term = NULL;
	draft->n = 0;
	do {
		bool	last;
		size_t	before = draft->n;

		word = next_word(rest);
		last = str_is(word, "last");
		if (last)
			word = next_word(rest);
		if (draft->rule->kind == FORM_SUM_ROWS)
			add_rows(draft, word, last);
		else
			add_columns(draft, word, last);
		if (draft->n == before)
			return wrong(draft, "form.rule_term", word);
		word = next_word(rest);
	} while (str_is(word, "+"));
	*ret_stop = word;
	return OK;
}

static enum err
read_relation(struct draft *draft)
{
	struct form_rule	*rule = draft->rule;
	str			 rest = draft->node->text, stop;
	enum err		 e;

	e = read_side(draft, &rest, &stop);
	if (e != OK)
		return e;
	rule->left = draft->term;
	rule->lefts = draft->n;
	if (str_is(stop, ">="))
		rule->relation = FORM_AT_LEAST;
	else if (!str_is(stop, "="))
		return wrong(draft, "form.rule_sign", stop);
	e = read_side(draft, &rest, &stop);
	if (e != OK)
		return e;
	rule->right = draft->term;
	rule->rights = draft->n;
	if (stop.n > 0)
		return wrong(draft, "form.rule_sign", stop);
	return OK;
}

/* The rows in which a sum of columns holds: those named, or all. */
static enum err
read_where(const struct form_reader *reader, struct yaml *map,
    struct form_rule *rule)
{
	const struct form_table	*table = reader->table;
	size_t			*row;
	str			*key = NULL;
	size_t			 n = 0;
	enum err		 e;

	e = yaml_may_texts(reader->arena, map, "rows", &key, &n,
	    reader->fault);
	if (e != OK)
		return e;
	row = arena_array(reader->arena, n > 0 ? n : table->rows,
	    sizeof *row);
	for (size_t i = 0; i < (n > 0 ? n : table->rows); i++) {
		ptrdiff_t	at = n > 0 ? form_row(table, key[i]) :
				    (ptrdiff_t)i;

		if (at < 0)
			return yaml_wrong(map, "form.rule_term", key[i],
			    reader->fault);
		row[i] = (size_t)at;
	}
	rule->row = row;
	rule->rows = n > 0 ? n : table->rows;
	return OK;
}

static bool
same_columns(const struct form_row *a, const struct form_row *b,
    const struct form_term *term, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (term[i].index >= b->columns ||
		    !str_eq(a->column[term[i].index].key,
		    b->column[term[i].index].key))
			return false;
	return true;
}

/*
 * Terms must mean the same thing wherever the relation holds: rows of one
 * block, or columns that stand at the same place in each row.
 */
static enum err
check_reach(const struct draft *draft)
{
	const struct form_row	*row = draft->reader->table->row;
	const struct form_rule	*rule = draft->rule;

	if (rule->kind == FORM_SUM_ROWS) {
		for (size_t i = 0; i < rule->lefts + rule->rights; i++) {
			size_t	at = i < rule->lefts ? rule->left[i].index :
				    rule->right[i - rule->lefts].index;

			if (row[at].block != row[rule->left[0].index].block)
				return wrong(draft, "form.rule_reach",
				    row[at].key);
		}
		return OK;
	}
	for (size_t i = 0; i < rule->rows; i++) {
		const struct form_row	*here = &row[rule->row[i]];

		if (!same_columns(&row[rule->row[0]], here, rule->left,
		    rule->lefts) || !same_columns(&row[rule->row[0]], here,
		    rule->right, rule->rights))
			return wrong(draft, "form.rule_reach", here->key);
	}
	return OK;
}

static enum err
check_shape(const struct form_reader *reader, struct yaml *map,
    const struct form_rule *rule)
{
	const char	*key = "form.rule_id";

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		if (!str_is(rule->id, shapes[i].id))
			continue;
		if (rule->relation == shapes[i].relation &&
		    rule->last == shapes[i].last)
			return OK;
		key = "form.rule_shape";
	}
	return yaml_wrong(yaml_get(map, "id"), key, rule->id, reader->fault);
}

static enum err
read_every(const struct form_reader *reader, struct yaml *map,
    struct form_rule *rule)
{
	str		every;
	enum err	e;

	e = yaml_want_text(map, "every", &every, reader->fault);
	if (e != OK)
		return e;
	if (str_is(every, "column")) {
		rule->kind = FORM_SUM_ROWS;
		return OK;
	}
	if (!str_is(every, "row"))
		return yaml_wrong(yaml_get(map, "every"), "form.choice",
		    every, reader->fault);
	rule->kind = FORM_SUM_COLUMNS;
	return read_where(reader, map, rule);
}

enum err
form_read_rule(const struct form_reader *reader, struct yaml *map,
    struct form_rule *ret)
{
	struct form_rule	rule = { .printed = false };
	struct draft		draft = { .reader = reader, .rule = &rule };
	enum err		e;

	if (map->kind != YAML_MAP)
		return yaml_wrong(map, "yaml.want_map", S("rules"),
		    reader->fault);
	e = yaml_want_text(map, "id", &rule.id, reader->fault);
	if (e == OK)
		e = read_every(reader, map, &rule);
	if (e == OK)
		e = yaml_want(map, "holds", YAML_TEXT, &draft.node,
		    reader->fault);
	if (e == OK)
		e = read_relation(&draft);
	if (e == OK)
		e = check_reach(&draft);
	if (e == OK)
		e = check_shape(reader, map, &rule);
	if (e == OK)
		e = yaml_may_bool(map, "printed", &rule.printed,
		    reader->fault);
	if (e == OK)
		e = yaml_want_text(map, "source", &rule.source,
		    reader->fault);
	if (e == OK)
		e = yaml_done(map, reader->fault);
	if (e == OK)
		*ret = rule;
	return e;
}
