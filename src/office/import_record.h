/*
 * import_record - records out of documents, JSON lines, CSV or XLSX.
 *
 * A folder gives a record for each document below it (import_document); a file
 * *.jsonl, *.csv or *.xlsx one for each line or row (import_field).  A job
 * saves up to IMPORT_ROWS of them and how far it came, so an import goes on
 * where it was stopped, and importing again changes only what changed.  Rows
 * that cannot be taken are left out and told of.  What is new gets an index
 * number afterwards, unless it brings one.
 *
 * Calls: base, job, agency, index, record, rules, transfer, import_document,
 * import_rows, import_table.
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

struct import_record;
typedef void import_record_progress(const struct import_record *import,
	    void *context);

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
	bool			 preview;	/* from the start, and nothing
						   is written: a number that is
						   doubled within a file is
						   only seen within a job */
	import_record_progress	*progress;	/* told after each job; NULL:
						   nobody */
	void			*context;	/* its */
	bool			 ended;		/* it came to the end */
};

/* Import; path and agency are set.  Each job is a transaction. */
enum err import_record(struct job *job, struct import_record *import);

#endif
