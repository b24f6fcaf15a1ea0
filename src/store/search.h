/*
 * search - find records by their words, the same on both engines.
 *
 * Texts are folded (full to half width, traditional to simplified, lower
 * case) and cut into tokens: a run of digits and letters is one, Han
 * characters give bigrams and a last single one.  A document is indexed in
 * passages of at most 4,000 characters that overlap, in the transaction of
 * its record.  The engine finds candidates; the folded phrase is checked and
 * ranked here.
 *
 * Calls: base, db.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "store/db.h"

#define SEARCH_PASSAGE	4000	/* characters */
#define SEARCH_QUERY	500	/* characters of a query that are read */
#define SEARCH_PAGE	100	/* hits of one answer at most */

/* A document as the index keeps it. */
struct search_document {
	int64_t	id;		/* the record's */
	int64_t	agency;		/* whose */
	str	number;		/* document number, may be empty */
	str	title;
	str	body;		/* plain text */
	day	day;		/* published */
	str	kind;		/* "policy" */
	str	column;		/* of the catalogue */
	str	validity;	/* "in_force", "repealed", ... */
};

/* Put a document, or put it anew; and take one out. */
enum err search_put(struct db *db, const struct search_document *document);
enum err search_delete(struct db *db, int64_t id);

enum search_order { SEARCH_NEWEST, SEARCH_BEST };

struct search_filter {
	int64_t		 agency;	/* with all below; 0: any */
	int		 year;		/* 0: any */
	str		 kind, column, validity; /* empty: any */
};

struct search_query {
	str			 text;	/* as typed: words, "phrases", -not */
	struct search_filter	 filter;
	enum search_order	 order;
	int			 from;	/* hits to pass over */
	int			 most;	/* hits wanted, up to SEARCH_PAGE */
	bool			 facets; /* count them too */
};

/* A place in a text to be marked: bytes [from, to). */
struct search_mark {
	size_t	from, to;
};

struct search_hit {
	int64_t			 id;
	int64_t			 agency;
	str			 number, title, kind, column, validity;
	day			 day;
	str			 snippet;	/* part of the body around a hit */
	struct search_mark	*title_mark, *snippet_mark;
	size_t			 title_marks, snippet_marks;
};

/* How many of the found documents have a value. */
struct search_count {
	str	value;		/* "2024"; an agency's id */
	int64_t	n;
};

enum search_facet { SEARCH_BY_AGENCY, SEARCH_BY_YEAR, SEARCH_BY_KIND,
	SEARCH_BY_COLUMN, SEARCH_BY_VALIDITY, SEARCH__FACETS };

struct search_answer {
	struct search_hit	*hit;
	size_t			 hits;
	int64_t			 total;		/* documents found */
	bool			 more_than;	/* total is a lower bound */
	struct search_count	*facet[SEARCH__FACETS];
	size_t			 facets[SEARCH__FACETS];
	str			 suggestion;	/* a near query that finds; else
						   empty */
};

/* Answer a query within the transaction's scope; any text is harmless. */
enum err search_find(struct db *db, const struct search_query *query,
	    struct search_answer *ret);

/*
 * Build the index anew from the records, `limit' of them behind `*cursor' (0
 * at first; 0 again at the end), readers being served all the while.
 */
enum err search_rebuild(struct db *db, int limit, int64_t *cursor);

/* The index was made by this tokenizer and has every record: else what is
   wrong, as a key of words/ in the fault (ERR_CONFLICT). */
enum err search_verify(struct db *db);

#endif
