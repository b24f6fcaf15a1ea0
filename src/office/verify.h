/*
 * verify - is the store whole: gongkai verify.
 *
 * The engine's own files, the journal's chain and the checkpoints of it, the
 * blobs against their rows and names, the erasures, the keys, the index, the
 * counters, the tree and the transparency log.  Everything is read in pieces;
 * nothing is changed.
 *
 * Calls: base, store, domain.
 */
#ifndef VERIFY_H
#define VERIFY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/erasure.h"
#include "domain/journal.h"
#include "domain/transparency_verify.h"

#define VERIFY_FINDINGS	1000	/* told of at most */
#define VERIFY_ARGS	3

enum verify_part { VERIFY_ENGINE, VERIFY_JOURNAL, VERIFY_CHECKPOINT,
	VERIFY_BLOB, VERIFY_ERASURE, VERIFY_KEY, VERIFY_SEARCH,
	VERIFY_COUNTER, VERIFY_LOG, VERIFY__PARTS };

/* A thing that is broken. */
struct verify_finding {
	enum verify_part	part;	/* of the store */
	const char		*key;	/* of the sentence in words/ */
	str			arg[VERIFY_ARGS]; /* what stands in it */
	size_t			args;	/* how many */
};

struct verify {
	struct journal_state	 journal;	/* its chain */
	int64_t			 checkpoints;	/* that hold */
	int64_t			 strangers;	/* of those, by other keys */
	int64_t			 blobs;		/* looked at */
	int64_t			 orphans;	/* files that no row names */
	struct erasure_state	 erasure;	/* list and tombstones */
	int64_t			 counters;	/* looked at */
	struct transparency_state log;		/* of published versions */
	struct verify_finding	*finding;	/* in order of the parts */
	size_t			 findings;	/* 0: the store is whole */
};

/* The name of a part, "journal". */
const char *verify_part_name(enum verify_part part);

/*
 * Look at everything; `checkpoints' is the text of none or several, one behind
 * the other.  An error is one of looking: what is broken is a finding.
 */
enum err verify_run(struct job *job, str checkpoints, struct verify *ret);

#endif
