/*
 * act - the one door for a step: commands, flows, pages and monitors.
 *
 * A record that is submitted is read by the program first, if it was not
 * since it changed.
 *
 * Calls: base, doc_sort, job, attachment, publish, step.
 */
#ifndef ACT_H
#define ACT_H

#include "domain/step.h"

#define ACT_FORM_BYTES	((size_t)20 << 20)	/* of a scanned form */

/* A step that somebody wants taken. */
struct act {
	const char		*kind;		/* "name_change" */
	int64_t			 thing;		/* 0: a new one; of `adopt'
						   the record */
	int64_t			 agency;	/* whose, of a new one */
	const char		*step;		/* "submit" */
	int64_t			 version;	/* that the step was decided
						   on; 0: whichever it is */
	struct step_input	 input;		/* what it is given */
	str			 form_name;	/* of a scanned paper form */
	str			 form;		/* its bytes; empty: none */
	struct thing		*result;	/* set by act_take: as it now
						   is */
};

/*
 * Open a writing job of the job's actor, load or make the thing, take the
 * step.  On failure nothing of it stays; see step_apply.  ERR_CONFLICT
 * "act.changed" if a version is said and it is another by now.
 *
 * A scanned form is attached to the thing first, and its number becomes the
 * value "attachment".  It is PDF, JPEG, PNG or TIFF by its bytes, else
 * ERR_INVALID "act.no_scan", and nothing is against it (doc_sort_refusal);
 * more than ACT_FORM_BYTES are ERR_TOO_LARGE "act.large_scan".
 */
enum err act_take(struct job *job, struct act *act);

#endif
