/*
 * record - a piece of public information (政府信息) and its versions.
 *
 * What import, export and search of documents need of it.  Saving a record
 * writes its row, keeps what it was until now, adds an entry to the journal
 * and puts it into the search index, all in the job's transaction.
 *
 * Calls: base, store, search, job, agency, journal.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define RECORD_TITLE	2000	/* bytes; of the number too */
#define RECORD_NAME	200	/* ... of kind, column, validity */
#define RECORD_ORIGIN	1000	/* ... of the origin */

struct record {
	int64_t	id;		/* 0: new */
	int64_t	agency;		/* whose it is */
	int64_t	version;	/* for optimistic saving */
	str	origin;		/* how an import knows it again, one of its
				   kind in a body; may be empty */
	str	number;		/* document number, may be empty */
	str	title;		/* never empty */
	day	day;		/* of the document; DAY_NONE: not known */
	str	kind;		/* "policy"; may be empty */
	str	column;		/* of the catalogue; may be empty */
	str	validity;	/* "in_force"; may be empty */
	str	body;		/* plain text */
};

/* What saving many records came to. */
struct record_tally {
	int64_t	made;		/* new ones */
	int64_t	changed;	/* a version more */
	int64_t	same;		/* were there already as they are */
};

/* What is wrong with it, in the fault; OK if nothing is. */
enum err record_check(const struct record *record, struct fault *fault);

/* Save one: a new one gets its id, one of the version that was loaded is
   changed.  ERR_CONFLICT "record.changed" if it is another version by now. */
enum err record_put(struct job *job, struct record *record, str reason);

/*
 * Save many in one go, which is much faster.  One with an origin that a record
 * of its body has already is that record, whatever its id; among themselves
 * the last one of an origin counts.
 */
enum err record_put_all(struct job *job, struct record *record, size_t n,
	    str reason, struct record_tally *ret);

/* By id; ERR_NOT_FOUND "record.unknown". */
enum err record_load(struct job *job, int64_t id, struct record *ret);

/* At most `most' of a body and all below it (0: all) behind the id `after',
   by id. */
enum err record_list(struct job *job, int64_t agency, int64_t after, int most,
	    struct record **ret, size_t *ret_n);

#endif
