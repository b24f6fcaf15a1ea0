/*
 * person - people, the roles they hold on parts of the tree, and who acts.
 *
 * A grant gives a person a role on a body and all below it, from a day until
 * a day.  What a role may do is rules/roles.yaml: its needs, and which roles
 * one person never holds together (the three administrators of 等保).  A
 * person without a grant sees nothing.
 *
 * Calls: base, store, job, journal, agency, role, rules.
 */
#ifndef PERSON_H
#define PERSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct roles;

struct person {
	int64_t	id;		/* never shown */
	int64_t	version;	/* for optimistic saving */
	int64_t	agency;		/* where the person works */
	str	login;		/* unique, folded: person_login */
	str	name;		/* as people say it */
	day	until;		/* last day; DAY_NONE: active */
};

struct grant {
	int64_t	id;		/* never shown */
	int64_t	person;		/* who holds it */
	str	role;		/* a key of rules/roles.yaml */
	int64_t	agency;		/* holds for it and all below */
	day	since;		/* DAY_NONE when given: today */
	day	until;		/* last day; DAY_NONE: open */
};

/* Who acts, and what he holds today. */
struct actor {
	struct person		 person;	/* himself */
	const struct grant	*grant;		/* that hold today */
	size_t			 grants;	/* how many */
	const struct roles	*roles;		/* what they mean */
};

/* The form of a login that is kept and compared: half width, lower case. */
enum err person_login(struct arena *arena, str typed, str *ret,
	    struct fault *fault);

/*
 * Make one, save one of the version that was loaded; the login is folded
 * here.  The caller has asked for the need.  ERR_CONFLICT
 * "person.login_taken", "person.changed", "person.last".
 */
enum err person_new(struct job *job, struct person *person, str reason);
enum err person_save(struct job *job, struct person *person, str reason);

/* By id or by login as typed; ERR_NOT_FOUND "person.unknown". */
enum err person_load(struct job *job, int64_t id, struct person *ret);
enum err person_find(struct job *job, str login, struct person *ret);

/* Who works at a body or below it (0: all that the actor sees). */
enum err person_below(struct job *job, int64_t above, struct person **ret,
	    size_t *ret_n);

/* The grants of a person on bodies that the actor sees, ended ones too. */
enum err person_grants(struct job *job, int64_t person, struct grant **ret,
	    size_t *ret_n);

/*
 * Give a role, and end a grant by its id at once.  The actor needs
 * `person.grant' on the body and never gives to himself.  ERR_CONFLICT
 * "person.apart" names the role that forbids it, "person.last" the role that
 * somebody must hold.
 */
enum err person_grant(struct job *job, struct grant *grant, str reason);
enum err person_revoke(struct job *job, int64_t id, str reason);

/*
 * Load who acts, with the grants that hold on job->today.  ERR_FORBIDDEN
 * "person.left" for who works here no more.
 */
enum err person_act_as(struct job *job, int64_t person,
	    const struct actor **ret);

/*
 * The job's actor may do what needs `need' on this body; the machine itself
 * may everything.  False for an unknown need, and where the store fails (the
 * fault tells).  In a transaction.
 */
bool	 person_may(struct job *job, str need, int64_t agency);

/* He holds a role that answers the need, on some body. */
bool	 person_holds(const struct actor *actor, str need);

#endif
