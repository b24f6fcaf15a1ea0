/*
 * prose_rules - the words by which the prose of a report is understood.
 *
 * rules/prose.yaml lists them by class.  Loaded once, read-only afterwards,
 * shared by all threads.  A word can be of several classes; of the keyed
 * classes (a unit, a row of table 3, ...) it has one key at most.
 *
 * Calls: base.
 */
#ifndef PROSE_RULES_H
#define PROSE_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

/* What a word can be; the names stand in rules/prose.yaml. */
enum prose_class {
	PROSE_ABOUT, PROSE_ABOUT_AFTER, PROSE_ORDINAL, PROSE_IDIOM,
	PROSE_PART, PROSE_HOLDING, PROSE_HEDGED, PROSE_ETC, PROSE_REST,
	PROSE_TOTAL, PROSE_SUM_UP, PROSE_ENUMERATE, PROSE_STOP, PROSE_AND,
	PROSE_COMPARE, PROSE_MORE, PROSE_LESS, PROSE_SHARE, PROSE_RATE,
	PROSE_RECEIVE, PROSE_HANDLE_OR_RECEIVE, PROSE_APPLICATION, PROSE_ASK,
	PROSE_CARRIED_IN, PROSE_CARRIED_OUT, PROSE_CARRY, PROSE_HANDLE,
	PROSE_FINISH, PROSE_IN_TIME, PROSE_FOREIGN, PROSE_BUT, PROSE_ROUTE,
	PROSE_CHANNEL, PROSE_REVIEW, PROSE_SUIT, PROSE_JUDGE, PROSE_DIRECT,
	PROSE_AFTER_REVIEW, PROSE_DONE, PROSE_DISCLOSURE, PROSE_NONE,
	PROSE_GATHER, PROSE_CAUSE, PROSE_NIL, PROSE_ALL, PROSE_MADE,
	PROSE_REPEALED, PROSE_IN_FORCE, PROSE_PROCLAIM, PROSE_DECIDE,
	PROSE_PUBLISH, PROSE_INFORMATION, PROSE_FEE, PROSE_FEE_NOTICE,
	PROSE_WIDE, PROSE_UNIT_OF, PROSE_ABOUT_WHAT, PROSE_WEIGHING,
	/* with keys */
	PROSE_UNIT, PROSE_TIME, PROSE_ACT, PROSE_RESULT, PROSE_APPLICANT,
	PROSE_OUTCOME,
	PROSE__CLASSES
};

/* A set of classes. */
typedef uint64_t prose_set;

#define PROSE_SET(class)	((prose_set)1 << (class))

/* PROSE_ANY(PROSE_REVIEW, PROSE_SUIT): the set of these classes. */
#define PROSE_ANY(...) \
	prose_rules_any((const enum prose_class[]){ __VA_ARGS__ }, \
	    sizeof((const enum prose_class[]){ __VA_ARGS__ }) / \
	    sizeof(enum prose_class))

/* PROSE_ANY as a function. */
static inline prose_set
prose_rules_any(const enum prose_class *class, size_t n)
{
	prose_set	set = 0;

	while (n > 0)
		set |= PROSE_SET(class[--n]);
	return set;
}

/* A word and what it is. */
struct prose_word {
	str		 text;	/* half width, simplified */
	prose_set	 is;	/* its classes */
	str		 key;	/* of the keyed class, else empty */
};

struct prose_rules;

/* Load rules/prose.yaml. */
enum err prose_rules_load(struct arena *arena,
	    const struct prose_rules **ret, struct fault *fault);

/*
 * The longest word that stands at byte `at' and is of one of the classes in
 * `of'; NULL if there is none.
 */
const struct prose_word *prose_rules_word(const struct prose_rules *rules,
	    str text, size_t at, prose_set of);

/* True if the sentence holds a phrase that law makes every report repeat. */
bool	 prose_rules_statutory(const struct prose_rules *rules, str sentence);

#endif
