/*
 * dossier_step - what the steps of a record share.
 *
 * Calls: base, job, dossier, record, rules, step.
 */
#ifndef DOSSIER_STEP_H
#define DOSSIER_STEP_H

#include "domain/dossier.h"

/* Take over the values that were given and look at them; an absent one stays
   as it is. */
enum err dossier_step_write(struct job *job, struct dossier *dossier,
	    const struct step_input *input);

/* All is there that the reviewers need: ERR_INVALID "record.no_formed",
   "record.no_column", "record.no_number", "record.no_text",
   "record.no_ground", "kind.missing"; ERR_CONFLICT "record.unread",
   "record.blocked", "attachment.quarantine". */
enum err dossier_step_complete(struct job *job, const struct dossier *dossier);

/* Let the public see what is written: insert or correct the record, give it
   its index number, empty the dossier of what the record says now.
   ERR_CONFLICT "record.not_active" if it is not to be public, "record.unread"
   if it is not what was read before it was submitted (a file came since),
   "record.changed" if the public record is another one by now. */
enum err dossier_step_publish(struct job *job, struct dossier *dossier,
	    str reason);

/* Empty it of what the public record says now. */
void	 dossier_step_rest(struct dossier *dossier);

/* The last day of a notice; DAY_NONE for what is none. */
enum err dossier_step_last(struct job *job, const struct record *record,
	    day *ret);

/* Leave the errand that takes a notice down behind its last day (公示). */
enum err dossier_step_end(struct job *job, const struct record *record);

/* Take what the public sees back into the dossier. */
enum err dossier_step_take(struct job *job, struct dossier *dossier,
	    bool whole);

#endif
