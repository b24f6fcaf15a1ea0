#include "domain/account.h"

#include <pthread.h>
#include <stdatomic.h>

#include "domain/agency.h"
#include "domain/credential.h"
#include "domain/second.h"
#include "domain/session.h"
#include "domain/totp.h"
#include "tests/people.h"
#include "woven/sql.h"

/* Coming in ends with this sentence. */
static void
check_refused(struct test_store *t, const char *login, str password,
    const char *code, const char *key)
{
	struct account_entry	entry = { 0 };
	enum err		e = people_enter(t, login, password, code,
				    &entry);

	cr_assert_neq(e, OK);
	cr_assert_str_eq(t->fault.key, key, "%s", t->fault.key);
	check_int(entry.token.n, 0);
	cr_assert(password.n < 5 || !str_has((str){ t->fault.text,
	    sizeof t->fault.text }, password));
}

static struct account_entry
check_enters(struct test_store *t, const char *login, const char *code)
{
	struct account_entry	entry = { 0 };

	check_ok(people_enter(t, login, PEOPLE_PASSWORD, code, &entry),
	    t->fault);
	check_int(entry.token.n, 64);
	return entry;
}

struct used {
	str		token;
	struct session	session;
};

static enum err
use(struct job *job, void *context)
{
	struct used	*used = context;

	return session_find(job, used->token, &used->session);
}

/* The token is good, and whose it is. */
static int64_t
check_good(struct test_store *t, str token)
{
	struct used	used = { .token = token };

	check_ok(job_read(&t->job, use, &used), t->fault);
	return used.session.person;
}

static void
check_over(struct test_store *t, str token)
{
	struct used	used = { .token = token };

	fault_clear(&t->fault);
	check_int(job_read(&t->job, use, &used), ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "account.signed_out");
}

/* --- coming in and going out ---------------------------------------------- */

TEST_STORE(account, who_has_the_password_comes_in)
{
	int64_t			li = people_member(t, "li.ming");
	struct account_entry	entry = check_enters(t, " Li.Ming", "");

	check_int(entry.person, li);
	check_int(entry.due, SESSION_NOTHING);
	check_int(check_good(t, entry.token), li);
	check_int(people_told(t, "account.enter"), 1);
}

TEST_STORE(account, nothing_tells_whether_a_login_exists)
{
	struct account_entry	entry;

	(void)people_member(t, "li.ming");
	(void)people_new(t, "zhao");	/* never accepted an invitation */
	check_refused(t, "li.ming", S("wrong"), "", "account.wrong");
	check_refused(t, "nobody", PEOPLE_PASSWORD, "", "account.wrong");
	check_refused(t, "zhao", PEOPLE_PASSWORD, "", "account.wrong");
	check_refused(t, "zhao", S(""), "", "account.wrong");
	check_refused(t, "no login at all!", S("x"), "", "account.wrong");
	check_int(people_told(t, "account.refuse"), 5);
	/* Waiting comes to those who are not there, too. */
	people_later(t, 24 * 60 + 1);
	for (int i = 0; i < 4; i++)
		check_refused(t, "nobody", S("x"), "", "account.wrong");
	check_refused(t, "nobody", S("x"), "", "account.wait");
	check_ok(people_enter(t, "li.ming", PEOPLE_PASSWORD, "", &entry),
	    t->fault);
}

TEST_STORE(account, failures_make_wait_twice_as_long_each_time)
{
	(void)people_member(t, "li.ming");
	for (int i = 0; i < 4; i++)
		check_refused(t, "li.ming", S("wrong"), "", "account.wrong");
	/* Not even the right one is looked at now. */
	check_refused(t, "li.ming", PEOPLE_PASSWORD, "", "account.wait");
	check_str(t->fault.arg[0], S("1"));
	people_later(t, 1);
	check_refused(t, "li.ming", S("wrong"), "", "account.wrong");
	check_refused(t, "li.ming", S("wrong"), "", "account.wait");
	check_str(t->fault.arg[0], S("2"));
	people_later(t, 2);
	(void)check_enters(t, "li.ming", "");
	/* All is forgiven. */
	for (int i = 0; i < 4; i++)
		check_refused(t, "li.ming", S("wrong"), "", "account.wrong");
}

TEST_STORE(account, failures_of_one_source_over_many_accounts_make_wait)
{
	(void)people_member(t, "li.ming");
	for (int i = 0; i < 11; i++)
		check_refused(t, arena_printf(t->job.arena, "zhao%d", i),
		    S("wrong"), "", "account.wrong");
	check_refused(t, "li.ming", PEOPLE_PASSWORD, "", "account.wait");
}

TEST_STORE(account, coming_in_often_is_no_failure_of_the_source)
{
	(void)people_member(t, "li.ming");
	for (int i = 0; i < 15; i++)
		(void)check_enters(t, "li.ming", "");
}

TEST_STORE(account, failures_are_forgotten_after_a_day)
{
	(void)people_member(t, "li.ming");
	for (int i = 0; i < 3; i++)
		check_refused(t, "li.ming", S("wrong"), "", "account.wrong");
	people_later(t, 24 * 60 + 1);
	for (int i = 0; i < 3; i++)
		check_refused(t, "li.ming", S("wrong"), "", "account.wrong");
	(void)check_enters(t, "li.ming", "");
}

/* Threads that guess at once. */
struct guessing {
	struct test_store	*t;
	atomic_int		*looked_at;	/* tries that were no wait */
};

static void *
guess(void *context)
{
	struct guessing		*guessing = context;
	struct account_entry	 entry;

	if (people_enter(guessing->t, "li.ming", S("wrong"), "", &entry) ==
	    ERR_FORBIDDEN)
		(*guessing->looked_at)++;
	return NULL;
}

TEST_STORE(account, many_guesses_at_once_are_many)
{
	pthread_t	threads[10];
	struct guessing	guessing[10];
	atomic_int	looked_at = 0;

	(void)people_member(t, "li.ming");
	for (int i = 0; i < 10; i++)
		guessing[i] = (struct guessing){ test_store_fork(t),
		    &looked_at };
	for (int i = 0; i < 10; i++)
		check_int(pthread_create(&threads[i], NULL, guess,
		    &guessing[i]), 0);
	for (int i = 0; i < 10; i++)
		(void)pthread_join(threads[i], NULL);
	check_int(looked_at, 4);
}

static enum err
leave_body(struct job *job, void *context)
{
	struct person	person;
	enum err	e = person_load(job, *(int64_t *)context, &person);

	person.until = job->today - 1;
	return e == OK ? person_save(job, &person, S("test")) : e;
}

TEST_STORE(account, who_left_does_not_come_in)
{
	int64_t	li = people_member(t, "li.ming");

	check_ok(job_write(&t->job, leave_body, &li), t->fault);
	check_refused(t, "li.ming", PEOPLE_PASSWORD, "", "account.wrong");
}

TEST_STORE(account, leaving_ends_the_session_and_no_other)
{
	struct account_entry	one, two;

	(void)people_member(t, "li.ming");
	one = check_enters(t, "li.ming", "");
	two = check_enters(t, "li.ming", "");
	check_ok(account_leave(&t->job, one.token), t->fault);
	check_over(t, one.token);
	(void)check_good(t, two.token);
	check_ok(account_leave(&t->job, one.token), t->fault);
	check_int(people_told(t, "account.leave"), 1);
}

/* --- sessions ------------------------------------------------------------- */

TEST_STORE(account, a_session_that_is_not_used_ends)
{
	struct account_entry	entry;

	(void)people_member(t, "li.ming");
	entry = check_enters(t, "li.ming", "");
	people_later(t, 29);
	(void)check_good(t, entry.token);
	people_errands(t);
	people_later(t, 29);
	(void)check_good(t, entry.token);
	people_errands(t);
	people_later(t, 30);
	check_over(t, entry.token);
}

TEST_STORE(account, a_session_ends_however_much_it_is_used)
{
	struct account_entry	entry;

	people_set(t, "session_hours = 1");
	(void)people_member(t, "li.ming");
	entry = check_enters(t, "li.ming", "");
	for (int i = 0; i < 5; i++) {
		people_later(t, 11);
		(void)check_good(t, entry.token);
		people_errands(t);
	}
	people_later(t, 5);
	check_over(t, entry.token);
}

TEST_STORE(account, a_token_that_is_none_is_refused)
{
	(void)people_member(t, "li.ming");
	check_over(t, S(""));
	check_over(t, S("' or 1 = 1 --"));
}

/* One engine's file is enough. */
Test(account, neither_token_nor_password_stand_in_the_store)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct account_entry	entry;

	(void)people_member(t, "li.ming");
	entry = check_enters(t, "li.ming", "");
	check_refused(t, "MyPassword-By-Mistake", S("x"), "",
	    "account.wrong");
	cr_assert(people_file_has(t, S("li.ming")));
	cr_assert(!people_file_has(t, entry.token));
	cr_assert(!people_file_has(t, PEOPLE_PASSWORD));
	cr_assert(!people_file_has(t, S("mypassword-by-mistake")));
	cr_assert(!people_file_has(t, S("MyPassword-By-Mistake")));
}

TEST_STORE(account, what_is_over_is_swept_away)
{
	struct sql_session_find_row	row;
	struct account_entry		entry;

	(void)people_member(t, "li.ming");
	entry = check_enters(t, "li.ming", "");
	people_later(t, 61);
	people_errands(t);
	check_ok(db_begin(t->store->db, DB_READ, DB_MACHINE, t->job.arena,
	    &t->fault), t->fault);
	check_int(sql_session_find(t->store->db, entry.token, 0, 0, &row),
	    ERR_NOT_FOUND);
	db_rollback(t->store->db);
}

/* --- passwords ------------------------------------------------------------ */

#define OTHER	S("walnut-ferry-3-cello")

TEST_STORE(account, another_password_ends_all_sessions_but_this_one)
{
	struct account_entry	one, two, new;
	int64_t			li = people_member(t, "li.ming");

	one = check_enters(t, "li.ming", "");
	two = check_enters(t, "li.ming", "");
	bodies_act_as(t, li);
	check_ok(account_password(&t->job, li, PEOPLE_PASSWORD, OTHER, &new),
	    t->fault);
	check_over(t, one.token);
	check_over(t, two.token);
	check_int(check_good(t, new.token), li);
	check_refused(t, "li.ming", PEOPLE_PASSWORD, "", "account.wrong");
	check_ok(people_enter(t, "li.ming", OTHER, "", &one), t->fault);
	check_int(people_told_by(t, "account.password.set"), li);
}

TEST_STORE(account, a_password_is_changed_with_the_old_one_only)
{
	struct account_entry	entry;
	int64_t			li = people_member(t, "li.ming");

	for (int i = 0; i < 4; i++) {
		check_int(account_password(&t->job, li, S("wrong"), OTHER,
		    &entry), ERR_FORBIDDEN);
		cr_assert_str_eq(t->fault.key, "account.wrong");
	}
	check_int(account_password(&t->job, li, PEOPLE_PASSWORD, OTHER,
	    &entry), ERR_BUSY);
	cr_assert_str_eq(t->fault.key, "account.wait");
}

TEST_STORE(account, a_bad_or_an_old_password_is_not_taken)
{
	struct account_entry	entry;
	int64_t			li = people_member(t, "li.ming");

	check_int(account_password(&t->job, li, PEOPLE_PASSWORD,
	    S("password2026"), &entry), ERR_INVALID);
	cr_assert_str_eq(t->fault.key, "account.password.common");
	check_int(account_password(&t->job, li, PEOPLE_PASSWORD,
	    PEOPLE_PASSWORD, &entry), ERR_INVALID);
	cr_assert_str_eq(t->fault.key, "account.password.same");
	(void)check_enters(t, "li.ming", "");
}

TEST_STORE(account, a_password_that_others_set_must_be_changed_first)
{
	struct account_entry	entry;
	int64_t			li = people_new(t, "li.ming");
	struct used		used;

	check_ok(account_set(&t->job, li, OTHER, S("test")), t->fault);
	check_ok(people_enter(t, "li.ming", OTHER, "", &entry), t->fault);
	check_int(entry.due, SESSION_PASSWORD);
	used.token = entry.token;
	check_ok(job_read(&t->job, use, &used), t->fault);
	check_int(used.session.due, SESSION_PASSWORD);
	check_ok(account_password(&t->job, li, OTHER, PEOPLE_PASSWORD,
	    &entry), t->fault);
	check_int(entry.due, SESSION_NOTHING);
	check_int(check_enters(t, "li.ming", "").due, SESSION_NOTHING);
}

TEST_STORE(account, a_password_is_hashed_anew_when_the_suite_changes)
{
	struct account_entry	entry;
	struct credential	credential;
	int64_t			li = people_member(t, "li.ming");

	people_set(t, "crypto = gm");
	entry = check_enters(t, "li.ming", "");
	(void)check_good(t, entry.token);
	check_ok(db_begin(t->store->db, DB_READ, DB_MACHINE, t->job.arena,
	    &t->fault), t->fault);
	t->job.db = t->store->db;
	check_ok(credential_load(&t->job, li, &credential), t->fault);
	db_rollback(t->store->db);
	t->job.db = NULL;
	cr_assert(str_starts(credential.password, S("$pbkdf2-sm3$")));
	(void)check_enters(t, "li.ming", "");
}

TEST_STORE(account, the_strict_profile_lets_passwords_grow_old)
{
	struct account_entry	entry;
	int64_t			li = people_new(t, "li.ming");
	str			strict = S("Kettle-marmot-7-violin");

	people_set(t, "password_profile = strict");
	check_int(account_set(&t->job, li, PEOPLE_PASSWORD, S("test")), OK);
	check_ok(account_password(&t->job, li, PEOPLE_PASSWORD, strict,
	    &entry), t->fault);
	check_int(entry.due, SESSION_SECOND);
	people_later(t, 91 * 24 * 60);
	check_ok(people_enter(t, "li.ming", strict, "", &entry), t->fault);
	check_int(entry.due, SESSION_PASSWORD);
}

/* --- locks ---------------------------------------------------------------- */

static enum err
lock(struct job *job, void *context)
{
	return credential_lock(job, *(int64_t *)context, S("test"));
}

static enum err
unlock(struct job *job, void *context)
{
	return credential_unlock(job, *(int64_t *)context, S("test"));
}

TEST_STORE(account, a_locked_account_is_out_and_stays_out)
{
	struct account_entry	entry;
	int64_t			li = people_member(t, "li.ming");
	int64_t			guard = people_new(t, "guard");

	people_grant(t, guard, "security_admin");
	entry = check_enters(t, "li.ming", "");
	bodies_act_as(t, guard);
	check_ok(job_write(&t->job, lock, &li), t->fault);
	check_over(t, entry.token);
	check_refused(t, "li.ming", PEOPLE_PASSWORD, "", "account.wrong");
	check_ok(job_write(&t->job, unlock, &li), t->fault);
	(void)check_enters(t, "li.ming", "");
	check_int(people_told_by(t, "account.lock"), guard);
	check_int(people_told_by(t, "account.unlock"), guard);
}

TEST_STORE(account, unlocking_forgives_failures)
{
	int64_t	li = people_member(t, "li.ming");

	for (int i = 0; i < 4; i++)
		check_refused(t, "li.ming", S("wrong"), "", "account.wrong");
	check_refused(t, "li.ming", PEOPLE_PASSWORD, "", "account.wait");
	check_ok(job_write(&t->job, unlock, &li), t->fault);
	(void)check_enters(t, "li.ming", "");
}

TEST_STORE(account, nobody_locks_without_the_need_or_himself)
{
	int64_t	li = people_member(t, "li.ming");
	int64_t	editor = people_new(t, "editor");
	int64_t	guard = people_new(t, "guard");

	people_grant(t, editor, "editor");
	people_grant(t, guard, "security_admin");
	bodies_act_as(t, editor);
	check_int(job_write(&t->job, lock, &li), ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "account.not_yours");
	check_int(job_write(&t->job, unlock, &li), ERR_FORBIDDEN);
	bodies_act_as(t, guard);
	check_int(job_write(&t->job, unlock, &guard), ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "account.itself");
	bodies_act_as(t, 0);
	(void)check_enters(t, "li.ming", "");
}
