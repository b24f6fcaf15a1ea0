#include "domain/agency.h"
#include "domain/person.h"
#include "domain/recount.h"
#include "domain/rules.h"
#include "domain/step.h"
#include "store/store.h"
#include "woven/sql.h"

/* --- what the ledger comes to --------------------------------------------- */

/* Run a clock through what was done; false if the rows do not tell how. */
static bool
replay(struct job *job, const struct thing *thing,
    const struct procedure_kind *life, str region,
    const struct step_event *event, size_t n, struct procedure_clock *ret)
{
	const struct procedure_row	*row;

	*ret = PROCEDURE_NO_CLOCK;
	for (size_t i = 0; i < n; i++) {
		row = procedure_row(life, event[i].was, event[i].step,
		    event[i].day);
		if (row == NULL || step_tick(job, thing, row, event[i].day,
		    region, ret) != OK) {
			fault_clear(job->fault);
			return false;
		}
	}
	return ret->due != DAY_NONE;
}

static enum err
count(struct job *job, const struct thing *thing,
    struct procedure_clock *ret, bool *ret_told)
{
	const struct procedure_kind	*life;
	const struct rules		*rules;
	struct step_event		*event;
	struct agency			 agency;
	size_t				 n;
	enum err			 e;

	e = rules_of(job, &rules);
	if (e == OK)
		e = agency_load(job, thing->agency, &agency);
	if (e == OK)
		e = step_history(job, thing, &event, &n);
	if (e != OK)
		return e;
	life = procedure_kind(rules->procedure, str_of(thing->kind));
	*ret_told = life != NULL && replay(job, thing, life, agency.division,
	    event, n, ret);
	return OK;
}

/* --- what becomes of it --------------------------------------------------- */

static enum err
pass(struct job *job, const struct thing *thing)
{
	return sql_recount_pass(job->db, str_of(thing->kind), thing->id,
	    job->now);
}

/* Propose a day, once: what was kept as it was is not asked again. */
static enum err
propose(struct job *job, const struct thing *thing, day fresh)
{
	struct sql_recount_last_row	last;
	enum err			e;

	e = sql_recount_last(job->db, str_of(thing->kind), thing->id, &last);
	if (e == OK && last.due == thing->clock.due && last.fresh == fresh &&
	    !str_is(last.state, "approved"))
		return OK;
	if (e == OK)
		e = pass(job, thing);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	return sql_recount_put(job->db, store_id(job->store), thing->agency,
	    job->now, str_of(thing->kind), thing->id, thing->clock.due,
	    fresh);
}

enum err
recount_thing(struct job *job, struct thing *thing)
{
	const struct procedure_clock	*old = &thing->clock;
	struct procedure_clock		 clock;
	bool				 told = false;
	enum err			 e;

	if (old->due == DAY_NONE)
		return OK;
	e = count(job, thing, &clock, &told);
	if (e != OK || !told)
		return e;
	if (old->provisional) {
		e = pass(job, thing);
		return e == OK && (clock.due != old->due ||
		    clock.provisional != old->provisional ||
		    !str_eq(clock.missing, old->missing)) ?
		    step_set_clock(job, thing, &clock, word(job->words,
		    "recount.reason")) : e;
	}
	return clock.due == old->due ? pass(job, thing) :
	    propose(job, thing, clock.due);
}

enum err
recount_follow(struct job *job, struct thing *thing)
{
	struct sql_recount_last_row	last;
	enum err			e;

	e = sql_recount_last(job->db, str_of(thing->kind), thing->id, &last);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK || !str_is(last.state, "waiting"))
		return e;
	e = pass(job, thing);
	return e == OK ? recount_thing(job, thing) : e;
}

/* --- deciding ------------------------------------------------------------- */

enum err
recount_list(struct job *job, int64_t after, int most, struct recount **ret,
    size_t *ret_n)
{
	struct sql_recount_list_row	*row;
	enum err			 e;

	e = sql_recount_list(job->db, after, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct recount){ row[i].id, row[i].agency,
		    row[i].kind, row[i].thing, row[i].due, row[i].fresh,
		    row[i].created_at };
	return OK;
}

/* The difference and its thing, which has not changed since. */
static enum err
load(struct job *job, int64_t id, struct sql_recount_load_row *row,
    struct thing **ret)
{
	enum err	e = sql_recount_load(job->db, id, row);

	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "recount.unknown");
	if (e == OK && !person_may(job, S(RECOUNT_NEED), row->agency))
		return job->fault->code != OK ? job->fault->code :
		    FAIL(job->fault, ERR_FORBIDDEN, "recount.need");
	if (e == OK)
		e = step_load(job, str_c(job->arena, row->kind), row->thing,
		    ret);
	if (e == OK && (*ret)->clock.due != row->due)
		return FAIL(job->fault, ERR_CONFLICT, "recount.past");
	return e;
}

static enum err
decide(struct job *job, int64_t id, int64_t version, str state)
{
	struct sql_recount_decide_row	row;
	enum err			e;

	e = sql_recount_decide(job->db, id, version, state, job->now,
	    job->actor == NULL ? 0 : job->actor->person.id, &row);
	return e == ERR_NOT_FOUND ? FAIL(job->fault, ERR_CONFLICT,
	    "recount.past") : e;
}

enum err
recount_approve(struct job *job, int64_t id, str reason)
{
	struct sql_recount_load_row	 row;
	struct procedure_clock		 clock;
	struct thing			*thing;
	bool				 told = false;
	enum err			 e;

	e = load(job, id, &row, &thing);
	if (e == OK)
		e = count(job, thing, &clock, &told);
	if (e == OK && (!told || clock.due != row.fresh))
		return FAIL(job->fault, ERR_CONFLICT, "recount.past");
	if (e == OK)
		e = decide(job, id, row.version, S("approved"));
	return e == OK ? step_set_clock(job, thing, &clock, reason) : e;
}

enum err
recount_keep(struct job *job, int64_t id, str reason)
{
	struct sql_recount_load_row	 row;
	struct thing			*thing;
	enum err			 e;

	e = load(job, id, &row, &thing);
	if (e == OK)
		e = decide(job, id, row.version, S("kept"));
	return e == OK ? step_keep_clock(job, thing, row.fresh, reason) : e;
}
