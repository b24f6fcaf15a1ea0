/*
 * recall - what a thread made of the store's rows, kept until they change.
 *
 * A reading job that is about to make what an earlier one made (the answer to
 * the same search, the same person's grants) asks for it here.  It holds as
 * long as health_written, asked for in the job's own transaction, tells the
 * same number, and on the same legal day: so nothing older is ever seen than
 * the rows themselves would tell.  What must end at once without an entry of
 * the journal (a session) is not kept here.
 *
 * Each thread of the server has its own, bounded; elsewhere there is none, and
 * everything is made anew.
 *
 * Calls: base, job, health.
 */
#ifndef RECALL_H
#define RECALL_H

#include "base/str.h"
#include "domain/job.h"

struct recall;

/* An empty one; it goes with the arena. */
struct recall	*recall_new(struct arena *arena);

/* What is kept under a key and still holds; NULL: it must be made. */
const void	*recall_get(struct job *job, str key);

/* Where a thing is to be made that is kept then; NULL: none is kept. */
struct arena	*recall_arena(struct job *job);

/* Keep it, all of it in that arena, under a key. */
void		 recall_keep(struct job *job, str key, const void *thing);

/* Between two jobs: let go of all if it is much, or does not hold. */
void		 recall_tidy(struct recall *recall);

/* Let go of all between two jobs: the store may be another one now. */
void		 recall_forget(struct recall *recall);

#endif
