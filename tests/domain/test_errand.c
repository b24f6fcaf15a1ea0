#include "domain/errand.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/id.h"
#include "tests/store.h"
#include "woven/sql.h"

/* The errands of these tests leave their trace in table `change', which
   counts by name. */
static enum err
run_count(struct job *job, str argument)
{
	return sql_change_note(job->db, argument);
}

/* Writes first, so that a failure must take that back. */
static enum err
run_fail(struct job *job, str argument)
{
	enum err	e = sql_change_note(job->db, argument);

	return e != OK ? e : FAIL(job->fault, ERR_OUTSIDE, "errand.no_id",
	    argument);
}

static enum err
run_again(struct job *job, str argument)
{
	return errand_put(job, "count", argument, S("one"));
}

/* Takes long enough for others to come by. */
static enum err
run_slow(struct job *job, str argument)
{
	enum err	e = sql_change_note(job->db, argument);

	usleep(2000);
	return e;
}

static enum err
give_more(struct job *job, str argument, str *ret)
{
	*ret = str_printf(job->arena, "%.*s more", STRF(argument));
	return OK;
}

static enum err
die(struct job *job, str argument, str *ret)
{
	(void)job;
	(void)argument;
	(void)ret;
	raise(SIGKILL);
	return OK;
}

static const struct errand	count_ = { "count", NULL, NULL, run_count };
static const struct errand	fail_ = { "fail", NULL, NULL, run_fail };
static const struct errand	again_ = { "again", NULL, NULL, run_again };
static const struct errand	slow_ = { "slow", NULL, NULL, run_slow };
static const struct errand	more_ = { "more", NULL, give_more, run_count };
static const struct errand	die_ = { "die", NULL, die, run_count };
static const struct errand *const	known[] = { &count_, &fail_, &again_,
	&slow_, &more_, &die_ };

/* The same errand from a runner that survives it. */
static const struct errand	live_ = { "die", NULL, NULL, run_count };
static const struct errand *const	alive[] = { &live_ };

struct put {
	const char	*name;
	const char	*argument;
	const char	*once;
	int		 times;
};

static enum err
put(struct job *job, void *context)
{
	const struct put	*p = context;
	enum err		 e = OK;

	for (int i = 0; e == OK && i < p->times; i++)
		e = errand_put(job, p->name, str_of(p->argument),
		    str_of(p->once));
	return e;
}

static enum err
put_and_fail(struct job *job, void *context)
{
	(void)put(job, context);
	return FAIL(job->fault, ERR_FORBIDDEN, "store.busy");
}

static void
leave(struct test_store *t, const char *name, const char *argument,
    const char *once, int times)
{
	struct put	p = { name, argument, once, times };

	check_ok(job_write(&t->job, put, &p), t->fault);
}

struct look {
	str			 name;
	int64_t			 n;
	struct errand_letter	*letter;
	size_t			 letters;
};

static enum err
look(struct job *job, void *context)
{
	struct look			*l = context;
	struct sql_change_seen_row	 row;
	enum err			 e;

	e = sql_change_seen(job->db, l->name, &row);
	l->n = e == OK ? row.n : 0;
	return errand_list(job, 0, 100, &l->letter, &l->letters);
}

static struct look
seen(struct test_store *t, const char *name)
{
	struct look	l = { .name = str_of(name) };

	check_ok(job_read(&t->job, look, &l), t->fault);
	return l;
}

static void
run(struct test_store *t, int limit, int done, int failed)
{
	int	ret_done = -1, ret_failed = -1;

	check_ok(errand_run_among(&t->job, known,
	    sizeof known / sizeof known[0], limit, &ret_done, &ret_failed),
	    t->fault);
	check_int(ret_done, done);
	check_int(ret_failed, failed);
}

TEST_STORE(errand, what_was_left_in_a_job_is_done_once)
{
	leave(t, "count", "a", "", 3);
	run(t, 2, 2, 0);
	check_int(seen(t, "a").n, 2);
	check_int(seen(t, "a").letters, 1);
	run(t, 10, 1, 0);
	run(t, 10, 0, 0);
	check_int(seen(t, "a").n, 3);
	check_int(seen(t, "a").letters, 0);
}

TEST_STORE(errand, a_job_that_fails_leaves_none)
{
	struct put	p = { "count", "a", "", 1 };

	check_int(job_write(&t->job, put_and_fail, &p), ERR_FORBIDDEN);
	check_int(job_read(&t->job, put_and_fail, &p), ERR_FORBIDDEN);
	check_int(seen(t, "a").letters, 0);
}

TEST_STORE(errand, a_reading_job_leaves_them_behind_its_end)
{
	struct put	p = { "count", "a", "", 2 };

	check_ok(job_read(&t->job, put, &p), t->fault);
	check_int(seen(t, "a").letters, 2);
	cr_assert(t->job.kept == NULL);
	run(t, 10, 2, 0);
}

TEST_STORE(errand, of_one_name_only_one_waits)
{
	leave(t, "count", "a", "x", 3);
	leave(t, "count", "a", "x", 1);
	leave(t, "count", "a", "y", 1);
	leave(t, "slow", "a", "x", 1);
	check_int(seen(t, "a").letters, 3);
	run(t, 10, 3, 0);
	leave(t, "count", "a", "x", 1);
	check_int(seen(t, "a").letters, 1);
}

TEST_STORE(errand, one_may_leave_the_same_again)
{
	leave(t, "again", "a", "one", 1);
	run(t, 1, 1, 0);
	check_str(seen(t, "a").letter[0].name, S("count"));
	run(t, 1, 1, 0);
	check_int(seen(t, "a").n, 1);
}

TEST_STORE(errand, what_it_does_outside_gives_the_argument)
{
	leave(t, "more", "a", "", 1);
	run(t, 10, 1, 0);
	check_int(seen(t, "a more").n, 1);
}

TEST_STORE(errand, one_that_fails_is_tried_later_and_leaves_nothing)
{
	struct look	l;

	leave(t, "fail", "a", "x", 1);
	run(t, 10, 0, 1);
	run(t, 10, 0, 0);
	l = seen(t, "a");
	check_int(l.n, 0);
	check_int(l.letters, 1);
	check_int(l.letter[0].tries, 1);
	check_int(l.letter[0].lease, 0);
	cr_assert(l.letter[0].due >= t->job.now + 45000 &&
	    l.letter[0].due <= t->job.now + 75000);
	cr_assert(str_has(l.letter[0].failure, S("编号")));
	leave(t, "fail", "a", "x", 1);
	check_int(seen(t, "a").letters, 1);
}

TEST_STORE(errand, one_that_fails_ten_times_is_a_dead_letter)
{
	struct look	l;

	leave(t, "fail", "a", "x", 1);
	for (int i = 0; i < ERRAND_TRIES; i++) {
		cr_assert(!seen(t, "a").letter[0].dead);
		run(t, 10, 0, 1);
		t->job.now += INT64_C(8) * 3600000;
	}
	run(t, 10, 0, 0);
	l = seen(t, "a");
	cr_assert(l.letter[0].dead);
	check_int(l.letter[0].tries, ERRAND_TRIES);
	/* It does not stand in the way of a new one. */
	leave(t, "fail", "a", "x", 1);
	check_int(seen(t, "a").letters, 2);
}

struct again {
	int64_t	id;
	int	n;
};

static enum err
retry(struct job *job, void *context)
{
	struct again	*again = context;

	return errand_retry(job, again->id, &again->n);
}

TEST_STORE(errand, a_dead_letter_waits_again_when_somebody_says_so)
{
	struct again	again = { .n = -1 };

	leave(t, "fail", "a", "", 2);
	for (int i = 0; i < ERRAND_TRIES; i++) {
		run(t, 10, 0, 2);
		t->job.now += INT64_C(8) * 3600000;
	}
	leave(t, "fail", "a", "", 1);
	again.id = seen(t, "a").letter[0].id;
	check_ok(job_write(&t->job, retry, &again), t->fault);
	check_int(again.n, 1);
	check_int(seen(t, "a").letter[0].tries, 0);
	/* Now it waits: it is no dead letter to say so of. */
	check_int(job_write(&t->job, retry, &again), ERR_NOT_FOUND);
	check_str(str_of(t->fault.key), S("errand.no_letter"));
	again.id = 0;
	check_ok(job_write(&t->job, retry, &again), t->fault);
	check_int(again.n, 1);
	run(t, 10, 0, 3);
}

TEST_STORE(errand, an_unknown_one_waits_for_a_newer_program)
{
	leave(t, "newer", "a", "", 1);
	run(t, 10, 0, 1);
	check_int(seen(t, "a").letters, 1);
}

static enum err
put_tomorrow(struct job *job, void *context)
{
	(void)context;
	return errand_put_at(job, "count", S("a"), S(""),
	    day_morning(job->today + 1));
}

TEST_STORE(errand, one_for_a_day_is_done_when_it_begins_in_beijing)
{
	check_ok(job_write(&t->job, put_tomorrow, NULL), t->fault);
	run(t, 10, 0, 0);
	/* The clock stands at ten in the morning. */
	t->job.now += INT64_C(14) * 3600000 - 1;
	run(t, 10, 0, 0);
	t->job.now += 1;
	run(t, 10, 1, 0);
}

/* A runner in a process of its own, killed while it is at an errand. */
static void
run_in_a_child_that_dies(const struct test_store *t)
{
	pid_t	child = fork();
	int	status, done, failed;

	cr_assert_geq(child, 0);
	if (child == 0) {
		struct test_store	*own = test_store_fork(t);

		own->job.now = t->job.now;
		(void)errand_run_among(&own->job, known,
		    sizeof known / sizeof known[0], 1, &done, &failed);
		_exit(0);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
	    "the child ended with %d", status);
}

TEST_STORE(errand, one_whose_runner_was_killed_is_done_after_its_lease)
{
	int	done, failed;

	leave(t, "die", "a", "", 1);
	run_in_a_child_that_dies(t);
	check_int(seen(t, "a").letter[0].tries, 1);
	t->job.now += ERRAND_LEASE;
	check_ok(errand_run_among(&t->job, alive, 1, 10, &done, &failed),
	    t->fault);
	check_int(done + failed, 0);
	t->job.now++;
	check_ok(errand_run_among(&t->job, alive, 1, 10, &done, &failed),
	    t->fault);
	check_int(done, 1);
	check_int(seen(t, "a").n, 1);
	check_int(seen(t, "a").letters, 0);
}

TEST_STORE(errand, one_that_kills_each_runner_is_a_dead_letter)
{
	leave(t, "die", "a", "", 1);
	for (int i = 0; i < ERRAND_TRIES; i++) {
		run_in_a_child_that_dies(t);
		t->job.now += ERRAND_LEASE + 1;
	}
	leave(t, "count", "b", "", 1);
	run(t, 10, 1, 0);
	cr_assert(seen(t, "a").letter[0].dead);
}

#define RUNNERS		8
#define ERRANDS		40

static void *
runner(void *context)
{
	struct test_store	*t = context;
	int			 done = 0, failed = 0, n = 0, idle = 0;

	while (idle < 3) {
		check_ok(errand_run_among(&t->job, known,
		    sizeof known / sizeof known[0], 3, &done, &failed),
		    t->fault);
		check_int(failed, 0);
		n += done;
		idle = done == 0 ? idle + 1 : 0;
	}
	return (void *)(intptr_t)n;
}

TEST_STORE(errand, several_runners_do_each_errand_once)
{
	struct test_store	*own[RUNNERS];
	pthread_t		 thread[RUNNERS];
	char			 name[16];
	void			*n;
	int			 sum = 0;

	for (int i = 0; i < ERRANDS; i++) {
		snprintf(name, sizeof name, "e%d", i);
		leave(t, "slow", name, "", 1);
	}
	for (int i = 0; i < RUNNERS; i++)
		own[i] = test_store_fork(t);
	for (int i = 0; i < RUNNERS; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, runner, own[i]),
		    0);
	for (int i = 0; i < RUNNERS; i++) {
		cr_assert_eq(pthread_join(thread[i], &n), 0);
		sum += (int)(intptr_t)n;
	}
	check_int(sum, ERRANDS);
	for (int i = 0; i < ERRANDS; i++) {
		snprintf(name, sizeof name, "e%d", i);
		check_int(seen(t, name).n, 1);
	}
	check_int(seen(t, "").letters, 0);
}

/* Work that is left under one name: it counts what is there. */
static enum err
run_gather(struct job *job, str argument)
{
	struct sql_change_seen_row	there;
	enum err			e;

	(void)argument;
	e = sql_change_seen(job->db, S("there"), &there);
	for (int64_t i = 0; e == OK && i < there.n; i++)
		e = sql_change_note(job->db, S("counted"));
	return e == ERR_NOT_FOUND ? OK : e;
}

static const struct errand	gather_ = { "gather", NULL, NULL, run_gather };
static const struct errand *const	gathering[] = { &gather_ };

struct adding {
	struct test_store	*t;
	sem_t			*put;	/* posted before it commits */
};

static enum err
add_and_put(struct job *job, void *context)
{
	struct adding	*adding = context;
	enum err	 e = sql_change_note(job->db, S("there"));

	if (e == OK)
		e = errand_put(job, "gather", S(""), S("gather"));
	sem_post(adding->put);
	usleep(300000);
	return e;
}

static void *
add(void *context)
{
	struct adding	*adding = context;

	check_ok(job_write(&adding->t->job, add_and_put, adding),
	    adding->t->fault);
	return NULL;
}

/* The runner drops the errand while somebody relies on its waiting: it must
   then see what he did. */
TEST_STORE(errand, none_is_lost_between_a_put_and_a_run)
{
	sem_t		semaphore;
	struct adding	adding = { test_store_fork(t), &semaphore };
	pthread_t	thread;
	int		done, failed;

	cr_assert_eq(sem_init(&semaphore, 0, 0), 0);
	leave(t, "gather", "", "gather", 1);
	cr_assert_eq(pthread_create(&thread, NULL, add, &adding), 0);
	cr_assert_eq(sem_wait(&semaphore), 0);
	check_ok(errand_run_among(&t->job, gathering, 1, 10, &done, &failed),
	    t->fault);
	cr_assert_eq(pthread_join(thread, NULL), 0);
	check_ok(errand_run_among(&t->job, gathering, 1, 10, &done, &failed),
	    t->fault);
	check_int(seen(t, "counted").n, 1);
}

Test(errand, waits_grow_from_a_minute_to_six_hours)
{
	for (uint32_t random = 0; random < 4000000000u; random += 98765432u) {
		int64_t	first = errand_wait(1, random);
		int64_t	third = errand_wait(3, random);
		int64_t	last = errand_wait(60, random);

		cr_assert(first >= 45000 && first <= 75000);
		cr_assert(third >= 180000 && third <= 300000);
		cr_assert(last >= 16200000 && last <= 27000000);
	}
	cr_assert_neq(errand_wait(1, 0), errand_wait(1, 12345));
}

TEST_STORE(errand, an_id_goes_through_an_argument)
{
	int64_t	id = 0;

	check_ok(errand_id_read(&t->job, errand_id(t->job.arena,
	    INT64_C(9007199254740993)), &id), t->fault);
	cr_assert_eq(id, INT64_C(9007199254740993));
	check_int(errand_id_read(&t->job, S("{\"id\":\"12x\"}"), &id),
	    ERR_INVALID);
	check_int(errand_id_read(&t->job, S("{\"id\":12}"), &id), ERR_INVALID);
	check_int(errand_id_read(&t->job, S("{}"), &id), ERR_INVALID);
}
