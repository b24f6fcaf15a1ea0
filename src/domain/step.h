/*
 * step - a named change in the life of a thing, the only way one changes.
 *
 * rules/procedure.yaml tells for each kind of thing its states and, row by
 * row: from state, step, to state, need, what it does to the clock, which
 * paper it yields, which figure it counts into, and whether the actor must
 * differ from who took an earlier step.  What is particular to a step is a
 * STEP() of its own; state, deadline, saving, journal are here.
 *
 * Calls: base, form, store, job, journal, person, procedure, deadline.
 */
#ifndef STEP_H
#define STEP_H

#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* A named value that a step is given. */
struct step_value {
	str	name, value;
};

struct step_input {
	const struct step_value	*value;
	size_t			 n;
};

/* The text of an input's value; empty if it was not given. */
str	step_input(const struct step_input *input, const char *name);

/* What every thing that takes steps has; the kinds' structs begin with it. */
struct thing {
	const char	*kind;		/* as in rules/procedure.yaml */
	int64_t		 id;
	int64_t		 agency;
	int64_t		 version;
	str		 state;
	day		 due;		/* DAY_NONE: no clock runs */
	int64_t		 submitter;	/* who submitted it; 0 */
};

struct step {
	const char	*name;		/* "name_change.approve" */
	/* What is particular; may be NULL in the row for nothing. */
	enum err	(*run)(struct job *job, struct thing *thing,
			    const struct step_input *input);
};

#define STEP(name_, ...) \
	static enum err step_run_##name_(struct job *job, \
	    struct thing *thing, const struct step_input *input); \
	const struct step step_##name_ = { .name = #name_, \
	    __VA_ARGS__, .run = step_run_##name_ }; \
	static enum err step_run_##name_

extern const struct step *const step_index[];
extern const size_t step_count;

/* A kind of thing: how it is loaded and saved. */
struct thing_kind {
	const char	*kind;
	enum err	(*load)(struct job *job, int64_t id,
			    struct thing **ret);
	enum err	(*save)(struct job *job, struct thing *thing);
};

#define THING(name_, ...) \
	const struct thing_kind thing_kind_##name_ = { .kind = #name_, \
	    __VA_ARGS__ }

/*
 * Take a step: the table must allow it from the thing's state, the actor must
 * hold the need on its body and differ from whom the row says.  State,
 * deadline, the record and the journal move together or not at all.
 * ERR_CONFLICT, ERR_FORBIDDEN, or what the step itself refuses.
 */
enum err step_apply(struct job *job, struct thing *thing, const char *step,
	    const struct step_input *input);

#endif
