/*
 * channel - a way on which a body makes information public (Regulation, Art.
 * 23, 25): its account, gazette, board, the archive it hands over to.
 *
 * Each has a kind of rules/channel.yaml, a code of our own by which imports
 * name it, and the days on which it is used.  Channels are never deleted:
 * what was posted there stays counted.
 *
 * Who sees a body may change its channels as far as these functions go: a
 * route or a command has asked for `channel.change' before.
 *
 * Calls: base, store, job, agency, channel_kind, journal, rules.
 */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/channel_kind.h"
#include "domain/job.h"

struct channel {
	int64_t				 id;	/* never shown */
	int64_t				 version; /* for optimistic saving */
	int64_t				 agency; /* whose it is */
	const struct channel_kind	*kind;	/* set by loading; NULL if its
						   key is no kind any more */
	str	key;		/* of its kind: "wechat" */
	str	code;		/* our own, never used for another one */
	str	name;		/* as people know it */
	str	address;	/* of an account or a feed; may be empty */
	str	identifier;	/* on its platform; may be empty */
	day	since;		/* used from; DAY_NONE: not known */
	day	until;		/* last day; DAY_NONE: in use */
};

/* What is wrong with its own fields, in the fault. */
enum err channel_check(struct job *job, const struct channel *channel);

/* Make one; id and kind are set.  ERR_CONFLICT "channel.taken". */
enum err channel_new(struct job *job, struct channel *channel, str reason);

/* Save a changed one of the version that was loaded; body, kind and code
   stay.  ERR_CONFLICT "channel.changed". */
enum err channel_save(struct job *job, struct channel *channel, str reason);

/* By id or by our code; ERR_NOT_FOUND "channel.unknown". */
enum err channel_load(struct job *job, int64_t id, struct channel *ret);
enum err channel_find(struct job *job, str code, struct channel *ret);

/* At most `most' of a body and all below it (0: all) behind the code `after',
   by code. */
enum err channel_list(struct job *job, int64_t agency, str after, int most,
	    struct channel **ret, size_t *ret_n);

#endif
