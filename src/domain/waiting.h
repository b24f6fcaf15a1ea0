/*
 * waiting - what lies on the actor's desk: things of which he may take the
 * next step.
 *
 * A step that only ends the thing, one by a scanned form and one that must be
 * taken by somebody else are not waited for.
 *
 * Calls: base, store, job, person, procedure, rules.
 */
#ifndef WAITING_H
#define WAITING_H

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define WAITING_STEPS	8	/* of a thing that are told */

struct waiting {
	const char	*kind;		/* "name_change" */
	int64_t		 id;		/* its number */
	str		 about;		/* what it is about: the new name */
	str		 agency;	/* code of its body */
	str		 agency_name;	/* and its name */
	str		 state;		/* it is in */
	day		 due;		/* DAY_NONE: no clock runs */
	str		 step[WAITING_STEPS]; /* that he may take */
	size_t		 steps;		/* how many */
};

/* All that waits for the job's actor, the newest first; in a transaction. */
enum err waiting_list(struct job *job, struct waiting **ret, size_t *ret_n);

#endif
