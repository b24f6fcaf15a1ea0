#include "domain/waiting.h"

#include "base/arena.h"
#include "domain/person.h"
#include "domain/procedure.h"
#include "domain/rules.h"
#include "woven/sql.h"

#define KIND	"name_change"
#define MOST	500	/* things looked at, the newest */

/* The actor himself took the step that this row must be apart from. */
static enum err
took_it(struct job *job, const struct procedure_row *row, int64_t id,
    bool *ret)
{
	struct sql_step_last_row	last;
	enum err			e;

	*ret = false;
	if (row->apart.n == 0)
		return OK;
	e = sql_step_last(job->db, S(KIND), id, row->apart, &last);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK)
		*ret = last.actor == job->actor->person.id;
	return e;
}

static enum err
find_steps(struct job *job, const struct procedure_kind *kind,
    int64_t agency, struct waiting *thing)
{
	enum err	e = OK;
	bool		his;

	for (size_t i = 0; e == OK && i < kind->rows; i++) {
		const struct procedure_row	*row = &kind->row[i];

		if (!str_eq(row->from, thing->state) || row->scanned ||
		    !procedure_holds(row, job->today) ||
		    procedure_is_end(kind, row->to) ||
		    thing->steps == WAITING_STEPS ||
		    !person_may(job, row->need, agency))
			continue;
		e = took_it(job, row, thing->id, &his);
		if (e == OK && !his)
			thing->step[thing->steps++] = row->step;
	}
	return e == OK ? job->fault->code : e;
}

enum err
waiting_list(struct job *job, struct waiting **ret, size_t *ret_n)
{
	struct sql_name_change_recent_row	*row;
	const struct rules			*rules;
	const struct procedure_kind		*kind;
	size_t					 n = 0;
	enum err				 e;

	*ret_n = 0;
	e = rules_of(job, &rules);
	if (e == OK)
		e = sql_name_change_recent(job->db, MOST, &row, &n);
	if (e != OK || job->actor == NULL)
		return e;
	kind = procedure_kind(rules->procedure, S(KIND));
	*ret = arena_array(job->arena, n + 1, sizeof **ret);
	for (size_t i = 0; e == OK && i < n; i++) {
		struct waiting	*thing = &(*ret)[*ret_n];

		*thing = (struct waiting){ .kind = KIND, .id = row[i].id,
		    .about = row[i].name, .agency = row[i].code,
		    .agency_name = row[i].agency_name,
		    .state = row[i].state, .due = row[i].due };
		e = find_steps(job, kind, row[i].agency, thing);
		*ret_n += e == OK && thing->steps > 0;
	}
	return e;
}
