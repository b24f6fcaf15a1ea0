#include "domain/role.h"

#include "base/arena.h"
#include "base/yaml.h"

#define PATH	"rules/roles.yaml"

struct reading {
	struct arena	*arena;
	struct roles	*roles;
	struct fault	*fault;
};

/* "case.handle": small letters and `_', one point in it. */
static bool
is_need(str s)
{
	ptrdiff_t	point = str_find(s, S("."), 0);

	for (size_t i = 0; i < s.n; i++)
		if ((s.at[i] < 'a' || s.at[i] > 'z') && s.at[i] != '_' &&
		    (ptrdiff_t)i != point)
			return false;
	return point > 0 && (size_t)point + 1 < s.n;
}

static enum err
read_role(struct reading *reading, struct yaml *map, str key)
{
	struct role	*role = &reading->roles->role[reading->roles->n++];
	enum err	 e;

	role->key = key;
	e = yaml_want_text(map, "name", &role->name, reading->fault);
	if (e == OK)
		e = yaml_may_texts(reading->arena, map, "needs", &role->need,
		    &role->needs, reading->fault);
	if (e == OK)
		e = yaml_may_bool(map, "without_end", &role->without_end,
		    reading->fault);
	if (e == OK)
		e = yaml_done(map, reading->fault);
	for (size_t i = 0; e == OK && i < role->needs; i++)
		if (!is_need(role->need[i]) ||
		    str_among(role->need, i, role->need[i]))
			e = yaml_wrong(map, "role.wrong_need", role->need[i],
			    reading->fault);
	if (e == OK && role->needs == 0)
		e = yaml_wrong(map, "role.no_need", key, reading->fault);
	return e;
}

static enum err
read_set(struct reading *reading, const struct yaml *list)
{
	struct role_set	*set = &reading->roles->apart[
			    reading->roles->aparts++];

	if (list->kind != YAML_LIST || list->n < 2)
		return yaml_wrong(list, "role.wrong_set", S("apart"),
		    reading->fault);
	set->role = arena_array(reading->arena, list->n, sizeof *set->role);
	for (size_t i = 0; i < list->n; i++) {
		const struct yaml	*item = &list->item[i];

		if (item->kind != YAML_TEXT ||
		    role_find(reading->roles, item->text) == NULL ||
		    str_among(set->role, i, item->text))
			return yaml_wrong(item, "role.wrong_set", item->text,
			    reading->fault);
		set->role[set->n++] = item->text;
	}
	return OK;
}

static enum err
read_file(struct reading *reading, struct yaml *root)
{
	struct roles	*roles = reading->roles;
	struct yaml	*map, *apart;
	enum err	 e;

	e = yaml_want(root, "roles", YAML_MAP, &map, reading->fault);
	if (e == OK)
		e = yaml_want(root, "apart", YAML_LIST, &apart,
		    reading->fault);
	if (e != OK)
		return e;
	roles->role = arena_array(reading->arena, map->n + 1,
	    sizeof *roles->role);
	roles->apart = arena_array(reading->arena, apart->n + 1,
	    sizeof *roles->apart);
	for (size_t i = 0; e == OK && i < map->n; i++)
		e = read_role(reading, &map->item[i], map->key[i]);
	for (size_t i = 0; e == OK && i < apart->n; i++)
		e = read_set(reading, &apart->item[i]);
	return e == OK ? yaml_done(root, reading->fault) : e;
}

enum err
role_load(struct arena *arena, const struct roles **ret, struct fault *fault)
{
	struct roles	*roles = arena_alloc(arena, sizeof *roles);
	struct reading	 reading = { arena, roles, fault };
	struct yaml	*root;
	enum err	 e;

	e = yaml_load(arena, PATH, &root, fault);
	if (e == OK)
		e = read_file(&reading, root);
	if (e == OK)
		*ret = roles;
	return e;
}

const struct role *
role_find(const struct roles *roles, str key)
{
	for (size_t i = 0; i < roles->n; i++)
		if (str_eq(roles->role[i].key, key))
			return &roles->role[i];
	return NULL;
}

bool
role_has(const struct role *role, str need)
{
	return str_among(role->need, role->needs, need);
}

bool
role_knows(const struct roles *roles, str need)
{
	for (size_t i = 0; i < roles->n; i++)
		if (role_has(&roles->role[i], need))
			return true;
	return false;
}

bool
role_apart(const struct roles *roles, str a, str b)
{
	if (str_eq(a, b))
		return false;
	for (size_t i = 0; i < roles->aparts; i++) {
		const struct role_set	*set = &roles->apart[i];

		if (str_among(set->role, set->n, a) && str_among(set->role,
		    set->n, b))
			return true;
	}
	return false;
}
