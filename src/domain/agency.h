/*
 * agency - the bodies (行政机关) of an installation, as a tree.
 *
 * Province, city, county, township or subdistrict, department, sub-unit; each
 * with our own code that is never used again, its GB/T 2260 code, its
 * organisation code or unified social credit code, its contact block
 * (Regulation Art. 12), its supervising office, and the days from and until
 * which it stands.  Every change keeps what was, as a state that begins on a
 * day: agency_at tells what a body was then.
 *
 * Who sees a body may change it as far as these functions go: a step's row
 * or a command has asked for the need before.
 *
 * Calls: base, store, job, journal, rules.
 */
#ifndef AGENCY_H
#define AGENCY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

enum agency_level { AGENCY_PROVINCE, AGENCY_CITY, AGENCY_COUNTY,
	AGENCY_TOWNSHIP, AGENCY_DEPARTMENT, AGENCY_UNIT, AGENCY__LEVELS };

struct agency {
	int64_t			id;		/* never shown */
	int64_t			version;	/* for optimistic saving */
	int64_t			above;		/* 0: a root */
	enum agency_level	level;		/* in the tree */
	str			code;		/* our own, never reused */
	str			name;		/* the full one */
	str			division;	/* GB/T 2260, may be empty */
	str			organisation;	/* GB 11714, may be empty */
	str			credit;		/* GB 32100, may be empty */
	str			scheme;		/* of index numbers, a key of
						   rules/index.yaml; empty: the
						   usual one */
	int64_t			supervisor;	/* office that supervises; 0 */
	day			since;		/* stands from */
	day			until;		/* last day; DAY_NONE: stands */
	int64_t			successor;	/* after a merge; 0 */
};

/* "province"; and back, false for no level. */
str	agency_level_name(enum agency_level level);
bool	agency_level_read(str name, enum agency_level *ret);

/* A body of one level may stand below one of another (a township not below
   a township, a department below nearly everything). */
bool	agency_level_fits(enum agency_level level, enum agency_level above);

/*
 * What is wrong with it, in the fault; OK if nothing is.  agency_check_fields
 * looks at its own fields only: codes, check characters, days.
 */
enum err agency_check(struct job *job, const struct agency *agency);
enum err agency_check_fields(const struct agency *agency,
	    struct fault *fault);

/* Its scheme of index numbers is one of rules/index.yaml: ERR_INVALID
   "agency.wrong_scheme" in `fault' if not. */
enum err agency_check_scheme(struct job *job, const struct agency *agency,
	    struct fault *fault);

/* Make one; its id is set.  The closure and the journal go with it. */
enum err agency_new(struct job *job, struct agency *agency, str reason);

/*
 * Save a changed one of the version that was loaded; its code stays.
 * ERR_CONFLICT "agency.changed" if somebody else saved it meanwhile.
 */
enum err agency_save(struct job *job, struct agency *agency, str reason);

/*
 * The same, but so since a day: tomorrow at the latest, and not before its
 * last change.  A body that is closed is so since the day behind its last
 * one, whatever `from' says.
 */
enum err agency_save_from(struct job *job, struct agency *agency, day from,
	    str reason);

/*
 * Close a body with a day; nothing may stand below it.  A merged one goes
 * below its successor, so that whoever sees that sees its files, and what
 * stood below it or was supervised by it changes over to the successor.
 */
enum err agency_abolish(struct job *job, struct agency *agency, day last,
	    str reason);
enum err agency_merge(struct job *job, struct agency *agency,
	    const struct agency *into, day last, str reason);

/* By id or by our code; ERR_NOT_FOUND "agency.unknown". */
enum err agency_load(struct job *job, int64_t id, struct agency *ret);
enum err agency_find(struct job *job, str code, struct agency *ret);

/* What it was on a day; ERR_NOT_FOUND "agency.not_then" if it did not
   stand.  Its version cannot be saved. */
enum err agency_at(struct job *job, int64_t id, day on, struct agency *ret);

/* All at or below one (0: all that the actor sees), parents first. */
enum err agency_below(struct job *job, int64_t above, struct agency **ret,
	    size_t *ret_n);

/* What it was from a day on; code, codes and version are left out. */
struct agency_state {
	day		from;		/* it began */
	struct agency	agency;		/* what it was */
};

/* All its states, the oldest first. */
enum err agency_history(struct job *job, int64_t id,
	    struct agency_state **ret, size_t *ret_n);

/* Our code of a body, and its name, whoever asks; empty for 0 and for no
   body. */
enum err agency_code(struct job *job, int64_t id, str *ret);
enum err agency_called(struct job *job, int64_t id, str *ret_code,
	    str *ret_name);

/* The name of the body that stands above all others; empty if several do. */
enum err agency_root_name(struct job *job, str *ret);

/* The body, or 0 for all of them, is in the transaction's scope:
   ERR_FORBIDDEN "agency.not_seen" if not. */
enum err agency_see(struct job *job, int64_t id);

/* A body is another one or stands below it. */
enum err agency_inside(struct job *job, int64_t above, int64_t below,
	    bool *ret);

#endif
