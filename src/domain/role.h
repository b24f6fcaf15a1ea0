/*
 * role - what can be done by whom, as rules/roles.yaml tells.
 *
 * A role is a name and the needs it answers.  Of a set that stands apart one
 * person holds one role at most at a time, on whatever bodies: the three
 * administrators of 等保 (system, security, audit) are never one person.
 *
 * Calls: base.
 */
#ifndef ROLE_H
#define ROLE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

struct role {
	str	 key;		/* "case_officer" */
	str	 name;		/* in Chinese, for people */
	str	*need;		/* "case.handle" */
	size_t	 needs;		/* how many */
	bool	 without_end;	/* somebody must hold it at all times */
};

/* Roles that one person does not hold together. */
struct role_set {
	str	*role;		/* keys */
	size_t	 n;		/* how many */
};

struct roles {
	struct role	*role;	/* in the order of the file */
	size_t		 n;	/* how many */
	struct role_set	*apart;	/* the sets that stand apart */
	size_t		 aparts; /* how many */
};

/* Load them; a fault names file, line and column. */
enum err role_load(struct arena *arena, const struct roles **ret,
	    struct fault *fault);

/* A role by key; NULL for none. */
const struct role *role_find(const struct roles *roles, str key);

/* The role answers a need. */
bool	 role_has(const struct role *role, str need);

/* Some role answers it. */
bool	 role_knows(const struct roles *roles, str need);

/* One person does not hold both at the same time. */
bool	 role_apart(const struct roles *roles, str a, str b);

#endif
