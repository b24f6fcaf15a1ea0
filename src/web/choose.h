/*
 * choose - fields of the staff's forms that choose among channels and bodies.
 *
 * Calls: base, domain, view_parts.
 */
#ifndef CHOOSE_H
#define CHOOSE_H

#include "base/err.h"
#include "domain/job.h"
#include "web/view_parts.h"

/* Whether none may be chosen, which stands for all. */
enum choose { CHOOSE_ONE, CHOOSE_OR_ALL };

/* The channels that the actor sees, by code: those still in use, or with
   CHOOSE_OR_ALL every one. */
enum err choose_channel(struct job *job, struct view_field *field,
	    enum choose how);

/* The bodies that the actor sees, by our code: those that stand. */
enum err choose_agency(struct job *job, struct view_field *field,
	    enum choose how);

#endif
