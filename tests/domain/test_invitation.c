#include "domain/invitation.h"

#include <pthread.h>

#include "domain/credential.h"
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

static enum err
lock(struct job *job, void *context)
{
	return credential_lock(job, *(int64_t *)context, S("test"));
}

TEST_STORE(invitation, a_lock_and_another_password_end_it)
{
	struct invited	invited = invite_new(t, "li.ming");

	check_ok(account_set(&t->job, invited.person, PEOPLE_PASSWORD,
	    S("test")), t->fault);
	check_none(t, invited.token);
	check_ok(job_write(&t->job, invite, &invited), t->fault);
	check_ok(job_write(&t->job, lock, &invited.person), t->fault);
	check_none(t, invited.token);
}

/* Threads that use one invitation at once. */
struct accepting {
	struct test_store	*t;
	str			 token;
	enum err		 e;	/* how it ended */
};

static void *
accept_one(void *context)
{
	struct accepting	*accepting = context;
	int64_t			 person;

	accepting->e = account_accept(&accepting->t->job, accepting->token,
	    PEOPLE_PASSWORD, &person);
	return NULL;
}

TEST_STORE(invitation, of_many_who_use_it_at_once_one_does)
{
	struct invited		invited = invite_new(t, "li.ming");
	struct accepting	accepting[5];
	pthread_t		threads[5];
	int			used = 0;

	for (int i = 0; i < 5; i++)
		accepting[i] = (struct accepting){ test_store_fork(t),
		    invited.token, OK };
	for (int i = 0; i < 5; i++)
		check_int(pthread_create(&threads[i], NULL, accept_one,
		    &accepting[i]), 0);
	for (int i = 0; i < 5; i++) {
		(void)pthread_join(threads[i], NULL);
		used += accepting[i].e == OK;
		cr_assert(accepting[i].e == OK ||
		    accepting[i].e == ERR_FORBIDDEN);
	}
	check_int(used, 1);
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
	bodies_act_as(t, editor);
	check_int(job_write(&t->job, invite, &invited), ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "account.not_yours");
	bodies_act_as(t, admin);
	check_ok(job_write(&t->job, invite, &invited), t->fault);
	check_int(people_told_by(t, "account.invite"), admin);
}

/* One engine's file is enough. */
Test(invitation, its_token_does_not_stand_in_the_store)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct invited	invited = invite_new(t, "li.ming");

	cr_assert(people_file_has(t, S("li.ming")));
	cr_assert(!people_file_has(t, invited.token));
}
