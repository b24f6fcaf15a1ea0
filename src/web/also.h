/*
 * also - where else a record was made public, for pages that show one.
 *
 * The part `also' of pages/also.html draws it.
 *
 * Calls: base, domain, view_parts.
 */
#ifndef ALSO_H
#define ALSO_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/job.h"
#include "web/view_parts.h"

/* The postings of a record that the actor sees, the oldest first. */
enum err also_published(struct job *job, int64_t record,
	    struct view_also **ret, size_t *ret_n);

#endif
