/*
 * journal_digest - what is chained of the journal, byte for byte.
 *
 * Every part stands behind its length, so that nothing can move from one part
 * into the next.  A value's digest covers a salt and the two values as they
 * are kept (sealed ones sealed); an entry's covers its row and, of each
 * change, everything but salt and values; a link's covers its number, its
 * entry and the link before it.
 *
 * Calls: base, store.
 */
#ifndef JOURNAL_DIGEST_H
#define JOURNAL_DIGEST_H

#include <stdint.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/str.h"

struct arena;
struct store;

#define JOURNAL_SALT	16	/* bytes */

/* The row of an entry. */
struct journal_row {
	int64_t	id;		/* its place in time too */
	int64_t	agency;		/* whose the thing is */
	int64_t	at;		/* milliseconds */
	day	day;		/* legal day */
	int64_t	actor;		/* 0: the machine */
	str	kind;		/* of the thing */
	int64_t	thing;		/* its id */
	str	action;		/* "agency.rename" */
	int64_t	changes;	/* how many, the reason among them */
};

/* The row of a change without its values. */
struct journal_part {
	int64_t	place;		/* 0 is the reason */
	str	field;		/* "name" */
	int64_t	subject;	/* whose data key seals it; 0 */
	str	digest;		/* of salt and values */
};

/* The kind that a store writes now; what it has may be of another. */
enum digest_kind journal_digest_kind(const struct store *store);

/* The digest of a value before and after; NULL for none. */
str	 journal_digest_value(struct arena *arena, enum digest_kind kind,
	    str salt, const str *was, const str *became);

/* The digest of an entry: begin, its changes in order of places, end. */
void	 journal_digest_begin(struct buf *buf, struct arena *arena,
	    const struct journal_row *row);
void	 journal_digest_part(struct buf *buf, const struct journal_part *part);
str	 journal_digest_end(const struct buf *buf, enum digest_kind kind);

/* The digest of a link; `before' is empty for the first. */
str	 journal_digest_link(struct arena *arena, enum digest_kind kind,
	    int64_t n, int64_t journal, str entry, str before);

#endif
