#include "check/facts.h"

#include "base/arena.h"
#include "base/yaml.h"

static const char	path[] = "rules/facts.yaml";

static enum err
texts(struct arena *arena, struct yaml *map, const char *key,
    struct facts_texts *ret, struct fault *fault)
{
	return yaml_may_texts(arena, map, key, &ret->text, &ret->n, fault);
}

static enum err
read_body(struct arena *arena, struct yaml *item, void *ret,
    struct fault *fault)
{
	struct facts_body	*body = ret;
	enum err		 e;

	e = yaml_want_text(item, "kind", &body->kind, fault);
	if (e == OK)
		e = texts(arena, item, "ends", &body->ends, fault);
	if (e != OK)
		return e;
	return yaml_done(item, fault);
}

static enum err
read_due(struct arena *arena, struct yaml *item, void *ret,
    struct fault *fault)
{
	struct facts_due	*due = ret;
	int64_t			 month, mday;
	enum err		 e;

	(void)arena;
	e = yaml_want_text(item, "kind", &due->kind, fault);
	if (e == OK)
		e = yaml_want_int(item, "month", 1, 12, &month, fault);
	if (e == OK)
		e = yaml_want_int(item, "day", 1, 31, &mday, fault);
	if (e == OK)
		e = yaml_want_text(item, "source", &due->source, fault);
	if (e != OK)
		return e;
	due->month = (int)month;
	due->mday = (int)mday;
	return yaml_done(item, fault);
}

static enum err
read_rank(struct arena *arena, struct yaml *item, void *ret,
    struct fault *fault)
{
	struct facts_rank	*rank = ret;
	enum err		 e;

	e = texts(arena, item, "name", &rank->name, fault);
	if (e == OK)
		e = texts(arena, item, "behind", &rank->behind, fault);
	if (e != OK)
		return e;
	return yaml_done(item, fault);
}

/* A list of maps, each read by `read' into an object of `size' bytes. */
static enum err
list(struct arena *arena, struct yaml *root, const char *key, size_t size,
    enum err (*read)(struct arena *, struct yaml *, void *, struct fault *),
    void **ret, size_t *ret_n, struct fault *fault)
{
	struct yaml	*items;
	char		*object;
	enum err	 e;

	e = yaml_want(root, key, YAML_LIST, &items, fault);
	if (e != OK)
		return e;
	object = arena_array(arena, items->n + 1, size);
	for (size_t i = 0; i < items->n; i++) {
		if (items->item[i].kind != YAML_MAP)
			return yaml_wrong(&items->item[i], "yaml.want_map",
			    str_of(key), fault);
		e = read(arena, &items->item[i], object + i * size, fault);
		if (e != OK)
			return e;
	}
	*ret = object;
	*ret_n = items->n;
	return OK;
}

static enum err
read_lists(struct arena *arena, struct yaml *root, struct facts *facts,
    struct fault *fault)
{
	void		*bodies = NULL, *dues = NULL, *ranks = NULL;
	enum err	 e;

	e = list(arena, root, "bodies", sizeof *facts->body, read_body, &bodies,
	    &facts->bodies, fault);
	if (e == OK)
		e = list(arena, root, "due", sizeof *facts->due, read_due,
		    &dues, &facts->dues, fault);
	if (e == OK)
		e = list(arena, root, "ranks", sizeof *facts->rank, read_rank,
		    &ranks, &facts->ranks, fault);
	if (e != OK)
		return e;
	facts->body = bodies;
	facts->due = dues;
	facts->rank = ranks;
	return OK;
}

static enum err
read_hosts(struct arena *arena, struct yaml *root, struct facts *facts,
    struct fault *fault)
{
	struct yaml	*hosts;
	enum err	 e;

	e = yaml_want(root, "hosts", YAML_MAP, &hosts, fault);
	if (e == OK)
		e = texts(arena, hosts, "government", &facts->government_hosts,
		    fault);
	if (e == OK)
		e = texts(arena, hosts, "channels", &facts->channel_hosts,
		    fault);
	if (e == OK)
		e = texts(arena, hosts, "media", &facts->media, fault);
	if (e == OK)
		e = texts(arena, hosts, "own_sites", &facts->own_sites, fault);
	if (e == OK)
		e = texts(arena, hosts, "media_labels", &facts->media_labels,
		    fault);
	if (e != OK)
		return e;
	return yaml_done(hosts, fault);
}

static enum err
read_maps(struct arena *arena, struct yaml *root, struct facts *facts,
    struct fault *fault)
{
	struct yaml	*district, *stand_ins;
	enum err	 e;

	e = yaml_want(root, "no_district", YAML_MAP, &district, fault);
	if (e == OK)
		e = texts(arena, district, "above", &facts->above, fault);
	if (e == OK)
		e = texts(arena, district, "body", &facts->above_body, fault);
	if (e == OK)
		e = texts(arena, district, "words", &facts->district_words,
		    fault);
	if (e == OK)
		e = texts(arena, district, "behind", &facts->district_behind,
		    fault);
	if (e == OK)
		e = texts(arena, district, "others", &facts->district_others,
		    fault);
	if (e == OK)
		e = yaml_done(district, fault);
	if (e == OK)
		e = yaml_want(root, "stand_ins", YAML_MAP, &stand_ins, fault);
	if (e == OK)
		e = texts(arena, stand_ins, "marks", &facts->stand_in, fault);
	if (e == OK)
		e = texts(arena, stand_ins, "before", &facts->stand_in_before,
		    fault);
	if (e != OK)
		return e;
	return yaml_done(stand_ins, fault);
}

enum err
facts_load(struct arena *arena, const struct facts **ret, struct fault *fault)
{
	struct facts	*facts = arena_alloc(arena, sizeof *facts);
	struct yaml	*root;
	enum err	 e;

	e = yaml_load(arena, path, &root, fault);
	if (e == OK)
		e = read_lists(arena, root, facts, fault);
	if (e == OK)
		e = read_hosts(arena, root, facts, fault);
	if (e == OK)
		e = read_maps(arena, root, facts, fault);
	if (e == OK)
		e = texts(arena, root, "not_names", &facts->not_names, fault);
	if (e == OK)
		e = texts(arena, root, "governments", &facts->governments,
		    fault);
	if (e == OK)
		e = texts(arena, root, "contact", &facts->contact, fault);
	if (e == OK)
		e = texts(arena, root, "placeholders", &facts->placeholder,
		    fault);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e != OK)
		return e;
	*ret = facts;
	return OK;
}

str
facts_kind(const struct facts *facts, str agency)
{
	for (size_t i = 0; i < facts->bodies; i++)
		for (size_t k = 0; k < facts->body[i].ends.n; k++)
			if (str_ends(agency, facts->body[i].ends.text[k]))
				return facts->body[i].kind;
	return S("");
}

bool
facts_government(const struct facts *facts, str kind)
{
	for (size_t i = 0; i < facts->governments.n; i++)
		if (str_eq(facts->governments.text[i], kind))
			return true;
	return false;
}

const struct facts_due *
facts_due_of(const struct facts *facts, str kind)
{
	for (size_t i = 0; i < facts->dues; i++)
		if (str_eq(facts->due[i].kind, kind))
			return &facts->due[i];
	return NULL;
}

bool
facts_any(const struct facts_texts *texts, str s)
{
	for (size_t i = 0; i < texts->n; i++)
		if (str_has(s, texts->text[i]))
			return true;
	return false;
}
