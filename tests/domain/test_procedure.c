#include "domain/procedure.h"

#include "base/word.h"
#include "domain/role.h"
#include "domain/step.h"
#include "tests/test.h"

/* A life of three states, into which each test puts one mistake. */
#define HEAD	"letter:\n  states: [open, asked]\n  ends: [shut]\n  steps:\n"
#define OPEN	"    - {from: new, step: open, to: open, need: a.b}\n"
#define ASK	"    - {from: open, step: ask, to: asked, need: a.b}\n"
#define BACK	"    - {from: asked, step: answer, to: open, need: a.b}\n"
#define SHUT	"    - {from: [open, asked], step: shut, to: shut, need: a.b}\n"

#define TODAY	day_make(2026, 3, 2)

static const struct procedure *
read_text(const char *text)
{
	const struct procedure	*procedure;
	struct fault		 fault = { .code = OK };

	check_ok(procedure_read(test_arena(), "p.yaml", str_of(text),
	    &procedure, &fault), fault);
	return procedure;
}

static void
refuse(const char *text, const char *key, const char *place)
{
	const struct procedure	*procedure = NULL;
	struct fault		 fault = { .code = OK };

	cr_assert_eq(procedure_read(test_arena(), "p.yaml", str_of(text),
	    &procedure, &fault), ERR_INVALID, "%s", text);
	cr_assert(procedure == NULL);
	check_str(str_of(fault.key), str_of(key));
	cr_assert(str_starts(fault.arg[0], str_of(place)), "%.*s: %.*s",
	    STRF(fault.arg[0]), STRF(fault.arg[1]));
}

Test(procedure, rows_are_found_by_state_and_step)
{
	const struct procedure		*p = read_text(HEAD OPEN ASK BACK
	    SHUT);
	const struct procedure_kind	*kind = procedure_kind(p, S("letter"));
	const struct procedure_row	*row;

	cr_assert(kind != NULL && procedure_kind(p, S("parcel")) == NULL);
	row = procedure_row(kind, S("asked"), S("shut"), TODAY);
	cr_assert(row != NULL);
	check_str(row->to, S("shut"));
	check_str(row->from, S("asked"));
	check_int(row->line, 8);
	cr_assert(procedure_row(kind, S("open"), S("answer"),
	    TODAY) == NULL);
	cr_assert(procedure_knows(kind, S("answer")));
	cr_assert(!procedure_knows(kind, S("burn")));
	cr_assert(procedure_is_end(kind, S("shut")));
	cr_assert(!procedure_is_end(kind, S("open")));
}

Test(procedure, a_scanned_row_asks_for_signer_day_and_attachment)
{
	const struct procedure		*p = read_text(HEAD OPEN ASK BACK
	    "    - {from: [open, asked], step: shut, to: shut, need: a.b,\n"
	    "       gate: leader, scanned: yes, form: {note: text?}}\n");
	const struct procedure_row	*row = procedure_row(&p->kind[0],
	    S("open"), S("shut"), TODAY);

	check_int(row->values, 4);
	check_str(row->value[0].name, S("signer"));
	check_str(row->value[1].name, S("day"));
	check_str(row->value[2].name, S("attachment"));
	cr_assert(!row->value[2].optional && row->value[3].optional);
	check_int(row->value[2].type, PROCEDURE_INT);
}

Test(procedure, a_state_that_nothing_reaches_is_refused)
{
	refuse(HEAD OPEN BACK SHUT, "procedure.unreachable", "p.yaml:2");
}

Test(procedure, a_state_without_a_way_to_an_end_is_refused)
{
	refuse(HEAD OPEN ASK
	    "    - {from: open, step: shut, to: shut, need: a.b}\n",
	    "procedure.dead_end", "p.yaml:2");
	/* A ring is a dead end too. */
	refuse("letter:\n  states: [open, asked, lost]\n  ends: [shut]\n"
	    "  steps:\n" OPEN ASK BACK
	    "    - {from: open, step: lose, to: lost, need: a.b}\n"
	    "    - {from: lost, step: seek, to: lost, need: a.b}\n"
	    "    - {from: open, step: shut, to: shut, need: a.b}\n",
	    "procedure.dead_end", "p.yaml:2");
}

Test(procedure, an_end_is_not_left_and_no_clock_runs_in_it)
{
	refuse(HEAD OPEN ASK BACK SHUT
	    "    - {from: shut, step: reopen, to: open, need: a.b}\n",
	    "procedure.end_left", "p.yaml:9");
	refuse(HEAD OPEN ASK BACK "    - {from: [open, asked], step: shut, "
	    "to: shut, need: a.b, clock: start, days: 5}\n",
	    "procedure.end_runs", "p.yaml:8");
}

Test(procedure, who_must_be_apart_cannot_be_slipped_past)
{
	refuse(HEAD OPEN ASK BACK "    - {from: [open, asked], step: shut, "
	    "to: shut, need: a.b, apart: ask}\n",
	    "procedure.apart_missed", "p.yaml:8");
	refuse(HEAD OPEN ASK BACK "    - {from: [open, asked], step: shut, "
	    "to: shut, need: a.b, apart: burn}\n",
	    "procedure.apart_unknown", "p.yaml:8");
	(void)read_text(HEAD OPEN ASK BACK "    - {from: asked, step: shut, "
	    "to: shut, need: a.b, apart: ask}\n");
}

Test(procedure, a_row_that_is_not_understood_is_refused_with_its_line)
{
#define LAST(text)	HEAD OPEN ASK BACK SHUT \
	"    - {from: open, step: x, to: shut, " text "}\n"
	refuse(LAST("need: a, clock: halt"), "procedure.clock", "p.yaml:9:");
	refuse(LAST("need: a, clock: start"), "procedure.days", "p.yaml:9:");
	refuse(LAST("need: a, clock: stop, days: 3"), "procedure.days",
	    "p.yaml:9:");
	refuse(LAST("need: a, days: 3"), "procedure.days", "p.yaml:9:");
	refuse(LAST("need: a, scanned: yes"), "procedure.no_gate",
	    "p.yaml:9:");
	refuse(LAST("need: a, form: {day: date}"), "procedure.value",
	    "p.yaml:9:");
	refuse(LAST("need: a, gate: g, scanned: yes, form: {day: day}"),
	    "yaml.twice", "p.yaml:9:");
	refuse(LAST("need: a, colour: red"), "yaml.unknown", "p.yaml:9:");
	refuse(LAST("clock: stop"), "yaml.missing", "p.yaml:9:");
	refuse(HEAD OPEN ASK BACK SHUT SHUT, "procedure.twice", "p.yaml:9:");
	refuse(HEAD OPEN ASK BACK SHUT
	    "    - {from: nowhere, step: x, to: shut, need: a}\n",
	    "procedure.state", "p.yaml:9:");
	refuse(HEAD OPEN ASK BACK SHUT
	    "    - {from: open, step: x, to: nowhere, need: a}\n",
	    "procedure.state", "p.yaml:9:");
	refuse("Letter:\n  states: [a]\n  ends: [b]\n  steps: []\n",
	    "procedure.name", "p.yaml:2:");
	refuse("letter:\n  states: [a, new]\n  ends: [b]\n  steps: []\n",
	    "procedure.name", "p.yaml:2:");
	refuse("letter:\n  states: [a]\n  ends: [a]\n  steps: []\n",
	    "procedure.name", "p.yaml:2:");
#undef LAST
}

/* --- rows that hold since or until a day ---------------------------------- */

#define ROW(text)	"    - {need: a.b, " text "}\n"
#define OLD_SHUT	ROW("from: [open, asked], step: shut, to: shut, " \
			    "clock: stop, until: 2023-12-31")
#define NEW_SHUT	ROW("from: [open, asked], step: shut, to: shut, " \
			    "paper: letter, since: 2024-01-01")

static const struct procedure_row *
shut_on(const struct procedure *p, int year, int month, int mday)
{
	return procedure_row(&p->kind[0], S("open"), S("shut"),
	    day_make(year, month, mday));
}

Test(procedure, the_row_that_holds_on_the_day_applies)
{
	const struct procedure	*p = read_text(HEAD OPEN ASK BACK OLD_SHUT
	    NEW_SHUT);

	check_int(shut_on(p, 2023, 12, 31)->effect, PROCEDURE_STOP);
	check_str(shut_on(p, 2024, 1, 1)->paper, S("letter"));
	cr_assert(shut_on(p, 1949, 10, 1) != NULL);
	cr_assert(shut_on(p, 2999, 1, 1) != NULL);
	cr_assert(procedure_leads(&p->kind[0], S("open"), S("shut")));
	cr_assert_not(procedure_leads(&p->kind[0], S("open"), S("answer")));
}

Test(procedure, rows_of_a_step_whose_days_overlap_are_refused_with_their_place)
{
	refuse(HEAD OPEN ASK BACK OLD_SHUT ROW("from: [open, asked], "
	    "step: shut, to: shut, since: 2023-12-31"),
	    "procedure.twice", "p.yaml:9:7");
	refuse(HEAD OPEN ASK BACK OLD_SHUT SHUT, "procedure.twice",
	    "p.yaml:9:7");
	refuse(HEAD OPEN ASK BACK NEW_SHUT ROW("from: asked, step: shut, "
	    "to: shut, since: 2030-01-01, until: 2030-01-01"),
	    "procedure.twice", "p.yaml:9:7");
	refuse(HEAD OPEN ASK BACK SHUT ROW("from: open, step: x, to: shut, "
	    "since: 2024-01-02, until: 2024-01-01"), "procedure.never",
	    "p.yaml:9:7");
	refuse(HEAD OPEN ASK BACK SHUT ROW("from: open, step: x, to: shut, "
	    "since: 2024"), "yaml.want_day", "p.yaml:9:");
}

Test(procedure, a_state_has_a_way_to_an_end_on_every_day)
{
	/* For a month nothing shuts. */
	refuse(HEAD OPEN ASK BACK OLD_SHUT ROW("from: [open, asked], "
	    "step: shut, to: shut, since: 2024-02-01"),
	    "procedure.dead_end", "p.yaml:2");
	/* Nobody is asked any more, but some were and wait. */
	refuse(HEAD OPEN ROW("from: open, step: ask, to: asked, "
	    "until: 2023-12-31") ROW("from: asked, step: answer, to: open, "
	    "until: 2023-12-31") ROW("from: open, step: shut, to: shut"),
	    "procedure.dead_end", "p.yaml:2");
	(void)read_text(HEAD OPEN ROW("from: open, step: ask, to: asked, "
	    "until: 2023-12-31") BACK ROW("from: open, step: shut, to: shut"));
}

Test(procedure, no_row_leads_from_a_state_before_something_reaches_it)
{
	refuse(HEAD OPEN ROW("from: open, step: ask, to: asked, "
	    "since: 2024-01-01") BACK SHUT, "procedure.too_early",
	    "p.yaml:7");
	(void)read_text(HEAD OPEN ROW("from: open, step: ask, to: asked, "
	    "since: 2024-01-01") ROW("from: asked, step: answer, to: open, "
	    "since: 2024-01-01") ROW("from: open, step: shut, to: shut"));
	/* The whole of it may begin on a day. */
	(void)read_text("letter:\n  states: [open]\n  ends: [shut]\n"
	    "  steps:\n" ROW("from: new, step: open, to: open, "
	    "since: 2024-01-01") ROW("from: open, step: shut, to: shut, "
	    "since: 2024-01-01"));
}

/* Those who came to `asked' without being asked are there still. */
Test(procedure, who_must_be_apart_is_not_slipped_past_on_any_day)
{
	refuse(HEAD OPEN ASK BACK ROW("from: open, step: post, to: asked, "
	    "until: 2023-12-31") ROW("from: open, step: shut, to: shut")
	    ROW("from: asked, step: burn, to: shut, apart: ask, "
	    "since: 2030-01-01"), "procedure.apart_missed", "p.yaml:10");
	(void)read_text(HEAD OPEN ASK BACK ROW("from: open, step: post, "
	    "to: asked, since: 2030-01-01") ROW("from: open, step: shut, "
	    "to: shut") ROW("from: asked, step: burn, to: shut, apart: ask, "
	    "until: 2029-12-31"));
}

struct clock_test {
	struct procedure_clock	 clock;
	const struct calendar	*calendar;
	struct fault		 fault;
	struct arena		*arena;
};

static struct clock_test
clock_test(void)
{
	struct clock_test	t = { .clock = PROCEDURE_NO_CLOCK,
				    .arena = test_arena() };

	check_ok(calendar_load(t.arena, &t.calendar, &t.fault), t.fault);
	return t;
}

static enum err
tick(struct clock_test *t, enum procedure_effect effect, int days,
    const char *on)
{
	struct procedure_row	row = { .effect = effect, .days = days };

	return procedure_tick(t->arena, t->calendar, S(""), &row,
	    day_read(str_of(on)), &t->clock, &t->fault);
}

#define check_due(t, day_)						\
	check_str(day_iso((t).arena, (t).clock.due), S(day_))

Test(procedure, a_clock_counts_working_days_behind_the_day)
{
	struct clock_test	t = clock_test();

	/* Over the mid-autumn days and the make-up Saturday before them. */
	check_ok(tick(&t, PROCEDURE_START, 5, "2021-09-17"), t.fault);
	check_due(t, "2021-09-26");
	check_ok(tick(&t, PROCEDURE_EXTEND, 2, "2021-09-18"), t.fault);
	check_due(t, "2021-09-28");
	check_ok(tick(&t, PROCEDURE_STOP, 0, "2021-09-22"), t.fault);
	check_int(t.clock.due, DAY_NONE);
}

Test(procedure, a_clock_that_stands_keeps_its_days)
{
	struct clock_test	t = clock_test();

	check_ok(tick(&t, PROCEDURE_START, 5, "2026-03-02"), t.fault);
	check_due(t, "2026-03-09");
	check_ok(tick(&t, PROCEDURE_PAUSE, 0, "2026-03-04"), t.fault);
	check_due(t, "2026-03-09");
	check_ok(tick(&t, PROCEDURE_RESUME, 0, "2026-03-18"), t.fault);
	check_due(t, "2026-03-23");
	check_int(t.clock.paused, DAY_NONE);
	/* None was left on the last day, and a late one stays late. */
	check_ok(tick(&t, PROCEDURE_PAUSE, 0, "2026-03-23"), t.fault);
	check_ok(tick(&t, PROCEDURE_RESUME, 0, "2026-03-30"), t.fault);
	check_due(t, "2026-03-30");
	check_ok(tick(&t, PROCEDURE_PAUSE, 0, "2026-04-01"), t.fault);
	check_ok(tick(&t, PROCEDURE_RESUME, 0, "2026-04-08"), t.fault);
	check_due(t, "2026-03-30");
}

Test(procedure, a_clock_that_does_not_run_is_not_changed)
{
	struct clock_test	t = clock_test();

	check_int(tick(&t, PROCEDURE_EXTEND, 2, "2026-03-04"), ERR_CONFLICT);
	check_int(tick(&t, PROCEDURE_PAUSE, 0, "2026-03-04"), ERR_CONFLICT);
	check_int(tick(&t, PROCEDURE_RESUME, 0, "2026-03-04"), ERR_CONFLICT);
	check_ok(tick(&t, PROCEDURE_START, 5, "2026-03-02"), t.fault);
	check_int(tick(&t, PROCEDURE_RESUME, 0, "2026-03-04"), ERR_CONFLICT);
	check_ok(tick(&t, PROCEDURE_PAUSE, 0, "2026-03-04"), t.fault);
	check_int(tick(&t, PROCEDURE_EXTEND, 2, "2026-03-04"), ERR_CONFLICT);
	check_str(str_of(t.fault.key), S("procedure.no_clock"));
}

Test(procedure, a_year_without_a_notice_makes_a_clock_provisional)
{
	struct clock_test	t = clock_test();

	check_ok(tick(&t, PROCEDURE_START, 5, "2026-12-30"), t.fault);
	cr_assert(t.clock.provisional);
	check_ok(tick(&t, PROCEDURE_START, 5, "2026-03-02"), t.fault);
	cr_assert(!t.clock.provisional);
}

/* --- the rows of the program --------------------------------------------- */

static const struct procedure *
own(void)
{
	const struct procedure	*procedure;
	struct fault		 fault = { .code = OK };

	check_ok(procedure_load(test_arena(), &procedure, &fault), fault);
	return procedure;
}

Test(procedure, every_row_has_a_step_and_every_step_a_row)
{
	const struct procedure	*p = own();
	struct arena		*arena = test_arena();
	size_t			 n = 0;

	for (size_t i = 0; i < p->kinds; i++)
		for (size_t j = 0; j < p->kind[i].rows; j++) {
			str	name = str_printf(arena, "%.*s_%.*s",
				    STRF(p->kind[i].name),
				    STRF(p->kind[i].row[j].step));

			for (n = 0; n < step_count &&
			    !str_is(name, step_index[n]->name);)
				n++;
			cr_assert_lt(n, step_count, "no STEP(%.*s)",
			    STRF(name));
		}
	for (size_t i = 0; i < step_count; i++) {
		const struct procedure_kind	*kind;
		str				 name;

		name = str_of(step_index[i]->name);
		kind = procedure_kind(p, str_of(step_index[i]->kind));
		cr_assert(kind != NULL && str_starts(name, kind->name) &&
		    procedure_knows(kind, str_sub(name, kind->name.n + 1,
		    name.n)), "no row of STEP(%.*s)", STRF(name));
	}
}

Test(procedure, every_kind_is_a_thing_and_every_thing_a_kind)
{
	const struct procedure	*p = own();

	check_int(thing_kind_count, p->kinds);
	for (size_t i = 0; i < thing_kind_count; i++)
		cr_assert(procedure_kind(p, str_of(thing_kind_index[i]->kind))
		    != NULL, "%s", thing_kind_index[i]->kind);
}

Test(procedure, every_need_is_answered_by_a_role)
{
	const struct procedure	*p = own();
	const struct roles	*roles;
	struct fault		 fault = { .code = OK };

	check_ok(role_load(test_arena(), &roles, &fault), fault);
	for (size_t i = 0; i < p->kinds; i++)
		for (size_t j = 0; j < p->kind[i].rows; j++) {
			str	need = p->kind[i].row[j].need;

			cr_assert(str_is(need, PROCEDURE_MACHINE) ||
			    role_knows(roles, need), "%.*s", STRF(need));
		}
}

static void
check_word(const struct words *words, struct arena *arena, str kind,
    const char *what, str name)
{
	const char	*key = arena_printf(arena, "procedure.%.*s.%s%.*s",
			    STRF(kind), what, STRF(name));

	cr_assert(word_has(words, key), "words/ lacks %s", key);
}

Test(procedure, people_have_words_for_all_of_it)
{
	const struct procedure	*p = own();
	const struct words	*words;
	struct arena		*arena = test_arena();
	struct fault		 fault = { .code = OK };

	check_ok(word_load(arena, LANG_ZH, &words, &fault), fault);
	for (size_t i = 0; i < p->kinds; i++) {
		const struct procedure_kind	*kind = &p->kind[i];

		check_word(words, arena, kind->name, "title", S(""));
		for (size_t j = 0; j < kind->states; j++)
			check_word(words, arena, kind->name, "state.",
			    kind->state[j]);
		for (size_t j = 0; j < kind->rows; j++)
			check_word(words, arena, kind->name, "step.",
			    kind->row[j].step);
	}
}
