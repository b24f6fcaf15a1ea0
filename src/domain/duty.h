/*
 * duty - what a body has to publish: due, missing and late (公开责任清单).
 *
 * For each column of the catalogue that is meant for the body's level: how
 * much is public in it, since when there was nothing new, and the day
 * something new is due by the column's cycle.  Beside it what is late on its
 * way, and what is withheld and due to be looked at again (Regulation,
 * Art. 18 and 26).
 *
 * Calls: base, store, agency, catalogue, dossier, record, rules.
 */
#ifndef DUTY_H
#define DUTY_H

#include "domain/agency.h"
#include "domain/catalogue.h"
#include "domain/dossier.h"

#define DUTY_LATE	500	/* dossiers of each list at most */

/* A column in which a body has to publish. */
struct duty_column {
	const struct catalogue_column *column; /* of the catalogue */
	int64_t	n;		/* public records in it */
	day	last;		/* the newest was published; DAY_NONE: none */
	day	due;		/* something new is due; DAY_NONE: nothing
				   by a cycle */
	bool	missing;	/* that day is over */
};

struct duty {
	struct agency		 agency;	/* whose */
	day			 on;		/* seen from this day */
	struct duty_column	*column;	/* in the catalogue's order;
						   only those without one
						   below */
	size_t			 columns;	/* how many */
	size_t			 missing;	/* ... lack something */
	struct dossier_line	*late;		/* past their day on their
						   way, the oldest first */
	size_t			 lates;		/* how many */
	struct dossier_line	*look;		/* withheld, to be looked at
						   by `on' */
	size_t			 looks;		/* how many */
};

/* Of a body on a day; ERR_NOT_FOUND "agency.unknown" if the actor does not
   see it. */
enum err duty_load(struct job *job, int64_t agency, day on,
	    struct duty *ret);

/* Of a body and of all below it (0: all) that the actor sees and that stand on
   that day, parents first. */
enum err duty_below(struct job *job, int64_t above, day on,
	    struct duty **ret, size_t *ret_n);

#endif
