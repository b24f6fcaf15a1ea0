/*
 * transparency - the log of published versions that nobody can change unseen.
 *
 * Publishing adds a leaf in its own transaction.  One holder gives the leaves
 * their places in a hash tree (merkle) and signs its head; heads go elsewhere.
 * Whoever kept one can be shown that the tree of today begins with it, and
 * that a version is in it.  docs/transparency.md says what that proves.
 *
 * A leaf's digest covers a salt and a salted digest of the content, as short
 * values could be guessed.  An erasure takes both out; the digest stays.
 *
 * Calls: base, store, job, transparency_head, transparency_leaf,
 * transparency_tree.
 */
#ifndef TRANSPARENCY_H
#define TRANSPARENCY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"
#include "domain/transparency_leaf.h"

/* What is entered when a version is published, corrected or withdrawn. */
struct transparency_leaf {
	int64_t	agency;		/* whose the record is */
	int64_t	record;		/* its id */
	int64_t	version;	/* which version of it */
	enum transparency_action action; /* what happens to that version */
	str	number;		/* index number of the record, one line */
	str	content;	/* canonical text of the version: of the one
				   that is withdrawn, too */
};

/*
 * Enter it, in the transaction that publishes; it waits for its place.
 * ERR_INVALID "transparency.number" for a number of more than one line or
 * over TRANSPARENCY_NUMBER.
 */
enum err transparency_add(struct job *job,
	    const struct transparency_leaf *leaf);

/*
 * Give up to `limit' leaves that wait their places, in the job's writing
 * transaction.  Another one that does so meanwhile is waited for.
 */
enum err transparency_sequence(struct job *job, int limit, int *ret_n);

/*
 * Give all that wait their places and sign the head of the tree if it grew,
 * in transactions of its own; nothing is written when nothing waits.  Without
 * the master key no head is signed: who has it does so later.
 */
enum err transparency_sequence_all(struct job *job, int64_t *ret_n);

#endif
