/*
 * journal_list - the journal as people read it: a page of entries, filtered.
 *
 * Only entries about bodies that the actor sees.  Values that are sealed or
 * were erased are not opened here; that they are there is told.
 *
 * Calls: base, store, job.
 */
#ifndef JOURNAL_LIST_H
#define JOURNAL_LIST_H

#include <stdbool.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* What is looked for; what is 0, empty or DAY_NONE leaves nothing out. */
struct journal_list_filter {
	int64_t	before;		/* entries older than this one */
	day	from, until;	/* entered on these days */
	int64_t	actor;		/* by this person */
	str	kind;		/* about things of this kind */
	int64_t	thing;		/* ... and this one */
};

struct journal_list_change {
	str	field;		/* "name"; empty: this is the reason */
	str	old, new;	/* empty: none, or not shown */
	bool	sealed;		/* personal: only by its key */
	bool	erased;		/* an erasure took it out */
};

struct journal_list_entry {
	int64_t	id;		/* its number */
	int64_t	at;		/* when it was entered */
	day	day;		/* the legal day */
	str	login;		/* who; empty: the machine itself */
	str	name;		/* of that person */
	str	kind;		/* of the thing */
	int64_t	thing;		/* its number */
	str	agency;		/* code of its body; may be empty */
	str	action;		/* "agency.rename" */
	struct journal_list_change *change;
	size_t	changes;	/* how many */
};

/* At most `most' entries, the newest first; in a transaction. */
enum err journal_list(struct job *job,
	    const struct journal_list_filter *filter, int most,
	    struct journal_list_entry **ret, size_t *ret_n);

#endif
