/*
 * spool - what somebody brought, kept aside for a short while.
 *
 * A folder of sealed parts below DIR/spool.  Its name and the key of its
 * parts both come from one secret, which nobody has but who brought it: from
 * the disk, or a copy of it, nothing can be read.  What is older than
 * SPOOL_KEEP is swept; how many there are, and how large all of them
 * together, is bounded.
 *
 * Calls: base, store, job.
 */
#ifndef SPOOL_H
#define SPOOL_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define SPOOL_KEEP	3600			/* seconds */
#define SPOOL_MOST	60			/* at a time */
#define SPOOL_BYTES	((size_t)2 << 30)	/* all of them */
#define SPOOL_PART	((size_t)64 << 20)	/* of a part */

struct spool;

/*
 * Begin one for `owner' ("check"), who must be named again when it is
 * opened.  *ret_secret is its address, 64 hexadecimal digits.  ERR_BUSY
 * "spool.full" when there are too many.
 */
enum err spool_new(struct job *job, str owner, struct spool **ret,
	    str *ret_secret);

/* ERR_NOT_FOUND "spool.gone" for one that is not there, or not any more. */
enum err spool_open(struct job *job, str owner, str secret,
	    struct spool **ret);

/* Keep a part, in the stead of one of the same name ("list", "html-12"). */
enum err spool_put(struct job *job, const struct spool *spool, str part,
	    str bytes);

/* A part again, in the job's memory; ERR_NOT_FOUND "spool.gone". */
enum err spool_get(struct job *job, const struct spool *spool, str part,
	    str *ret);

/* There is such a part. */
bool	 spool_has(struct job *job, const struct spool *spool, str part);

/* Take a part away, and all of it. */
void	 spool_drop(struct job *job, const struct spool *spool, str part);
void	 spool_end(struct job *job, const struct spool *spool);

/* Take away what is too old. */
void	 spool_sweep(struct job *job);

#endif
