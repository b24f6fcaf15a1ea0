#include "check/proof_rules.h"

#include "base/arena.h"
#include "base/yaml.h"
#include "check/proof.h"

static const char	path[] = "rules/proof.yaml";

static const char *const	levels[] = {
	[PROOF_WARN] = "warn", [PROOF_BLOCK] = "block",
};

static enum err
words(struct arena *arena, struct yaml *map, const char *key,
    struct proof_words *ret, struct fault *fault)
{
	return yaml_may_texts(arena, map, key, &ret->word, &ret->n, fault);
}

static bool
is_known(str key)
{
	for (size_t i = 0; i < proof_count; i++)
		if (str_is(key, proof_index[i]->key))
			return true;
	return false;
}

static enum err
read_rule(const struct yaml *rules, size_t i, struct proof_rule *rule,
    struct fault *fault)
{
	struct yaml	*map = &rules->item[i];
	str		 level;
	enum err	 e;

	*rule = (struct proof_rule){ .key = rules->key[i], .from = DAY_NONE,
	    .until = DAY_NONE };
	if (map->kind != YAML_MAP)
		return yaml_wrong(map, "yaml.want_map", rule->key, fault);
	if (!is_known(rule->key))
		return yaml_wrong(map, "proof.rules.unknown", rule->key,
		    fault);
	e = yaml_want_text(map, "level", &level, fault);
	if (e == OK)
		e = yaml_want_text(map, "source", &rule->source, fault);
	if (e == OK)
		e = yaml_may_day(map, "from", &rule->from, fault);
	if (e == OK)
		e = yaml_may_day(map, "until", &rule->until, fault);
	if (e == OK)
		e = yaml_done(map, fault);
	if (e != OK)
		return e;
	if (!str_is(level, levels[PROOF_WARN]) &&
	    !str_is(level, levels[PROOF_BLOCK]))
		return yaml_wrong(map, "proof.rules.level", level, fault);
	rule->level = str_is(level, levels[PROOF_BLOCK]) ? PROOF_BLOCK :
	    PROOF_WARN;
	return OK;
}

static enum err
read_rules(struct arena *arena, struct yaml *root, struct proof_rules *rules,
    struct fault *fault)
{
	struct yaml	*map;
	enum err	 e = yaml_want(root, "rules", YAML_MAP, &map, fault);

	if (e != OK)
		return e;
	rules->rule = arena_array(arena, map->n, sizeof *rules->rule);
	rules->n = map->n;
	for (size_t i = 0; e == OK && i < map->n; i++) {
		map->asked[i] = true;
		e = read_rule(map, i, &rules->rule[i], fault);
	}
	if (e != OK)
		return e;
	for (size_t i = 0; i < proof_count; i++)
		if (proof_rules_find(rules,
		    str_of(proof_index[i]->key)) == NULL)
			return yaml_wrong(map, "proof.rules.missing",
			    str_of(proof_index[i]->key), fault);
	return OK;
}

static enum err
read_address(struct arena *arena, struct yaml *root,
    struct proof_rules *rules, struct fault *fault)
{
	struct yaml	*map;
	enum err	 e = yaml_want(root, "address", YAML_MAP, &map, fault);

	if (e == OK)
		e = words(arena, map, "lives", &rules->lives, fault);
	if (e == OK)
		e = words(arena, map, "places", &rules->places, fault);
	if (e == OK)
		e = words(arena, map, "ends", &rules->ends, fault);
	if (e == OK)
		e = words(arena, map, "bodies", &rules->bodies, fault);
	if (e == OK)
		e = words(arena, map, "surnames", &rules->surnames, fault);
	if (e == OK)
		e = words(arena, map, "not_names", &rules->not_names, fault);
	if (e != OK)
		return e;
	return yaml_done(map, fault);
}

static enum err
read_marks(struct arena *arena, struct yaml *root, const char *key,
    struct proof_marks *ret, struct proof_words *ret_terms,
    struct fault *fault)
{
	struct yaml	*map;
	enum err	 e = yaml_want(root, key, YAML_MAP, &map, fault);

	if (e == OK)
		e = words(arena, map, "mark", &ret->mark, fault);
	if (e == OK)
		e = words(arena, map, "alone", &ret->alone, fault);
	if (e == OK)
		e = words(arena, map, "label", &ret->label, fault);
	if (e == OK && ret_terms != NULL)
		e = words(arena, map, "terms", ret_terms, fault);
	if (e != OK)
		return e;
	return yaml_done(map, fault);
}

static enum err
read_pair(struct arena *arena, struct yaml *map, struct proof_pair *pair,
    struct fault *fault)
{
	enum err	e;

	if (map->kind != YAML_MAP)
		return yaml_wrong(map, "yaml.want_map", S("wrong"), fault);
	e = yaml_want_text(map, "wrong", &pair->wrong, fault);
	if (e == OK)
		e = yaml_want_text(map, "right", &pair->right, fault);
	if (e == OK)
		e = words(arena, map, "but", &pair->but, fault);
	if (e != OK)
		return e;
	if (pair->wrong.n == 0)
		return yaml_wrong(map, "proof.rules.empty", S("wrong"), fault);
	return yaml_done(map, fault);
}

static enum err
read_pairs(struct arena *arena, struct yaml *root, struct proof_rules *rules,
    struct fault *fault)
{
	struct yaml	*list;
	enum err	 e = yaml_want(root, "wrong", YAML_LIST, &list, fault);

	if (e != OK)
		return e;
	rules->pair = arena_array(arena, list->n, sizeof *rules->pair);
	rules->pairs = list->n;
	for (size_t i = 0; e == OK && i < list->n; i++)
		e = read_pair(arena, &list->item[i], &rules->pair[i], fault);
	return e;
}

static enum err
read_lists(struct arena *arena, struct yaml *root, struct proof_rules *rules,
    struct fault *fault)
{
	enum err	e;

	e = words(arena, root, "contact", &rules->contact, fault);
	if (e == OK)
		e = words(arena, root, "not_identity", &rules->not_identity,
		    fault);
	if (e == OK)
		e = words(arena, root, "passport", &rules->passport, fault);
	if (e == OK)
		e = words(arena, root, "number_kinds", &rules->number_kinds,
		    fault);
	return e;
}

enum err
proof_rules_load(struct arena *arena, const struct proof_rules **ret,
    struct fault *fault)
{
	struct proof_rules	*rules = arena_alloc(arena, sizeof *rules);
	struct yaml		*root;
	enum err		 e;

	e = yaml_load(arena, path, &root, fault);
	if (e == OK)
		e = read_rules(arena, root, rules, fault);
	if (e == OK)
		e = read_lists(arena, root, rules, fault);
	if (e == OK)
		e = read_address(arena, root, rules, fault);
	if (e == OK)
		e = read_marks(arena, root, "secrecy", &rules->secrecy,
		    &rules->terms, fault);
	if (e == OK)
		e = read_marks(arena, root, "internal", &rules->internal,
		    NULL, fault);
	if (e == OK)
		e = read_marks(arena, root, "withheld", &rules->withheld,
		    NULL, fault);
	if (e == OK)
		e = read_pairs(arena, root, rules, fault);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e == OK)
		*ret = rules;
	return e;
}

const struct proof_rule *
proof_rules_find(const struct proof_rules *rules, str key)
{
	for (size_t i = 0; i < rules->n; i++)
		if (str_eq(rules->rule[i].key, key))
			return &rules->rule[i];
	return NULL;
}

bool
proof_rules_any(const struct proof_words *list, str s)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_has(s, list->word[i]))
			return true;
	return false;
}

bool
proof_rules_is(const struct proof_words *list, str s)
{
	return str_among(list->word, list->n, s);
}

str
proof_rules_head(const struct proof_words *list, str s)
{
	str	found = S("");

	for (size_t i = 0; i < list->n; i++)
		if (list->word[i].n > found.n &&
		    str_starts(s, list->word[i]))
			found = list->word[i];
	return found;
}

str
proof_rules_tail(const struct proof_words *list, str s)
{
	str	found = S("");

	for (size_t i = 0; i < list->n; i++)
		if (list->word[i].n > found.n &&
		    str_ends(s, list->word[i]))
			found = list->word[i];
	return found;
}
