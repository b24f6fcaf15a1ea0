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

struct tariff {
	str		 article;
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
read_tariff(struct arena *arena, struct yaml *map, struct tariff *ret,
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
read_rules(struct arena *arena, enum fee_by by, struct tariff *tariff,
    struct fee *fee, struct fault *fault)
{
	struct tariff	 other = { 0 };
	struct yaml	*root, *items, *pages;
	enum err	 e;

	e = yaml_load(arena, path, &root, fault);
	if (e == OK)
		e = yaml_want_text(root, "source", &fee->source, fault);
	if (e == OK)
		e = yaml_want_day(root, "from", &fee->since, fault);
	if (e == OK)
		e = yaml_want(root, "items", YAML_MAP, &items, fault);
	if (e == OK)
		e = yaml_want(root, "pages", YAML_MAP, &pages, fault);
	if (e == OK)
		e = read_tariff(arena, items, by == FEE_ITEMS ? tariff :
		    &other, fault);
	if (e == OK)
		e = read_tariff(arena, pages, by == FEE_PAGES ? tariff :
		    &other, fault);
	return e == OK ? yaml_done(root, fault) : e;
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
fee_compute(struct arena *arena, enum fee_by by, int64_t n, struct fee *ret,
    struct fault *fault)
{
	struct tariff	tariff = { 0 };
	struct fee	fee = { .n = n };
	int64_t		until, each;
	enum err	e;

	if (n < 1 || n > FEE_MOST)
		return FAIL(fault, ERR_INVALID, "fee.number");
	e = read_rules(arena, by, &tariff, &fee, fault);
	if (e != OK)
		return e;
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
