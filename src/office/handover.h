/*
 * handover - the list of what a body gives to archives and libraries
 * (Regulation, Art. 25): what it and all below it published in a span, with
 * the lines on which both sides sign.
 *
 * The same records give the same bytes.
 *
 * Calls: base, doc, domain.
 */
#ifndef HANDOVER_H
#define HANDOVER_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "doc/doc.h"
#include "domain/job.h"

#define HANDOVER_RECORDS	20000	/* on a list at most */

/* Draw the list of a body from a day until one, in a reading job; how many
   records stand there.  ERR_TOO_LARGE "handover.many". */
enum err handover_draw(struct job *job, int64_t agency, day from, day until,
	    struct doc **ret, size_t *ret_n);

#endif
