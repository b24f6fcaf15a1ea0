#include "domain/village.h"

#include "base/arena.h"
#include "base/yaml.h"

#define PATH	"rules/village.yaml"

static const char *const	type_name[VILLAGE__TYPES] = { "text", "day",
	"money", "person" };

static enum err
read_column(struct yaml *map, struct village_column *column,
    struct fault *fault)
{
	str		type;
	enum err	e = yaml_want_text(map, "name", &column->name, fault);

	if (e == OK)
		e = yaml_want_text(map, "type", &type, fault);
	if (e == OK)
		e = yaml_may_bool(map, "needed", &column->needed, fault);
	if (e == OK)
		e = yaml_done(map, fault);
	for (int i = 0; e == OK && i < VILLAGE__TYPES; i++)
		if (str_is(type, type_name[i])) {
			column->type = (enum village_type)i;
			return OK;
		}
	return e == OK ? yaml_wrong(map, "village.type", type, fault) : e;
}

/* The money column that a key of a map names. */
static enum err
read_place(struct yaml *map, const char *key, const struct village_kind *kind,
    int *ret, struct fault *fault)
{
	str		name;
	enum err	e = yaml_want_text(map, key, &name, fault);

	for (size_t i = 0; e == OK && i < kind->columns; i++)
		if (str_eq(kind->column[i].key, name) &&
		    kind->column[i].type == VILLAGE_MONEY) {
			*ret = (int)i;
			return OK;
		}
	return e == OK ? yaml_wrong(map, "village.no_money", name, fault) : e;
}

static enum err
read_sums(struct yaml *map, struct village_kind *kind, struct fault *fault)
{
	struct yaml	*running = yaml_get(map, "running");
	enum err	 e = OK;

	kind->balance = kind->income = kind->expense = kind->total = -1;
	if (running != NULL) {
		e = yaml_want(map, "running", YAML_MAP, &running, fault);
		if (e == OK)
			e = read_place(running, "balance", kind,
			    &kind->balance, fault);
		if (e == OK)
			e = read_place(running, "income", kind, &kind->income,
			    fault);
		if (e == OK)
			e = read_place(running, "expense", kind,
			    &kind->expense, fault);
		if (e == OK)
			e = yaml_done(running, fault);
	}
	if (e == OK && yaml_get(map, "total") != NULL)
		e = read_place(map, "total", kind, &kind->total, fault);
	return e;
}

static enum err
read_kind(struct yaml *map, struct village_kind *kind, struct fault *fault)
{
	struct yaml	*columns;
	enum err	 e = yaml_want_text(map, "name", &kind->name, fault);

	if (e == OK)
		e = yaml_want(map, "columns", YAML_MAP, &columns, fault);
	if (e == OK && (columns->n == 0 || columns->n > VILLAGE_COLUMNS))
		e = yaml_wrong(columns, "yaml.too_large", S(""), fault);
	for (size_t i = 0; e == OK && i < columns->n; i++) {
		kind->column[i].key = columns->key[i];
		e = read_column(&columns->item[i], &kind->column[i], fault);
		kind->columns = i + 1;
	}
	if (e == OK)
		e = read_sums(map, kind, fault);
	return e == OK ? yaml_done(map, fault) : e;
}

enum err
village_load(struct arena *arena, const struct village_kinds **ret,
    struct fault *fault)
{
	struct village_kinds	*kinds = arena_alloc(arena, sizeof *kinds);
	struct yaml		*root, *map;
	enum err		 e = yaml_load(arena, PATH, &root, fault);

	if (e == OK)
		e = yaml_want_text(root, "source", &kinds->source, fault);
	if (e == OK)
		e = yaml_want(root, "kinds", YAML_MAP, &map, fault);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e != OK)
		return e;
	kinds->kind = arena_array(arena, map->n + 1, sizeof *kinds->kind);
	for (size_t i = 0; e == OK && i < map->n; i++) {
		kinds->kind[i].key = map->key[i];
		e = read_kind(&map->item[i], &kinds->kind[i], fault);
		kinds->n = i + 1;
	}
	if (e == OK)
		*ret = kinds;
	return e;
}

const struct village_kind *
village_find(const struct village_kinds *kinds, str key)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (str_eq(kinds->kind[i].key, key))
			return &kinds->kind[i];
	return NULL;
}
