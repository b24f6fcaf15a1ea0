#include "domain/review.h"

#include "base/arena.h"
#include "base/yaml.h"

#define PATH	"rules/review.yaml"
#define DAYS	1000

struct reading {
	struct arena	*arena;
	struct review	*review;	/* being filled */
	struct fault	*fault;
};

static enum err
read_gates(struct reading *reading, struct yaml *map)
{
	struct review	*review = reading->review;
	enum err	 e = OK;

	review->gate = arena_array(reading->arena, map->n,
	    sizeof *review->gate);
	for (size_t i = 0; e == OK && i < map->n; i++) {
		struct review_gate	*gate = &review->gate[i];
		str			*item = NULL;

		gate->key = map->key[i];
		e = yaml_want_text(&map->item[i], "name", &gate->name,
		    reading->fault);
		if (e == OK)
			e = yaml_may_texts(reading->arena, &map->item[i],
			    "items", &item, &gate->items, reading->fault);
		if (e == OK && gate->items == 0)
			e = yaml_wrong(&map->item[i], "yaml.missing",
			    S("items"), reading->fault);
		if (e == OK)
			e = yaml_done(&map->item[i], reading->fault);
		gate->item = item;
	}
	review->gates = map->n;
	return e;
}

static enum err
read_level(struct reading *reading, struct yaml *map, str key, int *ret)
{
	int64_t		n;
	enum err	e;

	e = yaml_want_int(map, str_c(reading->arena, key), 1, REVIEW_LEVELS,
	    &n, reading->fault);
	if (e == OK)
		*ret = (int)n;
	return e;
}

static enum err
read_levels(struct reading *reading, struct yaml *map)
{
	enum err	e = OK;

	for (int i = 0; e == OK && i < AGENCY__LEVELS; i++)
		e = read_level(reading, map, agency_level_name(
		    (enum agency_level)i), &reading->review->levels[i]);
	return e == OK ? yaml_done(map, reading->fault) : e;
}

static enum err
read_own(struct reading *reading, struct yaml *map)
{
	struct review	*review = reading->review;
	enum err	 e = OK;

	if (map == NULL)
		return OK;
	if (map->kind != YAML_MAP)
		return yaml_wrong(map, "yaml.want_map", S("agencies"),
		    reading->fault);
	review->own = arena_array(reading->arena, map->n,
	    sizeof *review->own);
	for (size_t i = 0; e == OK && i < map->n; i++) {
		review->own[i].code = map->key[i];
		e = read_level(reading, map, map->key[i],
		    &review->own[i].levels);
	}
	review->owns = map->n;
	return e;
}

static enum err
read_file(struct reading *reading, struct yaml *root)
{
	struct yaml	*gates, *levels;
	int64_t		 keep, urgent;
	enum err	 e;

	e = yaml_want(root, "gates", YAML_MAP, &gates, reading->fault);
	if (e == OK)
		e = read_gates(reading, gates);
	if (e == OK)
		e = yaml_want(root, "levels", YAML_MAP, &levels,
		    reading->fault);
	if (e == OK)
		e = read_levels(reading, levels);
	if (e == OK)
		e = read_own(reading, yaml_get(root, "agencies"));
	if (e == OK)
		e = yaml_want_int(root, "keep_days", 1, DAYS, &keep,
		    reading->fault);
	if (e == OK)
		e = yaml_want_int(root, "urgent_days", 1, DAYS, &urgent,
		    reading->fault);
	if (e != OK)
		return e;
	reading->review->keep_days = (int)keep;
	reading->review->urgent_days = (int)urgent;
	return yaml_done(root, reading->fault);
}

enum err
review_load(struct arena *arena, const struct review **ret,
    struct fault *fault)
{
	struct reading	 reading = { .arena = arena, .fault = fault };
	struct yaml	*root;
	enum err	 e;

	reading.review = arena_alloc(arena, sizeof *reading.review);
	e = yaml_load(arena, PATH, &root, fault);
	if (e == OK)
		e = read_file(&reading, root);
	if (e == OK)
		*ret = reading.review;
	return e;
}

int
review_levels(const struct review *review, const struct agency *agency)
{
	for (size_t i = 0; i < review->owns; i++)
		if (str_eq(review->own[i].code, agency->code))
			return review->own[i].levels;
	return review->levels[agency->level];
}

const struct review_gate *
review_gate(const struct review *review, str key)
{
	for (size_t i = 0; i < review->gates; i++)
		if (str_eq(review->gate[i].key, key))
			return &review->gate[i];
	return NULL;
}
