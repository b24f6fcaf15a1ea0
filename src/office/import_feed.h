/*
 * import_feed - a feed (RSS or Atom) as the rows of a table.
 *
 * Each entry is a row with the heads title, at and address; its time is told
 * by Beijing's clock.  A time that cannot be read stays as it is, so that the
 * import tells of it.
 *
 * Calls: base, doc.
 */
#ifndef IMPORT_FEED_H
#define IMPORT_FEED_H

#include <stdbool.h>

#include "base/csv.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define IMPORT_FEED_ENTRIES	10000	/* at most */

/* The bytes look like a feed. */
bool	 import_feed_is(str bytes);

/* Its rows, that of the heads first; `path' is for the sentence. */
enum err import_feed_rows(struct job *job, str path, str bytes,
	    struct csv_row **ret, size_t *ret_n);

#endif
