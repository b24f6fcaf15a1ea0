#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "domain/erasure.h"
#include "domain/errand.h"
#include "domain/journal.h"
#include "office/act.h"
#include "tests/flow/flow.h"
#include "tests/served.h"

#define ROUNDS	100	/* of errands that leave errands */
#define LETTERS	1000	/* errands in a flow */
#define PAUSE	100	/* milliseconds between two rounds */
#define CHAIN	100000	/* entries */

void
flow_fail(const struct flow *flow, const char *format, ...)
{
	struct arena	*arena = test_arena();
	char		 text[1000];
	va_list		 list;

	va_start(list, format);
	(void)vsnprintf(text, sizeof text, format, list);
	va_end(list);
	cr_assert(false, "%s", arena_printf(arena, "%s:%u: %s", flow->file,
	    flow->line->number, text));
	abort();
}

/* The bare word behind the arrow at a place; empty if there is none. */
static str
then_bare(const struct flow *flow, size_t place)
{
	const struct flow_line	*line = flow->line;

	return place < line->thens && line->then[place].key.n == 0 ?
	    line->then[place].value : S("");
}

static str
sentence(const struct flow *flow)
{
	const struct job	*job = &flow->t->job;

	return job->fault->code == OK ? S("no sentence") :
	    word_fault(job->arena, job->words, job->fault);
}

void
flow_ended(const struct flow *flow, const char *refused)
{
	bool		 expected = str_is(then_bare(flow, 0), "refused");
	str		 key = then_bare(flow, 1);

	if (refused == NULL && expected)
		flow_fail(flow, "expected: refused %.*s; found: done",
		    STRF(key));
	if (refused != NULL && !expected)
		flow_fail(flow, "expected: done; found: refused %s (%.*s)",
		    refused, STRF(sentence(flow)));
	if (refused != NULL && !str_is(key, refused))
		flow_fail(flow, "expected: refused %.*s; found: refused %s "
		    "(%.*s)", STRF(key), refused, STRF(sentence(flow)));
}

void
flow_end(const struct flow *flow, enum err e)
{
	const char	*key = flow->t->fault.key;

	flow_ended(flow, e == OK ? NULL : key == NULL ? "?" : key);
}

/* --- steps ------------------------------------------------------------- */

static struct flow_thing *
slot(struct flow *flow, str kind)
{
	for (size_t i = 0; i < flow->things; i++)
		if (str_is(kind, flow->thing[i].kind))
			return &flow->thing[i];
	if (flow->things == FLOW_KINDS)
		flow_fail(flow, "too many kinds");
	flow->thing[flow->things].kind = str_c(flow->t->job.arena, kind);
	return &flow->thing[flow->things++];
}

int64_t
flow_thing(const struct flow *flow, str kind)
{
	for (size_t i = 0; i < flow->things; i++)
		if (str_is(kind, flow->thing[i].kind))
			return flow->thing[i].id;
	return 0;
}

/* The line's values, {attachment} filled in, `at' left out. */
static struct step_input
input_of(struct flow *flow)
{
	const struct flow_line	*line = flow->line;
	struct arena		*arena = flow->t->job.arena;
	struct step_value	*value;
	struct step_input	 input = { NULL, 0 };

	value = arena_array(arena, line->words, sizeof *value);
	for (size_t i = 0; i < line->words; i++) {
		const struct flow_word	*word = &line->word[i];

		if (word->key.n == 0 || str_is(word->key, "at"))
			continue;
		value[input.n] = (struct step_value){ word->key,
		    word->value };
		if (str_is(word->value, "{attachment}"))
			value[input.n].value = str_printf(arena, "%lld",
			    (long long)flow->attachment);
		input.n++;
	}
	input.value = value;
	return input;
}

/* What a step came to: state, due and paused as texts, `-' for none. */
void
flow_compare(const struct flow *flow, str state, str due, str paused)
{
	const struct flow_line	*line = flow->line;

	for (size_t i = 0; i < line->thens; i++) {
		str	key = line->then[i].key, is;

		if (str_is(key, "state"))
			is = state;
		else if (str_is(key, "due"))
			is = due;
		else if (str_is(key, "paused"))
			is = paused;
		else
			flow_fail(flow, "a step gives state, due and paused, "
			    "or is refused; not `%.*s'", STRF(key));
		if (!str_eq(is.n == 0 ? S("-") : is, line->then[i].value))
			flow_fail(flow, "expected: %.*s=%.*s; found: "
			    "%.*s=%.*s", STRF(key),
			    STRF(line->then[i].value), STRF(key), STRF(is));
	}
}

static void
run_step(struct flow *flow)
{
	str			 name = flow_bare(flow, 0), kind, body;
	struct arena		*arena = flow->t->job.arena;
	struct flow_thing	*thing;
	struct act		 act = { 0 };
	enum err		 e;

	if (!str_cut(&name, '.', &kind) || name.n == 0)
		flow_fail(flow, "a step is named KIND.STEP");
	body = flow_value(flow->line->word, flow->line->words, "at");
	thing = slot(flow, kind);
	act.kind = thing->kind;
	act.step = str_c(arena, name);
	if (body.n > 0)
		act.agency = flow_body(flow, body);
	else if (thing->id != 0)
		act.thing = thing->id;
	else
		flow_fail(flow, "which one?  `at=BODY' makes a new one");
	act.input = input_of(flow);
	/* A step of the machine, or of nobody, is none that a server takes. */
	if (flow->served != NULL && flow->who == FLOW_PERSON) {
		flow_step(flow, thing, name, body, &act.input);
		return;
	}
	e = act_take(flow_job(flow), &act);
	flow_end(flow, e);
	if (e == OK)
		thing->id = act.result->id;
	if (e == OK)
		flow_compare(flow, act.result->state, day_text(arena,
		    act.result->clock.due), day_text(arena,
		    act.result->clock.paused));
}

/* --- clock, errands, journal ------------------------------------------- */

static void
set_clock(struct flow *flow)
{
	struct job	*job = &flow->t->job;
	str		 time = S("10:00"), hour;
	day		 to = day_read(flow_bare(flow, 0));
	int64_t		 now, minutes = 0;

	if (flow->line->words > 1)
		time = flow_bare(flow, 1);
	if (to == DAY_NONE || time.n != 5 || time.at[2] != ':')
		flow_fail(flow, "a clock is set to DAY or DAY HH:MM");
	(void)str_cut(&time, ':', &hour);
	minutes = ((hour.at[0] - '0') * 10 + hour.at[1] - '0') * 60 +
	    (time.at[0] - '0') * 10 + time.at[1] - '0';
	now = day_morning(to) + minutes * 60000;
	if (now < job->now)
		flow_fail(flow, "the clock does not go back");
	job->today = to;
	job->now = now;
	if (flow->served != NULL)
		served_set_clock(flow->served, now);
	/* Whoever acts is signed in anew. */
	if (flow->who == FLOW_PERSON)
		flow->visitor = NULL;
}

/* What waits: errands that are due, and those that failed. */
struct left {
	int	due;
	int	failed;
};

static enum err
count_left(struct job *job, void *context)
{
	struct left		*left = context;
	struct errand_letter	*letter;
	size_t			 n;
	enum err		 e = errand_list(job, 0, LETTERS, &letter, &n);

	*left = (struct left){ 0, 0 };
	for (size_t i = 0; e == OK && i < n; i++) {
		left->due += !letter[i].dead && letter[i].due <= job->now;
		left->failed += letter[i].failure.n > 0;
	}
	return e;
}

/* The server does errands too, as soon as they are due: those that it is at
   are waited for, and what failed is told by what is left. */
static int
wait_for_server(struct flow *flow)
{
	struct left	left = { 1, 0 };
	int		done, failed;

	for (int i = 0; i < ROUNDS && left.due > 0; i++) {
		if (i > 0)
			(void)poll(NULL, 0, PAUSE);
		if (errand_run_due(&flow->t->job, 1, &done, &failed) != OK ||
		    job_read(&flow->t->job, count_left, &left) != OK)
			flow_fail(flow, "the runner failed: %.*s",
			    STRF(sentence(flow)));
	}
	if (left.due > 0)
		flow_fail(flow, "the server does not end its errands");
	return left.failed;
}

static void
run_errands(struct flow *flow)
{
	str	want = flow_value(flow->line->then, flow->line->thens,
		    "failed");
	int	done = 1, failed = 0, all = 0;

	if (!str_is(flow_bare(flow, 0), "errands"))
		flow_fail(flow, "only `errands' can be run");
	flow->t->job.actor = NULL;
	fault_clear(&flow->t->fault);
	for (int i = 0; i < ROUNDS && done + failed > 0; i++) {
		if (errand_run_due(&flow->t->job, 1, &done, &failed) != OK)
			flow_fail(flow, "the runner failed: %.*s",
			    STRF(sentence(flow)));
		all += failed;
	}
	if (flow->served != NULL)
		all = wait_for_server(flow);
	if (!str_eq(want.n == 0 ? S("0") : want, str_printf(
	    flow->t->job.arena, "%d", all)))
		flow_fail(flow, "expected: failed=%.*s; found: failed=%d",
		    STRF(want.n == 0 ? S("0") : want), all);
}

static enum err
chain(struct job *job, void *context)
{
	return journal_chain(job, CHAIN, context);
}

static enum err
prove(struct job *job, void *context)
{
	return journal_verify(job, context);
}

static void
verify(struct flow *flow)
{
	struct job		*job = &flow->t->job;
	struct journal_state	 state = { 0 };
	int			 chained;
	enum err		 e;

	job->actor = NULL;
	fault_clear(job->fault);
	e = job_write(job, chain, &chained);
	if (e == OK)
		e = job_read(job, prove, &state);
	if (e != OK)
		flow_fail(flow, "the journal cannot be verified: %.*s",
		    STRF(sentence(flow)));
	if (state.how != NULL || state.tail != 0 || state.sealed == 0)
		flow_fail(flow, "expected: a whole journal; found: %lld "
		    "links, %lld without, %s", (long long)state.sealed,
		    (long long)state.tail,
		    state.how == NULL ? "whole" : state.how);
}

static void
nothing(struct flow *flow)
{
	(void)flow;
}

/* One text out of everything, by who acts. */
static void
erase(struct flow *flow)
{
	const struct flow_line	*line = flow->line;
	str			 text = flow_value(line->word, line->words,
				    "text");
	struct erasure		 done;

	flow_end(flow, erasure_apply(flow_job(flow), &(struct erasure_order){
	    .text = &text, .texts = 1, .reason = flow_value(line->word,
	    line->words, "reason") }, &done));
}

static const struct {
	const char	*verb;
	void		(*run)(struct flow *flow);
} verbs[] = {
	{ "flow", nothing }, { "clock", set_clock }, { "as", flow_as },
	{ "person", flow_person }, { "grant", flow_grant },
	{ "revoke", flow_revoke }, { "attach", flow_attach },
	{ "step", run_step }, { "run", run_errands }, { "mail", flow_mail },
	{ "expect", flow_expect }, { "verify", verify },
	{ "erase", erase },
	{ "get", flow_get }, { "post", flow_post },
	{ "password", flow_password },
};

void
flow_run(const char *file, enum db_engine engine, bool served)
{
	struct flow	 flow = { .file = file };
	struct flow_line *line;
	size_t		 n, verb;

	flow_read(file, &line, &n);
	if (served)
		flow.served = served_new();
	flow.t = test_store(engine);
	flow.line = line;
	if (served)
		served_start(flow.served, flow.t);
	flow_found(&flow);
	for (size_t i = 0; i < n; i++) {
		flow.line = &line[i];
		for (verb = 0; verb < sizeof verbs / sizeof verbs[0] &&
		    !str_is(line[i].verb, verbs[verb].verb);)
			verb++;
		if (verb == sizeof verbs / sizeof verbs[0])
			flow_fail(&flow, "unknown verb `%.*s'",
			    STRF(line[i].verb));
		verbs[verb].run(&flow);
	}
}
