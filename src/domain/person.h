/*
 * person - people, the roles they hold on parts of the tree, and who acts.
 *
 * A grant gives a person a role on a body and all below it, from a day until
 * a day.  What a role may do is rules/roles.yaml: its needs, and which roles
 * one person never holds together (the three administrators of 等保).  A
 * person without a grant sees nothing.
 *
 * Calls: base, store, job, journal, agency.
 */
#ifndef PERSON_H
#define PERSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct person {
	int64_t	id;
	int64_t	version;
	int64_t	agency;		/* where the person works */
	str	login;		/* unique, folded */
	str	name;
	day	until;		/* last day; DAY_NONE: active */
};

struct grant {
	int64_t	id;
	int64_t	person;
	str	role;		/* a key of rules/roles.yaml */
	int64_t	agency;		/* holds for it and all below */
	day	since, until;	/* until DAY_NONE: open */
};

/* Who acts, and what he holds today. */
struct actor {
	struct person		 person;
	const struct grant	*grant;
	size_t			 grants;
};

enum err person_new(struct job *job, struct person *person, str reason);
enum err person_save(struct job *job, struct person *person, str reason);
enum err person_find(struct job *job, str login, struct person *ret);

/* Give a role, and end one.  ERR_CONFLICT "person.apart" names the role that
   forbids it. */
enum err person_grant(struct job *job, struct grant *grant, str reason);
enum err person_revoke(struct job *job, int64_t grant, str reason);

/* Load who acts, with the grants that hold on job->today. */
enum err person_act_as(struct job *job, int64_t person,
	    const struct actor **ret);

/*
 * The job's actor may do what needs `need' on this body; the machine itself
 * may everything.  False for an unknown need.
 */
bool	 person_may(struct job *job, str need, int64_t agency);

#endif
