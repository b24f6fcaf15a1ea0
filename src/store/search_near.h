/*
 * search_near - another query for one that found nothing.
 *
 * One word of it may have one character wrong, missing, too many, or two
 * changed over.  What it may have meant is looked for in the titles and texts
 * of the documents that hold most of its terms: so much work and no more.
 *
 * Calls: base, db, search_match, search_query.
 */
#ifndef SEARCH_NEAR_H
#define SEARCH_NEAR_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct search_match;

/* The part of a folded text that is one slip away from a folded word of three
   or more characters (of two: whose characters are changed over); empty if
   there is none. */
str	search_near_part(struct arena *arena, str text, str word);

/* The query with its wrong word put right; empty if nothing is near. */
enum err search_near(const struct search_match *match, str *ret);

#endif
