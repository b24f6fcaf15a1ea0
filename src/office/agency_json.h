/*
 * agency_json - bodies as programs read them, from commands and the API alike.
 *
 * Bodies are told by our code, never by id.  The functions ask the store for
 * codes of bodies above, so they run in a transaction.
 *
 * Calls: base, domain.
 */
#ifndef AGENCY_JSON_H
#define AGENCY_JSON_H

#include "base/json.h"
#include "domain/agency.h"
#include "domain/agency_contact.h"

/* A body as an object. */
enum err agency_json(struct job *job, struct json *json,
	    const struct agency *agency);

/* The same with its contact (may be NULL) and what it was, oldest first. */
enum err agency_json_whole(struct job *job, struct json *json,
	    const struct agency *agency,
	    const struct agency_contact *contact,
	    const struct agency_state *state, size_t states);

#endif
