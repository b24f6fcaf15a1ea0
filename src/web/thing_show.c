#include "web/thing_show.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "domain/gate.h"
#include "domain/rules.h"
#include "web/desk.h"
#include "web/thing.h"

#define FACTS		(THING_FIELDS + 4)
#define CLOCKS		4
#define VALUE_BYTES	2000u	/* of a field that are shown */

static str
called(const struct thing_show *b, const char *what, str name)
{
	return thing_word(b->job, b->thing->kind, what, name);
}

/* Who did something; nobody did what the program does by itself. */
static str
who(const struct thing_show *b, str name)
{
	return name.n > 0 ? name : word(b->job->words,
	    "desk.journal.machine");
}

/* --- what it is ----------------------------------------------------------- */

static void
put_facts(struct thing_show *b)
{
	struct job		*job = b->job;
	struct view_thing		*view = &b->view;
	struct thing_field	 field[THING_FIELDS];
	size_t			 n;

	view->fact = arena_array(job->arena, FACTS, sizeof *view->fact);
	desk_fact(job, view->fact, &view->facts, "desk.agency",
	    b->agency.name);
	desk_fact(job, view->fact, &view->facts, "desk.home.state",
	    called(b, "state", b->thing->state));
	n = step_kind(b->thing->kind)->tell(job->arena, b->thing, field);
	for (size_t i = 0; i < n; i++)
		if (field[i].value.n > 0)
			view->fact[view->facts++] = (struct view_fact){
			    thing_label(job, b->thing->kind, field[i].name),
			    utf8_head(field[i].value, VALUE_BYTES) };
}

/* --- its clock ------------------------------------------------------------ */

/* The row by which a step of the ledger was taken. */
static const struct procedure_row *
row_of(const struct thing_show *b, const struct step_event *event)
{
	return procedure_row(b->life, event->was, event->step, event->day);
}

/* How the period that runs was counted: from the day of the step that began
   it, or its own day, or the day that was due when it was made longer. */
static enum err
counted(const struct thing_show *b, struct url *ret)
{
	struct job	*job = b->job;
	struct url	 url = URL("");
	enum err	 e = OK;

	for (size_t i = 0; e == OK && i < b->events; i++) {
		const struct procedure_row	*row = row_of(b,
						    &b->event[i]);
		day				 from = b->event[i].day;
		int				 days;

		if (row == NULL || (row->effect != PROCEDURE_START &&
		    row->effect != PROCEDURE_EXTEND))
			continue;
		days = row->days;
		if (row->effect == PROCEDURE_EXTEND && i > 0)
			from = b->event[i - 1].due;
		else if (days == 0)
			e = step_kind(b->thing->kind)->period(job, b->thing,
			    row, &from, &days);
		url = url_with(job->arena, URL("/deadline"), "received",
		    day_text(job->arena, from));
		url = url_with(job->arena, url, "days", str_int(job->arena,
		    days));
		url = url_with(job->arena, url, "region",
		    b->agency.division);
		url = url_with(job->arena, url, "provisional",
		    b->thing->clock.provisional ? S("1") : S(""));
	}
	*ret = url;
	return e;
}

static enum err
put_clock(struct thing_show *b)
{
	const struct procedure_clock	*clock = &b->thing->clock;
	struct job			*job = b->job;
	struct view_thing		*view = &b->view;
	bool				 late;

	if (clock->due == DAY_NONE)
		return OK;
	late = clock->paused == DAY_NONE && clock->due < job->today;
	view->clock = arena_array(job->arena, CLOCKS, sizeof *view->clock);
	desk_fact(job, view->clock, &view->clocks, "desk.home.due",
	    late ? WORD(job->arena, job->words, "desk.thing.late",
	    day_iso(job->arena, clock->due)) : day_iso(job->arena,
	    clock->due));
	desk_fact(job, view->clock, &view->clocks, "desk.thing.paused",
	    day_text(job->arena, clock->paused));
	if (clock->provisional)
		desk_fact(job, view->clock, &view->clocks,
		    "desk.thing.provisional", WORD(job->arena, job->words,
		    clock->missing.n > 0 ? "desk.thing.missing" :
		    "desk.thing.unconfirmed", clock->missing));
	return counted(b, &view->counted);
}

/* --- what was done, what can be done -------------------------------------- */

static enum err
put_ledger(struct thing_show *b)
{
	struct view_thing		*view = &b->view;
	enum err		 e;

	e = step_history(b->job, b->thing, &b->event, &b->events);
	if (e != OK)
		return e;
	view->steps = b->events;
	view->step = arena_array(b->job->arena, b->events,
	    sizeof *view->step);
	for (size_t i = 0; i < b->events; i++)
		view->step[i] = (struct view_step){ .day = b->event[i].day,
		    .at = b->event[i].at, .due = b->event[i].due,
		    .step = called(b, "step", b->event[i].step),
		    .became = called(b, "state", b->event[i].became),
		    .who = who(b, b->event[i].name) };
	return OK;
}

static enum err
put_steps(struct thing_show *b)
{
	struct job		*job = b->job;
	struct view_thing	*view = &b->view;
	enum err		 e;

	e = step_choices(job, b->thing, &b->choice, &view->mays);
	if (e != OK)
		return e;
	view->may = arena_array(job->arena, view->mays, sizeof *view->may);
	for (size_t i = 0; i < view->mays; i++)
		view->may[i] = (struct view_link){ .count = -1,
		    .to = URL_OF(job->arena, "/desk/thing/{}/{}/{}",
		    str_of(b->thing->kind), str_int(job->arena,
		    b->thing->id), b->choice[i]->step),
		    .text = called(b, "step", b->choice[i]->step) };
	return OK;
}

/* --- gates and files ------------------------------------------------------ */

/* A file by its name; what the checks did not pass is not opened. */
static struct view_link
file_link(const struct thing_show *b, const struct attachment *file)
{
	struct job	*job = b->job;

	return (struct view_link){ .text = file->name, .count = -1,
	    .to = file->state != ATTACHMENT_CLEAN ? URL("") :
	    URL_OF(job->arena, "/desk/thing/{}/{}/file/{}",
	    str_of(b->thing->kind), str_int(job->arena, b->thing->id),
	    str_int(job->arena, file->id)) };
}

static enum err
put_files(struct thing_show *b)
{
	static const char *const	states[] = {
		[ATTACHMENT_QUARANTINE] = "desk.thing.quarantine",
		[ATTACHMENT_CLEAN] = "desk.thing.clean",
		[ATTACHMENT_REFUSED] = "desk.thing.refused",
	};
	struct view_thing		*view = &b->view;
	enum err			 e;

	e = attachment_of(b->job, str_of(b->thing->kind), b->thing->id,
	    &b->file, &b->files);
	if (e != OK)
		return e;
	view->files = b->files;
	view->file = arena_array(b->job->arena, b->files,
	    sizeof *view->file);
	for (size_t i = 0; i < b->files; i++)
		view->file[i] = (struct view_file){
		    .link = file_link(b, &b->file[i]),
		    .size = b->file[i].size,
		    .state = word(b->job->words, states[b->file[i].state]) };
	return OK;
}

/* Gates of a check list are called as rules/review.yaml does. */
static str
gate_name(const struct thing_show *b, const struct rules *rules, str key)
{
	const struct review_gate	*gate = review_gate(rules->review,
					    key);

	return gate != NULL ? gate->name : called(b, "gate", key);
}

static enum err
put_gates(struct thing_show *b)
{
	const struct rules	*rules;
	struct view_thing		*view = &b->view;
	struct gate		*gate = NULL;
	enum err		 e;

	e = rules_of(b->job, &rules);
	if (e == OK)
		e = gate_list(b->job, b->thing, &gate, &view->gates);
	if (e != OK)
		return e;
	view->gate = arena_array(b->job->arena, view->gates,
	    sizeof *view->gate);
	for (size_t i = 0; i < view->gates; i++) {
		view->gate[i] = (struct view_gate){ .day = gate[i].day,
		    .gate = gate_name(b, rules, gate[i].gate),
		    .signer = gate[i].signer, .who = who(b, gate[i].name),
		    .form.text = word(b->job->words, "desk.thing.by_hand") };
		for (size_t k = 0; k < b->files; k++)
			if (b->file[k].id == gate[i].attachment)
				view->gate[i].form = file_link(b,
				    &b->file[k]);
	}
	return OK;
}

/* --- all of it ------------------------------------------------------------ */

enum err
thing_show(struct job *job, const struct procedure_kind *life,
    struct thing *thing, struct thing_show *ret)
{
	enum err	e;

	*ret = (struct thing_show){ .job = job, .life = life,
	    .thing = thing };
	e = agency_load(job, thing->agency, &ret->agency);
	if (e == OK)
		e = put_ledger(ret);
	if (e == OK)
		e = put_steps(ret);
	if (e == OK)
		e = put_files(ret);
	if (e == OK)
		e = put_gates(ret);
	if (e == OK)
		e = put_clock(ret);
	if (e == OK)
		put_facts(ret);
	return e;
}
