#include "domain/ground.h"

#include "base/arena.h"
#include "base/yaml.h"

#define PATH	"rules/ground.yaml"

static const char *const	type_name[GROUND__TYPES] = {
	[GROUND_ABSOLUTE] = "absolute", [GROUND_THIRD] = "third",
	[GROUND_MAY] = "may",
};

static enum err
read_ground(struct yaml *map, struct ground *ground, struct fault *fault)
{
	str		type;
	enum err	e;

	e = yaml_want_text(map, "name", &ground->name, fault);
	if (e == OK)
		e = yaml_want_text(map, "article", &ground->article, fault);
	if (e == OK)
		e = yaml_want_text(map, "type", &type, fault);
	if (e == OK)
		e = yaml_done(map, fault);
	for (int i = 0; e == OK && i < GROUND__TYPES; i++)
		if (str_is(type, type_name[i])) {
			ground->type = (enum ground_type)i;
			return OK;
		}
	return e == OK ? yaml_wrong(map, "ground.type", type, fault) : e;
}

static enum err
read_file(struct arena *arena, struct yaml *root, struct grounds *grounds,
    struct fault *fault)
{
	struct yaml	*map;
	enum err	 e;

	e = yaml_want(root, "grounds", YAML_MAP, &map, fault);
	if (e != OK)
		return e;
	grounds->ground = arena_array(arena, map->n, sizeof *grounds->ground);
	grounds->n = map->n;
	for (size_t i = 0; e == OK && i < map->n; i++) {
		grounds->ground[i].key = map->key[i];
		e = read_ground(&map->item[i], &grounds->ground[i], fault);
	}
	return e == OK ? yaml_done(root, fault) : e;
}

enum err
ground_load(struct arena *arena, const struct grounds **ret,
    struct fault *fault)
{
	struct grounds	*grounds = arena_alloc(arena, sizeof *grounds);
	struct yaml	*root;
	enum err	 e;

	e = yaml_load(arena, PATH, &root, fault);
	if (e == OK)
		e = read_file(arena, root, grounds, fault);
	if (e == OK)
		*ret = grounds;
	return e;
}

const struct ground *
ground_find(const struct grounds *grounds, str key)
{
	for (size_t i = 0; i < grounds->n; i++)
		if (str_eq(grounds->ground[i].key, key))
			return &grounds->ground[i];
	return NULL;
}
