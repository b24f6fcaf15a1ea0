#include "domain/recall.h"

#include "base/arena.h"
#include "domain/health.h"
#include "store/store.h"

#define PLACES	512			/* a power of two */
#define MUCH	((size_t)1 << 20)	/* bytes; then it begins anew */
#define MOST	((size_t)64 << 20)	/* of the one thing that is too much */

struct thing {
	str		 key;
	const void	*thing;
};

struct recall {
	struct arena	*arena;		/* of all things */
	int64_t		 written;	/* the state in which all were made */
	day		 today;		/* ... and the day */
	bool		 outdated;	/* a job saw another one */
	struct thing	 thing[PLACES];	/* by hash */
	size_t		 n;		/* of them */
};

static void
let_go(void *arena)
{
	arena_free(arena);
}

struct recall *
recall_new(struct arena *arena)
{
	struct recall	*recall = arena_alloc(arena, sizeof *recall);

	recall->arena = arena_new(MOST);
	arena_defer(arena, let_go, recall->arena);
	return recall;
}

/* NULL: nothing is kept for this job.  A writing one may see what will never
   have been. */
static struct recall *
of_job(struct job *job)
{
	struct recall	*recall = job->store->recall;

	if (recall == NULL || job->mode != DB_READ)
		return NULL;
	if (!job->dated && health_written(job, &job->written) != OK)
		return NULL;
	job->dated = true;
	if (recall->n == 0) {
		recall->written = job->written;
		recall->today = job->today;
	}
	if (recall->written == job->written && recall->today == job->today)
		return recall;
	recall->outdated = true;
	return NULL;
}

/* Where a key is, or its free place. */
static struct thing *
place_of(struct recall *recall, str key)
{
	size_t	at = (size_t)str_hash(key);

	while (recall->thing[at & (PLACES - 1)].thing != NULL &&
	    !str_eq(recall->thing[at & (PLACES - 1)].key, key))
		at++;
	return &recall->thing[at & (PLACES - 1)];
}

const void *
recall_get(struct job *job, str key)
{
	struct recall	*recall = of_job(job);

	return recall == NULL ? NULL : place_of(recall, key)->thing;
}

struct arena *
recall_arena(struct job *job)
{
	struct recall	*recall = of_job(job);

	return recall == NULL || recall->n == PLACES / 2 ||
	    arena_used(recall->arena) > MUCH ? NULL : recall->arena;
}

void
recall_keep(struct job *job, str key, const void *thing)
{
	struct recall	*recall = job->store->recall;
	struct thing	*place = place_of(recall, key);

	if (place->thing == NULL)
		recall->n++;
	*place = (struct thing){ str_copy(recall->arena, key), thing };
}

void
recall_forget(struct recall *recall)
{
	struct arena	*arena = recall->arena;

	arena_reset(arena);
	*recall = (struct recall){ .arena = arena };
}

void
recall_tidy(struct recall *recall)
{
	if (recall->outdated || recall->n == PLACES / 2 ||
	    arena_used(recall->arena) > MUCH)
		recall_forget(recall);
}
