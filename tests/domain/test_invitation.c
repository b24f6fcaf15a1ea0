#include "domain/invitation.h"

#include "tests/people.h"

struct invited {
	int64_t	person;
	str	token;
	int64_t	until;
};

static enum err
invite(struct job *job, void *context)
{
	struct invited	*invited = context;

	return invitation_new(job, invited->person, S("test"),
	    &invited->token, &invited->until);
}

static struct invited
invite_new(struct test_store *t, const char *login)
{
	struct invited	invited = { .person = people_new(t, login) };

	check_ok(job_write(&t->job, invite, &invited), t->fault);
	check_int(invited.until, t->job.now + INT64_C(72) * 3600000);
	return invited;
}

static void
check_none(struct test_store *t, str token)
{
	int64_t	person = 0;

	fault_clear(&t->fault);
	check_int(account_accept(&t->job, token, PEOPLE_PASSWORD, &person),
	    ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "account.no_invitation");
	check_int(person, 0);
}

TEST_STORE(invitation, it_sets_a_password_once)
{
	struct invited		invited = invite_new(t, "li.ming");
	struct account_entry	entry;
	int64_t			person;

	check_ok(account_accept(&t->job, invited.token, PEOPLE_PASSWORD,
	    &person), t->fault);
	check_int(person, invited.person);
	check_ok(people_enter(t, "li.ming", PEOPLE_PASSWORD, "", &entry),
	    t->fault);
	check_int(entry.due, SESSION_NOTHING);
	check_none(t, invited.token);
}

TEST_STORE(invitation, a_bad_password_does_not_use_it_up)
{
	struct invited	invited = invite_new(t, "li.ming");
	int64_t		person;

	check_int(account_accept(&t->job, invited.token, S("li.ming-li.ming"),
	    &person), ERR_INVALID);
	cr_assert_str_eq(t->fault.key, "account.password.login");
	check_ok(account_accept(&t->job, invited.token, PEOPLE_PASSWORD,
	    &person), t->fault);
}

TEST_STORE(invitation, it_is_over_after_its_hours)
{
	struct invited	invited = invite_new(t, "li.ming");

	people_later(t, 72 * 60);
	check_none(t, invited.token);
}

TEST_STORE(invitation, a_new_one_ends_the_one_before)
{
	struct invited	old = invite_new(t, "li.ming"), new = old;
	int64_t		person;

	check_ok(job_write(&t->job, invite, &new), t->fault);
	check_none(t, old.token);
	check_ok(account_accept(&t->job, new.token, PEOPLE_PASSWORD,
	    &person), t->fault);
}

TEST_STORE(invitation, what_is_none_is_refused)
{
	(void)people_agency(t);
	check_none(t, S(""));
	check_none(t, S("0000000000000000000000000000000000000000"));
}

TEST_STORE(invitation, it_needs_the_need_of_changing_people)
{
	struct invited	invited = { .person = people_new(t, "li.ming") };
	int64_t		editor = people_new(t, "editor");
	int64_t		admin = people_new(t, "admin");

	people_grant(t, editor, "editor");
	people_grant(t, admin, "system_admin");
	people_act_as(t, editor);
	check_int(job_write(&t->job, invite, &invited), ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "account.not_yours");
	people_act_as(t, admin);
	check_ok(job_write(&t->job, invite, &invited), t->fault);
	check_int(people_told_by(t, "account.invite"), admin);
}

TEST_STORE(invitation, its_token_does_not_stand_in_the_store)
{
	struct invited	invited = invite_new(t, "li.ming");

	if (db_engine(t->store->db) != DB_SQLITE)
		cr_skip_test("one engine's file is enough");
	cr_assert(people_file_has(t, S("li.ming")));
	cr_assert(!people_file_has(t, invited.token));
}
