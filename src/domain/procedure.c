#include "domain/procedure.h"

#include "base/arena.h"
#include "base/data.h"
#include "base/yaml.h"

#define ROWS_MOST	500	/* of one kind */
#define DAYS_MOST	1000	/* of one period */

static const char	path[] = "rules/procedure.yaml";

/* What reading a kind hands on. */
struct reading {
	struct arena		*arena;
	struct procedure_kind	*kind;	/* being filled */
	struct procedure_row	*row;	/* its rows */
	struct fault		*fault;
};

/* Letters, digits and `_' in small, as names in C and words/ are. */
static bool
is_name(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.at[i] >= 'a' && s.at[i] <= 'z') || s.at[i] == '_' ||
		    (i > 0 && s.at[i] >= '0' && s.at[i] <= '9')))
			return false;
	return s.n > 0 && s.n <= 40;
}

/* The names of a list; each a name and none twice. */
static enum err
read_names(struct reading *reading, struct yaml *map, const char *key,
    str **ret, size_t *ret_n)
{
	struct yaml	*node = yaml_get(map, key);
	enum err	 e;

	*ret_n = 0;
	e = yaml_may_texts(reading->arena, map, key, ret, ret_n,
	    reading->fault);
	if (e == OK && *ret_n == 0)
		e = yaml_wrong(map, "yaml.missing", str_of(key),
		    reading->fault);
	for (size_t i = 0; e == OK && i < *ret_n; i++)
		if (!is_name((*ret)[i]) || str_among(*ret, i, (*ret)[i]))
			e = yaml_wrong(node, "procedure.name", (*ret)[i],
			    reading->fault);
	return e;
}

static const struct {
	const char		*word;
	enum procedure_effect	 effect;
	bool			 days;	/* it needs some */
} effects[] = {
	{ "start", PROCEDURE_START, true },
	{ "extend", PROCEDURE_EXTEND, true },
	{ "pause", PROCEDURE_PAUSE, false },
	{ "resume", PROCEDURE_RESUME, false },
	{ "stop", PROCEDURE_STOP, false },
};

static enum err
read_clock(struct reading *reading, struct yaml *item,
    struct procedure_row *row)
{
	size_t		 i = 0, n = sizeof effects / sizeof effects[0];
	struct yaml	*own = yaml_get(item, "days");
	str		 clock = S("");
	int64_t		 days = 0;
	enum err	 e;

	e = yaml_may_text(item, "clock", &clock, reading->fault);
	if (e == OK && own != NULL && str_is(own->text, "own") &&
	    str_is(clock, "start")) {
		row->effect = PROCEDURE_START;
		return OK;
	}
	if (e == OK)
		e = yaml_may_int(item, "days", 1, DAYS_MOST, &days,
		    reading->fault);
	if (e != OK)
		return e;
	while (i < n && !str_is(clock, effects[i].word))
		i++;
	if (i == n && clock.n > 0)
		return yaml_wrong(item, "procedure.clock", clock,
		    reading->fault);
	if ((i < n && effects[i].days) != (days > 0))
		return yaml_wrong(item, "procedure.days", clock,
		    reading->fault);
	row->effect = i < n ? effects[i].effect : PROCEDURE_KEEP;
	row->days = (int)days;
	return OK;
}

/* One value: `name: text', `lines', `day?', `int'. */
static enum err
read_value(struct reading *reading, const struct yaml *node, str name,
    struct procedure_value *ret)
{
	static const char *const	type[] = {
		[PROCEDURE_TEXT] = "text", [PROCEDURE_LINES] = "lines",
		[PROCEDURE_LONG] = "long",
		[PROCEDURE_DAY] = "day", [PROCEDURE_INT] = "int",
	};
	str				word = node->text;

	*ret = (struct procedure_value){ .name = name };
	ret->optional = str_ends(word, S("?"));
	if (ret->optional)
		word.n--;
	for (size_t i = 0; i < sizeof type / sizeof type[0]; i++)
		if (node->kind == YAML_TEXT && is_name(name) &&
		    str_is(word, type[i])) {
			ret->type = (enum procedure_type)i;
			return OK;
		}
	return yaml_wrong(node, "procedure.value", name, reading->fault);
}

/* What a gate that is closed on paper must be told, and a step that closes
   gates by their names. */
static const struct procedure_value	scan[] = {
	{ { "signer", 6 }, PROCEDURE_TEXT, false },
	{ { "day", 3 }, PROCEDURE_DAY, false },
	{ { "attachment", 10 }, PROCEDURE_INT, false },
};
static const struct procedure_value	ticked = { { "gates", 5 },
	PROCEDURE_TEXT, false };

#define SCAN_VALUES	(sizeof scan / sizeof scan[0])
#define OWN_VALUES	(SCAN_VALUES + 1)

static enum err
read_form(struct reading *reading, struct yaml *item,
    struct procedure_row *row)
{
	struct yaml		*form = yaml_get(item, "form");
	struct procedure_value	*value;
	size_t			 n = form == NULL ? 0 : form->n, first = 0;
	enum err		 e = OK;

	if (form != NULL && (form->kind != YAML_MAP || n == 0 ||
	    n > PROCEDURE_VALUES - OWN_VALUES))
		return yaml_wrong(item, "yaml.want_map", S("form"),
		    reading->fault);
	value = arena_array(reading->arena, n + OWN_VALUES, sizeof *value);
	for (; row->scanned && first < SCAN_VALUES; first++)
		value[first] = scan[first];
	if (row->gates != PROCEDURE_NO_GATES) {
		value[first] = ticked;
		/* All may have been closed before. */
		value[first++].optional = row->gates == PROCEDURE_ALL_GATES;
	}
	for (size_t i = 0; e == OK && i < n; i++) {
		e = read_value(reading, &form->item[i], form->key[i],
		    &value[first + i]);
		for (size_t j = 0; e == OK && j < first + i; j++)
			if (str_eq(value[j].name, form->key[i]))
				e = yaml_wrong(&form->item[i], "yaml.twice",
				    form->key[i], reading->fault);
	}
	row->value = value;
	row->values = first + n;
	return e;
}

/* `some' or `all', or nothing. */
static enum err
read_gates(struct reading *reading, struct yaml *item,
    struct procedure_row *row)
{
	str		word = S("");
	enum err	e = yaml_may_text(item, "gates", &word, reading->fault);

	if (e != OK || word.n == 0)
		return e;
	if (!str_is(word, "some") && !str_is(word, "all"))
		return yaml_wrong(item, "procedure.gates", word,
		    reading->fault);
	if (row->apart.n == 0)
		return yaml_wrong(item, "procedure.gates_apart", row->step,
		    reading->fault);
	row->gates = str_is(word, "all") ? PROCEDURE_ALL_GATES :
	    PROCEDURE_SOME_GATES;
	return OK;
}

/* The texts of a row that may be missing. */
static enum err
read_marks(struct reading *reading, struct yaml *item,
    struct procedure_row *row)
{
	const struct {
		const char	*key;
		str		*to;
	} mark[] = { { "apart", &row->apart }, { "gate", &row->gate },
	    { "paper", &row->paper }, { "figure", &row->figure } };
	enum err	e;

	e = yaml_may_bool(item, "scanned", &row->scanned, reading->fault);
	for (size_t i = 0; e == OK && i < sizeof mark / sizeof mark[0]; i++) {
		e = yaml_may_text(item, mark[i].key, mark[i].to,
		    reading->fault);
		if (e == OK && mark[i].to->n > 0 && !is_name(*mark[i].to))
			e = yaml_wrong(item, "procedure.name", *mark[i].to,
			    reading->fault);
	}
	if (e == OK && row->scanned && row->gate.n == 0)
		e = yaml_wrong(item, "procedure.no_gate", row->step,
		    reading->fault);
	return e == OK ? read_gates(reading, item, row) : e;
}

/* The days on which it holds. */
static enum err
read_days(struct reading *reading, struct yaml *item,
    struct procedure_row *row)
{
	enum err	e;

	row->since = row->until = DAY_NONE;
	e = yaml_may_day(item, "since", &row->since, reading->fault);
	if (e == OK)
		e = yaml_may_day(item, "until", &row->until, reading->fault);
	if (e == OK && row->until != DAY_NONE && row->until < row->since)
		e = yaml_wrong(item, "procedure.never", row->step,
		    reading->fault);
	return e;
}

/* Both hold on some day. */
static bool
overlap(const struct procedure_row *a, const struct procedure_row *b)
{
	return (a->until == DAY_NONE || b->since <= a->until) &&
	    (b->until == DAY_NONE || a->since <= b->until);
}

/* A row of the same step from the same state holds on some of its days. */
static bool
is_doubled(const struct procedure_kind *kind, str from,
    const struct procedure_row *row)
{
	for (size_t i = 0; i < kind->rows; i++)
		if (str_eq(kind->row[i].from, from) &&
		    str_eq(kind->row[i].step, row->step) &&
		    overlap(&kind->row[i], row))
			return true;
	return false;
}

/* Put the row once for each state it leads from. */
static enum err
put_rows(struct reading *reading, const struct yaml *item,
    const struct procedure_row *row, const str *from, size_t n)
{
	struct procedure_kind	*kind = reading->kind;

	for (size_t i = 0; i < n; i++) {
		if (!str_is(from[i], PROCEDURE_NEW) &&
		    !str_among(kind->state, kind->states, from[i]))
			return yaml_wrong(item, "procedure.state", from[i],
			    reading->fault);
		if (is_doubled(kind, from[i], row))
			return yaml_wrong(item, "procedure.twice", row->step,
			    reading->fault);
		if (kind->rows == ROWS_MOST)
			return yaml_wrong(item, "yaml.too_large", S(""),
			    reading->fault);
		reading->row[kind->rows] = *row;
		reading->row[kind->rows++].from = from[i];
	}
	return OK;
}

static enum err
read_row(struct reading *reading, struct yaml *item)
{
	struct procedure_row	 row = { .line = item->line };
	str			*from = NULL;
	size_t			 n = 0;
	enum err		 e;

	e = read_names(reading, item, "from", &from, &n);
	if (e == OK)
		e = yaml_want_text(item, "step", &row.step, reading->fault);
	if (e == OK)
		e = yaml_want_text(item, "to", &row.to, reading->fault);
	if (e == OK)
		e = yaml_want_text(item, "need", &row.need, reading->fault);
	if (e == OK && !is_name(row.step))
		e = yaml_wrong(item, "procedure.name", row.step,
		    reading->fault);
	if (e == OK && !str_among(reading->kind->state, reading->kind->states,
	    row.to))
		e = yaml_wrong(item, "procedure.state", row.to,
		    reading->fault);
	if (e == OK)
		e = read_days(reading, item, &row);
	if (e == OK)
		e = read_marks(reading, item, &row);
	if (e == OK)
		e = read_clock(reading, item, &row);
	if (e == OK)
		e = read_form(reading, item, &row);
	if (e == OK)
		e = yaml_done(item, reading->fault);
	return e == OK ? put_rows(reading, item, &row, from, n) : e;
}

/* Some of the states that are no ends, or none. */
static enum err
read_rests(struct reading *reading, struct yaml *map, const str *state,
    size_t states)
{
	struct procedure_kind	*kind = reading->kind;
	str			*rest = NULL;
	enum err		 e;

	if (yaml_get(map, "rests") == NULL)
		return OK;
	e = read_names(reading, map, "rests", &rest, &kind->rests);
	kind->rest = rest;
	for (size_t i = 0; e == OK && i < kind->rests; i++)
		if (!str_among(state, states, rest[i]))
			return yaml_wrong(map, "procedure.name", rest[i],
			    reading->fault);
	return e;
}

/* States and ends; together they are the states. */
static enum err
read_states(struct reading *reading, struct yaml *map)
{
	struct procedure_kind	*kind = reading->kind;
	str			*state = NULL, *end = NULL, *all;
	size_t			 n = 0;
	enum err		 e;

	e = read_names(reading, map, "states", &state, &n);
	if (e == OK)
		e = read_names(reading, map, "ends", &end, &kind->ends);
	if (e != OK)
		return e;
	all = arena_array(reading->arena, n + kind->ends, sizeof *all);
	for (size_t i = 0; i < n + kind->ends; i++) {
		all[i] = i < n ? state[i] : end[i - n];
		if (str_is(all[i], PROCEDURE_NEW) || str_among(all, i, all[i]))
			return yaml_wrong(map, "procedure.name", all[i],
			    reading->fault);
	}
	kind->end = end;
	kind->state = all;
	kind->states = n + kind->ends;
	return read_rests(reading, map, state, n);
}

static enum err
read_kind(struct arena *arena, struct yaml *map, struct procedure_kind *kind,
    struct fault *fault)
{
	struct reading	 reading = { arena, kind, NULL, fault };
	struct yaml	*steps;
	enum err	 e;

	if (!is_name(kind->name))
		return yaml_wrong(map, "procedure.name", kind->name, fault);
	reading.row = arena_array(arena, ROWS_MOST, sizeof *reading.row);
	kind->row = reading.row;
	kind->line = map->line;
	e = read_states(&reading, map);
	if (e == OK)
		e = yaml_want(map, "steps", YAML_LIST, &steps, fault);
	for (size_t i = 0; e == OK && i < steps->n; i++)
		e = read_row(&reading, &steps->item[i]);
	if (e == OK)
		e = yaml_done(map, fault);
	return e == OK ? procedure_check(arena, map->file, kind, fault) : e;
}

enum err
procedure_read(struct arena *arena, const char *file, str bytes,
    const struct procedure **ret, struct fault *fault)
{
	struct procedure	*procedure;
	struct procedure_kind	*kind;
	struct yaml		*root;
	enum err		 e;

	e = yaml_read(arena, file, bytes, &root, fault);
	if (e != OK)
		return e;
	if (root->kind != YAML_MAP || root->n == 0)
		return yaml_wrong(root, "yaml.want_map", S("procedure"),
		    fault);
	procedure = arena_alloc(arena, sizeof *procedure);
	kind = arena_array(arena, root->n, sizeof *kind);
	for (size_t i = 0; e == OK && i < root->n; i++) {
		kind[i].name = root->key[i];
		e = read_kind(arena, &root->item[i], &kind[i], fault);
	}
	if (e != OK)
		return e;
	*procedure = (struct procedure){ kind, root->n };
	*ret = procedure;
	return OK;
}

enum err
procedure_load(struct arena *arena, const struct procedure **ret,
    struct fault *fault)
{
	str		bytes;
	enum err	e;

	e = data_read(arena, path, &bytes, fault);
	if (e != OK)
		return e;
	return procedure_read(arena, path, bytes, ret, fault);
}

const struct procedure_kind *
procedure_kind(const struct procedure *procedure, str name)
{
	for (size_t i = 0; i < procedure->kinds; i++)
		if (str_eq(procedure->kind[i].name, name))
			return &procedure->kind[i];
	return NULL;
}

bool
procedure_holds(const struct procedure_row *row, day on)
{
	return row->since <= on && (row->until == DAY_NONE || on <= row->until);
}

const struct procedure_row *
procedure_row(const struct procedure_kind *kind, str state, str step, day on)
{
	for (size_t i = 0; i < kind->rows; i++)
		if (str_eq(kind->row[i].from, state) &&
		    str_eq(kind->row[i].step, step) &&
		    procedure_holds(&kind->row[i], on))
			return &kind->row[i];
	return NULL;
}

bool
procedure_leads(const struct procedure_kind *kind, str state, str step)
{
	for (size_t i = 0; i < kind->rows; i++)
		if (str_eq(kind->row[i].from, state) &&
		    str_eq(kind->row[i].step, step))
			return true;
	return false;
}

bool
procedure_knows(const struct procedure_kind *kind, str step)
{
	for (size_t i = 0; i < kind->rows; i++)
		if (str_eq(kind->row[i].step, step))
			return true;
	return false;
}

bool
procedure_is_end(const struct procedure_kind *kind, str state)
{
	return str_among(kind->end, kind->ends, state);
}

bool
procedure_waits(const struct procedure_kind *kind, str state)
{
	return !procedure_is_end(kind, state) &&
	    !str_among(kind->rest, kind->rests, state);
}
