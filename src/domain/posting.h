/*
 * posting - each time that something was made public on a channel.
 *
 * A record that goes to the site, the account and the village board is three
 * postings of one record; most posts of an account are postings of no record.
 * How much was published where is counted from these rows and never typed.
 *
 * A posting is known again by its address, or where it has none by its title
 * and the minute (place and issue too): entered twice, by hand or by an import,
 * it is one.
 *
 * Who sees a body may change its postings as far as these functions go: a
 * route or a command has asked for `record.edit' before.
 *
 * Calls: base, store, job, agency, attachment, channel, journal, record.
 */
#ifndef POSTING_H
#define POSTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct attachment;
struct channel;

#define POSTING_TITLE	6000		/* bytes; a post without a title is
					   known by its text */
#define POSTING_UNITS	1000000		/* at most */

struct posting {
	int64_t	id;		/* never shown */
	int64_t	version;	/* for optimistic saving */
	int64_t	agency;		/* the channel's, set by posting_new */
	int64_t	channel;	/* where it stands */
	int64_t	record;		/* of ours; 0: a post of its own */
	int64_t	at;		/* when, milliseconds */
	str	title;		/* never empty */
	str	address;	/* may be empty */
	str	place;		/* may be empty */
	str	issue;		/* of a gazette, a paper; may be empty */
	int64_t	units;		/* copies, times, ...: usually 1 */
	bool	reprint;	/* somebody else wrote it */
	str	source;		/* who, of a reprint */
	int64_t	reads;		/* that the platform counted; -1: not known */
	int64_t	attachment;	/* the proof; 0: none */
	int64_t	person;		/* who entered it; 0: the machine */
};

/* What is wrong with it on its channel, in the fault.  With `proof' it has
   one, or will have. */
enum posting_proof { POSTING_UNPROVED, POSTING_PROVED };
enum err posting_check(struct job *job, const struct channel *channel,
	    const struct posting *posting, enum posting_proof proof);

/*
 * Enter one, with its proof (kept by attachment_keep; NULL: none); id, agency
 * and person are set.  ERR_CONFLICT "posting.there" if it was entered before.
 */
enum err posting_new(struct job *job, struct posting *posting,
	    struct attachment *proof, str reason);

/* Save a changed one of the version that was loaded; its channel stays.
   ERR_CONFLICT "posting.changed", "posting.there". */
enum err posting_save(struct job *job, struct posting *posting, str reason);

/* Take one away that never was; what it said stays in the journal. */
enum err posting_delete(struct job *job, const struct posting *posting,
	    str reason);

/* By id; ERR_NOT_FOUND "posting.unknown". */
enum err posting_load(struct job *job, int64_t id, struct posting *ret);

/* What it is known again by: of its kind on its channel. */
str	 posting_origin(struct job *job, const struct posting *posting);

/* The one that this is too, entered before: by its address, else by title and
   minute where one of the two has no address.  ERR_NOT_FOUND, no fault. */
enum err posting_same(struct job *job, const struct posting *posting,
	    struct posting *ret);

/* Which ones, and behind which. */
struct posting_filter {
	int64_t	agency;		/* and all below; 0: all */
	int64_t	channel;	/* 0: all */
	day	from, until;	/* DAY_NONE: open */
	int64_t	at, before;	/* moment and id of the last one seen; 0: from
				   the newest on */
};

/* At most `most', the newest first. */
enum err posting_list(struct job *job, const struct posting_filter *filter,
	    int most, struct posting **ret, size_t *ret_n);

/* Where a record was made public, the oldest first. */
enum err posting_of(struct job *job, int64_t record, struct posting **ret,
	    size_t *ret_n);

enum posting_span { POSTING_MONTH, POSTING_YEAR };

/* How much was made public on a channel in a span. */
struct posting_count {
	int64_t	channel;	/* which */
	str	span;		/* "2026-03" or "2026" */
	int64_t	posts;		/* postings */
	int64_t	units;		/* in the unit of the channel's kind */
	int64_t	reprints;	/* of the postings */
};

/* Count the postings of a body and all below it (0: all) from a day until
   one, by channel and span. */
enum err posting_counts(struct job *job, int64_t agency, day from, day until,
	    enum posting_span span, struct posting_count **ret,
	    size_t *ret_n);

#endif
