/*
 * step - a named change in the life of a thing, the only way one changes.
 *
 * rules/procedure.yaml tells for each kind of thing its states and, row by
 * row: from state, step, to state, need, what it does to the clock, which
 * gate it closes, which paper it yields, which figure it counts into, and
 * whether the actor must differ from who took an earlier step.  What is
 * particular to a step is a STEP() of its own; rights, state, deadline, gate,
 * saving, ledger and journal are here.
 *
 * A kind of thing is a THING() and a STEP() for each step of its rows; no
 * other place knows of it.
 *
 * Calls: base, store, job, journal, person, agency, procedure, recount,
 * rules.
 */
#ifndef STEP_H
#define STEP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"
#include "domain/procedure.h"

/* A named value that a step is given. */
struct step_value {
	str	name, value;	/* "reason", and what it is */
};

struct step_input {
	const struct step_value	*value;	/* each name once */
	size_t			 n;	/* how many */
};

/* The text of an input's value; empty if it was not given. */
str	step_input(const struct step_input *input, const char *name);

/* The same as day and number, whose form was looked at before the step runs;
   DAY_NONE and 0 if it was not given. */
day	step_input_day(const struct step_input *input, const char *name);
int64_t	step_input_int(const struct step_input *input, const char *name);

/* What every thing that takes steps has; the kinds' structs begin with it. */
struct thing {
	const char		*kind;	/* as in rules/procedure.yaml */
	int64_t			 id;	/* in its kind's table */
	int64_t			 agency; /* whose it is */
	int64_t			 version; /* 0: not yet in the store */
	str			 state;	/* PROCEDURE_NEW before the first */
	struct procedure_clock	 clock;	/* of the state it is in */
};

struct step {
	const char	*name;		/* "name_change_approve" */
	const char	*kind;		/* "name_change"; the rest of the name
					   is the step's in its rows */
	/* What is particular; it calls no other step of the same thing. */
	enum err	(*run)(struct job *job, struct thing *thing,
			    const struct step_input *input);
};

/* STEP(kind_step, .kind = "kind") followed by the body; the build gathers
   them. */
#define STEP(name_, ...) \
	static enum err step_run_##name_(struct job *job, \
	    struct thing *thing, const struct step_input *input); \
	const struct step step_##name_ = { .name = #name_, \
	    __VA_ARGS__, .run = step_run_##name_ }; \
	static enum err step_run_##name_

extern const struct step *const step_index[];
extern const size_t step_count;

#define THING_FIELDS	32	/* of its own, of one thing */

/* A field of a thing as the journal tells it. */
struct thing_field {
	str	name, value;	/* "since", as people read it */
	int64_t	subject;	/* whose data key seals it; 0: in clear */
};

/* A thing in a few words, for lists. */
struct thing_brief {
	int64_t	id;		/* in its kind's table */
	int64_t	agency;		/* whose it is */
	str	code;		/* of that body */
	str	agency_name;	/* and its name */
	str	about;		/* what it is about: the new name */
	day	due;		/* DAY_NONE: no clock runs */
	day	paused;		/* since when it stands; DAY_NONE */
};

/* A kind of thing: how it is made, loaded, saved, told and listed. */
struct thing_kind {
	const char	*kind;		/* "name_change" */
	/* An empty one: only its kind, agency and id will be set. */
	struct thing	*(*make)(struct arena *arena);
	/* ERR_NOT_FOUND without a fault. */
	enum err	(*load)(struct job *job, int64_t id,
			    struct thing **ret);
	/* Insert it or save it of the version it was loaded in, and count the
	   version up; ERR_NOT_FOUND without a fault if another one stands. */
	enum err	(*save)(struct job *job, struct thing *thing);
	/* The period that a START without days begins: from which day, how
	   many working days.  NULL: none of its rows is such. */
	enum err	(*period)(struct job *job, const struct thing *thing,
			    const struct procedure_row *row, day *ret_from,
			    int *ret_days);
	/* Its own fields, at most THING_FIELDS; how many. */
	size_t		(*tell)(struct arena *arena,
			    const struct thing *thing,
			    struct thing_field *ret);
	/* Those in a state, of bodies that the actor sees: what is due
	   soonest first, then the newest; at most `most'. */
	enum err	(*in_state)(struct job *job, str state, int most,
			    struct thing_brief **ret, size_t *ret_n);
};

#define THING(name_, ...) \
	const struct thing_kind thing_kind_##name_ = { .kind = #name_, \
	    __VA_ARGS__ }

extern const struct thing_kind *const thing_kind_index[];
extern const size_t thing_kind_count;

/* A kind by name; NULL if there is none. */
const struct thing_kind *step_kind(const char *kind);

/* A new thing of a body, before its first step; or one of the store.
   ERR_NOT_FOUND "step.kind", "step.thing". */
enum err step_make(struct job *job, const char *kind, int64_t agency,
	    struct thing **ret);
enum err step_load(struct job *job, const char *kind, int64_t id,
	    struct thing **ret);

/*
 * Take a step: the table must allow it from the thing's state, the actor must
 * hold the need on its body and differ from whom the row says, and the values
 * must be those of its form.  State, clock, gate, the record, the ledger and
 * the journal move together or not at all: on any error the job's
 * transaction must end.  ERR_CONFLICT, ERR_FORBIDDEN, ERR_INVALID, or what
 * the step itself refuses.
 */
enum err step_apply(struct job *job, struct thing *thing, const char *step,
	    const struct step_input *input);

/* The actor may look at the things of a kind at a body: he holds there what
   some step of theirs needs. */
bool	 step_look(struct job *job, const struct procedure_kind *life,
	    int64_t agency);

/* What step_apply asks before it looks at any value, on today's row: whether
   the actor may take the step.  The row tells what he is to be asked for. */
enum err step_check(struct job *job, const struct thing *thing,
	    const char *step, const struct procedure_row **ret);

/* The rows of all steps that step_check lets the actor take. */
enum err step_choices(struct job *job, const struct thing *thing,
	    const struct procedure_row ***ret, size_t *ret_n);

/* What a row makes of the clock of a thing on a day, see procedure_tick. */
enum err step_tick(struct job *job, const struct thing *thing,
	    const struct procedure_row *row, day on, str region,
	    struct procedure_clock *clock);

/*
 * Set the clock of a thing that was counted again, and tell the journal; or
 * tell it that the clock stays, though it would be due on `fresh' now.  Only
 * recount calls them.  ERR_BUSY if the thing changed meanwhile.
 */
enum err step_set_clock(struct job *job, struct thing *thing,
	    const struct procedure_clock *clock, str reason);
enum err step_keep_clock(struct job *job, const struct thing *thing,
	    day fresh, str reason);

/* What was done to a thing, the oldest first. */
struct step_event {
	int64_t	id;		/* its number */
	str	step;		/* "approve" */
	str	was, became;	/* states */
	day	day;		/* the legal day */
	int64_t	at;		/* when it was entered */
	int64_t	actor;		/* person; 0: the machine itself */
	day	due;		/* of the clock behind it */
	str	paper;		/* it yields; may be empty */
	str	name;		/* of the actor; empty: the machine */
};

/* The ledger of a thing. */
enum err step_history(struct job *job, const struct thing *thing,
	    struct step_event **ret, size_t *ret_n);

#endif
