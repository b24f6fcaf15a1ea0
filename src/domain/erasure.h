/*
 * erasure - taking out what must not be kept, so that it can be proved.
 *
 * A secret or a list of identities that got in by mistake is struck out of
 * every table (erasure_table), files that hold it go whole
 * (erasure_attachment), sealed things by destroying their subject's data key.
 * Values of the journal go, their digests stay, so the chain stays whole; a
 * tombstone says who did it when and why.  Then the blobs are overwritten,
 * the index is built anew and the engine packs its files, so that the bytes
 * are in none of them.
 *
 * What was erased is in the list beside the master key too, as digests
 * (erasure_list).  A folder that was restored from before an erasure lacks
 * its tombstone: it is not served before erasure_again has been run.
 *
 * Calls: base, store, job, journal, person, subject, erasure_attachment,
 * erasure_list, erasure_table.
 */
#ifndef ERASURE_H
#define ERASURE_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define ERASURE_SHORTEST	6	/* bytes of a text at least */
#define ERASURE_LONGEST		65536	/* and at most */
#define ERASURE_TEXTS		10000	/* at once */

/* What must go: texts, one attachment, or all that is known of a subject. */
struct erasure_order {
	const str	*text;		/* each of them whole */
	size_t		 texts;		/* 0: none */
	int64_t		 attachment;	/* 0: none */
	int64_t		 subject;	/* 0: none */
	str		 reason;	/* stays, so it holds none of the
					   texts */
};

/* What was done. */
struct erasure {
	int64_t	id;		/* of the tombstone */
	int64_t	found;		/* rows and attachments that held it */
	int64_t	journal_values;	/* changes in the journal that held it */
	const int64_t *unread;	/* attachments of which no text, or not all
				   of it, could be made: a person must look */
	size_t	unreads;	/* how many */
};

/*
 * Carry out an order, each part in transactions of its own: rows, list and
 * tombstone together, then the files.  The machine may, and a person who has
 * the need `erasure.apply': on every body for texts, else on the bodies whose
 * attachment or subject it is.  ERR_INVALID "erasure.nothing", ".short",
 * ".long", ".reason"; ERR_FORBIDDEN "seal.no_key" or "erasure.forbidden" (an
 * attachment or subject that is not there is that to a person, too); ERR_BUSY
 * "erasure.readers" where the rows are clean but somebody still reads the
 * files: erasure_finish then ends it.
 */
enum err erasure_apply(struct job *job, const struct erasure_order *order,
	    struct erasure *ret);

/* Clean the files after erasures whose files are not clean yet. */
enum err erasure_finish(struct job *job);

/* Carry out anew every erasure of the list that this store does not know; who
   may erase texts may. */
enum err erasure_again(struct job *job, int64_t *ret_n);

/* ERR_CONFLICT "erasure.restored" if the list has an erasure that this store
   does not know; in no transaction. */
enum err erasure_check(struct job *job);

/* What verify says of the erasures. */
struct erasure_state {
	int64_t	pending;	/* of the list, which this store lacks */
	int64_t	open;		/* whose bytes may be in files still */
	int64_t	uneven;		/* one that does not say as many journal
				   values as it took; 0: none */
};

/* Look at list and tombstones, in a transaction. */
enum err erasure_verify(struct job *job, struct erasure_state *ret);

#endif
