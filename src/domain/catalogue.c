#include "domain/catalogue.h"

#include "base/arena.h"
#include "base/yaml.h"

#define PATH	"rules/catalogue.yaml"
#define ALL	(~0u)

static const char *const	cycle_name[CATALOGUE__CYCLES] = {
	[CATALOGUE_LONG] = "long", [CATALOGUE_PROMPT] = "prompt",
	[CATALOGUE_MONTH] = "month", [CATALOGUE_QUARTER] = "quarter",
	[CATALOGUE_YEAR] = "year",
};

/* Months from one record to the next; 0: no cycle. */
static const int		cycle_months[CATALOGUE__CYCLES] = {
	[CATALOGUE_MONTH] = 1, [CATALOGUE_QUARTER] = 3, [CATALOGUE_YEAR] = 12,
};

struct reading {
	struct arena			*arena;
	struct catalogue		*catalogue;	/* being filled */
	struct catalogue_elements	 usual;
	struct fault			*fault;
};

static enum err
read_cycle(struct reading *reading, struct yaml *map,
    struct catalogue_column *column)
{
	str		name = S("long");
	enum err	e;

	e = yaml_may_text(map, "cycle", &name, reading->fault);
	for (int i = 0; e == OK && i < CATALOGUE__CYCLES; i++)
		if (str_is(name, cycle_name[i])) {
			column->cycle = (enum catalogue_cycle)i;
			return OK;
		}
	return e == OK ? yaml_wrong(map, "catalogue.cycle", name,
	    reading->fault) : e;
}

static enum err
read_levels(struct reading *reading, struct yaml *map,
    struct catalogue_column *column)
{
	enum agency_level	 level;
	str			*name = NULL;
	size_t			 n = 0;
	enum err		 e;

	e = yaml_may_texts(reading->arena, map, "levels", &name, &n,
	    reading->fault);
	if (e == OK && n == 0)
		column->levels = ALL;
	for (size_t i = 0; e == OK && i < n; i++) {
		if (!agency_level_read(name[i], &level))
			return yaml_wrong(map, "catalogue.level", name[i],
			    reading->fault);
		column->levels |= 1u << level;
	}
	return e;
}

static enum err
read_elements(struct reading *reading, struct yaml *map,
    struct catalogue_elements *ret)
{
	const struct {
		const char	*key;
		str		*to;
	} text[] = { { "content", &ret->content }, { "limit", &ret->limit },
	    { "mode", &ret->mode }, { "audience", &ret->audience } };
	str		*channel = NULL;
	size_t		 n = 0;
	enum err	 e = OK;

	for (size_t i = 0; e == OK && i < sizeof text / sizeof text[0]; i++)
		e = yaml_may_text(map, text[i].key, text[i].to,
		    reading->fault);
	if (e == OK)
		e = yaml_may_texts(reading->arena, map, "channels", &channel,
		    &n, reading->fault);
	if (e == OK && n > 0) {
		ret->channel = channel;
		ret->channels = n;
	}
	return e;
}

static bool
is_taken(const struct catalogue *catalogue, str key)
{
	for (size_t i = 0; i < catalogue->n; i++)
		if (str_eq(catalogue->column[i].key, key))
			return true;
	return false;
}

static enum err
read_column(struct reading *reading, struct yaml *map, str key, int above,
    struct catalogue_column *column)
{
	enum err	e;

	*column = (struct catalogue_column){ .key = key, .item = S(""),
	    .kind = S(""), .area = S(""), .above = above, .leaf = true,
	    .elements = reading->usual };
	e = yaml_want_text(map, "name", &column->name, reading->fault);
	if (e == OK)
		e = yaml_want_text(map, "item", &column->item,
		    reading->fault);
	if (e == OK)
		e = yaml_may_text(map, "kind", &column->kind, reading->fault);
	if (e == OK)
		e = yaml_may_text(map, "area", &column->area, reading->fault);
	if (e == OK)
		e = read_cycle(reading, map, column);
	if (e == OK)
		e = read_levels(reading, map, column);
	if (e == OK)
		e = read_elements(reading, map, &column->elements);
	return e;
}

/* The columns of a map and what is below them, depth first. */
static enum err
read_columns(struct reading *reading, struct yaml *map, int above, int depth)
{
	struct catalogue	*catalogue = reading->catalogue;
	enum err		 e = OK;

	if (map->kind != YAML_MAP || depth == CATALOGUE_DEPTH)
		return yaml_wrong(map, "yaml.want_map", S("below"),
		    reading->fault);
	for (size_t i = 0; e == OK && i < map->n; i++) {
		struct yaml	*item = &map->item[i], *below;
		int		 place = (int)catalogue->n;

		if (catalogue->n == CATALOGUE_COLUMNS ||
		    is_taken(catalogue, map->key[i]))
			return yaml_wrong(item, "yaml.twice", map->key[i],
			    reading->fault);
		e = read_column(reading, item, map->key[i], above,
		    &catalogue->column[catalogue->n]);
		catalogue->column[catalogue->n++].depth = depth;
		below = yaml_get(item, "below");
		if (e == OK)
			e = yaml_done(item, reading->fault);
		if (e == OK && below != NULL) {
			catalogue->column[place].leaf = false;
			e = read_columns(reading, below, place, depth + 1);
		}
	}
	return e;
}

static enum err
read_file(struct reading *reading, struct yaml *root)
{
	struct yaml	*usual, *columns;
	enum err	 e;

	reading->catalogue->column = arena_array(reading->arena,
	    CATALOGUE_COLUMNS, sizeof *reading->catalogue->column);
	e = yaml_want(root, "usual", YAML_MAP, &usual, reading->fault);
	if (e == OK)
		e = read_elements(reading, usual, &reading->usual);
	if (e == OK)
		e = yaml_done(usual, reading->fault);
	if (e == OK)
		e = yaml_want(root, "columns", YAML_MAP, &columns,
		    reading->fault);
	if (e == OK)
		e = read_columns(reading, columns, -1, 0);
	return e == OK ? yaml_done(root, reading->fault) : e;
}

enum err
catalogue_load(struct arena *arena, const struct catalogue **ret,
    struct fault *fault)
{
	struct reading	 reading = { .arena = arena, .usual = { S(""), S(""),
			    S(""), S(""), NULL, 0 }, .fault = fault };
	struct yaml	*root;
	enum err	 e;

	reading.catalogue = arena_alloc(arena, sizeof *reading.catalogue);
	e = yaml_load(arena, PATH, &root, fault);
	if (e == OK)
		e = read_file(&reading, root);
	if (e == OK)
		*ret = reading.catalogue;
	return e;
}

const struct catalogue_column *
catalogue_find(const struct catalogue *catalogue, str text)
{
	const struct catalogue_column	*named = NULL;
	size_t				 n = 0;

	for (size_t i = 0; i < catalogue->n; i++) {
		const struct catalogue_column	*column;

		column = &catalogue->column[i];
		if (str_eq(column->key, text))
			return column;
		if (str_eq(column->name, text) && ++n == 1)
			named = column;
	}
	return n == 1 ? named : NULL;
}

str
catalogue_key(const struct catalogue *catalogue, str text)
{
	const struct catalogue_column	*found;

	found = catalogue_find(catalogue, str_trim(text));
	return found == NULL ? str_trim(text) : found->key;
}

str
catalogue_name(const struct catalogue *catalogue, str held)
{
	for (size_t i = 0; i < catalogue->n; i++)
		if (str_eq(catalogue->column[i].key, held))
			return catalogue->column[i].name;
	return held;
}

bool
catalogue_fits(const struct catalogue_column *column, enum agency_level level)
{
	return (column->levels & 1u << level) != 0;
}

/* So many months on; the 31st becomes the last of a shorter month. */
static day
months_on(day from, int months)
{
	struct day_parts	parts = day_parts(from);
	int			month = parts.month - 1 + months;
	day			on;

	parts.year += month / 12;
	parts.month = month % 12 + 1;
	while ((on = day_make(parts.year, parts.month, parts.mday)) == DAY_NONE)
		parts.mday--;
	return on;
}

day
catalogue_due(const struct catalogue_column *column, day last, day since)
{
	int	months = cycle_months[column->cycle];

	if (months == 0 || !column->leaf)
		return DAY_NONE;
	return months_on(last == DAY_NONE ? since : last, months);
}
