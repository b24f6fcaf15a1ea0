#include <string.h>

#include "base/arena.h"
#include "domain/procedure.h"

/* States are walked by number: 0 is PROCEDURE_NEW, then those of the kind. */
struct walk {
	const struct procedure_kind	*kind;
	size_t				*from, *to;	/* of each row */
	bool				*seen;		/* of each state */
};

static size_t
number_of(const struct procedure_kind *kind, str state)
{
	size_t	i = 0;

	while (i < kind->states && !str_eq(kind->state[i], state))
		i++;
	return i < kind->states ? i + 1 : 0;
}

static void
walk_init(struct walk *walk, struct arena *arena,
    const struct procedure_kind *kind)
{
	walk->kind = kind;
	walk->from = arena_array(arena, kind->rows, sizeof *walk->from);
	walk->to = arena_array(arena, kind->rows, sizeof *walk->to);
	walk->seen = arena_array(arena, kind->states + 1, sizeof *walk->seen);
	for (size_t i = 0; i < kind->rows; i++) {
		walk->from[i] = number_of(kind, kind->row[i].from);
		walk->to[i] = number_of(kind, kind->row[i].to);
	}
}

/* See what can be reached from the start without the step `without'. */
static void
walk_forth(struct walk *walk, str without)
{
	bool	more = true;

	memset(walk->seen, 0, (walk->kind->states + 1) * sizeof *walk->seen);
	walk->seen[0] = true;
	while (more) {
		more = false;
		for (size_t i = 0; i < walk->kind->rows; i++) {
			if (!walk->seen[walk->from[i]] ||
			    walk->seen[walk->to[i]] ||
			    str_eq(walk->kind->row[i].step, without))
				continue;
			walk->seen[walk->to[i]] = true;
			more = true;
		}
	}
}

/* See from where an end can be reached. */
static void
walk_back(struct walk *walk)
{
	const struct procedure_kind	*kind = walk->kind;
	bool				 more = true;

	for (size_t i = 0; i <= kind->states; i++)
		walk->seen[i] = i > 0 &&
		    procedure_is_end(kind, kind->state[i - 1]);
	while (more) {
		more = false;
		for (size_t i = 0; i < kind->rows; i++) {
			if (!walk->seen[walk->to[i]] ||
			    walk->seen[walk->from[i]])
				continue;
			walk->seen[walk->from[i]] = true;
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

/* The first state that was not seen is refused. */
static enum err
refuse_unseen(const struct report *report, const struct walk *walk,
    const char *key)
{
	for (size_t i = 0; i < report->kind->states; i++)
		if (!walk->seen[i + 1])
			return refuse(report, report->kind->line, key,
			    report->kind->state[i]);
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
	if (row->apart.n == 0)
		return OK;
	if (!procedure_knows(kind, row->apart))
		return refuse(report, row->line, "procedure.apart_unknown",
		    row->apart);
	walk_forth(walk, row->apart);
	if (walk->seen[number_of(kind, row->from)])
		return refuse(report, row->line, "procedure.apart_missed",
		    row->apart);
	return OK;
}

enum err
procedure_check(struct arena *arena, const char *file,
    const struct procedure_kind *kind, struct fault *fault)
{
	struct report	report = { arena, file, kind, fault };
	struct walk	walk;
	enum err	e;

	walk_init(&walk, arena, kind);
	walk_forth(&walk, S(""));
	e = refuse_unseen(&report, &walk, "procedure.unreachable");
	if (e == OK) {
		walk_back(&walk);
		e = refuse_unseen(&report, &walk, "procedure.dead_end");
	}
	for (size_t i = 0; e == OK && i < kind->rows; i++)
		e = check_row(&report, &walk, &kind->row[i]);
	return e;
}
