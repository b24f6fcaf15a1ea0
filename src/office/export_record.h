/*
 * export_record - records as JSON lines, which import_record takes again.
 *
 * The lines go into a file beside the one wanted, which takes its name at the
 * end.  Each job writes up to EXPORT_ROWS of them to the disk and then keeps
 * how far it came, so an export that was stopped goes on where it was.
 * Records are told in the order they were made; one that changes meanwhile is
 * told as it is when its turn comes.
 *
 * Calls: base, job, agency, record, transfer.
 */
#ifndef EXPORT_RECORD_H
#define EXPORT_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/job.h"

#define EXPORT_ROWS	200	/* of one job */

struct export_record {
	const char	*path;		/* the file wanted */
	int64_t		 agency;	/* of this body and all below it */
	int64_t		 rows;		/* lines of this run */
	int64_t		 before;	/* ... of earlier ones */
	int		 jobs;		/* at most so many; 0: to the end */
	bool		 ended;		/* the file is there */
};

/* Export; path and agency are set.  Outside of a transaction. */
enum err export_record(struct job *job, struct export_record *export);

#endif
