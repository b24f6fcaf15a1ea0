#include <string.h>

#include "base/arena.h"
#include "domain/procedure.h"

#define SPANS	100	/* of days, at most */

/*
 * States are walked by number: 0 is PROCEDURE_NEW, then those of the kind.
 * Days are walked in spans, each from its first day to the next one's; the
 * first has begun for ever.
 */
struct walk {
	const struct procedure_kind	*kind;
	size_t				*from, *to;	/* of each row */
	day				 span[SPANS];	/* their first days */
	size_t				 spans;
	bool				*seen;		/* of each state */
	bool				*leads;		/* to an end, of each */
};

static size_t
number_of(const struct procedure_kind *kind, str state)
{
	size_t	i = 0;

	while (i < kind->states && !str_eq(kind->state[i], state))
		i++;
	return i < kind->states ? i + 1 : 0;
}

/* A span begins with a day, if none does yet; false: they are too many. */
static bool
begin_span(struct walk *walk, day on)
{
	size_t	i = walk->spans;

	if (on == DAY_NONE)
		return true;
	for (size_t k = 0; k < walk->spans; k++)
		if (walk->span[k] == on)
			return true;
	if (walk->spans == SPANS)
		return false;
	for (; walk->span[i - 1] > on; i--)
		walk->span[i] = walk->span[i - 1];
	walk->span[i] = on;
	walk->spans++;
	return true;
}

/* False if the rows begin and end on too many days. */
static bool
walk_init(struct walk *walk, struct arena *arena,
    const struct procedure_kind *kind)
{
	bool	well = true;

	walk->kind = kind;
	walk->from = arena_array(arena, kind->rows, sizeof *walk->from);
	walk->to = arena_array(arena, kind->rows, sizeof *walk->to);
	walk->seen = arena_array(arena, kind->states + 1, sizeof *walk->seen);
	walk->leads = arena_array(arena, kind->states + 1,
	    sizeof *walk->leads);
	walk->span[0] = DAY_NONE;
	walk->spans = 1;
	for (size_t i = 0; i < kind->rows; i++) {
		const struct procedure_row	*row = &kind->row[i];

		walk->from[i] = number_of(kind, row->from);
		walk->to[i] = number_of(kind, row->to);
		well = well && begin_span(walk, row->since) &&
		    (row->until == DAY_NONE ||
		    begin_span(walk, row->until + 1));
	}
	return well;
}

/* Nothing has been made yet. */
static void
walk_start(struct walk *walk)
{
	memset(walk->seen, 0, (walk->kind->states + 1) * sizeof *walk->seen);
	walk->seen[0] = true;
}

/* See besides what can be reached in a span without the step `without'. */
static void
walk_forth(struct walk *walk, day on, str without)
{
	bool	more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < walk->kind->rows; i++) {
			const struct procedure_row *row = &walk->kind->row[i];

			if (!walk->seen[walk->from[i]] ||
			    walk->seen[walk->to[i]] ||
			    !procedure_holds(row, on) ||
			    str_eq(row->step, without))
				continue;
			walk->seen[walk->to[i]] = true;
			more = true;
		}
	}
}

/* From where an end can be reached in a span. */
static void
walk_back(struct walk *walk, day on)
{
	const struct procedure_kind	*kind = walk->kind;
	bool				 more = true;

	for (size_t i = 0; i <= kind->states; i++)
		walk->leads[i] = i > 0 &&
		    procedure_is_end(kind, kind->state[i - 1]);
	while (more) {
		more = false;
		for (size_t i = 0; i < kind->rows; i++) {
			if (!walk->leads[walk->to[i]] ||
			    walk->leads[walk->from[i]] ||
			    !procedure_holds(&kind->row[i], on))
				continue;
			walk->leads[walk->from[i]] = true;
			more = true;
		}
	}
}

struct report {
	struct arena			*arena;
	const char			*file;
	const struct procedure_kind	*kind;
	struct fault			*fault;
};

static enum err
refuse(const struct report *report, unsigned line, const char *key, str what)
{
	return FAIL(report->fault, ERR_INVALID, key,
	    str_printf(report->arena, "%s:%u", report->file, line), what,
	    report->kind->name);
}

/* Some span reaches each state. */
static enum err
check_states(const struct report *report, struct walk *walk)
{
	walk_start(walk);
	for (size_t i = 0; i < walk->spans; i++)
		walk_forth(walk, walk->span[i], S(""));
	for (size_t i = 0; i < report->kind->states; i++)
		if (!walk->seen[i + 1])
			return refuse(report, report->kind->line,
			    "procedure.unreachable", report->kind->state[i]);
	return OK;
}

/* A state and, but for the first span, the day from which on. */
static str
state_then(const struct report *report, str state, day on)
{
	return on == DAY_NONE ? state : str_printf(report->arena,
	    "%.*s, %.*s", STRF(state), STRF(day_iso(report->arena, on)));
}

/* Where things stand in a span, rows lead from, and a way leads to an end. */
static enum err
check_span(const struct report *report, struct walk *walk, day on)
{
	const struct procedure_kind	*kind = report->kind;

	walk_forth(walk, on, S(""));
	walk_back(walk, on);
	for (size_t i = 0; i < kind->rows; i++)
		if (procedure_holds(&kind->row[i], on) &&
		    !walk->seen[walk->from[i]])
			return refuse(report, kind->row[i].line,
			    "procedure.too_early", kind->row[i].from);
	for (size_t i = 1; i <= kind->states; i++)
		if (walk->seen[i] && !walk->leads[i])
			return refuse(report, kind->line,
			    "procedure.dead_end", state_then(report,
			    kind->state[i - 1], on));
	return OK;
}

/* Nobody comes to the row without the step it must be apart from. */
static enum err
check_apart(const struct report *report, struct walk *walk,
    const struct procedure_row *row)
{
	if (!procedure_knows(report->kind, row->apart))
		return refuse(report, row->line, "procedure.apart_unknown",
		    row->apart);
	walk_start(walk);
	for (size_t i = 0; i < walk->spans; i++) {
		walk_forth(walk, walk->span[i], row->apart);
		if (procedure_holds(row, walk->span[i]) &&
		    walk->seen[number_of(report->kind, row->from)])
			return refuse(report, row->line,
			    "procedure.apart_missed", row->apart);
	}
	return OK;
}

/* What a row says must fit the rows around it. */
static enum err
check_row(const struct report *report, struct walk *walk,
    const struct procedure_row *row)
{
	const struct procedure_kind	*kind = report->kind;

	if (procedure_is_end(kind, row->from))
		return refuse(report, row->line, "procedure.end_left",
		    row->from);
	if (procedure_is_end(kind, row->to) && row->effect != PROCEDURE_KEEP &&
	    row->effect != PROCEDURE_STOP)
		return refuse(report, row->line, "procedure.end_runs",
		    row->to);
	return row->apart.n > 0 ? check_apart(report, walk, row) : OK;
}

enum err
procedure_check(struct arena *arena, const char *file,
    const struct procedure_kind *kind, struct fault *fault)
{
	struct report	report = { arena, file, kind, fault };
	struct walk	walk;
	enum err	e;

	if (!walk_init(&walk, arena, kind))
		return refuse(&report, kind->line, "procedure.spans",
		    kind->name);
	e = check_states(&report, &walk);
	walk_start(&walk);
	for (size_t i = 0; e == OK && i < walk.spans; i++)
		e = check_span(&report, &walk, walk.span[i]);
	for (size_t i = 0; e == OK && i < kind->rows; i++)
		e = check_row(&report, &walk, &kind->row[i]);
	return e;
}
