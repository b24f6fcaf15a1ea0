/*
 * thing - what the pages and the API of things that take steps have in common.
 *
 * Their words stand under procedure.<kind> in words/: title, state.<state>,
 * step.<step>, gate.<gate>, field.<field>.
 *
 * Calls: base, domain, input, url.
 */
#ifndef THING_H
#define THING_H

#include "domain/step.h"
#include "web/input.h"
#include "web/url.h"

/* The life of the kind that the path's {kind} names. */
enum err thing_life(struct job *job, const struct input *in,
	    const struct procedure_kind **ret);

/* The thing of the path's {kind} and {id}, which the actor may look at:
   ERR_NOT_FOUND, ERR_FORBIDDEN "web.no_need". */
enum err thing_find(struct job *job, const struct input *in,
	    const struct procedure_kind **ret_life, struct thing **ret);

/* What people call a kind, and a state, a step or a gate of it. */
str	 thing_title(struct job *job, const char *kind);
str	 thing_word(struct job *job, const char *kind, const char *what,
	    str name);

/* The label of a field: the kind's own, else that of all fields so named. */
str	 thing_label(struct job *job, const char *kind, str name);

/* The page of a thing: that of all kinds, or one of its own where a kind has
   one; id 0: where a new one is begun. */
struct url thing_url(struct job *job, const char *kind, int64_t id);

#endif
