/*
 * proof_rules - the data that reading before publication rests on.
 *
 * rules/proof.yaml: how grave each rule is, its article and its days, and the
 * words by which marks, addresses and wrong words are known.  Loaded once,
 * read-only afterwards, shared by all threads.
 *
 * Calls: base.
 */
#ifndef PROOF_RULES_H
#define PROOF_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

struct arena;

enum proof_level { PROOF_WARN, PROOF_BLOCK };

/* What is told of a rule as data. */
struct proof_rule {
	str			key;	/* "identity", as in PROOF(identity) */
	enum proof_level	level;	/* how grave what it finds is */
	str			source;	/* article */
	day			from;	/* its first day; DAY_NONE: always */
	day			until;	/* its last day; DAY_NONE: for ever */
};

/* Some words of one kind. */
struct proof_words {
	str	*word;	/* each as it is written */
	size_t	 n;	/* how many */
};

/* A wrong word and the right one. */
struct proof_pair {
	str			wrong;	/* as it must not stand */
	str			right;	/* what it should be */
	struct proof_words	but;	/* where it stands in these, it is no
					   fault */
};

/* Words of a mark, by where they must stand to be one. */
struct proof_marks {
	struct proof_words	mark;	/* before a star, behind a label */
	struct proof_words	alone;	/* on a line of its own */
	struct proof_words	label;	/* of a field that says so */
};

struct proof_rules {
	struct proof_rule	*rule;		/* in the file's order */
	size_t			 n;		/* rules */
	struct proof_words	 contact;	/* of a way to reach a body */
	struct proof_words	 not_identity;	/* before other numbers */
	struct proof_words	 passport;	/* before a passport's number */
	struct proof_words	 lives;		/* before a home */
	struct proof_words	 places;	/* ends of names of places */
	struct proof_words	 ends;		/* behind a house's number */
	struct proof_words	 bodies;	/* of the address of a body */
	struct proof_words	 surnames;	/* how names begin */
	struct proof_words	 not_names;	/* what begins so, too */
	struct proof_marks	 secrecy;	/* 国家秘密 */
	struct proof_words	 terms;		/* of how long it is secret */
	struct proof_marks	 internal;	/* 内部资料 */
	struct proof_marks	 withheld;	/* 不公开 */
	struct proof_words	 number_kinds;	/* kinds that bear a number */
	struct proof_pair	*pair;		/* wrong words */
	size_t			 pairs;		/* how many of them */
};

/*
 * Read the data.  ERR_INVALID where a rule of the program is not told of, or
 * one is told of that the program does not know.
 */
enum err proof_rules_load(struct arena *arena,
	    const struct proof_rules **ret, struct fault *fault);

/* The rule of a key; NULL if there is none. */
const struct proof_rule *proof_rules_find(const struct proof_rules *rules,
	    str key);

/* One of the words stands in `s'; `s' is one of them. */
bool	 proof_rules_any(const struct proof_words *list, str s);
bool	 proof_rules_is(const struct proof_words *list, str s);

/* The longest of the words that `s' begins with, ends with; empty: none. */
str	 proof_rules_head(const struct proof_words *list, str s);
str	 proof_rules_tail(const struct proof_words *list, str s);

#endif
