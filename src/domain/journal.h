/*
 * journal - who did what, when, to which thing: append only, chained.
 *
 * A job adds unchained entries in its own transaction.  Whoever chains them
 * holds the row of the chain's head until its transaction ends, so two never
 * fork it.  A link holds the digest of its entry and of the link before it.
 * Checkpoints sign the head of the chain and go elsewhere (a file, a mail, a
 * page): kept beside the journal they would prove little.
 *
 * Personal values stand in it sealed under their subject's data key.  Salted
 * digests of the values are chained, not the values, so that destroying a key
 * or erasing a value leaves the chain whole.
 *
 * Calls: base, store, job, person, subject.
 */
#ifndef JOURNAL_H
#define JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define JOURNAL_CHANGES	1000		/* of one entry at most */
#define JOURNAL_ENTRY	((size_t)1 << 20) /* bytes of its values together */
#define JOURNAL_VALUE	((size_t)64 << 10) /* bytes; a longer value stands in
					      the journal as its length and
					      its digest */

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
 * Chain up to `limit' entries that wait, in the job's writing transaction.
 * Another one that chains meanwhile is waited for.
 */
enum err journal_chain(struct job *job, int limit, int *ret_chained);

/* Chain everything that waits, in transactions of its own. */
enum err journal_chain_all(struct job *job, int64_t *ret_chained);

/* What verify found about the chain. */
struct journal_state {
	int64_t	sealed;		/* links up to the first break; all hold */
	int64_t	tail;		/* entries that wait to be chained */
	int64_t	erased;		/* values that an erasure took out */
	int64_t	broken;		/* number of the first broken link; 0: none,
				   or an entry that no link holds */
	int64_t	entry;		/* the entry that is broken; 0: none */
	const char *how;	/* key of words/ that says how; NULL: whole */
	bool	torn;		/* it looks like a torn write: see below */
	str	head;		/* digest of the last link that holds */
};

/*
 * Walk the chain from the start to the first break, in a reading transaction
 * and in bounded memory.
 *
 * A break is torn if rows are missing, none says anything else than was
 * written, and no link behind it holds: what a disk leaves that lost the
 * last writes.  Everything else was done by a hand.
 */
enum err journal_verify(struct job *job, struct journal_state *ret);

/*
 * Sign the head of the chain: a text of a few lines that can be published,
 * and is checked by journal_checkpoint_verify against the chain.
 * ERR_FORBIDDEN "seal.no_key" without the master key, ERR_NOT_FOUND
 * "journal.empty" while nothing is chained.
 */
enum err journal_checkpoint(struct job *job, str *ret_text);

/* What a checkpoint says. */
struct journal_checkpoint {
	int64_t	links;		/* of the chain when it was signed */
	int64_t	at;		/* when, milliseconds */
	str	head;		/* digest of the last link */
	str	key;		/* public key that signed it, as text */
	bool	ours;		/* a master key here makes that key */
};

/*
 * Check a checkpoint: ERR_INVALID "journal.checkpoint.form" or ".signature"
 * for a text that is none, ERR_CONFLICT "journal.checkpoint.short" if the
 * chain ends before it, "journal.checkpoint.other" if its link is another.
 */
enum err journal_checkpoint_verify(struct job *job, str text,
	    struct journal_checkpoint *ret);

#endif
