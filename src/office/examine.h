/*
 * examine - uploaded reports checked one after another, each drawn with what
 * was found in it.
 *
 * What the page /check shows.  A report, several, or a ZIP archive of them
 * lies in a spool, under a secret that only the page's address has; each look
 * at that page checks some more.  A report is checked in memory of its own,
 * so that one which wants too much ends alone.  The spool is swept within
 * SPOOL_KEEP, or ended at once by whoever has the address.
 *
 * Calls: base, doc, form, check, batch, spool.
 */
#ifndef EXAMINE_H
#define EXAMINE_H

#include <stdbool.h>

#include "base/buf.h"
#include "domain/job.h"

#define EXAMINE_BYTES	((size_t)32 << 20)	/* of an upload */
#define EXAMINE_FILES	300			/* in one */

/* What came of a file. */
enum examine_state { EXAMINE_WAITS, EXAMINE_DONE,
	EXAMINE_UNREAD,		/* it could not be read: `wrong' */
	EXAMINE_PASSED		/* in an archive, and no report */
};

/* A file that was, or will be, looked at. */
struct examined {
	str			 name;		/* of the file */
	enum examine_state	 state;
	str			 wrong;		/* why it could not be read */
	str			 agency;	/* as the report says */
	int64_t			 year;		/* likewise; 0: none found */
	int64_t			 errors;	/* found in it */
	int64_t			 warnings;	/* likewise */
	int64_t			 notes;		/* likewise */
};

/* Files as they were uploaded. */
struct examine_file {
	str	name;		/* without a path */
	str	bytes;		/* all of it */
};

struct spool;

/* An upload and how far it is. */
struct examination {
	struct job	*job;
	struct spool	*spool;		/* where it lies */
	struct examined	*file;		/* in their order */
	size_t		 n;		/* how many */
	size_t		 done;		/* of them: the first ones */
	size_t		 reports;	/* done, and not passed by */
	const struct examine_place *place; /* where the bytes of each are */
};

/*
 * Keep what was uploaded, to be checked.  *ret_secret is where: see
 * spool_new.  ERR_TOO_LARGE "examine.many" for more than EXAMINE_FILES;
 * ERR_INVALID "examine.none" where there is nothing to check.
 */
enum err examine_begin(struct job *job, const struct examine_file *file,
	    size_t n, str *ret_secret);

/* Find it again: ERR_NOT_FOUND "spool.gone". */
enum err examine_open(struct job *job, str secret, struct examination *ret);

/* Check on, until all is done or so many milliseconds are over; one file at
   least. */
enum err examine_step(struct examination *examination, int64_t milliseconds);

/* A report as a part of a page; the ids in it begin with "r1-", "r2-" and so
   on.  ERR_NOT_FOUND for a file that is none, or not yet. */
enum err examine_drawn(const struct examination *examination, size_t at,
	    str *ret);

/* All of it, as `gongkai check --json' prints it, and as the page of
   --html. */
enum err examine_json(const struct examination *examination, struct buf *buf);
enum err examine_html(const struct examination *examination, struct buf *buf);

/* Take it away. */
void	 examine_end(const struct examination *examination);

#endif
