/*
 * procedure - rules/procedure.yaml: which step leads from where to where.
 *
 * For each kind of thing its states, the ends among them, and rows: from
 * state, step, to state, need, what it does to the clock, and what else is
 * the same for every step.  A row may hold only since or until a day; of the
 * rows of a step that one applies which holds on the step's legal day.
 *
 * Reading is strict: a state that nothing reaches, one that no way leads out
 * of to an end, a step that could slip past the one it must be apart from -
 * each is refused with its line, on whichever days it would be so.
 *
 * The words of kinds, states and steps stand in words/ under
 * procedure.<kind>: `title', `state.<state>', `step.<step>'.
 *
 * Calls: base, calendar.
 */
#ifndef PROCEDURE_H
#define PROCEDURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/calendar.h"

struct arena;

/* The state of a thing before its first step. */
#define PROCEDURE_NEW		"new"

/* The need of a step that only the machine itself takes. */
#define PROCEDURE_MACHINE	"machine"

#define PROCEDURE_VALUES	16	/* values one step takes at most */

/* What a step does to the clock. */
enum procedure_effect {
	PROCEDURE_KEEP,		/* nothing */
	PROCEDURE_START,	/* a new period from the day of the step */
	PROCEDURE_EXTEND,	/* more days behind the day that is due */
	PROCEDURE_PAUSE,	/* it stands still */
	PROCEDURE_RESUME,	/* the days that were left run on */
	PROCEDURE_STOP		/* no clock any more */
};

enum procedure_type {
	PROCEDURE_TEXT,		/* one line */
	PROCEDURE_LINES,	/* a few of them */
	PROCEDURE_LONG,		/* a whole document */
	PROCEDURE_DAY,
	PROCEDURE_INT
};

/* Which gates a step closes. */
enum procedure_gates {
	PROCEDURE_NO_GATES,	/* none but `gate' */
	PROCEDURE_SOME_GATES,	/* those of rules/review.yaml that are named
				   to it as `gates' */
	PROCEDURE_ALL_GATES	/* ... and behind it all of them are closed */
};

/* A value that a step is given. */
struct procedure_value {
	str			name;		/* "signer" */
	enum procedure_type	type;		/* what it must look like */
	bool			optional;	/* written with `?' */
};

/* One row: one way out of one state. */
struct procedure_row {
	str			from;	/* a state, or PROCEDURE_NEW */
	str			step;	/* "approve" */
	str			to;	/* a state */
	str			need;	/* of rules/roles.yaml, or "machine" */
	str			apart;	/* earlier step whose actor must not
					   take this one; may be empty */
	str			gate;	/* the gate it closes; may be empty */
	enum procedure_gates	gates;	/* and which of the others */
	bool			scanned; /* closed by a scanned paper form */
	enum procedure_effect	effect;	/* on the clock */
	int			days;	/* working days of START and EXTEND; 0:
					   START by the thing's own period */
	str			paper;	/* which it yields; may be empty */
	str			figure;	/* it counts into; may be empty */
	const struct procedure_value *value; /* what it is given */
	size_t			values;
	day			since;	/* it holds; DAY_NONE: always did */
	day			until;	/* its last day; DAY_NONE: open */
	unsigned		line;	/* where the row stands */
};

/* The life of one kind of thing. */
struct procedure_kind {
	str			 name;	/* "name_change" */
	const str		*state;	/* all, ends included */
	size_t			 states;
	const str		*end;	/* states that are meant to last */
	size_t			 ends;
	const str		*rest;	/* states that wait for nobody, though
					   steps lead on */
	size_t			 rests;
	const struct procedure_row *row;
	size_t			 rows;
	unsigned		 line;	/* where the kind stands */
};

struct procedure {
	const struct procedure_kind *kind;
	size_t			 kinds;
};

/* Load rules/procedure.yaml; read-only afterwards. */
enum err procedure_load(struct arena *arena, const struct procedure **ret,
	    struct fault *fault);

/* The same from bytes; `file' is for refusals. */
enum err procedure_read(struct arena *arena, const char *file, str bytes,
	    const struct procedure **ret, struct fault *fault);

/*
 * Refuse a life with a hole; see above.  Reading calls it.
 *
 * The days are looked at in spans, between which no row begins or ends to
 * hold.  A thing goes on in the next span from where it stood: a state whose
 * way in has ended still needs a way out.  A state that rows of a span lead
 * from or to must be one that a thing can stand in then.
 */
enum err procedure_check(struct arena *arena, const char *file,
	    const struct procedure_kind *kind, struct fault *fault);

/* A kind by name; NULL if there is none. */
const struct procedure_kind *procedure_kind(
	    const struct procedure *procedure, str name);

/* The row holds on a day. */
bool	 procedure_holds(const struct procedure_row *row, day on);

/* The row of a step from a state that holds on a day; NULL if there is
   none. */
const struct procedure_row *procedure_row(const struct procedure_kind *kind,
	    str state, str step, day on);

/* The step leads somewhere from a state, on whatever days. */
bool	 procedure_leads(const struct procedure_kind *kind, str state,
	    str step);

/* The kind knows such a step, from whatever state. */
bool	 procedure_knows(const struct procedure_kind *kind, str step);

/* The state is an end: no clock runs in it. */
bool	 procedure_is_end(const struct procedure_kind *kind, str state);

/* A thing in the state waits for somebody: it is no end and none of `rests'. */
bool	 procedure_waits(const struct procedure_kind *kind, str state);

/* A clock of working days. */
struct procedure_clock {
	day	due;		/* last day in time; DAY_NONE: none runs */
	day	paused;		/* since when it stands; DAY_NONE: it runs */
	bool	provisional;	/* a notice of holidays was not out yet, or a
				   region's rule is not confirmed */
	str	missing;	/* the years without a notice that it was
				   counted in: "2027 2028" */
};

/* No clock at all. */
#define PROCEDURE_NO_CLOCK						\
	((struct procedure_clock){ DAY_NONE, DAY_NONE, false, { "", 0 } })

/*
 * What a row makes of a clock on a day in a region.  START counts from the
 * day after; RESUME gives the working days that were left after the day of
 * the pause, and none to one that was late already.  ERR_CONFLICT for a
 * clock that does not run.  A year whose notice is not out is counted by
 * weekends alone and marked; what runs on stays marked.
 */
enum err procedure_tick(struct arena *arena, const struct calendar *calendar,
	    str region, const struct procedure_row *row, day on,
	    struct procedure_clock *clock, struct fault *fault);

#endif
