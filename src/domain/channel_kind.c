#include "domain/channel_kind.h"

#include "base/arena.h"
#include "base/yaml.h"

#define PATH	"rules/channel.yaml"

/* A list of words in the file, such as the units. */
struct words_list {
	str	*at;
	size_t	 n;
};

static enum err
read_needs(struct arena *arena, struct yaml *map, struct channel_kind *kind,
    struct fault *fault)
{
	struct words_list	need = { .n = 0 };
	enum err		e;

	e = yaml_may_texts(arena, map, "needs", &need.at, &need.n, fault);
	for (size_t i = 0; e == OK && i < need.n; i++)
		if (str_is(need.at[i], "address"))
			kind->address = true;
		else if (str_is(need.at[i], "place"))
			kind->place = true;
		else if (str_is(need.at[i], "proof"))
			kind->proof = true;
		else if (str_is(need.at[i], "issue"))
			kind->issue = true;
		else
			e = yaml_wrong(map, "channel.need", need.at[i],
			    fault);
	return e;
}

static enum err
read_kind(struct arena *arena, struct yaml *map,
    const struct words_list *units, struct channel_kind *kind,
    struct fault *fault)
{
	str		by = S("");
	enum err	e;

	e = yaml_want_text(map, "name", &kind->name, fault);
	if (e == OK)
		e = yaml_want_text(map, "unit", &kind->unit, fault);
	if (e == OK && !str_among(units->at, units->n, kind->unit))
		e = yaml_wrong(map, "channel.unit", kind->unit, fault);
	if (e == OK)
		e = yaml_want_text(map, "article", &kind->article, fault);
	if (e == OK)
		e = read_needs(arena, map, kind, fault);
	if (e == OK)
		e = yaml_may_text(map, "by", &by, fault);
	kind->by_issue = str_is(by, "issue");
	if (e == OK && by.n > 0 && !(kind->by_issue && kind->issue))
		e = yaml_wrong(map, "channel.by", by, fault);
	return e == OK ? yaml_done(map, fault) : e;
}

enum err
channel_kind_load(struct arena *arena, const struct channel_kinds **ret,
    struct fault *fault)
{
	struct channel_kinds	*kinds = arena_alloc(arena, sizeof *kinds);
	struct words_list	 units = { .n = 0 };
	struct yaml		*root, *map;
	enum err		 e;

	e = yaml_load(arena, PATH, &root, fault);
	if (e == OK)
		e = yaml_may_texts(arena, root, "units", &units.at, &units.n,
		    fault);
	if (e == OK)
		e = yaml_want(root, "kinds", YAML_MAP, &map, fault);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e != OK)
		return e;
	kinds->kind = arena_array(arena, map->n + 1, sizeof *kinds->kind);
	for (size_t i = 0; e == OK && i < map->n; i++) {
		kinds->kind[kinds->n].key = map->key[i];
		e = read_kind(arena, &map->item[i], &units,
		    &kinds->kind[kinds->n++], fault);
	}
	if (e == OK)
		*ret = kinds;
	return e;
}

const struct channel_kind *
channel_kind_find(const struct channel_kinds *kinds, str key)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (str_eq(kinds->kind[i].key, key))
			return &kinds->kind[i];
	return NULL;
}
