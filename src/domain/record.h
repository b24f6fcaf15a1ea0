/*
 * record - a piece of public information (政府信息) and its versions.
 *
 * What the public sees.  The way there is the dossier's; imports bring in what
 * was published elsewhere.  Saving a record writes its row, keeps what it was
 * until now, adds an entry to the journal and puts it into the search index,
 * all in the job's transaction; outlets are told of one that has an index
 * number.  One that was withdrawn stays as a tombstone:
 * title, number and the reason.
 *
 * Calls: base, store, search, job, agency, errand, index, journal, outlet,
 * record_meta, transparency.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define RECORD_TITLE	2000	/* bytes; of the number too */
#define RECORD_NAME	200	/* ... of kind, column, validity, index */
#define RECORD_ORIGIN	1000	/* ... of the origin */
#define RECORD_NAMED	5	/* records told by one number */

/* The owner_kind of files that go out with a record; what is attached to the
   thing `record' are papers of its dossier and never public. */
#define RECORD_FILE		"record_file"

#define RECORD_PUBLISHED	"published"	/* states of a record */
#define RECORD_WITHDRAWN	"withdrawn"

struct record {
	int64_t	id;		/* 0: new */
	int64_t	agency;		/* whose it is */
	int64_t	version;	/* for optimistic saving */
	str	origin;		/* how an import knows it again, one of its
				   kind in a body; may be empty */
	str	number;		/* document number, may be empty */
	str	title;		/* never empty */
	day	day;		/* of the document; DAY_NONE: not known */
	str	kind;		/* "policy"; may be empty */
	str	column;		/* of the catalogue; may be empty */
	str	validity;	/* "in_force"; may be empty */
	str	body;		/* plain text, what is searched */
	str	html;		/* safe HTML; empty: the lines of the body are
				   its paragraphs */
	str	meta;		/* JSON, see record_meta; may be empty */
	str	index;		/* index number; empty until it has one, and
				   never changed; a record that has none yet
				   may bring that of an older system */
	str	state;		/* RECORD_PUBLISHED or RECORD_WITHDRAWN; set
				   by loading */
	str	reason;		/* why it was withdrawn; set by loading */
	int64_t	published;	/* the public has seen it since; 0 in a new
				   one: from now on */
	int64_t	changed;	/* its present version stands since; set by
				   loading */
	int64_t	ended;		/* it was withdrawn then; 0: it was not; set by
				   loading */
	bool	refiled;	/* its files changed: saving it makes a version
				   even where nothing else did */
};

/* What saving many records came to. */
struct record_tally {
	int64_t	made;		/* new ones */
	int64_t	changed;	/* a version more */
	int64_t	same;		/* were there already as they are, or were
				   withdrawn or taken on by a dossier here:
				   an import leaves those alone */
};

struct attachment;

/* The public may have a file of it: one that was judged clean and was there
   when the present version was published, not one of a correction that is
   still being written. */
bool	 record_shows(const struct record *record,
	    const struct attachment *file);

/* What is wrong with it, in the fault; OK if nothing is. */
enum err record_check(const struct record *record, struct fault *fault);

/* Save one: a new one gets its id, unless one was set with the version 0; one
   of the version that was loaded is changed.  ERR_CONFLICT "record.changed" if
   it is another version by now. */
enum err record_put(struct job *job, struct record *record, str reason);

/*
 * Save many in one go, which is much faster.  One with an origin that a record
 * of its body has already is that record, whatever its id; a new one without
 * an origin is the one with its index number.  Among themselves the last one
 * of an origin counts.
 */
enum err record_put_all(struct job *job, struct record *record, size_t n,
	    str reason, struct record_tally *ret);

/* What record_put_all would come to; nothing is written. */
enum err record_compare(struct job *job, const struct record *record,
	    size_t n, struct record_tally *ret);

/*
 * A record may be saved with the index number that it brings; asked by who
 * brings it, before.  ERR_CONFLICT "record.index_other" if it has another one,
 * "record.index_taken" if another record has this one.
 */
enum err record_check_index(struct job *job, const struct record *record);

/*
 * Take it from the public, with the reason that stays: its text goes out of
 * the index and its row; its versions stay for those who may see them.
 * ERR_CONFLICT "record.withdrawn" if it was before.
 */
enum err record_withdraw(struct job *job, struct record *record, str reason);

/* Give an index number to those of a body that have none, in the order they
   were published, at most `most' of them; how many got one. */
enum err record_number(struct job *job, int64_t agency, int most,
	    int *ret_n);

/* Leave an errand that does so until none is left; an import ends with it. */
enum err record_number_later(struct job *job, int64_t agency);

/* By id, or by index number (any case, or by an id in digits); a tombstone
   too.  ERR_NOT_FOUND "record.unknown". */
enum err record_load(struct job *job, int64_t id, struct record *ret);
enum err record_find(struct job *job, str index, struct record *ret);

/*
 * What is published under a text that is a whole index number, or a whole
 * document number however its brackets were typed: at most RECORD_NAMED, none
 * for any other text.
 */
enum err record_named(struct job *job, str text, struct record **ret,
	    size_t *ret_n);

/* Its index number alone; empty if it has none or is none. */
enum err record_index(struct job *job, int64_t id, str *ret);

/* A version that it had. */
struct record_version {
	int64_t	version;	/* from 1 */
	int64_t	at;		/* since when it stood */
	str	title;		/* in it */
};

/* Its versions, the newest first, the present one among them. */
enum err record_versions(struct job *job, const struct record *record,
	    struct record_version **ret, size_t *ret_n);

/* What it was in a version; ERR_NOT_FOUND "record.no_version". */
enum err record_version(struct job *job, const struct record *record,
	    int64_t version, struct record *ret);

/* How much a body has in a column of the catalogue. */
struct record_column {
	str	column;		/* as records hold it */
	int64_t	n;		/* published ones */
	int64_t	last;		/* when the newest was published */
};

/* All columns of a body that have something. */
enum err record_columns(struct job *job, int64_t agency,
	    struct record_column **ret, size_t *ret_n);

/* How much is of a month, by the days of the documents. */
struct record_month {
	int	year, month;	/* 2025, 3 */
	int64_t	n;		/* published ones */
};

/* All months of a body and all below it (0: of all), the newest first. */
enum err record_months(struct job *job, int64_t agency,
	    struct record_month **ret, size_t *ret_n);

/* At most `most' published ones of a body and all below it (0: all) behind
   the id `after', by id. */
enum err record_list(struct job *job, int64_t agency, int64_t after, int most,
	    struct record **ret, size_t *ret_n);

/* The same of a year by the days of the documents (0: of all), without what
   they say: body, html and meta are empty. */
enum err record_table(struct job *job, int64_t agency, int year,
	    int64_t after, int most, struct record **ret, size_t *ret_n);

/* At most `most' that a body and all below it published from a day until one,
   the oldest first, without what they say. */
enum err record_span(struct job *job, int64_t agency, day from, day until,
	    int most, struct record **ret, size_t *ret_n);

/* A record, and when it was changed. */
struct record_mark {
	int64_t	id;		/* its */
	str	index;		/* its index number; may be empty */
	int64_t	changed;	/* milliseconds since 1970, UTC */
};

/* At most `most' of all that is published behind the id `after', by id,
   without what it says. */
enum err record_marks(struct job *job, int64_t after, int most,
	    struct record_mark **ret, size_t *ret_n);

#endif
