/*
 * thing_show - what the pages about a thing that takes steps show alike.
 *
 * Its facts, clock, ledger, gates and files, and the steps that the actor may
 * take, as the view that pages/thing.html draws; the frame is the page's own.
 *
 * Calls: base, domain, desk, thing, view_thing.
 */
#ifndef THING_SHOW_H
#define THING_SHOW_H

#include "domain/agency.h"
#include "domain/attachment.h"
#include "domain/step.h"
#include "web/view_thing.h"

/* A thing being shown. */
struct thing_show {
	struct job			*job;
	const struct procedure_kind	*life;	 /* of its kind */
	struct thing			*thing;
	struct agency			 agency; /* whose it is */
	struct step_event		*event;	 /* its ledger */
	size_t				 events;
	const struct procedure_row	**choice; /* of view.may, in order */
	struct attachment		*file;	 /* its papers */
	size_t				 files;
	struct view_thing		 view;	 /* all but the frame */
};

/* Fill it in; in a transaction. */
enum err thing_show(struct job *job, const struct procedure_kind *life,
	    struct thing *thing, struct thing_show *ret);

#endif
