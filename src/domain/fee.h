/*
 * fee - the information-processing fee (信息处理费), told tier by tier.
 *
 * Only for applications beyond a number or volume, by items or by pages and
 * never both for one application; marginal tiers (超额累进).  The tariffs,
 * which follow each other, are rules/fee.yaml.  Whole yuan.
 *
 * Calls: base.
 */
#ifndef FEE_H
#define FEE_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

struct arena;

enum fee_by { FEE_ITEMS, FEE_PAGES };

#define FEE_MOST	1000000	/* items or pages */

/* One tier that an amount runs through. */
struct fee_line {
	int64_t	from, until;	/* the items or pages it covers, inclusive */
	int64_t	each;		/* yuan for each of them */
	int64_t	yuan;		/* for all of them */
};

struct fee {
	int64_t		 n;	/* items or pages */
	int64_t		 yuan;	/* for all */
	struct fee_line	*line;
	size_t		 lines;
	str		 source; /* the measures */
	str		 article; /* and their article */
	day		 since;	/* in force from */
};

/*
 * The fee for n items (of one applicant in one calendar month) or pages (of
 * one application) by the tariff in force on a day.  ERR_INVALID for less than
 * 1 or more than FEE_MOST; ERR_NOT_FOUND "fee.none" where none is in force.
 */
enum err fee_compute(struct arena *arena, enum fee_by by, int64_t n, day on,
	    struct fee *ret, struct fault *fault);

#endif
