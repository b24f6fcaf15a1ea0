/*
 * test_bodies_threads - two who change the tree or grants at the same time.
 */
#include <pthread.h>

#include "tests/bodies.h"

#define ROUNDS	12

/* One of the two, on a connection of its own. */
struct hand {
	struct test_store	*t;
	job_body		*body;
	int64_t			 what, to;
	enum err		 e;
};

static void *
act(void *argument)
{
	struct hand	*hand = argument;

	hand->e = job_write(&hand->t->job, hand->body, hand);
	return NULL;
}

static void
both(struct hand *a, struct hand *b)
{
	pthread_t	thread;

	fault_clear(&a->t->fault);
	fault_clear(&b->t->fault);
	cr_assert_eq(pthread_create(&thread, NULL, act, a), 0);
	(void)act(b);
	cr_assert_eq(pthread_join(thread, NULL), 0);
}

static enum err
move(struct job *job, void *context)
{
	const struct hand	*hand = context;
	struct agency		 body;
	enum err		 e;

	e = agency_load(job, hand->what, &body);
	body.above = hand->to;
	return e == OK ? agency_save(job, &body, S("")) : e;
}

static enum err
insides(struct job *job, void *context)
{
	const struct hand	*hand = context;
	bool			 down = false, up = false;
	enum err		 e;

	e = agency_inside(job, hand->what, hand->to, &down);
	if (e == OK)
		e = agency_inside(job, hand->to, hand->what, &up);
	cr_assert_neq(down, up, "one is below the other, and not both");
	return e;
}

/* Each goes below the other: one of them must be refused. */
TEST_STORE(threads, two_moves_at_once_make_no_ring)
{
	struct test_store	*other = test_store_fork(t);

	for (int i = 0; i < ROUNDS; i++) {
		struct arena	*arena = t->job.arena;
		struct hand	 a = { .t = t, .body = move }, b = { .t =
				    other, .body = move };

		a.what = b.to = bodies_new(t, arena_printf(arena, "a%d", i),
		    AGENCY_UNIT, 0);
		b.what = a.to = bodies_new(t, arena_printf(arena, "b%d", i),
		    AGENCY_UNIT, 0);
		both(&a, &b);
		cr_assert_neq(a.e == OK, b.e == OK);
		check_int(a.e == OK ? b.e : a.e, ERR_CONFLICT);
		check_ok(job_read(&t->job, insides, &a), t->fault);
	}
}

static enum err
give(struct job *job, void *context)
{
	struct hand	*hand = context;
	struct grant	 grant = { .person = hand->what, .role =
			    S("system_admin"), .agency = hand->to, .since =
			    DAY_NONE, .until = DAY_NONE };
	enum err	 e;

	e = person_grant(job, &grant, S(""));
	hand->what = grant.id;
	return e;
}

static enum err
take(struct job *job, void *context)
{
	return person_revoke(job, ((struct hand *)context)->what, S(""));
}

/* Two are left and both are revoked at once: one must stay. */
TEST_STORE(threads, the_last_two_administrators_are_not_both_revoked)
{
	struct test_store	*other = test_store_fork(t);
	int64_t			 county = bodies_new(t, "c", AGENCY_COUNTY,
				    0);
	int64_t			 one = bodies_person(t, "one", county);
	int64_t			 two = bodies_person(t, "two", county);
	struct hand		 a = { .t = t, .what = one, .to = county };
	struct hand		 b = { .t = other, .what = two, .to = county };

	check_ok(job_write(&t->job, give, &a), t->fault);
	for (int i = 0; i < ROUNDS; i++) {
		struct hand	*gone;

		check_ok(job_write(&t->job, give, &b), t->fault);
		a.body = b.body = take;
		both(&a, &b);
		cr_assert_neq(a.e == OK, b.e == OK);
		gone = a.e == OK ? &a : &b;
		gone->what = a.e == OK ? one : two;
		if (gone == &a) {
			check_ok(job_write(&t->job, give, &a), t->fault);
			check_ok(job_write(&t->job, take, &b), t->fault);
			b.what = two;
		}
	}
}

static enum err
save(struct job *job, void *context)
{
	struct hand	*hand = context;
	struct agency	 body;
	enum err	 e;

	e = agency_load(job, hand->what, &body);
	body.division = str_printf(job->arena, "3301%02d", (int)hand->to);
	return e == OK ? agency_save(job, &body, S("")) : e;
}

/* Who loads in his transaction what another one changes meanwhile either
   waits or is told; nothing is lost unseen. */
TEST_STORE(threads, two_savers_leave_two_versions)
{
	struct test_store	*other = test_store_fork(t);
	struct hand		 a = { .t = t, .body = save };
	struct hand		 b = { .t = other, .body = save };
	int64_t			 saved = 1;

	a.what = b.what = bodies_new(t, "c", AGENCY_COUNTY, 0);
	for (int i = 0; i < ROUNDS; i++) {
		a.to = 10 + i;
		b.to = 50 + i;
		both(&a, &b);
		cr_assert(a.e == OK || a.e == ERR_CONFLICT);
		cr_assert(b.e == OK || b.e == ERR_CONFLICT);
		saved += (a.e == OK) + (b.e == OK);
		check_int(bodies_load(t, a.what).version, saved);
	}
}
