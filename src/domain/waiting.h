/*
 * waiting - what lies on the actor's desk: things of every kind that are not
 * at an end, and which of their next steps are his.
 *
 * A step that only ends the thing, one by a scanned form and one that must be
 * taken by somebody else are not waited for.
 *
 * Calls: base, store, job, person, procedure, rules, step.
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
	day		 paused;	/* since when it stands; DAY_NONE */
	str		 step[WAITING_STEPS]; /* that he may take */
	size_t		 steps;		/* how many; 0: none waits for him */
};

/* All that the job's actor may look at, what is due soonest first, then the
   newest; in a transaction. */
enum err waiting_list(struct job *job, struct waiting **ret, size_t *ret_n);

/* The kinds of which he may begin a new thing somewhere. */
enum err waiting_begin(struct job *job, const char ***ret, size_t *ret_n);

#endif
