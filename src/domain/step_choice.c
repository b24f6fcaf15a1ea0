#include "domain/person.h"
#include "domain/rules.h"
#include "domain/step.h"

bool
step_look(struct job *job, const struct procedure_kind *life, int64_t agency)
{
	for (size_t i = 0; i < life->rows; i++)
		if (!str_is(life->row[i].need, PROCEDURE_MACHINE) &&
		    person_may(job, life->row[i].need, agency))
			return true;
	return false;
}

enum err
step_choices(struct job *job, const struct thing *thing,
    const struct procedure_row ***ret, size_t *ret_n)
{
	const struct procedure_row	**choice, *row;
	const struct procedure_kind	 *life;
	const struct rules		 *rules;
	size_t				  n = 0;
	enum err			  e = rules_of(job, &rules);

	if (e != OK)
		return e;
	life = procedure_kind(rules->procedure, str_of(thing->kind));
	choice = arena_array(job->arena, life->rows, sizeof *choice);
	for (size_t i = 0; i < life->rows; i++) {
		if (!str_eq(life->row[i].from, thing->state) ||
		    !procedure_holds(&life->row[i], job->today))
			continue;
		e = step_check(job, thing, str_c(job->arena,
		    life->row[i].step), &row);
		if (e == OK)
			choice[n++] = row;
		else if (e != ERR_FORBIDDEN && e != ERR_CONFLICT)
			return e;
		fault_clear(job->fault);
	}
	*ret = choice;
	*ret_n = n;
	return OK;
}
