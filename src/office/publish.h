/*
 * publish - what the program does itself before something is published.
 *
 * It reads the text and the files of a record that is on its way
 * (check/proof) and leaves in the dossier what it found; without that nothing
 * is submitted.  Who takes the findings for right as they are says why.
 *
 * Calls: base, store, doc, check, attachment, dossier, record.
 */
#ifndef PUBLISH_H
#define PUBLISH_H

#include "check/proof.h"
#include "domain/dossier.h"

/*
 * Hold what is being written against every rule; nothing is left anywhere.
 * The report lives in the job's arena.
 */
enum err publish_read(struct job *job, const struct dossier *dossier,
	    struct proof_report *ret);

/*
 * The same, in the job's writing transaction, and what was found stands in the
 * dossier.  An empty `override' keeps the one there is while the content is
 * the one it was said of.
 */
enum err publish_check(struct job *job, struct dossier *dossier, str override,
	    struct proof_report *ret);

#endif
