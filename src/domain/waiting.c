#include "domain/waiting.h"

#include <stdlib.h>

#include "base/arena.h"
#include "domain/person.h"
#include "domain/procedure.h"
#include "domain/rules.h"
#include "domain/step.h"
#include "woven/sql.h"

#define MOST	200	/* things of a kind in one state */
#define KNOWN	64	/* answers that are kept */

/* What the actor may on a body, as it was found. */
struct known {
	int64_t	agency;
	str	need;
	bool	may;
};

/* The desk being looked over. */
struct looking {
	struct job			*job;
	const struct procedure_kind	*life;
	struct known			 known[KNOWN];
	size_t				 knowns;	/* ever found */
	struct waiting			*thing;
	size_t				 n;
};

/* Asked once for all things of a body. */
static bool
may(struct looking *looking, str need, int64_t agency)
{
	struct known	*known = looking->known;

	if (str_is(need, PROCEDURE_MACHINE))
		return false;
	for (size_t i = 0; i < looking->knowns && i < KNOWN; i++)
		if (known[i].agency == agency && str_eq(known[i].need, need))
			return known[i].may;
	known += looking->knowns++ % KNOWN;
	*known = (struct known){ agency, need, person_may(looking->job, need,
	    agency) };
	return known->may;
}

/* The actor himself took the step that this row must be apart from. */
static enum err
took_it(struct job *job, const struct procedure_row *row, const char *kind,
    int64_t id, bool *ret)
{
	struct sql_step_last_row	last;
	enum err			e;

	*ret = false;
	if (row->apart.n == 0)
		return OK;
	e = sql_step_last(job->db, str_of(kind), id, row->apart, &last);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK)
		*ret = last.actor == job->actor->person.id;
	return e;
}

static enum err
find_steps(struct looking *looking, int64_t agency, struct waiting *thing)
{
	const struct procedure_kind	*life = looking->life;
	struct job			*job = looking->job;
	enum err			 e = OK;
	bool				 his;

	for (size_t i = 0; e == OK && i < life->rows; i++) {
		const struct procedure_row	*row = &life->row[i];

		if (!str_eq(row->from, thing->state) || row->scanned ||
		    !procedure_holds(row, job->today) ||
		    procedure_is_end(life, row->to) ||
		    thing->steps == WAITING_STEPS ||
		    !may(looking, row->need, agency))
			continue;
		e = took_it(job, row, thing->kind, thing->id, &his);
		if (e == OK && !his)
			thing->step[thing->steps++] = row->step;
	}
	return e == OK ? job->fault->code : e;
}

/* He may look at things of this kind here; see step_look. */
static bool
may_look(struct looking *looking, int64_t agency)
{
	const struct procedure_kind	*life = looking->life;

	for (size_t i = 0; i < life->rows; i++)
		if (may(looking, life->row[i].need, agency))
			return true;
	return false;
}

static enum err
look_at(struct looking *looking, const struct thing_kind *kind, str state)
{
	struct thing_brief	*brief = NULL;
	struct waiting		*all;
	size_t			 n = 0;
	enum err		 e;

	e = kind->in_state(looking->job, state, MOST, &brief, &n);
	if (e != OK || n == 0)
		return e;
	all = arena_array(looking->job->arena, looking->n + n, sizeof *all);
	for (size_t i = 0; i < looking->n; i++)
		all[i] = looking->thing[i];
	looking->thing = all;
	for (size_t i = 0; e == OK && i < n; i++) {
		struct waiting	*thing = &all[looking->n];

		if (!may_look(looking, brief[i].agency))
			continue;
		*thing = (struct waiting){ .kind = kind->kind,
		    .id = brief[i].id, .about = brief[i].about,
		    .agency = brief[i].code,
		    .agency_name = brief[i].agency_name, .state = state,
		    .due = brief[i].due, .paused = brief[i].paused };
		e = find_steps(looking, brief[i].agency, thing);
		looking->n++;
	}
	return e == OK ? looking->job->fault->code : e;
}

/* What has no clock stands behind what has one. */
static int
by_due(const void *a, const void *b)
{
	const struct waiting	*x = a, *y = b;

	if (x->due != y->due)
		return x->due == DAY_NONE ? 1 : y->due == DAY_NONE ? -1 :
		    x->due < y->due ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

enum err
waiting_list(struct job *job, struct waiting **ret, size_t *ret_n)
{
	struct looking		*looking;
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	*ret_n = 0;
	if (e != OK || job->actor == NULL || job->actor->grants == 0)
		return e;
	looking = arena_alloc(job->arena, sizeof *looking);
	looking->job = job;
	for (size_t i = 0; i < rules->procedure->kinds; i++) {
		const struct procedure_kind	*life =
						    &rules->procedure->kind[i];
		const struct thing_kind		*kind;

		kind = step_kind(str_c(job->arena, life->name));
		looking->life = life;
		for (size_t k = 0; e == OK && kind != NULL &&
		    k < life->states; k++)
			if (procedure_waits(life, life->state[k]))
				e = look_at(looking, kind, life->state[k]);
	}
	if (looking->n > 1)
		qsort(looking->thing, looking->n, sizeof *looking->thing,
		    by_due);
	*ret = looking->thing;
	*ret_n = looking->n;
	return e;
}

enum err
waiting_begin(struct job *job, const char ***ret, size_t *ret_n)
{
	const struct procedure_kind	*life;
	const struct rules		*rules;
	const char			**kind;
	size_t				 n = 0;
	bool				 his;
	enum err			 e = rules_of(job, &rules);

	if (e != OK)
		return e;
	kind = arena_array(job->arena, rules->procedure->kinds, sizeof *kind);
	for (size_t i = 0; i < rules->procedure->kinds; i++) {
		life = &rules->procedure->kind[i];
		his = false;
		for (size_t k = 0; k < life->rows; k++)
			his = his || (str_is(life->row[k].from,
			    PROCEDURE_NEW) && procedure_holds(&life->row[k],
			    job->today) && person_holds(job->actor,
			    life->row[k].need));
		if (his)
			kind[n++] = str_c(job->arena, life->name);
	}
	*ret = kind;
	*ret_n = n;
	return OK;
}
