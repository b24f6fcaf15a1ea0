/*
 * find - a search as people and programs ask it: bodies by their codes.
 *
 * The one door for commands, pages and the API.
 *
 * Calls: base, agency, recall, search.
 */
#ifndef FIND_H
#define FIND_H

#include "base/json.h"
#include "domain/job.h"
#include "store/search.h"

/* A body as lists name it. */
struct find_body {
	int64_t	id;		/* never shown */
	str	code;		/* our own */
	str	name;		/* the full one */
};

struct find {
	struct search_query	 query;		/* its agency is set here */
	str			 agency;	/* our code; empty: any */
	struct search_answer	 answer;	/* agency facets by code */
	struct find_body	*body;		/* of each hit */
	struct find_body	*faceted;	/* of each agency facet */
};

/* Ask, in a reading transaction; what is answered may be recalled.
   ERR_NOT_FOUND "agency.unknown". */
enum err find_ask(struct job *job, struct find *find);

/* What was found, as members of an open object. */
void	 find_json(struct job *job, struct json *json,
	    const struct find *find);

#endif
