/*
 * transfer - imports and exports that stop and go on.
 *
 * A transfer is many jobs.  Each keeps in its own transaction how far it
 * came, so that one that was stopped at any point goes on behind the last job
 * that was committed.
 *
 * Calls: base, store, job, agency.
 */
#ifndef TRANSFER_H
#define TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct transfer {
	str	way;		/* "import" or "export" */
	str	name;		/* of what: "records" */
	str	source;		/* the file or folder */
	int64_t	agency;		/* for or of whom */
	int64_t	id;		/* set by transfer_begin */
	int64_t	version;	/* ... and so this, */
	str	cursor;		/* this: empty at the start */
	int64_t	done;		/* and this: rows so far */
};

/* Find the one that is on its way, or begin it; way, name, source and agency
   are set. */
enum err transfer_begin(struct job *job, struct transfer *transfer);

/* It came further; at its end nothing is left to go on with.  ERR_CONFLICT
   "transfer.elsewhere" if another process took it further meanwhile. */
enum err transfer_advance(struct job *job, struct transfer *transfer,
	    str cursor, int64_t rows);
enum err transfer_end(struct job *job, struct transfer *transfer,
	    int64_t rows);

#endif
