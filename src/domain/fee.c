#include "domain/fee.h"

#include <assert.h>

#include "base/arena.h"
#include "base/yaml.h"

#define YUAN_MOST	100000

static const char	path[] = "rules/fee.yaml";

struct tier {
	int64_t	until;		/* last one of the tier */
	int64_t	each;		/* yuan */
};

/* What holds for items or for pages. */
struct tariff {
	str		 source;
	str		 article;
	day		 from, until;	/* DAY_NONE: no end is known */
	struct tier	*tier;	/* the free ones first */
	size_t		 n;
	int64_t		 step;	/* behind the last tier: so many at a time */
	int64_t		 more;	/* cost so many yuan more each */
};

static enum err
read_tier(struct yaml *item, struct tier *ret, struct fault *fault)
{
	enum err	e;

	ret->until = FEE_MOST;
	e = yaml_may_int(item, "until", 1, FEE_MOST, &ret->until, fault);
	if (e == OK)
		e = yaml_want_int(item, "each", 0, YUAN_MOST, &ret->each,
		    fault);
	return e == OK ? yaml_done(item, fault) : e;
}

static enum err
read_tiers(struct arena *arena, struct yaml *map, struct tariff *ret,
    struct fault *fault)
{
	struct yaml	*tiers;
	int64_t		 none = 0;
	enum err	 e;

	e = yaml_want_text(map, "article", &ret->article, fault);
	if (e == OK)
		e = yaml_want_int(map, "free", 0, FEE_MOST, &none, fault);
	if (e == OK)
		e = yaml_want(map, "tiers", YAML_LIST, &tiers, fault);
	if (e == OK)
		e = yaml_may_int(map, "step", 1, FEE_MOST, &ret->step, fault);
	if (e == OK)
		e = yaml_may_int(map, "more", 0, YUAN_MOST, &ret->more, fault);
	if (e != OK)
		return e;
	ret->tier = arena_array(arena, tiers->n + 1, sizeof *ret->tier);
	ret->tier[ret->n++] = (struct tier){ none, 0 };
	for (size_t i = 0; e == OK && i < tiers->n; i++) {
		e = read_tier(&tiers->item[i], &ret->tier[ret->n], fault);
		if (e == OK && ret->tier[ret->n].until <=
		    ret->tier[ret->n - 1].until)
			e = yaml_wrong(&tiers->item[i], "fee.tiers", S(""),
			    fault);
		ret->n++;
	}
	return e == OK ? yaml_done(map, fault) : e;
}

static enum err
read_rule(struct arena *arena, struct yaml *item, enum fee_by by,
    struct tariff *ret, struct fault *fault)
{
	struct tariff	 other = { 0 };
	struct yaml	*items, *pages;
	enum err	 e;

	*ret = (struct tariff){ .until = DAY_NONE };
	e = yaml_want_text(item, "source", &ret->source, fault);
	if (e == OK)
		e = yaml_want_day(item, "from", &ret->from, fault);
	if (e == OK)
		e = yaml_may_day(item, "until", &ret->until, fault);
	if (e == OK)
		e = yaml_want(item, "items", YAML_MAP, &items, fault);
	if (e == OK)
		e = yaml_want(item, "pages", YAML_MAP, &pages, fault);
	if (e == OK)
		e = read_tiers(arena, items, by == FEE_ITEMS ? ret : &other,
		    fault);
	if (e == OK)
		e = read_tiers(arena, pages, by == FEE_PAGES ? ret : &other,
		    fault);
	return e == OK ? yaml_done(item, fault) : e;
}

/* A tariff has an end if another follows, which begins behind it. */
static enum err
check_order(const struct yaml *item, const struct tariff *before,
    const struct tariff *tariff, struct fault *fault)
{
	if (tariff->until != DAY_NONE && tariff->until < tariff->from)
		return yaml_wrong(item, "fee.never", S(""), fault);
	if (before != NULL && (before->until == DAY_NONE ||
	    before->until >= tariff->from))
		return yaml_wrong(item, "fee.order", S(""), fault);
	return OK;
}

/* All tariffs are read, so that a fault in any of them is found. */
static enum err
read_rules(struct arena *arena, struct yaml *list, enum fee_by by, day on,
    struct tariff *ret, struct fault *fault)
{
	struct tariff	*tariff = arena_array(arena, list->n + 1,
			    sizeof *tariff);
	enum err	 e = OK;

	*ret = (struct tariff){ .n = 0 };
	for (size_t i = 0; e == OK && i < list->n; i++) {
		e = read_rule(arena, &list->item[i], by, &tariff[i], fault);
		if (e == OK)
			e = check_order(&list->item[i], i == 0 ? NULL :
			    &tariff[i - 1], &tariff[i], fault);
		if (tariff[i].from <= on && (tariff[i].until == DAY_NONE ||
		    tariff[i].until >= on))
			*ret = tariff[i];
	}
	if (e == OK && ret->n == 0)
		e = FAIL(fault, ERR_NOT_FOUND, "fee.none",
		    day_iso(arena, on));
	return e;
}

static enum err
load_tariff(struct arena *arena, enum fee_by by, day on, struct tariff *ret,
    struct fault *fault)
{
	struct yaml	*root, *list;
	enum err	 e;

	e = yaml_load(arena, path, &root, fault);
	if (e == OK)
		e = yaml_want(root, "tariffs", YAML_LIST, &list, fault);
	if (e == OK)
		e = yaml_done(root, fault);
	return e == OK ? read_rules(arena, list, by, on, ret, fault) : e;
}

static void
charge(struct fee *fee, int64_t until, int64_t each)
{
	int64_t		 from = fee->lines == 0 ? 1 :
			    fee->line[fee->lines - 1].until + 1;
	struct fee_line	*line;

	if (until > fee->n)
		until = fee->n;
	if (from > until)
		return;
	line = &fee->line[fee->lines++];
	*line = (struct fee_line){ from, until, each,
	    (until - from + 1) * each };
	fee->yuan += line->yuan;
}

enum err
fee_compute(struct arena *arena, enum fee_by by, int64_t n, day on,
    struct fee *ret, struct fault *fault)
{
	struct tariff	tariff;
	struct fee	fee = { .n = n };
	int64_t		until, each;
	enum err	e;

	if (n < 1 || n > FEE_MOST)
		return FAIL(fault, ERR_INVALID, "fee.number");
	e = load_tariff(arena, by, on, &tariff, fault);
	if (e != OK)
		return e;
	fee.source = tariff.source;
	fee.article = tariff.article;
	fee.since = tariff.from;
	assert(tariff.n > 0);
	fee.line = arena_array(arena, tariff.n + 1 + (size_t)(tariff.step == 0 ?
	    0 : n / tariff.step), sizeof *fee.line);
	for (size_t i = 0; i < tariff.n; i++)
		charge(&fee, tariff.tier[i].until, tariff.tier[i].each);
	until = tariff.tier[tariff.n - 1].until;
	each = tariff.tier[tariff.n - 1].each;
	while (until < n && tariff.step > 0) {
		until += tariff.step;
		each += tariff.more;
		charge(&fee, until, each);
	}
	*ret = fee;
	return OK;
}
