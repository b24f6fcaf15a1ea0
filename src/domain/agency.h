/*
 * agency - the bodies (行政机关) of an installation, as a tree.
 *
 * Province, city, county, township or subdistrict, department, sub-unit; each
 * with our own code that is never used again, its GB/T 2260 code, its
 * organisation code or unified social credit code, its contact block
 * (Regulation Art. 12), its supervising office, and the days from and until
 * which it stands.  Merging, renaming and abolishing keep what was.
 *
 * Calls: base, store, job, journal.
 */
#ifndef AGENCY_H
#define AGENCY_H

#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

enum agency_level { AGENCY_PROVINCE, AGENCY_CITY, AGENCY_COUNTY,
	AGENCY_TOWNSHIP, AGENCY_DEPARTMENT, AGENCY_UNIT, AGENCY__LEVELS };

struct agency {
	int64_t			id;
	int64_t			version;	/* for optimistic saving */
	int64_t			above;		/* 0: a root */
	enum agency_level	level;
	str			code;		/* our own, never reused */
	str			name;
	str			division;	/* GB/T 2260, may be empty */
	str			organisation;	/* GB 11714, may be empty */
	str			credit;		/* GB 32100, may be empty */
	int64_t			supervisor;	/* office that supervises; 0 */
	day			since;		/* stands from */
	day			until;		/* last day; DAY_NONE: stands */
	int64_t			successor;	/* after a merge; 0 */
};

/* What is wrong with it, in the fault; OK if nothing is. */
enum err agency_check(struct job *job, const struct agency *agency);

/* Make one; its id is set.  The closure and the journal go with it. */
enum err agency_new(struct job *job, struct agency *agency, str reason);

/* Save a changed one of the version that was loaded. */
enum err agency_save(struct job *job, struct agency *agency, str reason);

/* By id or by our code; ERR_NOT_FOUND "agency.unknown". */
enum err agency_load(struct job *job, int64_t id, struct agency *ret);
enum err agency_find(struct job *job, str code, struct agency *ret);

/* All at or below one (0: all that the actor sees), parents first. */
enum err agency_below(struct job *job, int64_t above, struct agency **ret,
	    size_t *ret_n);

#endif
