/*
 * import_record - records out of Markdown files, JSON lines or CSV.
 *
 * A folder gives a record for each *.md below it (the first heading is its
 * title, the folder its column); a file *.jsonl or *.csv one for each line or
 * row, with the fields origin, number, title, day, kind, column, validity,
 * body.  A job saves up to IMPORT_ROWS of them and how far it came, so an
 * import goes on where it was stopped, and importing again changes only what
 * changed.  Rows that cannot be taken are left out and told of.
 *
 * Calls: base, job, record, transfer, import_markdown, import_rows.
 */
#ifndef IMPORT_RECORD_H
#define IMPORT_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"
#include "domain/record.h"

#define IMPORT_ROWS	1000			/* of one job */
#define IMPORT_BYTES	((size_t)32 << 20)	/* ... and no more text */
#define IMPORT_TOLD	20			/* rows left out by name */
#define IMPORT_FILES	2000000			/* of a folder */

/* A row that was left out. */
struct import_refusal {
	str	where;		/* "a.csv:12" */
	str	why;		/* in the reader's language */
};

struct import_record {
	const char		*path;		/* file or folder */
	int64_t			 agency;	/* whose records they are */
	struct record_tally	 tally;		/* what came of it */
	int64_t			 refused;	/* rows left out */
	struct import_refusal	 refusal[IMPORT_TOLD]; /* the first ones */
	int64_t			 before;	/* rows of earlier runs that
						   this one went on behind */
	int			 jobs;		/* at most so many; 0: to the
						   end */
	bool			 ended;		/* it came to the end */
};

/* Import; path and agency are set.  Each job is a transaction. */
enum err import_record(struct job *job, struct import_record *import);

#endif
