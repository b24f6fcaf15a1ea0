#include "domain/step.h"

#include <string.h>

#include "domain/agency.h"
#include "domain/gate.h"
#include "domain/journal.h"
#include "domain/person.h"
#include "domain/recount.h"
#include "domain/rules.h"
#include "domain/step_input.h"
#include "store/store.h"
#include "woven/sql.h"

#define COMMON	4	/* fields the journal tells of every thing */

/* A thing as it was, to tell what changed. */
struct before {
	str			state;
	struct procedure_clock	clock;
	struct thing_field	field[THING_FIELDS];
	size_t			fields;
};

/* A step being taken. */
struct taking {
	struct thing			*thing;
	const struct thing_kind		*kind;
	const struct procedure_kind	*life;
	const struct procedure_row	*row;
	const struct step		*step;
	const struct step_input		*input;	/* NULL: none yet */
	const struct rules		*rules;
	struct before			 before;
	day				 on;	/* its legal day */
	int64_t				 event;	/* in the ledger */
};

const struct thing_kind *
step_kind(const char *kind)
{
	for (size_t i = 0; i < thing_kind_count; i++)
		if (strcmp(thing_kind_index[i]->kind, kind) == 0)
			return thing_kind_index[i];
	return NULL;
}

static const struct step *
step_named(struct job *job, const char *kind, const char *step)
{
	const char	*name = arena_printf(job->arena, "%s_%s", kind, step);

	for (size_t i = 0; i < step_count; i++)
		if (strcmp(step_index[i]->name, name) == 0)
			return step_index[i];
	return NULL;
}

/* What people call a state or a step. */
static str
called(struct job *job, const char *kind, const char *what, str name)
{
	return word(job->words, arena_printf(job->arena,
	    "procedure.%s.%s.%.*s", kind, what, STRF(name)));
}

static str
called_step(struct job *job, const struct taking *taking, str step)
{
	return called(job, taking->thing->kind, "step", step);
}

enum err
step_make(struct job *job, const char *kind, int64_t agency,
    struct thing **ret)
{
	const struct thing_kind	*found = step_kind(kind);
	struct thing		*thing;
	enum err		 e;

	if (found == NULL)
		return FAIL(job->fault, ERR_NOT_FOUND, "step.kind",
		    str_of(kind));
	e = agency_see(job, agency);
	if (e != OK)
		return e;
	thing = found->make(job->arena);
	thing->kind = found->kind;
	thing->id = store_id(job->store);
	thing->agency = agency;
	thing->state = S(PROCEDURE_NEW);
	thing->clock = PROCEDURE_NO_CLOCK;
	*ret = thing;
	return OK;
}

enum err
step_load(struct job *job, const char *kind, int64_t id, struct thing **ret)
{
	const struct thing_kind	*found = step_kind(kind);
	enum err		 e;

	if (found == NULL)
		return FAIL(job->fault, ERR_NOT_FOUND, "step.kind",
		    str_of(kind));
	e = found->load(job, id, ret);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_NOT_FOUND, "step.thing",
		    word(job->words, arena_printf(job->arena,
		    "procedure.%s.title", kind)));
	return e;
}

/* The rows, the kind and the body of the step. */
static enum err
find(struct job *job, struct taking *taking, const char *step)
{
	const char	*kind = taking->thing->kind;
	enum err	 e;

	e = rules_of(job, &taking->rules);
	if (e != OK)
		return e;
	taking->kind = step_kind(kind);
	taking->life = procedure_kind(taking->rules->procedure, str_of(kind));
	taking->step = step_named(job, kind, step);
	if (taking->kind == NULL || taking->life == NULL)
		return FAIL(job->fault, ERR_NOT_FOUND, "step.kind",
		    str_of(kind));
	if (taking->step == NULL ||
	    !procedure_knows(taking->life, str_of(step)))
		return FAIL(job->fault, ERR_NOT_FOUND, "step.unknown",
		    str_of(step), word(job->words, arena_printf(job->arena,
		    "procedure.%s.title", kind)));
	return OK;
}

/* The row that holds on the legal day. */
static enum err
find_row(struct job *job, struct taking *taking, str step)
{
	const struct thing	*thing = taking->thing;

	taking->row = procedure_row(taking->life, thing->state, step,
	    taking->on);
	if (taking->row != NULL)
		return OK;
	if (procedure_leads(taking->life, thing->state, step))
		return FAIL(job->fault, ERR_CONFLICT, "step.day",
		    called_step(job, taking, step), day_iso(job->arena,
		    taking->on));
	return FAIL(job->fault, ERR_CONFLICT, "step.state",
	    called_step(job, taking, step),
	    str_is(thing->state, PROCEDURE_NEW) ? word(job->words,
	    "step.new") : called(job, thing->kind, "state", thing->state));
}

/* The machine takes its own steps and no person's, and the reverse. */
static enum err
check_need(struct job *job, const struct taking *taking)
{
	const struct procedure_row	*row = taking->row;
	bool				 own;

	own = str_is(row->need, PROCEDURE_MACHINE);
	if (own != (job->actor == NULL))
		return FAIL(job->fault, ERR_FORBIDDEN, own ? "step.machine" :
		    "step.nobody", called_step(job, taking, row->step));
	if (own || person_may(job, row->need, taking->thing->agency))
		return OK;
	if (job->fault->code != OK)
		return job->fault->code;
	return FAIL(job->fault, ERR_FORBIDDEN, "step.need",
	    called_step(job, taking, row->step));
}

/* Who took the earlier step that the row must be apart from; nobody where
   there is none. */
static enum err
find_earlier(struct job *job, const struct taking *taking,
    struct sql_step_last_row *ret)
{
	const struct procedure_row	*row = taking->row;
	enum err			 e = OK;

	*ret = (struct sql_step_last_row){ .name = S("") };
	if (row->apart.n > 0)
		e = sql_step_last(job->db, str_of(taking->thing->kind),
		    taking->thing->id, row->apart, ret);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "step.no_apart",
		    called_step(job, taking, row->step),
		    called_step(job, taking, row->apart));
	return e;
}

/* Who signs is not who took the earlier step; of a scanned form it is the
   signer, whoever uploads it. */
static enum err
check_apart(struct job *job, const struct taking *taking)
{
	const struct procedure_row	*row = taking->row;
	struct sql_step_last_row	 last;
	enum err			 e = find_earlier(job, taking, &last);

	if (e != OK)
		return e;
	if (row->scanned)
		return taking->input == NULL ? OK : gate_check(job,
		    taking->thing, taking->input, last.name);
	if (row->apart.n > 0 && job->actor != NULL &&
	    last.actor == job->actor->person.id)
		return FAIL(job->fault, ERR_FORBIDDEN, "step.apart",
		    called_step(job, taking, row->step),
		    called_step(job, taking, row->apart));
	return OK;
}

enum err
step_tick(struct job *job, const struct thing *thing,
    const struct procedure_row *row, day on, str region,
    struct procedure_clock *clock)
{
	const struct thing_kind	*kind = step_kind(thing->kind);
	struct procedure_row	 own = *row;
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	if (e == OK && row->effect == PROCEDURE_START && row->days == 0)
		e = kind == NULL || kind->period == NULL ?
		    FAIL(job->fault, ERR_NOT_FOUND, "step.kind",
		    str_of(thing->kind)) :
		    kind->period(job, thing, row, &on, &own.days);
	return e == OK ? procedure_tick(job->arena, rules->calendar, region,
	    &own, on, clock, job->fault) : e;
}

static enum err
set_clock(struct job *job, struct taking *taking)
{
	struct thing	*thing = taking->thing;
	struct agency	 agency;
	enum err	 e;

	if (procedure_is_end(taking->life, thing->state)) {
		thing->clock = PROCEDURE_NO_CLOCK;
		return OK;
	}
	if (taking->row->effect == PROCEDURE_KEEP)
		return OK;
	e = agency_load(job, thing->agency, &agency);
	if (e != OK)
		return e;
	return step_tick(job, thing, taking->row, taking->on,
	    agency.division, &thing->clock);
}

/* What is particular to the step, then what all have in common. */
static enum err
move(struct job *job, struct taking *taking)
{
	struct thing	*thing = taking->thing;
	struct before	*before = &taking->before;
	enum err	 e;

	before->state = thing->state;
	before->clock = thing->clock;
	before->fields = thing->version == 0 ? 0 :
	    taking->kind->tell(job->arena, thing, before->field);
	e = taking->step->run(job, thing, taking->input);
	if (e != OK)
		return e;
	thing->state = taking->row->to;
	e = set_clock(job, taking);
	if (e == OK)
		e = taking->kind->save(job, thing);
	if (e == ERR_NOT_FOUND && job->fault->code == OK)
		return FAIL(job->fault, ERR_CONFLICT, "step.changed",
		    called_step(job, taking, taking->row->step));
	return e;
}

static enum err
keep_event(struct job *job, struct taking *taking)
{
	const struct thing		*thing = taking->thing;
	const struct procedure_row	*row = taking->row;
	enum err			 e;

	taking->event = store_id(job->store);
	e = sql_step_event(job->db, taking->event, thing->agency,
	    str_of(thing->kind), thing->id, row->step, taking->before.state,
	    row->to, taking->on, job->now, job->actor == NULL ? 0 :
	    job->actor->person.id, thing->clock.due, thing->clock.provisional,
	    row->paper, row->figure);
	if (e == OK && row->gate.n > 0)
		e = gate_close(job, thing, row, taking->input, taking->on,
		    taking->event);
	if (e == OK && row->gates != PROCEDURE_NO_GATES)
		e = gate_close_ticked(job, thing, row, taking->input,
		    taking->on, taking->event);
	return e;
}

/* The changes of one entry of the journal. */
struct telling {
	struct arena		*arena;
	struct journal_change	 change[COMMON + THING_FIELDS +
				     PROCEDURE_VALUES];
	size_t			 n;
};

static void
tell(struct telling *telling, str field, str old, str new, int64_t subject)
{
	if (!str_eq(old, new))
		telling->change[telling->n++] = (struct journal_change){
		    field, old, new, subject };
}

static void
tell_day(struct telling *telling, str field, day old, day new)
{
	tell(telling, field,
	    old == DAY_NONE ? S("") : day_iso(telling->arena, old),
	    new == DAY_NONE ? S("") : day_iso(telling->arena, new), 0);
}

static void
tell_clock(struct telling *telling, const struct procedure_clock *old,
    const struct procedure_clock *new)
{
	tell_day(telling, S("due"), old->due, new->due);
	tell_day(telling, S("paused"), old->paused, new->paused);
	tell(telling, S("missing"), old->missing, new->missing, 0);
}

/* A value that is no field of the thing is nowhere else. */
static void
tell_value(struct telling *telling, const struct step_value *value,
    const struct thing_field *field, size_t n)
{
	if (str_is(value->name, "reason") || str_is(value->name, "day"))
		return;
	for (size_t i = 0; i < n; i++)
		if (str_eq(field[i].name, value->name))
			return;
	tell(telling, value->name, S(""), value->value, 0);
}

static enum err
tell_journal(struct job *job, const struct taking *taking)
{
	const struct before		*before = &taking->before;
	struct thing			*thing = taking->thing;
	struct telling			 telling = { .arena = job->arena };
	struct thing_field		 field[THING_FIELDS];
	size_t				 n;
	struct journal_entry		 entry = { .kind = str_of(thing->kind),
					    .thing = thing->id,
					    .agency = thing->agency,
					    .day = taking->on };

	n = taking->kind->tell(job->arena, thing, field);
	tell(&telling, S("state"), before->state, thing->state, 0);
	tell_clock(&telling, &before->clock, &thing->clock);
	for (size_t i = 0; i < n; i++)
		tell(&telling, field[i].name, before->fields == 0 ? S("") :
		    before->field[i].value, field[i].value,
		    field[i].subject);
	for (size_t i = 0; i < taking->input->n; i++)
		tell_value(&telling, &taking->input->value[i], field, n);
	entry.action = str_printf(job->arena, "%s.%.*s", thing->kind,
	    STRF(taking->row->step));
	entry.reason = step_input(taking->input, "reason");
	entry.change = telling.change;
	entry.changes = telling.n;
	return journal_add(job, &entry);
}

enum err
step_apply(struct job *job, struct thing *thing, const char *step,
    const struct step_input *input)
{
	struct taking	taking = { .thing = thing, .input = input };
	enum err	e;

	e = find(job, &taking, step);
	if (e == OK)
		e = step_input_legal_day(job, input, &taking.on);
	if (e == OK)
		e = find_row(job, &taking, str_of(step));
	if (e == OK)
		e = check_need(job, &taking);
	if (e == OK)
		e = step_input_check(job, taking.row, input);
	if (e == OK)
		e = check_apart(job, &taking);
	if (e == OK)
		e = move(job, &taking);
	if (e == OK)
		e = keep_event(job, &taking);
	if (e == OK)
		e = tell_journal(job, &taking);
	return e == OK && thing->clock.due != taking.before.clock.due ?
	    recount_follow(job, thing) : e;
}

enum err
step_check(struct job *job, const struct thing *thing, const char *step,
    const struct procedure_row **ret)
{
	struct thing	copy = *thing;	/* never changed here */
	struct taking	taking = { .thing = &copy, .on = job->today };
	enum err	e;

	e = find(job, &taking, step);
	if (e == OK)
		e = find_row(job, &taking, str_of(step));
	if (e == OK)
		e = check_need(job, &taking);
	if (e == OK)
		e = check_apart(job, &taking);
	if (e == OK)
		*ret = taking.row;
	return e;
}

/* A change of the clock alone, in the journal. */
static enum err
journal_clock(struct job *job, const struct thing *thing, const char *action,
    const struct telling *telling, str reason)
{
	struct journal_entry	entry = { .kind = str_of(thing->kind),
				    .thing = thing->id,
				    .agency = thing->agency,
				    .action = str_printf(job->arena, "%s.%s",
				    thing->kind, action), .day = DAY_NONE,
				    .reason = reason,
				    .change = telling->change,
				    .changes = telling->n };

	return journal_add(job, &entry);
}

enum err
step_set_clock(struct job *job, struct thing *thing,
    const struct procedure_clock *clock, str reason)
{
	const struct thing_kind	*kind = step_kind(thing->kind);
	struct telling		 telling = { .arena = job->arena };
	enum err		 e;

	if (kind == NULL)
		return FAIL(job->fault, ERR_NOT_FOUND, "step.kind",
		    str_of(thing->kind));
	tell_clock(&telling, &thing->clock, clock);
	thing->clock = *clock;
	e = kind->save(job, thing);
	if (e == ERR_NOT_FOUND && job->fault->code == OK)
		return FAIL(job->fault, ERR_BUSY, "store.busy");
	return e == OK ? journal_clock(job, thing, "recount", &telling,
	    reason) : e;
}

enum err
step_keep_clock(struct job *job, const struct thing *thing, day fresh,
    str reason)
{
	struct telling	telling = { .arena = job->arena };

	tell_day(&telling, S("not_due"), DAY_NONE, fresh);
	return journal_clock(job, thing, "recount_kept", &telling, reason);
}

enum err
step_history(struct job *job, const struct thing *thing,
    struct step_event **ret, size_t *ret_n)
{
	struct sql_step_events_row	*row;
	struct step_event		*event;
	size_t				 n;
	enum err			 e;

	e = sql_step_events(job->db, str_of(thing->kind), thing->id, &row, &n);
	if (e != OK)
		return e;
	event = arena_array(job->arena, n, sizeof *event);
	for (size_t i = 0; i < n; i++)
		event[i] = (struct step_event){ .id = row[i].id,
		    .step = row[i].step, .was = row[i].was,
		    .became = row[i].became, .day = row[i].day,
		    .at = row[i].at, .actor = row[i].actor,
		    .due = row[i].due, .paper = row[i].paper,
		    .name = row[i].name };
	*ret = event;
	*ret_n = n;
	return OK;
}
