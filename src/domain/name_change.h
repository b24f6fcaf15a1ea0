/*
 * name_change - a body gets another name on a day.
 *
 * The smallest procedure there is, with all that others have: drafted,
 * submitted, returned or approved by another person or by a scanned paper
 * form, and in force on its day by an errand.
 *
 * Calls: base, store, job, agency, errand, outbox, step.
 */
#ifndef NAME_CHANGE_H
#define NAME_CHANGE_H

#include "domain/step.h"

struct name_change {
	struct thing	thing;	/* its agency is the body */
	str		name;	/* the new one */
	day		since;	/* it is in force */
	str		reason;	/* why the body wants it */
};

#endif
