/*
 * journal - who did what, when, to which thing: append only, chained.
 *
 * A job adds unchained entries in its own transaction.  One lease holder
 * chains them every second in order of their ids' commit: each seal holds the
 * digest of its entry and of the seal before it.  Checkpoints sign the head
 * of the chain and go elsewhere (a file, a mail, a page): kept beside the
 * journal they would prove little.
 *
 * Personal values stand in it sealed under their subject's data key.  Salted
 * digests of the values are chained, not the values, so that destroying a key
 * or erasing a value leaves the chain whole.
 *
 * Calls: base, store, job, subject.
 */
#ifndef JOURNAL_H
#define JOURNAL_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* One field that changed. */
struct journal_change {
	str	field;		/* "name" */
	str	old;		/* empty if there was none */
	str	new;		/* empty if there is none now */
	int64_t	subject;	/* whose data key seals both; 0: in clear */
};

struct journal_entry {
	str				 kind;	/* of the thing: "agency" */
	int64_t				 thing;	/* its id */
	int64_t				 agency; /* whose it is */
	str				 action; /* "agency.rename" */
	day				 day;	/* legal day; DAY_NONE: today */
	str				 reason; /* may be empty */
	const struct journal_change	*change;
	size_t				 changes;
};

/* Add an entry by the job's actor in the job's transaction. */
enum err journal_add(struct job *job, const struct journal_entry *entry);

/*
 * Chain up to `limit' entries that are not chained yet.  Only the holder of
 * the journal's lease may; ERR_BUSY if another one holds it.
 */
enum err journal_chain(struct job *job, int limit, int *ret_chained);

/* What verify found about the chain. */
struct journal_state {
	int64_t	sealed;		/* links that hold */
	int64_t	tail;		/* entries not chained yet */
	int64_t	broken;		/* id of the first broken link; 0 if none */
	str	how;		/* key of words/ that tells how it is broken */
	bool	torn;		/* the break is a torn write at the end */
	str	head;		/* digest of the last link */
};

/* Walk the chain from the start; reading only. */
enum err journal_verify(struct job *job, struct journal_state *ret);

/*
 * Sign the head of the chain: a text of a few lines that can be published,
 * and is checked by journal_verify_checkpoint against the chain.
 */
enum err journal_checkpoint(struct job *job, str *ret_text);
enum err journal_checkpoint_verify(struct job *job, str text,
	    struct journal_state *ret);

#endif
