#include "domain/second.h"

#include <pthread.h>
#include <stdatomic.h>

#include "domain/credential.h"
#include "domain/totp.h"
#include "tests/people.h"

/* A person who sets up a second factor. */
struct setup {
	int64_t			person;
	struct second_secret	secret;
	str			code;		/* what confirms it */
	str			recovery[SECOND_CODES];
	int64_t			left;		/* recovery codes */
};

static enum err
begin(struct job *job, void *context)
{
	struct setup	*setup = context;

	return second_begin(job, setup->person, S("gongkai"), &setup->secret);
}

static enum err
confirm(struct job *job, void *context)
{
	struct setup	*setup = context;

	return second_confirm(job, setup->person, setup->code,
	    setup->recovery);
}

static enum err
off(struct job *job, void *context)
{
	return second_off(job, ((struct setup *)context)->person, S("test"));
}

static enum err
count_left(struct job *job, void *context)
{
	struct setup	*setup = context;

	return second_left(job, setup->person, &setup->left);
}

/* The bytes that were typed in as base 32. */
static str
secret_of(const struct setup *setup)
{
	static const char	 alphabet[] =
				     "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char			*secret = arena_alloc(test_arena(),
				     TOTP_SECRET);
	size_t			 bit = 0;

	for (size_t i = 0; i < setup->secret.text.n; i++) {
		char	c = setup->secret.text.at[i];
		int	five = 0;

		if (c == ' ')
			continue;
		while (alphabet[five] != c)
			five++;
		for (int k = 4; k >= 0; k--, bit++)
			if (five >> k & 1)
				secret[bit / 8] |= (char)(0x80 >> bit % 8);
	}
	return (str){ secret, TOTP_SECRET };
}

/* What the app shows now. */
static const char *
app(struct test_store *t, const struct setup *setup)
{
	return str_c(test_arena(), totp_code(test_arena(), secret_of(setup),
	    totp_step(t->job.now)));
}

static struct setup
member(struct test_store *t, const char *login)
{
	struct setup	setup = { .person = people_member(t, login) };

	bodies_act_as(t, setup.person);
	check_ok(job_write(&t->job, begin, &setup), t->fault);
	setup.code = str_of(app(t, &setup));
	check_ok(job_write(&t->job, confirm, &setup), t->fault);
	bodies_act_as(t, 0);
	people_later(t, 1);
	return setup;
}

static void
check_refused(struct test_store *t, const char *code, const char *key)
{
	struct account_entry	entry;

	check_int(people_enter(t, "li.ming", PEOPLE_PASSWORD, code, &entry),
	    ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, key, "%s", t->fault.key);
}

static void
check_enters(struct test_store *t, const char *code)
{
	struct account_entry	entry;

	check_ok(people_enter(t, "li.ming", PEOPLE_PASSWORD, code, &entry),
	    t->fault);
}

TEST_STORE(second, it_counts_once_a_first_code_confirmed_it)
{
	struct setup	setup = { .person = people_member(t, "li.ming") };

	check_ok(job_write(&t->job, begin, &setup), t->fault);
	check_enters(t, "");
	setup.code = S("000000");
	check_int(job_write(&t->job, confirm, &setup), ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "account.second.wrong");
	check_enters(t, "");
	setup.code = str_of(app(t, &setup));
	check_ok(job_write(&t->job, confirm, &setup), t->fault);
	check_refused(t, "", "account.code");
	check_int(people_told(t, "account.second.on"), 1);
}

TEST_STORE(second, a_code_opens_once)
{
	struct setup	setup = member(t, "li.ming");

	check_refused(t, "", "account.code");
	check_refused(t, "123456", "account.wrong");
	check_enters(t, app(t, &setup));
	check_refused(t, app(t, &setup), "account.wrong");
	people_later(t, 1);
	check_enters(t, app(t, &setup));
}

TEST_STORE(second, under_gm_all_of_it_works_the_same)
{
	struct account_entry	entry;
	struct setup		setup;

	people_set(t, "crypto = gm");
	setup = member(t, "li.ming");
	check_refused(t, "", "account.code");
	check_enters(t, app(t, &setup));
	check_enters(t, str_c(test_arena(), setup.recovery[0]));
	check_int(people_enter(t, "li.ming", S("wrong"), "", &entry),
	    ERR_FORBIDDEN);
}

/* Threads that bring the same code at once. */
struct bringing {
	struct test_store	*t;
	const char		*code;
	atomic_int		*entered;
};

static void *
bring(void *context)
{
	struct bringing		*bringing = context;
	struct account_entry	 entry;

	if (people_enter(bringing->t, "li.ming", PEOPLE_PASSWORD,
	    bringing->code, &entry) == OK)
		(*bringing->entered)++;
	return NULL;
}

TEST_STORE(second, of_three_who_bring_a_code_at_once_one_comes_in)
{
	struct setup	setup = member(t, "li.ming");
	pthread_t	threads[3];
	struct bringing	bringing[3];
	atomic_int	entered = 0;
	const char	*code = app(t, &setup);

	for (int i = 0; i < 3; i++) {
		bringing[i] = (struct bringing){ test_store_fork(t), code,
		    &entered };
		bringing[i].t->job.now = t->job.now;
	}
	for (int i = 0; i < 3; i++)
		check_int(pthread_create(&threads[i], NULL, bring,
		    &bringing[i]), 0);
	for (int i = 0; i < 3; i++)
		(void)pthread_join(threads[i], NULL);
	check_int(entered, 1);
}

TEST_STORE(second, the_code_that_confirmed_does_not_open)
{
	struct setup	setup = { .person = people_member(t, "li.ming") };

	check_ok(job_write(&t->job, begin, &setup), t->fault);
	setup.code = str_of(app(t, &setup));
	check_ok(job_write(&t->job, confirm, &setup), t->fault);
	check_refused(t, str_c(test_arena(), setup.code), "account.wrong");
}

TEST_STORE(second, asking_for_the_code_is_no_failure)
{
	struct setup	setup = member(t, "li.ming");

	for (int i = 0; i < 10; i++)
		check_refused(t, "", "account.code");
	check_enters(t, app(t, &setup));
}

TEST_STORE(second, wrong_codes_make_wait)
{
	struct account_entry	entry;

	(void)member(t, "li.ming");
	for (int i = 0; i < 4; i++)
		check_refused(t, "000000", "account.wrong");
	check_int(people_enter(t, "li.ming", PEOPLE_PASSWORD, "000000",
	    &entry), ERR_BUSY);
}

TEST_STORE(second, a_recovery_code_opens_once)
{
	struct setup	 setup = member(t, "li.ming");
	const char	*code = str_c(test_arena(), setup.recovery[3]);

	check_int(setup.recovery[3].n, 19);
	check_enters(t, code);
	check_refused(t, code, "account.wrong");
	check_enters(t, str_c(test_arena(), setup.recovery[9]));
	check_ok(job_read(&t->job, count_left, &setup), t->fault);
	check_int(setup.left, SECOND_CODES - 2);
}

TEST_STORE(second, a_recovery_code_is_ones_own)
{
	struct setup	li = member(t, "li.ming"), zhao = member(t, "zhao");

	check_refused(t, str_c(test_arena(), zhao.recovery[0]),
	    "account.wrong");
	check_enters(t, str_c(test_arena(), li.recovery[0]));
}

TEST_STORE(second, nobody_begins_one_for_another)
{
	struct setup	setup = { .person = people_member(t, "li.ming") };
	int64_t		guard = people_new(t, "guard");

	people_grant(t, guard, "security_admin");
	bodies_act_as(t, guard);
	check_int(job_write(&t->job, begin, &setup), ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "account.not_yours");
}

TEST_STORE(second, one_that_counts_is_not_begun_again)
{
	struct setup	setup = member(t, "li.ming");

	check_int(job_write(&t->job, begin, &setup), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "account.second.there");
	check_int(job_write(&t->job, confirm, &setup), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "account.second.not_begun");
}

TEST_STORE(second, who_lost_the_phone_is_helped_by_the_security_administrator)
{
	struct setup	setup = member(t, "li.ming");
	int64_t		guard = people_new(t, "guard");
	int64_t		editor = people_new(t, "editor");

	people_grant(t, guard, "security_admin");
	people_grant(t, editor, "editor");
	bodies_act_as(t, editor);
	check_int(job_write(&t->job, off, &setup), ERR_FORBIDDEN);
	check_refused(t, "", "account.code");
	bodies_act_as(t, guard);
	check_ok(job_write(&t->job, off, &setup), t->fault);
	check_enters(t, "");
	check_int(people_told_by(t, "account.second.off"), guard);
}

/* One engine's file is enough. */
Test(second, the_secret_does_not_stand_in_the_store)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct setup	setup = { .person = people_member(t, "li.ming") };

	check_ok(job_write(&t->job, begin, &setup), t->fault);
	cr_assert(people_file_has(t, S("li.ming")));
	cr_assert(!people_file_has(t, secret_of(&setup)));
}
