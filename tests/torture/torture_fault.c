#include <errno.h>
#include <setjmp.h>

#include "store/id.h"
#include "tests/torture/calls.h"
#include "tests/torture/shim.h"
#include "tests/torture/story.h"

#define JOB_BYTES	((size_t)256 << 20)
#define AT_MOST		2000	/* of anything that is made to fail */

/* A step in an arena of its own, so that nothing piles up. */
static enum err
step(struct test_store *t, int number)
{
	struct job	 job = t->job;
	enum err	 e;

	job.arena = arena_new(JOB_BYTES);
	e = story_step(&job, number);
	arena_free(job.arena);
	return e;
}

/* Afterwards the store is as before the step or as behind it, and whole;
   how many steps it has. */
static int
check(struct test_store *t, int number, enum err e)
{
	struct job	job = t->job;
	struct fault	fault = { 0 };
	int		whole;

	job.arena = arena_new(JOB_BYTES);
	job.fault = &fault;
	whole = story_check(&job, e == OK ? number : number - 1,
	    STORY_NOT_YET);
	cr_assert_leq(whole, number);
	story_verify(&job);
	arena_free(job.arena);
	fault_clear(&t->fault);
	return whole;
}

static void
reopen(struct test_store *t)
{
	const char	*dir = t->store->dir;

	store_close(t->store);
	check_ok(store_open(t->job.arena, dir, &t->store, &t->fault),
	    t->fault);
	check_ok(ids_hold(t->store->ids, t->store->db, &t->fault), t->fault);
	t->job.store = t->store;
}

TEST_STORE(torture, a_write_that_fails_leaves_before_or_after)
{
	int		whole = 0;
	unsigned	n;
	bool		hit = true;

	story_begin(t);
	for (n = 1; hit && n < AT_MOST; n++) {
		int		number = whole + 1;
		enum err	e;

		shim_fail(t->store->dir, n, n % 2 == 0 ? EIO : ENOSPC);
		e = step(t, number);
		hit = shim_failed();
		shim_fail("", 0, 0);
		cr_assert(hit || e == OK);
		reopen(t);
		whole = check(t, number, e);
	}
	cr_assert_gt(n, 5, "only %u calls", n);
	cr_assert_lt(n, AT_MOST);
}

/* Let call after call fail so, until a step needs none of them. */
static void
fail_calls(struct test_store *t, enum err error)
{
	int		whole = 0;
	bool		hit = true;
	unsigned	n;

	story_begin(t);
	for (n = 1; hit && n < AT_MOST; n++) {
		int		number = whole + 1;
		enum err	e;

		calls_fail(n, error);
		e = step(t, number);
		hit = calls_failed();
		calls_fail(0, OK);
		if (error == ERR_BUSY)
			cr_assert_eq(e, OK, "a busy store is tried again");
		else
			cr_assert_eq(e, hit ? error : OK);
		whole = check(t, number, e);
	}
	cr_assert_gt(n, 8, "only %u calls", n);
	cr_assert_lt(n, AT_MOST);
}

TEST_STORE(torture, a_call_to_the_store_that_fails_leaves_before)
{
	fail_calls(t, ERR_STORE);
}

TEST_STORE(torture, a_busy_call_to_the_store_is_done_once)
{
	fail_calls(t, ERR_BUSY);
}

/* A step that may use so much memory; false if it wanted more. */
static bool
step_within(struct test_store *t, int number, size_t limit)
{
	struct job		 job = t->job;
	jmp_buf			 spent;

	job.arena = arena_new(limit);
	if (setjmp(spent) != 0) {
		db_rollback(t->store->db);
		arena_free(job.arena);
		return false;
	}
	arena_on_limit(job.arena, &spent);
	check_ok(story_step(&job, number), t->fault);
	arena_free(job.arena);
	return true;
}

TEST_STORE(torture, a_job_that_is_out_of_memory_leaves_before)
{
	bool	done = false;
	int	whole = 0, tries = 0;

	story_begin(t);
	for (size_t limit = 512; !done; limit += 768, tries++) {
		done = step_within(t, whole + 1, limit);
		whole = check(t, whole + 1, done ? OK : ERR_TOO_LARGE);
		cr_assert_eq(whole, done);
		cr_assert_lt(tries, AT_MOST);
	}
	cr_assert_gt(tries, 3);
}
