#include "domain/outlet_map.h"

#include "base/arena.h"
#include "base/data.h"
#include "base/yaml.h"

#define NAME_BYTES	40u

static const char *const	sources[OUTLET__SOURCES] = {
	[OUTLET_DELIVERY] = "delivery", [OUTLET_ACTION] = "action",
	[OUTLET_ID] = "id", [OUTLET_INDEX] = "index",
	[OUTLET_VERSION] = "version", [OUTLET_NUMBER] = "number",
	[OUTLET_TITLE] = "title", [OUTLET_DAY] = "day",
	[OUTLET_RECORD_KIND] = "kind", [OUTLET_KIND_NAME] = "kind_name",
	[OUTLET_COLUMN] = "column", [OUTLET_COLUMN_NAME] = "column_name",
	[OUTLET_VALIDITY] = "validity", [OUTLET_AGENCY] = "agency",
	[OUTLET_AGENCY_NAME] = "agency_name",
	[OUTLET_PUBLISHED] = "published", [OUTLET_CHANGED] = "changed",
	[OUTLET_REASON] = "reason", [OUTLET_PATH] = "path",
	[OUTLET_HTML] = "html", [OUTLET_TEXT] = "text",
};

static enum err
read_fields(struct arena *arena, struct yaml *root, struct outlet_map *map,
    struct fault *fault)
{
	struct yaml	*fields;
	enum err	 e;

	e = yaml_want(root, "fields", YAML_MAP, &fields, fault);
	if (e != OK)
		return e;
	map->field = arena_array(arena, fields->n + 1, sizeof *map->field);
	for (size_t i = 0; i < fields->n; i++) {
		const struct yaml	*item = &fields->item[i];
		size_t			 k = 0;

		while (k < OUTLET__SOURCES && !str_is(item->text, sources[k]))
			k++;
		if (item->kind != YAML_TEXT || k == OUTLET__SOURCES)
			return yaml_wrong(item, "outlet.no_source",
			    item->text, fault);
		map->field[map->fields++] = (struct outlet_field){
		    fields->key[i], (enum outlet_source)k };
	}
	return OK;
}

/* A map of texts, which may be missing. */
static enum err
read_pairs(struct arena *arena, struct yaml *root, const char *key,
    struct outlet_pair **ret, size_t *ret_n, struct fault *fault)
{
	struct yaml	*map = yaml_get(root, key);
	enum err	 e = OK;

	*ret_n = 0;
	if (map == NULL)
		return OK;
	e = yaml_want(root, key, YAML_MAP, &map, fault);
	if (e != OK)
		return e;
	*ret = arena_array(arena, map->n + 1, sizeof **ret);
	for (size_t i = 0; e == OK && i < map->n; i++) {
		struct outlet_pair	*pair = &(*ret)[(*ret_n)++];

		pair->key = map->key[i];
		if (map->item[i].kind != YAML_TEXT)
			e = yaml_wrong(&map->item[i], "outlet.no_text",
			    map->key[i], fault);
		pair->text = map->item[i].text;
	}
	return e;
}

/* How they answer, and where the secret goes. */
static enum err
read_manner(struct arena *arena, struct yaml *root, struct outlet_map *map,
    struct fault *fault)
{
	enum err	e;

	e = yaml_may_text(root, "header", &map->header, fault);
	if (e == OK)
		e = yaml_may_text(root, "prefix", &map->prefix, fault);
	if (e == OK)
		e = yaml_may_text(root, "answer", &map->answer, fault);
	if (e == OK)
		e = yaml_may_text(root, "status", &map->status, fault);
	if (e == OK)
		e = yaml_may_texts(arena, root, "good", &map->good,
		    &map->goods, fault);
	if (e == OK && (map->status.n > 0) != (map->goods > 0))
		e = yaml_wrong(root, "outlet.good", S(""), fault);
	return e;
}

static bool
is_name(str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!((name.at[i] >= 'a' && name.at[i] <= 'z') ||
		    (name.at[i] >= '0' && name.at[i] <= '9') ||
		    name.at[i] == '-'))
			return false;
	return name.n > 0 && name.n <= NAME_BYTES;
}

enum err
outlet_map_load(struct arena *arena, str name, const struct outlet_map **ret,
    struct fault *fault)
{
	struct outlet_map	*map = arena_alloc(arena, sizeof *map);
	const char		*path;
	struct yaml		*root;
	enum err		 e;

	path = arena_printf(arena, "rules/outlet-%.*s.yaml", STRF(name));
	if (!is_name(name) || data_version(arena, path).n == 0)
		return FAIL(fault, ERR_NOT_FOUND, "outlet.no_mapping", name);
	e = yaml_load(arena, path, &root, fault);
	if (e == OK)
		e = yaml_want_text(root, "name", &map->name, fault);
	if (e == OK)
		e = read_fields(arena, root, map, fault);
	if (e == OK)
		e = read_pairs(arena, root, "fixed", &map->fixed,
		    &map->fixeds, fault);
	if (e == OK)
		e = read_pairs(arena, root, "actions", &map->action,
		    &map->actions, fault);
	if (e == OK)
		e = read_manner(arena, root, map, fault);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e == OK)
		*ret = map;
	return e;
}
