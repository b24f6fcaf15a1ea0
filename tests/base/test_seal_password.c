#include "tests/test.h"

#include <time.h>

#include "base/digest.h"
#include "base/seal_password.h"

static const struct seal_password_cost	cheap[] = {
	[SEAL_DEFAULT] = { .suite = SEAL_DEFAULT, .passes = 1, .memory = 8,
	    .iterations = 10 },
	[SEAL_GM] = { .suite = SEAL_GM, .passes = 1, .memory = 8,
	    .iterations = 10 },
};

static str
hashed(enum seal_suite suite, str password)
{
	struct fault	fault = { 0 };
	str		kept;

	check_ok(seal_password(test_arena(), &cheap[suite], password, &kept,
	    &fault), fault);
	return kept;
}

Test(seal_password, the_same_password_is_recognised_and_no_other)
{
	for (int suite = 0; suite < SEAL__SUITES; suite++) {
		str	kept = hashed((enum seal_suite)suite, S("水长山高 9"));
		bool	old = true;

		cr_assert(seal_password_is(kept, &cheap[suite],
		    S("水长山高 9"), &old));
		cr_assert(!old);
		cr_assert(!seal_password_is(kept, &cheap[suite],
		    S("水长山高 8"), &old));
		cr_assert(!seal_password_is(kept, &cheap[suite],
		    (str){ NULL, 0 }, &old));
		cr_assert(!str_has(kept, S("水长山高")));
	}
}

Test(seal_password, two_people_with_one_password_keep_different_things)
{
	for (int suite = 0; suite < SEAL__SUITES; suite++)
		cr_assert(!str_eq(hashed((enum seal_suite)suite, S("a")),
		    hashed((enum seal_suite)suite, S("a"))));
}

Test(seal_password, another_suite_or_cost_still_checks_and_is_told_as_old)
{
	struct seal_password_cost	dear[] = { cheap[0], cheap[1] };

	dear[SEAL_DEFAULT].passes = 2;
	dear[SEAL_GM].iterations = 20;
	for (int suite = 0; suite < SEAL__SUITES; suite++) {
		str	kept = hashed((enum seal_suite)suite, S("a"));
		bool	old = false;

		cr_assert(seal_password_is(kept, &cheap[!suite], S("a"),
		    &old));
		cr_assert(old);
		old = false;
		cr_assert(seal_password_is(kept, &dear[suite], S("a"), &old));
		cr_assert(old);
	}
}

/*
 * PBKDF2 with HMAC-SM3, worked out by hand for one iteration from its
 * definition: HMAC(password, salt and the number one).
 */
Test(seal_password, gm_is_pbkdf2_with_hmac_sm3)
{
	str	kept = S("$pbkdf2-sm3$1$73616c7473616c7473616c7473616c74$");
	struct seal_password_cost	cost = { .suite = SEAL_GM,
					    .iterations = 1 };
	struct digest	first;
	bool		old = true;
	str		text;

	first = digest_mac(DIGEST_SM3, S("password"),
	    S("saltsaltsaltsalt\0\0\0\x01"));
	text = digest_text(test_arena(), &first);
	kept = str_printf(test_arena(), "%.*s%.*s", STRF(kept),
	    STRF(str_sub(text, 4, text.n)));
	cr_assert(seal_password_is(kept, &cost, S("password"), &old));
	cr_assert(!old);
}

Test(seal_password, nobodys_is_checked_like_any_and_never_right)
{
	struct timespec			 from, to;
	struct seal_password_cost	 cost = cheap[SEAL_DEFAULT];
	int64_t				 spent[2];
	bool				 old = true;

	for (int suite = 0; suite < SEAL__SUITES; suite++)
		cr_assert(!seal_password_is(seal_password_nobody(test_arena(),
		    &cheap[suite]), &cheap[suite], S(""), &old));
	/* It is hashed, not refused unread: 32 MiB take their time. */
	for (int i = 0; i < 2; i++) {
		cost.memory = i == 0 ? 8 : 32768;
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
		cr_assert(!seal_password_is(seal_password_nobody(test_arena(),
		    &cost), &cost, S("a"), &old));
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
		spent[i] = (to.tv_sec - from.tv_sec) * INT64_C(1000000000) +
		    to.tv_nsec - from.tv_nsec;
	}
	cr_assert_gt(spent[1], 20 * spent[0]);
}

Test(seal_password, what_was_never_kept_is_nobodys_password)
{
	static const char *const	bad[] = {
		"", "$", "$argon2id$", "plain", "$pbkdf2-sm3$",
		"$pbkdf2-sm3$10$00$00",
		"$pbkdf2-sm3$0$73616c7473616c7473616c7473616c74$00",
		"$pbkdf2-sm3$999999999$73616c7473616c7473616c7473616c74$"
		"000102030405060708090a0b0c0d0e0f"
		"101112131415161718191a1b1c1d1e1f",
		"$argon2id$v=19$m=99999999999,t=1,p=1$AAAAAAAAAAA$AAAAAAAA",
	};
	bool	old;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_assert(!seal_password_is(str_of(bad[i]),
		    &cheap[SEAL_DEFAULT], S(""), &old), "%s", bad[i]);
}

Test(seal_password, a_password_past_any_measure_is_refused_unhashed)
{
	char		*large = arena_alloc(test_arena(), 2000);
	struct fault	 fault = { 0 };
	str		 kept;
	bool		 old;

	check_int(seal_password(test_arena(), &cheap[0], (str){ large,
	    SEAL_PASSWORD_BYTES + 1 }, &kept, &fault), ERR_TOO_LARGE);
	cr_assert(!seal_password_is(hashed(SEAL_DEFAULT, S("a")), &cheap[0],
	    (str){ large, SEAL_PASSWORD_BYTES + 1 }, &old));
}
