/*
 * gate - a point in the life of a thing that somebody signs (审签).
 *
 * Closed by the actor's own hand, or by a scanned paper form (审批单) where
 * leaders sign on paper: who signed, on which day, who uploaded it, which
 * attachment.  Nobody signs with another one's password.
 *
 * Calls: base, store, job, attachment, review, rules, step.
 */
#ifndef GATE_H
#define GATE_H

#include "domain/step.h"

/*
 * What a scanned form says can stand: the attachment is the thing's and the
 * checks found it clean, and a signer is named who is not `apart' (empty for
 * nobody).  ERR_NOT_FOUND, ERR_INVALID, ERR_FORBIDDEN, ERR_CONFLICT.
 */
enum err gate_check(struct job *job, const struct thing *thing,
	    const struct step_input *input, str apart);

/* A gate that was closed. */
struct gate {
	str	gate;		/* "approval", or a key of
				   rules/review.yaml */
	int64_t	event;		/* of the ledger, by which it was closed */
	str	signer;		/* who signed */
	str	name;		/* who entered it; empty: the machine */
	day	day;		/* the legal day */
	int64_t	at;		/* when it was entered */
	int64_t	attachment;	/* the scanned form; 0: by his own hand */
};

/* The gates of a thing that were closed, the oldest first. */
enum err gate_list(struct job *job, const struct thing *thing,
	    struct gate **ret, size_t *ret_n);

/* Keep that a row's gate was closed on a day, by an event of the ledger. */
enum err gate_close(struct job *job, const struct thing *thing,
	    const struct procedure_row *row, const struct step_input *input,
	    day on, int64_t event);

/*
 * Keep that the gates were closed whose keys stand in the input's `gates',
 * parted by blanks.  ERR_INVALID "gate.unknown", "gate.twice"; ERR_CONFLICT
 * "gate.open" for a row behind which all must be closed, with the name of one
 * that was not since the step that the row is apart from.
 */
enum err gate_close_ticked(struct job *job, const struct thing *thing,
	    const struct procedure_row *row, const struct step_input *input,
	    day on, int64_t event);

#endif
