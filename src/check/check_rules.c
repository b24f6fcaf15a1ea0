#include "base/arena.h"
#include "check/check.h"
#include "check/facts.h"
#include "check/prose_rules.h"

enum err
check_rules_load(struct arena *arena, const struct check_rules **ret,
    struct fault *fault)
{
	struct check_rules	*rules = arena_alloc(arena, sizeof *rules);
	enum err		 e;

	e = facts_load(arena, &rules->facts, fault);
	if (e == OK)
		e = prose_rules_load(arena, &rules->prose, fault);
	if (e == OK)
		*ret = rules;
	return e;
}
