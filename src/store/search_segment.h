/*
 * search_segment - a part of the index that is written once.
 *
 * A segment numbers its documents from the newest (0) to the oldest, keeps a
 * card of each (id, day, body, kind, column, validity), and for each term the
 * documents that hold it.  Documents that went or were put anew stay in it as
 * dead places until it is merged.
 *
 * Calls: base, db, search_list, search_token.
 */
#ifndef SEARCH_SEGMENT_H
#define SEARCH_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

struct db;
struct search_document;

#define SEARCH_DOCUMENTS	65536	/* in a segment at most */

/* What a document is filtered, counted and sorted by. */
struct search_card {
	int64_t		id;		/* the record's */
	day		day;		/* DAY_NONE comes last */
	uint16_t	agency;		/* in the segment's list of bodies */
	uint16_t	kind;		/* ... of values; so the others */
	uint16_t	column;		/* in the list of values */
	uint16_t	validity;	/* ... */
	bool		plain;		/* folding changes no token of it */
};

struct search_segment {
	int64_t		 id;		/* drawn at random */
	size_t		 documents;	/* dead ones too */
	const int64_t	*agency;	/* whose documents are in it */
	size_t		 agencies;	/* of them */
	const str	*value;		/* kinds, columns and validities */
	size_t		 values;	/* of them */
	str		*page;		/* cards, as they are read; empty: not
					   yet */
	uint32_t	*dead;		/* numbers, rising */
	size_t		 deads;		/* of them */
};

/* The segments of a generation, without their cards. */
enum err search_segments(struct db *db, int64_t generation,
	    struct search_segment **ret, size_t *ret_n);

/* One of a generation. */
enum err search_segment_get(struct db *db, int64_t generation, int64_t id,
	    struct search_segment *ret);

/* Read all its cards at once. */
enum err search_segment_cards(struct db *db, struct search_segment *segment);

/* A document's card, its page read if need be. */
enum err search_segment_card(struct db *db, struct search_segment *segment,
	    size_t n, struct search_card *ret);

/* Newest first: by day, then by id.  Below 0 if `a' comes before `b'. */
int	 search_segment_compare(day a_day, int64_t a_id, day b_day,
	    int64_t b_id);

/* The segment being written: head and cards first, then terms rising. */
struct search_segment_maker;

/* Begin one in a generation, of so many documents. */
struct search_segment_maker *search_segment_begin(struct db *db,
	    int64_t generation, size_t documents);

/* Its id, which its row will have. */
int64_t	 search_segment_id(const struct search_segment_maker *maker);

/* The next document, newest first: its card, whose numbers are set here to
   those of the values. */
enum err search_segment_add(struct search_segment_maker *maker,
	    const struct search_card *of, int64_t agency, str kind,
	    str column, str validity);

/* The next term's documents: entries as in search_list. */
enum err search_segment_term(struct search_segment_maker *maker,
	    uint64_t term, const uint32_t *entry, size_t n);

/* Write what is not written yet. */
enum err search_segment_end(struct search_segment_maker *maker);

/* Make a segment of documents, up to SEARCH_DOCUMENTS of them, and mark the
   places where they stood before as dead. */
enum err search_segment_write(struct db *db, int64_t generation,
	    const struct search_document *document, size_t n);

/* Take a segment out of the store. */
enum err search_segment_delete(struct db *db, int64_t id);

#endif
