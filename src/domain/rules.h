/*
 * rules - what the law says, read once for a store and kept with it.
 *
 * Calls: base, store, calendar, catalogue, channel_kind, ground, index, kind,
 * procedure, review, role.
 */
#ifndef RULES_H
#define RULES_H

#include "domain/calendar.h"
#include "domain/catalogue.h"
#include "domain/channel_kind.h"
#include "domain/ground.h"
#include "domain/index.h"
#include "domain/job.h"
#include "domain/kind.h"
#include "domain/procedure.h"
#include "domain/review.h"
#include "domain/role.h"

struct rules {
	const struct procedure	*procedure;	/* which step leads where */
	const struct calendar	*calendar;	/* which days are worked */
	const struct roles	*roles;		/* who may do what */
	const struct index_schemes *index;	/* numbers of records */
	const struct channel_kinds *channels;	/* by which it is published */
	const struct kinds	*kinds;		/* of records, and their
						   fields */
	const struct catalogue	*catalogue;	/* where they are published */
	const struct review	*review;	/* gates before that */
	const struct grounds	*grounds;	/* why something is not */
};

/* Those of the job's store; they are read when first asked for. */
enum err rules_of(struct job *job, const struct rules **ret);

#endif
