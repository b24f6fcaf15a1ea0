#include "domain/rules.h"

#include "store/store.h"

/* The store's arena took them back. */
static void
forget(void *store)
{
	((struct store *)store)->rules = NULL;
}

enum err
rules_of(struct job *job, const struct rules **ret)
{
	struct store	*store = job->store;
	struct rules	*rules;
	enum err	 e;

	if (store->rules != NULL) {
		*ret = store->rules;
		return OK;
	}
	rules = arena_alloc(store->arena, sizeof *rules);
	e = procedure_load(store->arena, &rules->procedure, job->fault);
	if (e == OK)
		e = calendar_load(store->arena, &rules->calendar, job->fault);
	if (e == OK)
		e = role_load(store->arena, &rules->roles, job->fault);
	if (e == OK)
		e = index_load(store->arena, &rules->index, job->fault);
	if (e == OK)
		e = channel_kind_load(store->arena, &rules->channels,
		    job->fault);
	if (e == OK)
		e = kind_load(store->arena, &rules->kinds, job->fault);
	if (e == OK)
		e = catalogue_load(store->arena, &rules->catalogue,
		    job->fault);
	if (e == OK)
		e = review_load(store->arena, &rules->review, job->fault);
	if (e == OK)
		e = ground_load(store->arena, &rules->grounds, job->fault);
	if (e != OK)
		return e;
	*ret = store->rules = rules;
	arena_defer(store->arena, forget, store);
	return OK;
}
