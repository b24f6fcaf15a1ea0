#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/id.h"
#include "tests/torture/crash.h"
#include "tests/torture/story.h"

#define STEPS	24
#define ERASED_BEFORE	11	/* the step before the erasure */
#define ERASED	1000	/* the mark of the erasure */
#define POINTS	60	/* unless TORTURE says how many */

static int
remove_one(const char *path, const struct stat *status, int kind,
    struct FTW *ftw)
{
	(void)status;
	(void)kind;
	(void)ftw;
	return remove(path);
}

/* The story once, kept call by call; files that are open before the keeping
   begins would not be kept. */
static const struct shim_log *
tell(struct test_store *t)
{
	const char	*dir = t->store->dir;

	store_close(t->store);
	crash_begin(dir);
	check_ok(store_open(t->job.arena, dir, &t->store, &t->fault),
	    t->fault);
	check_ok(ids_hold(t->store->ids, t->store->db, &t->fault), t->fault);
	t->job.store = t->store;
	for (int i = 1; i <= STEPS; i++) {
		if (i == ERASED_BEFORE + 1) {
			check_ok(story_erase(&t->job), t->fault);
			shim_mark(ERASED);
		}
		check_ok(story_step(&t->job, i), t->fault);
		shim_mark(i);
	}
	return shim_end();
}

/* What had been acknowledged after so many calls. */
static int
acknowledged(const struct shim_log *log, size_t calls,
    enum story_erasure *ret_erasure)
{
	int	last = 0;

	*ret_erasure = STORY_NOT_YET;
	for (size_t i = 0; i < calls; i++) {
		if (log->call[i].kind != SHIM_MARK)
			continue;
		if (log->call[i].at == ERASED) {
			*ret_erasure = STORY_DONE;
			continue;
		}
		last = (int)log->call[i].at;
		if (last == ERASED_BEFORE &&
		    *ret_erasure == STORY_NOT_YET)
			*ret_erasure = STORY_MAYBE;
	}
	return last;
}

/* Open a folder as the next start of the program would. */
static void
recover(const struct test_store *t, const char *dir, int steps,
    enum story_erasure erasure)
{
	struct arena		*arena = arena_new((size_t)256 << 20);
	struct fault		 fault = { 0 };
	struct job		 job = t->job;
	int			 whole;

	job.arena = arena;
	job.fault = &fault;
	cr_assert_eq(setenv("GONGKAI_KEY_FILE", arena_printf(arena, "%s/key",
	    dir), 1), 0);
	check_ok(store_open(arena, dir, &job.store, &fault), fault);
	check_ok(ids_hold(job.store->ids, job.store->db, &fault), fault);
	story_verify(&job);
	whole = story_check(&job, steps, erasure);
	cr_assert_leq(whole, steps + 1);
	/* And it goes on from there. */
	check_ok(story_step(&job, whole + 1), fault);
	check_int(story_check(&job, whole + 1, erasure), whole + 1);
	store_close(job.store);
	arena_free(arena);
}

Test(torture, a_power_cut_at_any_moment_loses_nothing_acknowledged)
{
	struct test_store	*t = test_store(DB_SQLITE);
	const char		*to = arena_printf(t->job.arena, "%s.cut",
				    t->store->dir);
	const char		*wanted = getenv("TORTURE");
	int			 points = wanted == NULL ? POINTS :
				    (int)strtol(wanted, NULL, 10);
	const struct shim_log	*log;

	srand(20260302);
	story_begin(t);
	log = tell(t);
	for (int i = 0; i < points; i++) {
		size_t		calls = (size_t)rand() % (log->calls + 1);
		enum crash_disk	disk = (enum crash_disk)(rand() %
				    CRASH__DISKS);
		enum story_erasure erasure;
		int		steps = acknowledged(log, calls, &erasure);

		crash_make(log, calls, disk, to);
		recover(t, to, steps, erasure);
		(void)nftw(to, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	}
}
