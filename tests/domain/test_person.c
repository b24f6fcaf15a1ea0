#include "domain/person.h"

#include "domain/role.h"
#include "tests/bodies.h"

#define check_fails(call, t, code_, key_) do {				\
	fault_clear(&(t)->fault);					\
	check_int((call), (code_));					\
	check_str(str_of((t)->fault.key), S(key_));			\
} while (0)

struct question {
	const char	*need;
	int64_t		 agency;
	bool		 may;
};

static enum err
ask(struct job *job, void *context)
{
	struct question	*question = context;

	question->may = person_may(job, str_of(question->need),
	    question->agency);
	return OK;
}

static bool
may(struct test_store *t, const char *need, int64_t agency)
{
	struct question	question = { need, agency, false };

	check_ok(job_read(&t->job, ask, &question), t->fault);
	return question.may;
}

TEST_STORE(person, may_what_the_role_needs_on_its_body_and_below)
{
	int64_t	county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t	town = bodies_new(t, "t", AGENCY_TOWNSHIP, county);
	int64_t	desk = bodies_new(t, "d", AGENCY_DEPARTMENT, town);
	int64_t	other = bodies_new(t, "o", AGENCY_TOWNSHIP, county);
	int64_t	clerk = bodies_person(t, "clerk", town);

	check_ok(bodies_grant(t, clerk, "editor", town), t->fault);
	cr_assert(may(t, "record.sign", county), "the machine may all");
	bodies_act_as(t, clerk);
	cr_assert(may(t, "record.edit", town));
	cr_assert(may(t, "record.edit", desk));
	cr_assert_not(may(t, "record.edit", county));
	cr_assert_not(may(t, "record.edit", other));
	cr_assert_not(may(t, "record.sign", town));
	cr_assert_not(may(t, "nonsense", town));
}

static enum err
act(struct job *job, void *context)
{
	return person_act_as(job, *(const int64_t *)context, &job->actor);
}

TEST_STORE(person, what_roles_mean_is_read_once_for_all_who_act)
{
	int64_t			 town = bodies_new(t, "t", AGENCY_TOWNSHIP, 0);
	int64_t			 clerk = bodies_person(t, "clerk", town);
	int64_t			 other = bodies_person(t, "other", town);
	const struct roles	*roles;

	check_ok(job_read(&t->job, act, &clerk), t->fault);
	roles = t->job.actor->roles;
	t->job.actor = NULL;
	check_ok(job_read(&t->job, act, &other), t->fault);
	cr_assert_eq(t->job.actor->roles, roles);
}

/* One desk for a county and its office: a grant on each. */
TEST_STORE(person, a_desk_shared_by_two_bodies_has_a_grant_on_each)
{
	int64_t	county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t	office = bodies_new(t, "o", AGENCY_DEPARTMENT, 0);
	int64_t	clerk = bodies_person(t, "clerk", office);

	check_ok(bodies_grant(t, clerk, "editor", office), t->fault);
	check_ok(bodies_grant(t, clerk, "editor", county), t->fault);
	check_fails(bodies_grant(t, clerk, "editor", county), t,
	    ERR_CONFLICT, "person.has_role");
	bodies_act_as(t, clerk);
	cr_assert(may(t, "record.edit", county));
	cr_assert(may(t, "record.edit", office));
	check_int(bodies_load(t, county).id, county);
}

static enum err
load_body(struct job *job, void *context)
{
	struct agency	agency;

	return agency_load(job, *(int64_t *)context, &agency);
}

TEST_STORE(person, without_a_grant_sees_nothing)
{
	int64_t	county = bodies_new(t, "c", AGENCY_COUNTY, 0);

	bodies_act_as(t, bodies_person(t, "nobody", county));
	cr_assert_not(may(t, "record.edit", county));
	check_fails(job_read(&t->job, load_body, &county), t, ERR_NOT_FOUND,
	    "agency.unknown");
}

static enum err
give(struct job *job, void *context)
{
	return person_grant(job, context, S(""));
}

static enum err
take(struct job *job, void *context)
{
	return person_revoke(job, ((struct grant *)context)->id, S(""));
}

/* A grant with its days; how it ended. */
static enum err
give_days(struct test_store *t, int64_t person, const char *role,
    int64_t agency, day since, day until)
{
	struct grant	grant = { .person = person, .role = str_of(role),
			    .agency = agency, .since = since, .until = until };

	fault_clear(&t->fault);
	return job_write(&t->job, give, &grant);
}

TEST_STORE(person, a_grant_holds_from_its_first_to_its_last_day)
{
	int64_t	county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t	clerk = bodies_person(t, "clerk", county);
	day	today = t->job.today;

	check_ok(give_days(t, clerk, "editor", county, today + 1, today + 2),
	    t->fault);
	for (day d = today; d <= today + 3; d++) {
		t->job.today = d;
		bodies_act_as(t, clerk);
		check_int(may(t, "record.edit", county), d == today + 1 ||
		    d == today + 2);
	}
	check_fails(give_days(t, clerk, "editor", county, today, today - 1),
	    t, ERR_INVALID, "person.until_before");
	check_fails(give_days(t, clerk, "king", county, today, DAY_NONE), t,
	    ERR_INVALID, "role.unknown");
}

/* System, security and audit (等保): never two of them in one hand. */
TEST_STORE(person, the_three_administrators_are_never_one_person)
{
	static const char *const	admin[] = { "system_admin",
					    "security_admin", "audit_admin" };
	int64_t	county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t	other = bodies_new(t, "o", AGENCY_COUNTY, 0);
	day	today = t->job.today;

	for (int i = 0; i < 3; i++) {
		int64_t	who = bodies_person(t, str_c(t->job.arena,
			    str_printf(t->job.arena, "p%d", i)), county);

		check_ok(give_days(t, who, admin[i], county, today,
		    today + 9), t->fault);
		for (int k = 0; k < 3; k++) {
			if (k == i)
				continue;
			check_fails(bodies_grant(t, who, admin[k], county),
			    t, ERR_CONFLICT, "person.apart");
			check_fails(bodies_grant(t, who, admin[k], other),
			    t, ERR_CONFLICT, "person.apart");
			check_fails(give_days(t, who, admin[k], other,
			    today + 9, DAY_NONE), t, ERR_CONFLICT,
			    "person.apart");
			check_fails(give_days(t, who, admin[k], other,
			    today - 9, today), t, ERR_CONFLICT,
			    "person.apart");
		}
		check_ok(give_days(t, who, admin[(i + 1) % 3], other,
		    today + 10, today + 19), t->fault);
		check_ok(bodies_grant(t, who, "editor", county), t->fault);
	}
}

static enum err
leave(struct job *job, void *context)
{
	struct person	person;
	enum err	e;

	e = person_find(job, S("first"), &person);
	person.until = *(day *)context;
	return e == OK ? person_save(job, &person, S("")) : e;
}

TEST_STORE(person, the_last_system_administrator_stays)
{
	int64_t		county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t		town = bodies_new(t, "t", AGENCY_TOWNSHIP, county);
	day		today = t->job.today, gone = today;
	int64_t		first = bodies_person(t, "first", county);
	int64_t		second = bodies_person(t, "second", county);
	struct grant	grant = { .person = first, .role =
			    S("system_admin"), .agency = county, .since =
			    today, .until = DAY_NONE };

	check_ok(job_write(&t->job, give, &grant), t->fault);
	check_fails(job_write(&t->job, take, &grant), t, ERR_CONFLICT,
	    "person.last");
	check_ok(bodies_grant(t, second, "system_admin", town), t->fault);
	check_fails(job_write(&t->job, take, &grant), t, ERR_CONFLICT,
	    "person.last");
	check_fails(job_write(&t->job, leave, &gone), t, ERR_CONFLICT,
	    "person.last");
	check_ok(give_days(t, second, "system_admin", county, today,
	    today + 9), t->fault);
	gone = today + 9;
	check_fails(job_write(&t->job, leave, &gone), t, ERR_CONFLICT,
	    "person.last");
	check_ok(job_write(&t->job, take, &grant), t->fault);
	bodies_act_as(t, first);
	cr_assert_not(may(t, "agency.change", county));
	bodies_act_as(t, second);
	cr_assert(may(t, "agency.change", county));
}

TEST_STORE(person, a_revoked_grant_is_over_at_once_and_once)
{
	int64_t		county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	struct grant	grant = { .person = bodies_person(t, "a", county),
			    .role = S("editor"), .agency = county, .since =
			    t->job.today, .until = DAY_NONE };

	check_ok(job_write(&t->job, give, &grant), t->fault);
	check_ok(job_write(&t->job, take, &grant), t->fault);
	bodies_act_as(t, grant.person);
	cr_assert_not(may(t, "record.edit", county));
	bodies_act_as(t, 0);
	check_fails(job_write(&t->job, take, &grant), t, ERR_CONFLICT,
	    "person.grant_ended");
	check_ok(bodies_grant(t, grant.person, "editor", county), t->fault);
}

TEST_STORE(person, roles_are_given_by_who_may_and_not_to_oneself)
{
	int64_t	county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t	town = bodies_new(t, "t", AGENCY_TOWNSHIP, county);
	int64_t	security = bodies_person(t, "security", town);
	int64_t	clerk = bodies_person(t, "clerk", town);

	check_ok(bodies_grant(t, security, "security_admin", town), t->fault);
	check_ok(bodies_grant(t, clerk, "editor", town), t->fault);
	bodies_act_as(t, security);
	check_ok(bodies_grant(t, clerk, "reviewer", town), t->fault);
	check_fails(bodies_grant(t, clerk, "reviewer", county), t,
	    ERR_FORBIDDEN, "agency.not_seen");
	check_fails(bodies_grant(t, security, "editor", town), t,
	    ERR_FORBIDDEN, "person.self");
	bodies_act_as(t, clerk);
	check_fails(bodies_grant(t, security, "editor", town), t,
	    ERR_FORBIDDEN, "person.may_not_grant");
}

static enum err
make(struct job *job, void *context)
{
	return person_new(job, context, S(""));
}

static enum err
find(struct job *job, void *context)
{
	struct person	*person = context;

	return person_find(job, person->login, person);
}

TEST_STORE(person, a_login_is_one_of_a_kind_however_it_is_typed)
{
	int64_t		county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t		id = bodies_person(t, "Zhang.San", county);
	struct person	person = { .agency = county, .login =
			    S(" ｚhang.SAN "), .name = S("张三"), .until =
			    DAY_NONE };

	check_fails(job_write(&t->job, make, &person), t, ERR_CONFLICT,
	    "person.login_taken");
	person.login = S("ZHANG．san");
	check_ok(job_read(&t->job, find, &person), t->fault);
	check_int(person.id, id);
	check_str(person.login, S("zhang.san"));
	person.login = S("zhang san");
	check_fails(job_write(&t->job, make, &person), t, ERR_INVALID,
	    "person.wrong_login");
	check_fails(job_read(&t->job, find, &person), t, ERR_NOT_FOUND,
	    "person.unknown");
}

static enum err
act_as(struct job *job, void *context)
{
	const struct actor	*actor;

	return person_act_as(job, *(int64_t *)context, &actor);
}

TEST_STORE(person, who_left_does_not_act)
{
	int64_t	county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t	first = bodies_person(t, "first", county);
	day	last = t->job.today;

	check_ok(job_write(&t->job, leave, &last), t->fault);
	check_ok(job_read(&t->job, act_as, &first), t->fault);
	t->job.today++;
	check_fails(job_read(&t->job, act_as, &first), t, ERR_FORBIDDEN,
	    "person.left");
	check_fails(bodies_grant(t, first, "editor", county), t,
	    ERR_CONFLICT, "person.left");
}
