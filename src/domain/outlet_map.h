/*
 * outlet_map - by which names another machine knows what we tell it, and how
 * it says that it took it: rules/outlet-NAME.yaml.
 *
 * Calls: base.
 */
#ifndef OUTLET_MAP_H
#define OUTLET_MAP_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

/* What can be told of a record. */
enum outlet_source {
	OUTLET_DELIVERY, OUTLET_ACTION, OUTLET_ID, OUTLET_INDEX,
	OUTLET_VERSION, OUTLET_NUMBER, OUTLET_TITLE, OUTLET_DAY,
	OUTLET_RECORD_KIND, OUTLET_KIND_NAME, OUTLET_COLUMN,
	OUTLET_COLUMN_NAME, OUTLET_VALIDITY, OUTLET_AGENCY,
	OUTLET_AGENCY_NAME, OUTLET_PUBLISHED, OUTLET_CHANGED, OUTLET_REASON,
	OUTLET_PATH, OUTLET_HTML, OUTLET_TEXT, OUTLET__SOURCES
};

/* A pair of texts of the file. */
struct outlet_pair {
	str	key;		/* as they call it */
	str	text;		/* what it says; of an action ours */
};

struct outlet_field {
	str			name;	/* as they call it */
	enum outlet_source	source;	/* what we put there */
};

struct outlet_map {
	str			 name;	/* for people */
	struct outlet_field	*field;	/* in the order of the file */
	size_t			 fields;
	struct outlet_pair	*fixed;	/* always the same */
	size_t			 fixeds;
	struct outlet_pair	*action; /* ours by theirs */
	size_t			 actions;
	str			 header; /* in which the secret goes; empty:
					    it signs */
	str			 prefix; /* before the secret there */
	str			 answer; /* member of the answer that holds the
					    address, "data.url"; may be empty */
	str			 status; /* member that tells success; empty:
					    the HTTP status does */
	str			*good;	/* what stands there then */
	size_t			 goods;
};

/* One by its name ("standard"); ERR_NOT_FOUND "outlet.no_mapping". */
enum err outlet_map_load(struct arena *arena, str name,
	    const struct outlet_map **ret, struct fault *fault);

#endif
