/*
 * examine - uploaded reports checked, each drawn with what was found in it.
 *
 * What the page /check shows.  A report, or a ZIP archive of them; each in
 * memory of its own, so that one which wants too much ends alone.  Nothing is
 * kept.
 *
 * Calls: base, doc, form, check.
 */
#ifndef EXAMINE_H
#define EXAMINE_H

#include "domain/job.h"

#define EXAMINE_BYTES	((size_t)32 << 20)	/* of an upload */
#define EXAMINE_FILES	60			/* in one */
#define EXAMINE_DRAWN	((size_t)6 << 20)	/* bytes of all pages drawn */

/* A report that was looked at. */
struct examined {
	str	name;		/* of the file */
	str	wrong;		/* why it could not be read; empty: it was */
	size_t	errors;		/* found in it */
	size_t	warnings;	/* likewise */
	size_t	notes;		/* likewise */
	str	drawn;		/* as a part of a page; empty when there is
				   no room left for it */
};

/* Files as they were uploaded. */
struct examine_file {
	str	name;		/* without a path */
	str	bytes;		/* all of it */
};

/*
 * Look at them.  ERR_TOO_LARGE "examine.many" for more than EXAMINE_FILES;
 * ERR_INVALID "examine.none" where an archive holds no report.  The ids in
 * what is drawn begin with "r1-", "r2-" and so on.
 */
enum err examine(struct job *job, const struct examine_file *file, size_t n,
	    struct examined **ret, size_t *ret_n);

#endif
