#include "store/id.h"

#include <assert.h>
#include <pthread.h>
#include <sys/random.h>
#include <time.h>

#include "base/arena.h"
#include "store/db.h"
#include "woven/sql.h"

#define EPOCH		INT64_C(1577836800000)	/* 2020-01-01 UTC */
#define LEASE_BITS	8
#define COUNT_BITS	13
#define COUNTS		(INT64_C(1) << COUNT_BITS)
#define SPAN		INT64_C(3600000)	/* of a lease: an hour */
#define GRACE		INT64_C(600000)		/* before another takes it */
#define TRIES		5
#define ARENA_BYTES	((size_t)1 << 20)

/* All but the mutexes is read and changed under `lock'. */
struct ids {
	pthread_mutex_t	holding;	/* one thread at a time asks */
	pthread_mutex_t	lock;
	int64_t		holder;		/* random; 0: there is no lease */
	int64_t		lease;		/* its number */
	int64_t		high;		/* the highest id time allowed */
	int64_t		last;		/* id time of the last id */
	int64_t		count;		/* ids given in it */
};

static void
let_go(void *what)
{
	struct ids	*ids = what;

	(void)pthread_mutex_destroy(&ids->lock);
	(void)pthread_mutex_destroy(&ids->holding);
}

struct ids *
ids_new(struct arena *arena)
{
	struct ids	*ids = arena_alloc(arena, sizeof *ids);

	(void)pthread_mutex_init(&ids->lock, NULL);
	(void)pthread_mutex_init(&ids->holding, NULL);
	arena_defer(arena, let_go, ids);
	return ids;
}

/* Milliseconds since 2020, as the clock says. */
static int64_t
clock_now(void)
{
	struct timespec	now;

	(void)clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - EPOCH;
}

/* What the store answered; it holds once the transaction is committed. */
struct lease {
	int64_t	holder;
	int64_t	id;
	int64_t	first;		/* ids are given behind this id time */
	int64_t	high;		/* and up to this one */
};

static enum err
take(struct db *db, int64_t now, struct lease *ret)
{
	struct sql_lease_take_row	row;
	enum err			e;

	while (ret->holder == 0)
		if (getrandom(&ret->holder, sizeof ret->holder, 0) < 0)
			ret->holder = 0;
	e = sql_lease_take(db, ret->holder, now, now - SPAN - GRACE, SPAN,
	    &row);
	if (e != OK)
		return e;
	ret->id = row.id;
	ret->first = row.high - SPAN;
	ret->high = row.high;
	return OK;
}

/* Prolong the lease, or take one if there is none or it was lost. */
static enum err
ask(struct db *db, const struct lease *mine, int64_t now, struct lease *ret)
{
	struct sql_lease_keep_row	row;
	enum err			e = ERR_NOT_FOUND;

	*ret = *mine;
	ret->high = (now > mine->first ? now : mine->first) + SPAN;
	if (mine->holder != 0)
		e = sql_lease_keep(db, mine->id, mine->holder, now, ret->high,
		    &row);
	if (e == ERR_NOT_FOUND) {
		*ret = (struct lease){ 0 };
		e = take(db, now, ret);
	}
	return e;
}

/* Ask the store in a transaction of its own. */
static enum err
ask_store(struct db *db, const struct lease *mine, int64_t now,
    struct lease *ret, struct fault *fault)
{
	struct arena	*arena = arena_new(ARENA_BYTES);
	enum err	 e = ERR_NOT_FOUND;

	/* On PostgreSQL the row that was chosen may just have been taken. */
	for (int i = 0; e == ERR_NOT_FOUND && i < TRIES; i++) {
		e = db_begin(db, DB_WRITE, DB_MACHINE, arena, fault);
		if (e == OK)
			e = ask(db, mine, now, ret);
		if (e == OK)
			e = db_commit(db);
		db_rollback(db);
	}
	arena_free(arena);
	if (e == ERR_NOT_FOUND)
		return FAIL(fault, ERR_BUSY, "store.no_lease");
	return e;
}

/* The lease as it stands: `first' is the last id time; true if more than half
   of its time is left. */
static bool
look(struct ids *ids, int64_t now, struct lease *ret)
{
	bool	enough;

	(void)pthread_mutex_lock(&ids->lock);
	*ret = (struct lease){ ids->holder, ids->lease, ids->last,
	    ids->high };
	enough = ids->holder != 0 && ids->high - SPAN / 2 >
	    (now > ids->last ? now : ids->last);
	(void)pthread_mutex_unlock(&ids->lock);
	return enough;
}

static void
note(struct ids *ids, const struct lease *lease)
{
	(void)pthread_mutex_lock(&ids->lock);
	if (ids->holder != lease->holder) {
		ids->holder = lease->holder;
		ids->lease = lease->id;
		if (ids->last < lease->first)
			ids->last = lease->first;
		ids->count = COUNTS;	/* that time was used by others */
	}
	ids->high = lease->high;
	(void)pthread_mutex_unlock(&ids->lock);
}

enum err
ids_hold(struct ids *ids, struct db *db, struct fault *fault)
{
	struct lease	mine, lease = { 0 };
	enum err	e = OK;
	int64_t		now = clock_now();

	if (look(ids, now, &mine))
		return OK;
	(void)pthread_mutex_lock(&ids->holding);
	if (!look(ids, now, &mine)) {
		e = ask_store(db, &mine, now, &lease, fault);
		if (e == OK)
			note(ids, &lease);
	}
	(void)pthread_mutex_unlock(&ids->holding);
	return e;
}

bool
ids_within(struct ids *ids)
{
	bool	within;

	(void)pthread_mutex_lock(&ids->lock);
	within = ids->last <= ids->high;
	(void)pthread_mutex_unlock(&ids->lock);
	return within;
}

/* Move to an id time that has numbers left. */
static void
next_time(struct ids *ids)
{
	struct timespec	millisecond = { .tv_nsec = 1000000 };
	int64_t		now = clock_now();

	if (now <= ids->last && ids->count < COUNTS)
		return;
	if (now <= ids->last) {
		(void)nanosleep(&millisecond, NULL);
		now = clock_now();
	}
	ids->last = now > ids->last ? now : ids->last + 1;
	ids->count = 0;
}

int64_t
id_new(struct ids *ids)
{
	int64_t	id;

	(void)pthread_mutex_lock(&ids->lock);
	assert(ids->holder != 0);
	next_time(ids);
	id = ids->last << (LEASE_BITS + COUNT_BITS) |
	    ids->lease << COUNT_BITS | ids->count++;
	(void)pthread_mutex_unlock(&ids->lock);
	return id;
}

void
ids_close(struct ids *ids, struct db *db)
{
	struct arena	*arena = arena_new(ARENA_BYTES);
	struct lease	 mine;

	(void)look(ids, 0, &mine);
	if (mine.holder != 0 && db_begin(db, DB_WRITE, DB_MACHINE, arena,
	    NULL) == OK) {
		if (sql_lease_leave(db, mine.id, mine.holder,
		    mine.first) == OK)
			(void)db_commit(db);
		db_rollback(db);
	}
	arena_free(arena);
	(void)pthread_mutex_lock(&ids->lock);
	ids->holder = 0;
	(void)pthread_mutex_unlock(&ids->lock);
}
