/*
 * find - a search as people and programs ask it: bodies by their codes.
 *
 * The one door for commands, pages and the API.  Columns of the catalogue are
 * told by their keys, whether records hold the key or the name; one is asked
 * for with all that is below it.
 *
 * Calls: base, agency, catalogue, kind, recall, record, rules, search.
 */
#ifndef FIND_H
#define FIND_H

#include "base/json.h"
#include "domain/job.h"
#include "domain/rules.h"
#include "store/search.h"

/* A body as lists name it. */
struct find_body {
	int64_t	id;		/* never shown */
	str	code;		/* our own */
	str	name;		/* the full one */
};

struct find {
	struct search_query	 query;		/* its agency and column are
						   set here */
	str			 agency;	/* our code; empty: any */
	str			 column;	/* key or name; empty: any */
	const struct rules	*rules;		/* of the store; set here */
	struct search_answer	 answer;	/* agency facets by code */
	str			*index;		/* number of each hit; may be
						   empty */
	struct find_body	*body;		/* of each hit */
	struct find_body	*faceted;	/* of each agency facet */
};

/* Ask, in a reading transaction; what is answered may be recalled.
   ERR_NOT_FOUND "agency.unknown". */
enum err find_ask(struct job *job, struct find *find);

/* All that records of a column and of those below it hold, parted by line
   breaks; a text that is none of ours stands for itself. */
str	 find_held(struct arena *arena, const struct catalogue *catalogue,
	    str column);

/* Tell columns by their keys, those of facets once. */
void	 find_fold(const struct catalogue *catalogue,
	    struct search_answer *answer);

/* How many were found in a column and below it, by the facets. */
int64_t	 find_count(const struct find *find,
	    const struct catalogue_column *column);

/* What people call a value of a facet by column or kind; others as they
   are. */
str	 find_called(const struct find *find, enum search_facet facet,
	    str value);

/* What was found, as members of an open object. */
void	 find_json(struct job *job, struct json *json,
	    const struct find *find);

#endif
