/*
 * outlet - a machine of somebody else's that is told of what is published: a
 * county's library of documents, a program that asked to be.
 *
 * When a record with an index number is published, corrected or withdrawn, a
 * delivery is left for each outlet of its body and of those above, in the
 * same transaction, and an errand that makes it (office/deliver).  A delivery
 * has an id that stays the same however often it is tried, so that the other
 * side can tell.  Outlets are never deleted: they end.
 *
 * Who sees a body may change its outlets as far as these functions go.
 *
 * Calls: base, store, job, agency, channel, errand, journal, keyring,
 * outlet_map.
 */
#ifndef OUTLET_H
#define OUTLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct record;

#define OUTLET_WEBHOOK	"webhook"	/* kinds: what we send is signed */
#define OUTLET_PUSH	"push"		/* it asks for a token, if for any */

struct outlet {
	int64_t	id;		/* never shown */
	int64_t	version;	/* for optimistic saving */
	int64_t	agency;		/* its records, and those of all below */
	str	code;		/* our own, never used for another one */
	str	kind;		/* OUTLET_WEBHOOK or OUTLET_PUSH */
	str	address;	/* where we post to */
	str	mapping;	/* of rules/outlet-MAPPING.yaml */
	int64_t	channel;	/* where what it took is a posting; 0: none */
	day	since;		/* used from; DAY_NONE: always */
	day	until;		/* last day; DAY_NONE: in use */
};

/* Make one with its secret (a random one if empty; *secret tells it); id is
   set.  ERR_CONFLICT "outlet.taken". */
enum err outlet_new(struct job *job, struct outlet *outlet, str *secret,
	    str reason);

/* Its last day. */
enum err outlet_end(struct job *job, struct outlet *outlet, day until,
	    str reason);

/* By id or by our code; ERR_NOT_FOUND "outlet.unknown". */
enum err outlet_load(struct job *job, int64_t id, struct outlet *ret);
enum err outlet_find(struct job *job, str code, struct outlet *ret);

/* At most `most' behind the code `after', by code. */
enum err outlet_list(struct job *job, str after, int most,
	    struct outlet **ret, size_t *ret_n);

/* What signs, or the token that the other side asks for. */
enum err outlet_secret(struct job *job, const struct outlet *outlet,
	    str *ret);

/* How many deliveries wait for an outlet. */
struct outlet_queue {
	int64_t	outlet;		/* its id */
	int64_t	n;		/* at least 1 */
};

/* Of all that have some. */
enum err outlet_waiting(struct job *job, struct outlet_queue **ret,
	    size_t *ret_n);

/* Leave what tells all outlets of a record; `action' is "published",
   "corrected" or "withdrawn". */
enum err outlet_announce(struct job *job, const struct record *record,
	    str action);

/* A record that an outlet is told of. */
struct outlet_delivery {
	int64_t	id;		/* the other side sees it */
	int64_t	outlet;		/* who is told */
	int64_t	record;		/* of what */
	str	action;		/* as outlet_announce was told */
	bool	over;		/* it was made, or a later one tells more */
};

/* By id; ERR_NOT_FOUND "outlet.no_delivery". */
enum err outlet_delivery(struct job *job, int64_t id,
	    struct outlet_delivery *ret);

/* It was made. */
enum err outlet_delivered(struct job *job, int64_t id);

#endif
