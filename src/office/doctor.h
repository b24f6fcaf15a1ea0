/*
 * doctor - is everything as it should be around a data folder?
 *
 * What the program can find out without the net and without walking through
 * all that is kept (that is verify): settings, rights, keys, schema,
 * statements, disk, data files, calendar, work left undone.  Each finding
 * says what is wrong and what to do.
 *
 * Calls: base, store, domain.
 */
#ifndef DOCTOR_H
#define DOCTOR_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define DOCTOR_FINDINGS	100	/* told of at most */

struct doctor_finding {
	const char	*key;	/* of what is wrong, in words/ */
	str		 what;	/* the sentence */
	str		 remedy; /* what to do, a sentence */
};

struct doctor {
	struct doctor_finding	finding[DOCTOR_FINDINGS]; /* as found */
	size_t			n;	/* 0: all is well */
};

/* Look at a data folder; what cannot be looked at is a finding too. */
void	doctor_run(struct job *job, const char *dir, struct doctor *ret);

#endif
