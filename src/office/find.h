/*
 * find - a search as people and programs ask it: bodies by their codes.
 *
 * The one door for commands, pages and the API.
 *
 * Calls: base, agency, search.
 */
#ifndef FIND_H
#define FIND_H

#include "base/json.h"
#include "domain/job.h"
#include "store/search.h"

struct find {
	struct search_query	 query;		/* its agency is set here */
	str			 agency;	/* our code; empty: any */
	struct search_answer	 answer;	/* agency facets by code */
	str			*code;		/* of the hits' bodies */
};

/* Ask, in a reading transaction.  ERR_NOT_FOUND "agency.unknown". */
enum err find_ask(struct job *job, struct find *find);

/* What was found, as members of an open object. */
void	 find_json(struct job *job, struct json *json,
	    const struct find *find);

#endif
