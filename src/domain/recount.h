/*
 * recount - due days are counted again when the calendar changes.
 *
 * A due day of a year whose notice of holidays was not out is provisional.
 * When the files of the calendar are others than those the store was last
 * counted by, an errand counts every running clock again, by the ledger of
 * its thing and the rows of the procedure.  A provisional day is replaced; a
 * day that was final stays, and the difference waits until somebody approves
 * it or keeps the day as it was.  The journal tells of each change.
 *
 * A ledger that the rows no longer tell is left as it is.
 *
 * Calls: base, store, job, errand, journal, person, procedure, rules, step.
 */
#ifndef RECOUNT_H
#define RECOUNT_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct thing;

/* Who holds it may approve another due day. */
#define RECOUNT_NEED	"deadline.approve"

/*
 * See whether the calendar has changed, and leave the errand if it has.  Call
 * it outside of a transaction where errands are run; it only reads while the
 * calendar is the same.
 */
enum err recount_look(struct job *job);

/* A final due day that would be another one now. */
struct recount {
	int64_t	id;		/* for approving and keeping */
	int64_t	agency;		/* whose thing it is */
	str	kind;		/* of the thing: "name_change" */
	int64_t	thing;		/* its id */
	day	due;		/* as it stands */
	day	fresh;		/* as the calendar is now */
	int64_t	at;		/* when it was found */
};

/* Those that wait, at most `most' behind the id `after', the oldest first. */
enum err recount_list(struct job *job, int64_t after, int most,
	    struct recount **ret, size_t *ret_n);

/*
 * Take the other day, or keep the one that stands; RECOUNT_NEED on the body.
 * ERR_NOT_FOUND "recount.unknown"; ERR_CONFLICT "recount.past" if the thing
 * or the calendar has changed since.
 */
enum err recount_approve(struct job *job, int64_t id, str reason);
enum err recount_keep(struct job *job, int64_t id, str reason);

/*
 * A step moved a due day: what waits for the thing is past, and if something
 * waited the thing is counted again.  step_apply calls it.
 */
enum err recount_follow(struct job *job, struct thing *thing);

/* Count one thing again, in a writing transaction. */
enum err recount_thing(struct job *job, struct thing *thing);

#endif
