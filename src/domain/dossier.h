/*
 * dossier - the way of a record to the public, from draft to archive.
 *
 * A dossier has the id of its record and is the thing of kind `record' in
 * rules/procedure.yaml: drafted, submitted, reviewed gate by gate, signed,
 * published, corrected, withdrawn (Regulation, Art. 10 to 18 and 26).  It
 * holds what is being written; the public sees the record, which only the
 * steps that publish touch.  What the law keeps from the public stays here as
 * the register of what is withheld, looked at again and again (Art. 18).
 *
 * Before it is submitted the program must have read the text: office/publish
 * does that and leaves what it found by dossier_checked.
 *
 * Calls: base, store, doc, job, agency, attachment, errand, index, kind,
 * record, review, rules, step.
 */
#ifndef DOSSIER_H
#define DOSSIER_H

#include <stdbool.h>

#include "domain/record.h"
#include "domain/step.h"

/* How it is disclosed (Art. 13). */
#define DOSSIER_ACTIVE		"active"	/* 主动公开 */
#define DOSSIER_ON_REQUEST	"on_request"	/* 依申请公开 */
#define DOSSIER_WITHHELD	"withheld"	/* 不予公开 */

struct dossier {
	struct thing	thing;		/* its id is the record's */
	struct record	record;		/* what is being written; empty while
					   the public record says it.  Its
					   version is the public one it was
					   drawn from, 0: none is public */
	day		formed;		/* the information was formed or
					   changed (Art. 26); DAY_NONE: not
					   told yet */
	str		mode;		/* DOSSIER_ACTIVE or another */
	str		ground;		/* key of rules/ground.yaml for what
					   is withheld; may be empty */
	str		note;		/* what is withheld, and why */
	int64_t		publish_at;	/* when it is to appear; 0: at once */
	str		checked;	/* digest of the content that was read;
					   empty: none was */
	int64_t		blocks;		/* findings that must not stand */
	str		override;	/* why they may; empty: no reason */
};

/* The digest of what is being written and of its files, as `checked' holds
   it. */
enum err dossier_digest(struct job *job, const struct dossier *dossier,
	    str *ret);

/* A dossier for a record that is public without one: an imported one.  The
   step `adopt' keeps it.  ERR_NOT_FOUND "record.unknown". */
enum err dossier_adopt(struct job *job, int64_t record, struct thing **ret);

/* Leave what reading its present content found; `override' may be empty.  The
   reason goes into the journal.  ERR_CONFLICT "step.changed" if somebody saved
   it meanwhile. */
enum err dossier_checked(struct job *job, struct dossier *dossier,
	    int64_t blocks, str override);

/* What it was loaded as by step_load. */
const struct dossier *dossier_of(const struct thing *thing);

/* One line of a list. */
struct dossier_line {
	int64_t	id;		/* the record's */
	int64_t	agency;		/* whose */
	str	state;		/* of rules/procedure.yaml */
	str	title;		/* of what is being written, or public */
	str	kind, column;	/* of it */
	day	due;		/* DAY_NONE: no clock runs */
	int64_t	changed;	/* last touched */
};

/* What is looked for in a list. */
struct dossier_query {
	int64_t	agency;		/* with all below; 0: all that are seen */
	str	state;		/* empty: any that is no end */
	int64_t	after;		/* id; 0: from the newest on */
	int	most;		/* lines */
};

/* Dossiers, the newest first. */
enum err dossier_list(struct job *job, const struct dossier_query *query,
	    struct dossier_line **ret, size_t *ret_n);

#endif
