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
   ERR_CONFLICT "record.not_active" if it is not to be public. */
enum err dossier_step_publish(struct job *job, struct dossier *dossier,
	    str reason);

/* Take what the public sees back into the dossier. */
enum err dossier_step_take(struct job *job, struct dossier *dossier,
	    bool whole);

#endif
