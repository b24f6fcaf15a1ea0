/*
 * review - what is gone through before something is published (先审后发).
 *
 * rules/review.yaml tells the gates with their check lists, how many reviews
 * bodies of a level need, and the periods (Regulation, Art. 17 and 18).
 *
 * Calls: base, agency.
 */
#ifndef REVIEW_H
#define REVIEW_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/agency.h"

struct arena;

#define REVIEW_LEVELS	3	/* reviews of one record at most */

struct review_gate {
	str		 key;		/* "secrecy" */
	str		 name;		/* 保密关 */
	const str	*item;		/* what is looked at, one by one */
	size_t		 items;		/* how many */
};

/* A body that has its own number of reviews. */
struct review_agency {
	str	code;		/* our code of the body */
	int	levels;		/* 1 to REVIEW_LEVELS */
};

struct review {
	struct review_gate	*gate;	/* in the order of the file */
	size_t			 gates;	/* how many */
	int			 levels[AGENCY__LEVELS]; /* 1 to
					   REVIEW_LEVELS, with the signature */
	struct review_agency	*own;	/* bodies that differ */
	size_t			 owns;	/* how many */
	int			 keep_days;	/* working days between two
					   looks at what is withheld */
	int			 urgent_days;	/* ... to the review of what
					   was signed urgently */
};

/* Load it; a fault names file, line and column. */
enum err review_load(struct arena *arena, const struct review **ret,
	    struct fault *fault);

/* How many reviews a body's records need. */
int	 review_levels(const struct review *review,
	    const struct agency *agency);

/* A gate by key; NULL if there is none. */
const struct review_gate *review_gate(const struct review *review, str key);

#endif
