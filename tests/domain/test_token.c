#include "domain/credential.h"
#include "domain/token.h"
#include "tests/bodies.h"
#include "tests/people.h"

struct making {
	struct token	 token;
	str		 text;
	const struct actor *actor;
};

static enum err
make(struct job *job, void *context)
{
	struct making	*making = context;

	return token_new(job, &making->token, S("test"), &making->text);
}

static enum err
act(struct job *job, void *context)
{
	struct making	*making = context;

	return token_act_as(job, making->text, &making->actor);
}

static enum err
end(struct job *job, void *context)
{
	struct making	*making = context;

	return token_end(job, making->token.person, making->token.name,
	    S("test"));
}

static struct making
made(struct test_store *t, int64_t person, const char *scopes, int64_t body)
{
	struct making	making = { .token = { .person = person,
			    .name = S("年报"), .scopes = str_of(scopes),
			    .body = body, .until = DAY_NONE } };

	check_ok(job_write(&t->job, make, &making), t->fault);
	return making;
}

TEST_STORE(token, does_of_what_its_person_may_what_its_scopes_name)
{
	int64_t		person = people_new(t, "li");
	struct making	making;

	people_grant(t, person, "editor");
	making = made(t, person, "record.edit case.sign", 0);
	check_ok(job_read(&t->job, act, &making), t->fault);
	check_int(making.actor->person.id, person);
	cr_assert(person_holds(making.actor, S("record.edit")));
	cr_assert(!person_holds(making.actor, S("report.fill")));
	cr_assert(!person_holds(making.actor, S("case.sign")));
}

TEST_STORE(token, holds_on_its_body_alone)
{
	int64_t		person = people_new(t, "li");
	int64_t		county = bodies_new(t, "SHIQIAO", AGENCY_COUNTY, 0);
	int64_t		town = bodies_new(t, "YUNXI", AGENCY_TOWNSHIP,
			    county);
	struct making	making;

	check_ok(bodies_grant(t, person, "editor", county), t->fault);
	people_grant(t, person, "editor");
	making = made(t, person, "record.edit", town);
	check_ok(job_read(&t->job, act, &making), t->fault);
	check_int(making.actor->grants, 1);
	check_int(making.actor->grant[0].agency, town);
}

TEST_STORE(token, is_over_behind_its_last_day_and_when_it_is_ended)
{
	int64_t		person = people_new(t, "li");
	struct making	making = made(t, person, "", 0);

	check_ok(job_read(&t->job, act, &making), t->fault);
	people_later(t, 367 * 24 * 60);
	check_int(job_read(&t->job, act, &making), ERR_FORBIDDEN);
	making = made(t, person, "", 0);
	check_ok(job_read(&t->job, act, &making), t->fault);
	check_ok(job_write(&t->job, end, &making), t->fault);
	check_int(job_read(&t->job, act, &making), ERR_FORBIDDEN);
	check_int(job_write(&t->job, end, &making), ERR_NOT_FOUND);
	check_int(people_told(t, "token.make"), 2);
	check_int(people_told(t, "token.end"), 1);
}

static enum err
lock(struct job *job, void *context)
{
	return credential_lock(job, *(int64_t *)context, S("test"));
}

TEST_STORE(token, of_a_locked_account_does_nothing)
{
	int64_t		person = people_new(t, "li");
	struct making	making = made(t, person, "", 0);

	check_ok(job_write(&t->job, lock, &person), t->fault);
	check_int(job_read(&t->job, act, &making), ERR_FORBIDDEN);
}

TEST_STORE(token, is_made_by_its_person_and_by_who_gives_roles)
{
	int64_t		person = people_new(t, "li");
	int64_t		other = people_new(t, "wang");
	struct making	making = { .token = { .person = person,
			    .name = S("a"), .until = DAY_NONE } };

	people_grant(t, other, "editor");
	bodies_act_as(t, other);
	check_int(job_write(&t->job, make, &making), ERR_FORBIDDEN);
	bodies_act_as(t, person);
	making.token.until = DAY_NONE;
	check_ok(job_write(&t->job, make, &making), t->fault);
	check_int(job_write(&t->job, make, &making), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "token.there");
}

TEST_STORE(token, has_a_name_known_needs_and_an_end)
{
	int64_t		person = people_new(t, "li");
	struct making	making = { .token = { .person = person,
			    .name = S(" "), .until = DAY_NONE } };

	check_int(job_write(&t->job, make, &making), ERR_INVALID);
	cr_assert_str_eq(t->fault.key, "token.name");
	making.token.name = S("a");
	making.token.scopes = S("record.edit everything");
	check_int(job_write(&t->job, make, &making), ERR_INVALID);
	cr_assert_str_eq(t->fault.key, "token.scope");
	making.token.scopes = S("");
	making.token.until = t->job.today + 367;
	check_int(job_write(&t->job, make, &making), ERR_INVALID);
	cr_assert_str_eq(t->fault.key, "token.until");
}

TEST_STORE(token, stands_nowhere_in_the_store)
{
	struct making	making = made(t, people_new(t, "li"), "", 0);

	if (db_engine(t->store->db) == DB_SQLITE)
		cr_assert(!people_file_has(t, making.text));
	check_int(making.text.n, 64);
}
