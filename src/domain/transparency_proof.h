/*
 * transparency_proof - a file with which anybody can check that a version is
 * in the log, without the log.
 *
 * It holds the leaf with its salt, the newest head and the way from the leaf
 * to it, the first head that holds the leaf likewise, and the way from that
 * head, or from a size that was asked for, to the newest.  Making one reads
 * the store; reading and judging one needs none.
 *
 * Calls: base, store, job, transparency_head, transparency_leaf,
 * transparency_tree.
 */
#ifndef TRANSPARENCY_PROOF_H
#define TRANSPARENCY_PROOF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"
#include "domain/transparency_head.h"
#include "domain/transparency_leaf.h"
#include "domain/transparency_tree.h"

#define TRANSPARENCY_PROOF_BYTES	((size_t)256 << 10)

/* A head and the way from the leaf to it. */
struct transparency_held {
	str			note;	/* the head as it was signed */
	struct transparency_head head;	/* what it says */
	struct transparency_path inclusion; /* of the leaf in it */
};

/* What a proof says; nothing of it is checked yet but the signatures. */
struct transparency_proof {
	struct transparency_entry entry;	/* the leaf */
	int64_t			 place;		/* of it, from 0 */
	struct transparency_held newest;	/* head of when it was made */
	struct transparency_held first;		/* the first that holds it */
	int64_t			 old;		/* a size of the log, from
						   which */
	struct transparency_path consistency;	/* it grew to the newest */
};

/*
 * The proof of a version of a record, as JSON, in a transaction; version 0 is
 * what was entered last.  `old': the size of a head that a reader has kept;
 * 0: that of the first that holds the version.  ERR_NOT_FOUND
 * "transparency.none" for what was never entered, "transparency.erased"
 * where its salt is gone, "transparency.waits", "transparency.size".
 */
enum err transparency_proof_make(struct job *job, int64_t record,
	    int64_t version, int64_t old, str *ret);

/* Read one; ERR_INVALID "transparency.proof.form" or the fault of a head. */
enum err transparency_proof_read(struct arena *arena, str json,
	    struct transparency_proof *ret, struct fault *fault);

enum transparency_old {
	TRANSPARENCY_OLD_NONE,		/* no head was handed in */
	TRANSPARENCY_OLD_HOLDS,		/* the log grew from it */
	TRANSPARENCY_OLD_FORKED,	/* it did not */
	TRANSPARENCY_OLD_UNTOLD,	/* this proof is of other sizes */
	TRANSPARENCY_OLD_STRANGER	/* other keys signed the newest head
					   and it: anybody could have made the
					   newest one */
};

/* What came of checking it. */
struct transparency_verdict {
	bool		included;	/* the leaf is in the newest head */
	bool		since;		/* ... and in the first one, which is
					   signed by the same key */
	bool		content;	/* the content is what was entered;
					   false where none was handed in */
	enum transparency_old old;	/* the kept head against the newest */
	bool		proved;		/* all that was asked holds */
};

/* Check it; content and old head may be NULL. */
struct transparency_verdict transparency_proof_judge(struct arena *arena,
	    const struct transparency_proof *proof, const str *content,
	    const struct transparency_head *old);

#endif
