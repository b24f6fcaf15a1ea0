#include "tests/bodies.h"

static enum err
make_body(struct job *job, void *context)
{
	return agency_new(job, context, S("test"));
}

int64_t
bodies_new(struct test_store *t, const char *code, enum agency_level level,
    int64_t above)
{
	struct agency	agency = { .code = str_of(code), .name = str_of(code),
			    .level = level, .above = above, .since =
			    day_make(2019, 5, 15), .until = DAY_NONE };

	check_ok(job_write(&t->job, make_body, &agency), t->fault);
	return agency.id;
}

static enum err
make_person(struct job *job, void *context)
{
	return person_new(job, context, S("test"));
}

int64_t
bodies_person(struct test_store *t, const char *login, int64_t agency)
{
	struct person	person = { .agency = agency, .login = str_of(login),
			    .name = S("某人"), .until = DAY_NONE };

	check_ok(job_write(&t->job, make_person, &person), t->fault);
	return person.id;
}

static enum err
give(struct job *job, void *context)
{
	return person_grant(job, context, S("test"));
}

enum err
bodies_grant(struct test_store *t, int64_t person, const char *role,
    int64_t agency)
{
	struct grant	grant = { .person = person, .role = str_of(role),
			    .agency = agency, .since = DAY_NONE,
			    .until = DAY_NONE };

	fault_clear(&t->fault);
	return job_write(&t->job, give, &grant);
}

static enum err
load(struct job *job, void *context)
{
	struct agency	*agency = context;

	return agency_load(job, agency->id, agency);
}

struct agency
bodies_load(struct test_store *t, int64_t id)
{
	struct agency	agency = { .id = id };

	check_ok(job_read(&t->job, load, &agency), t->fault);
	return agency;
}

static enum err
act_as(struct job *job, void *context)
{
	const struct actor	*actor = NULL;
	enum err		 e;

	e = person_act_as(job, *(int64_t *)context, &actor);
	if (e == OK)
		job->actor = actor;
	return e;
}

void
bodies_act_as(struct test_store *t, int64_t person)
{
	t->job.actor = NULL;
	if (person != 0)
		check_ok(job_read(&t->job, act_as, &person), t->fault);
}
