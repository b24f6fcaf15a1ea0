/*
 * demo_read - the files of demo/county, read.
 *
 * Bodies are named by our own code; whoever uses them has put those into the
 * store before.
 *
 * Calls: base, domain, staff.
 */
#ifndef DEMO_READ_H
#define DEMO_READ_H

#include "domain/record.h"
#include "domain/step.h"
#include "office/staff.h"

#define DEMO_READ_VALUES	8	/* of a step */

/* A step of something that lies on a desk. */
struct demo_read_step {
	str			name;	/* "submit" */
	str			by;	/* login of who takes it */
	struct step_value	value[DEMO_READ_VALUES]; /* it is given */
	size_t			values;	/* how many */
};

/* A change of a name, and how far it came. */
struct demo_read_change {
	str			 agency; /* code */
	struct demo_read_step	*step;	/* in their order */
	size_t			 steps;
};

/* The people of demo/county/people.yaml; in a reading job. */
enum err demo_read_staff(struct job *job, struct staff **ret, size_t *ret_n);

/* The documents of demo/county/documents-*.yaml; in a reading job. */
enum err demo_read_records(struct job *job, struct record **ret,
	    size_t *ret_n);

/* The changes of demo/county/changes.yaml; `in_days: 60' of a step becomes
   the day so many days from today as its value `since'. */
enum err demo_read_changes(struct job *job, struct demo_read_change **ret,
	    size_t *ret_n);

#endif
