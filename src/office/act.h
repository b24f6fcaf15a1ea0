/*
 * act - the one door for a step: commands, flows, pages and monitors.
 *
 * Calls: base, job, step.
 */
#ifndef ACT_H
#define ACT_H

#include "domain/step.h"

/* A step that somebody wants taken. */
struct act {
	const char		*kind;		/* "name_change" */
	int64_t			 thing;		/* 0: a new one */
	int64_t			 agency;	/* whose, of a new one */
	const char		*step;		/* "submit" */
	struct step_input	 input;		/* what it is given */
	struct thing		*result;	/* set by act_take: as it now
						   is */
};

/*
 * Open a writing job of the job's actor, load or make the thing, take the
 * step.  On failure nothing of it stays; see step_apply.
 */
enum err act_take(struct job *job, struct act *act);

#endif
