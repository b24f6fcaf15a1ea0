/*
 * facts - what a report must tell about itself, as data (rules/facts.yaml).
 *
 * Calls: base.
 */
#ifndef FACTS_H
#define FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

/* Some wordings of one thing. */
struct facts_texts {
	str	*text;		/* the wordings, any of which will do */
	size_t	 n;		/* how many */
};

/* A kind of body and how names of such bodies end. */
struct facts_body {
	str			kind;	/* "department", "town" ... */
	struct facts_texts	ends;	/* of the names of such bodies */
};

/* By when bodies of a kind publish, in the year after the reporting year. */
struct facts_due {
	str	kind;		/* of body */
	int	month, mday;	/* the last day */
	str	source;		/* article */
};

/* A rank of places and what stands behind a place's name. */
struct facts_rank {
	struct facts_texts	name;	/* 镇, 乡 */
	struct facts_texts	behind;	/* 人民政府 */
};

struct facts {
	struct facts_body	*body;	/* the first that fits counts */
	size_t			 bodies;
	struct facts_due	*due;	/* one a kind */
	size_t			 dues;
	struct facts_rank	*rank;	/* one a rank of places */
	size_t			 ranks;
	struct facts_texts	 not_names; /* characters that names lack */
	struct facts_texts	 governments;	/* kinds that are governments */
	struct facts_texts	 contact;	/* words of a contact */
	struct facts_texts	 placeholder;	/* left of a template */
	struct facts_texts	 stand_in;	/* marks for a word */
	struct facts_texts	 stand_in_before; /* behind marks left over */
	struct facts_texts	 government_hosts; /* of bodies */
	struct facts_texts	 channel_hosts;	/* of other media */
	struct facts_texts	 media;		/* words that name media */
	struct facts_texts	 own_sites;	/* and sites of bodies */
	struct facts_texts	 media_labels;	/* in media's host names */
	/* The places above a body that leave no room for a district. */
	struct facts_texts	 above, above_body, district_words;
	struct facts_texts	 district_behind; /* characters before them */
	struct facts_texts	 district_others; /* words they are part of */
};

/* Read the rules; every refusal names file, line and column. */
enum err facts_load(struct arena *arena, const struct facts **ret,
	    struct fault *fault);

/* The kind of body a name tells of; empty if it tells none. */
str	 facts_kind(const struct facts *facts, str agency);

/* Whether a kind of body is a government (各级人民政府). */
bool	 facts_government(const struct facts *facts, str kind);

/* When such a body's report is due; NULL if no rule says so. */
const struct facts_due *facts_due_of(const struct facts *facts, str kind);

/* Whether one of the texts stands in `s'. */
bool	 facts_any(const struct facts_texts *texts, str s);

#endif
