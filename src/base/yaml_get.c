/*
 * yaml_get - typed values of keys.
 */
#include "base/yaml.h"

#include <stdio.h>

#include "base/arena.h"

enum err
yaml_say(const struct yaml *node, const char *key, str what,
    struct fault *fault)
{
	char	place[512];
	int	n = snprintf(place, sizeof place, "%s:%u:%u", node->file,
		    node->line, node->column);

	return fault_fail(fault, ERR_INVALID, __FILE__, __LINE__, key,
	    (const str[]){ { place, n < 0 ? 0 : (size_t)n < sizeof place ?
	    (size_t)n : sizeof place - 1 }, what }, 2);
}

struct yaml *
yaml_get(struct yaml *map, const char *key)
{
	if (map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->n; i++)
		if (str_is(map->key[i], key)) {
			map->asked[i] = true;
			return &map->item[i];
		}
	return NULL;
}

enum err
yaml_want(struct yaml *map, const char *key, enum yaml_kind kind,
    struct yaml **ret, struct fault *fault)
{
	static const char *const	wanted[] = { [YAML_TEXT] =
					    "yaml.want_text", [YAML_LIST] =
					    "yaml.want_list", [YAML_MAP] =
					    "yaml.want_map" };
	struct yaml			*node = yaml_get(map, key);

	if (node == NULL)
		return yaml_wrong(map, "yaml.missing", str_of(key), fault);
	if (node->kind != kind)
		return yaml_wrong(node, wanted[kind], str_of(key), fault);
	*ret = node;
	return OK;
}

enum err
yaml_want_text(struct yaml *map, const char *key, str *ret,
    struct fault *fault)
{
	struct yaml	*node = NULL;
	enum err	 e;

	e = yaml_want(map, key, YAML_TEXT, &node, fault);
	if (e == OK)
		*ret = node->text;
	return e;
}

enum err
yaml_want_int(struct yaml *map, const char *key, int64_t min, int64_t max,
    int64_t *ret, struct fault *fault)
{
	struct yaml	*node = NULL;
	struct number	 number;
	int64_t		 integer;
	enum err	 e;

	e = yaml_want(map, key, YAML_TEXT, &node, fault);
	if (e != OK)
		return e;
	if (!number_read(node->text, &number) ||
	    !number_integer(number, &integer) || integer < min ||
	    integer > max)
		return yaml_wrong(node, "yaml.want_int", str_of(key), fault);
	*ret = integer;
	return OK;
}

enum err
yaml_want_day(struct yaml *map, const char *key, day *ret,
    struct fault *fault)
{
	struct yaml	*node = NULL;
	enum err	 e;

	e = yaml_want(map, key, YAML_TEXT, &node, fault);
	if (e != OK)
		return e;
	if (day_read(node->text) == DAY_NONE)
		return yaml_wrong(node, "yaml.want_day", str_of(key), fault);
	*ret = day_read(node->text);
	return OK;
}

enum err
yaml_may_text(struct yaml *map, const char *key, str *ret,
    struct fault *fault)
{
	return yaml_get(map, key) == NULL ? OK :
	    yaml_want_text(map, key, ret, fault);
}

enum err
yaml_may_int(struct yaml *map, const char *key, int64_t min, int64_t max,
    int64_t *ret, struct fault *fault)
{
	return yaml_get(map, key) == NULL ? OK :
	    yaml_want_int(map, key, min, max, ret, fault);
}

enum err
yaml_may_day(struct yaml *map, const char *key, day *ret, struct fault *fault)
{
	return yaml_get(map, key) == NULL ? OK :
	    yaml_want_day(map, key, ret, fault);
}

enum err
yaml_may_bool(struct yaml *map, const char *key, bool *ret,
    struct fault *fault)
{
	struct yaml	*node = yaml_get(map, key);

	if (node == NULL)
		return OK;
	if (node->kind != YAML_TEXT || (!str_is(node->text, "yes") &&
	    !str_is(node->text, "no")))
		return yaml_wrong(node, "yaml.want_bool", str_of(key), fault);
	*ret = str_is(node->text, "yes");
	return OK;
}

enum err
yaml_may_texts(struct arena *arena, struct yaml *map, const char *key,
    str **ret, size_t *ret_n, struct fault *fault)
{
	struct yaml	*node = yaml_get(map, key);
	str		*text;
	size_t		 n;

	if (node == NULL)
		return OK;
	if (node->kind == YAML_MAP)
		return yaml_wrong(node, "yaml.want_texts", str_of(key), fault);
	n = node->kind == YAML_LIST ? node->n : 1;
	text = arena_array(arena, n + 1, sizeof *text);
	for (size_t i = 0; i < n; i++) {
		const struct yaml	*item = node->kind == YAML_LIST ?
					    &node->item[i] : node;

		if (item->kind != YAML_TEXT)
			return yaml_wrong(item, "yaml.want_texts", str_of(key),
			    fault);
		text[i] = item->text;
	}
	*ret = text;
	*ret_n = n;
	return OK;
}

enum err
yaml_done(const struct yaml *map, struct fault *fault)
{
	for (size_t i = 0; map->kind == YAML_MAP && i < map->n; i++)
		if (!map->asked[i])
			return yaml_wrong(&map->item[i], "yaml.unknown",
			    map->key[i], fault);
	return OK;
}
