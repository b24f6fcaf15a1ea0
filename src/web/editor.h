/*
 * editor - what the desk's pages about one record have in common.
 *
 * Calls: base, domain, input, url.
 */
#ifndef EDITOR_H
#define EDITOR_H

#include "domain/agency.h"
#include "domain/dossier.h"
#include "domain/rules.h"
#include "web/input.h"
#include "web/url.h"

#define EDITOR_KIND	"record"	/* of rules/procedure.yaml */

/* One that is open on a page. */
struct editor {
	struct job			*job;	 /* it is open in */
	struct input			*in;	 /* of the request */
	const struct rules		*rules;	 /* of the store */
	const struct procedure_kind	*life;	 /* of records */
	struct dossier			*dossier; /* as it stands */
	struct agency			 agency; /* whose it is */
	struct record			 shown;	 /* what is being written, or
						    what the public sees where
						    nothing is */
};

/* The one of the path's {id}, which the actor may look at: ERR_NOT_FOUND,
   ERR_FORBIDDEN "web.no_need".  In a transaction. */
enum err editor_open(struct job *job, struct input *in, struct editor *ret);

/* It can be written in its present state, and by the actor. */
bool	 editor_may_write(const struct editor *editor);

/* Its page, or one below it ("edit"). */
struct url editor_url(const struct editor *editor, const char *below);

/* What a field of a step is called: the kind's own word. */
str	 editor_label(struct job *job, const char *name);

#endif
