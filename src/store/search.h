/*
 * search - find records by their words, the same on both engines.
 *
 * Texts are folded (full to half width, traditional to simplified, lower
 * case) and cut into tokens: a run of digits and letters is one, Han
 * characters give themselves and pairs.  Which documents hold a token is kept
 * in segments of our own making (docs/decisions), plain rows that both
 * engines keep alike, written in the transaction of the record.  The index
 * finds candidates; what several tokens make together is checked in the
 * folded text and ranked here.
 *
 * Calls: base, db, search_match, search_merge, search_near, search_query,
 * search_segment, search_show, search_token.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "store/db.h"

#define SEARCH_BYTES	((size_t)8 << 20) /* of a document at most */
#define SEARCH_QUERY	500	/* characters of a query that are read */
#define SEARCH_PAGE	100	/* hits of one answer at most */
#define SEARCH_DEEP	10000	/* hits that can be passed over */
#define SEARCH_CHECKS	20000	/* texts one answer reads at most */

/* A document as the index keeps it. */
struct search_document {
	int64_t	id;		/* the record's */
	int64_t	agency;		/* whose */
	str	number;		/* document number, may be empty */
	str	title;		/* may be empty too */
	str	body;		/* plain text */
	day	day;		/* published */
	str	kind;		/* "policy" */
	str	column;		/* of the catalogue */
	str	validity;	/* "in_force", "repealed", ... */
};

/*
 * Put a document, or put it anew; many at once, none of them twice, which is
 * many times faster; and take one out.  ERR_CONFLICT "search.tokenizer" if
 * the index was made by another tokenizer: it must be rebuilt first.
 */
enum err search_put(struct db *db, const struct search_document *document);
enum err search_put_all(struct db *db,
	    const struct search_document *document, size_t n);
enum err search_delete(struct db *db, int64_t id);

/* Merge what many puts left, one step: a job of its own, to be repeated while
   something is done. */
enum err search_settle(struct db *db, bool *ret_done);

enum search_order { SEARCH_NEWEST, SEARCH_BEST };

struct search_filter {
	int64_t		 agency;	/* with all below; 0: any */
	int		 year;		/* 0: any */
	int		 month;		/* of the year; 0: any */
	str		 kind, column, validity; /* empty: any; several are
						    parted by line breaks */
};

struct search_query {
	str			 text;	/* as typed: words, "phrases", -not */
	struct search_filter	 filter; /* among these */
	enum search_order	 order;	/* of the hits */
	int			 from;	/* hits to pass over */
	int			 most;	/* hits wanted, up to SEARCH_PAGE */
	bool			 facets; /* count them too */
	int			 checks; /* texts to be read at most; 0: so many
					    as SEARCH_CHECKS */
	str			 after;	/* an answer's `further'; empty: begin
					   at the beginning */
};

/* A place in a text to be marked: bytes [from, to). */
struct search_mark {
	size_t	from, to;	/* offsets */
};

struct search_hit {
	int64_t			 id;		/* the record's */
	int64_t			 agency;	/* whose */
	str			 number, title; /* as they are written */
	str			 kind, column, validity; /* of the record */
	day			 day;		/* of it */
	str			 snippet;	/* of the body, around a word */
	struct search_mark	*title_mark;	/* the words in the title */
	size_t			 title_marks;	/* of them */
	struct search_mark	*snippet_mark;	/* ... in the snippet */
	size_t			 snippet_marks;	/* of them */
};

/* How many of the found documents have a value. */
struct search_count {
	str	value;		/* "2024"; an agency's id */
	int64_t	n;		/* documents */
};

enum search_facet { SEARCH_BY_AGENCY, SEARCH_BY_YEAR, SEARCH_BY_KIND,
	SEARCH_BY_COLUMN, SEARCH_BY_VALIDITY, SEARCH__FACETS };

struct search_answer {
	struct search_hit	*hit;		/* a page of them */
	size_t			 hits;		/* on the page */
	int64_t			 total;		/* documents found */
	bool			 more_than;	/* total is a lower bound */
	str			 further;	/* texts were left unread behind
						   what was found: where to go
						   on; else empty */
	struct search_count	*facet[SEARCH__FACETS];	/* if asked for */
	size_t			 facets[SEARCH__FACETS]; /* values of each */
	str			 suggestion;	/* a near query that finds; else
						   empty */
};

/*
 * Answer a query within the transaction's scope; any text is harmless.  An
 * empty one finds every document.  Totals and facets are exact unless texts
 * must be read for them and there are too many (`more_than').  Ask in a
 * reading transaction: only there is what is seen all of one moment.
 *
 * A word that the index is not sure of is looked for in the texts, until the
 * page is full and a few hundred are read, or `checks' of them.  When `from'
 * has passed all of `total' and there is a `further', what is wanted may
 * still stand in the texts that were left: the same query with `after' set to
 * it (and `from' 0) goes on there, and counts from there.  ERR_INVALID
 * "search.further" if `after' is none.
 */
enum err search_find(struct db *db, const struct search_query *query,
	    struct search_answer *ret);

/*
 * Build the index anew from the records, `limit' of them behind `*cursor' (0
 * at first; 0 again at the end), each step a transaction.  The old one is
 * read all the while, what is put meanwhile goes into both; the last steps
 * take the old one away.
 */
enum err search_rebuild(struct db *db, int limit, int64_t *cursor);

/* The index was made by this tokenizer and has every record: else what is
   wrong, as a key of words/ in the fault (ERR_CONFLICT). */
enum err search_verify(struct db *db);

#endif
