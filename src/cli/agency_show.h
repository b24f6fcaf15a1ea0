/*
 * agency_show - bodies as lines for people and as JSON.
 *
 * Bodies are told by our code, never by id.  The functions ask the store for
 * codes of bodies above, so they run in a transaction.
 *
 * Calls: base, domain, agency_json.
 */
#ifndef AGENCY_SHOW_H
#define AGENCY_SHOW_H

#include "base/buf.h"
#include "domain/agency.h"
#include "domain/agency_contact.h"

enum agency_show { AGENCY_SHOW_TEXT, AGENCY_SHOW_JSON };

/* A body with its contact (may be NULL) and former states. */
struct agency_card {
	struct agency			 agency;	/* as it is */
	const struct agency_contact	*contact;	/* or NULL */
	const struct agency_state	*state;		/* oldest first */
	size_t				 states;	/* how many */
};

/* All of one body. */
enum err agency_show_card(struct job *job, enum agency_show how,
	    const struct agency_card *card, struct buf *buf);

/* Bodies, parents first, as an indented tree or an array. */
enum err agency_show_list(struct job *job, enum agency_show how,
	    const struct agency *agency, size_t n, struct buf *buf);

#endif
