/*
 * person_last - a role that somebody must hold at all times.
 *
 * Calls: base, store, job, person, role.
 */
#ifndef PERSON_LAST_H
#define PERSON_LAST_H

#include "domain/person.h"

struct roles;

/*
 * Would the role of this grant still be held over its body on a day without
 * it, and without its person if `grant->person' is set?  ERR_CONFLICT
 * "person.last" if it would not, but must.
 */
enum err person_last(struct job *job, const struct roles *roles,
	    const struct grant *grant, day on);

#endif
