/*
 * staff - somebody new who can sign in at once: person, roles, and a password
 * that is told once.
 *
 * The password is random and must be changed when he comes in first.  It is
 * for whoever stands at the machine: init and demo print it, nothing keeps
 * it.  Elsewhere people are invited (invitation).
 *
 * Calls: base, domain.
 */
#ifndef STAFF_H
#define STAFF_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct staff {
	str		 login;		/* folded by staff_add */
	str		 name;		/* as people say it */
	int64_t		 agency;	/* where he works */
	int64_t		 over;		/* his roles hold for it and below */
	const str	*role;		/* keys of rules/roles.yaml */
	size_t		 roles;		/* how many */
	int64_t		 id;		/* set by staff_add, */
	str		 password;	/* and this too */
};

/* Add him; outside of a transaction, as the machine itself. */
enum err staff_add(struct job *job, struct staff *staff, str reason);

#endif
