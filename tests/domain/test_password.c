#include "tests/test.h"

#include "domain/password.h"

static struct password_rules
rules_of(const char *profile)
{
	struct password_rules	rules;
	struct fault		fault = { 0 };

	check_ok(password_load(test_arena(), str_of(profile), &rules, &fault),
	    fault);
	return rules;
}

/* A password that li.ming may not take, and the sentence that says why. */
struct refused {
	const char	*password;
	const char	*key;
};

static void
check_refused(const char *profile, const struct refused *refused, size_t n)
{
	struct password_rules	rules = rules_of(profile);
	struct arena		*arena = test_arena();

	for (size_t i = 0; i < n; i++) {
		struct fault	fault = { 0 };

		check_int(password_check(arena, &rules, S("Li.Ming"),
		    str_of(refused[i].password), &fault), ERR_INVALID);
		cr_assert_str_eq(fault.key, refused[i].key, "%s: %s",
		    refused[i].password, fault.key);
		for (size_t k = 0; k < fault.n; k++)
			cr_assert(!str_has(str_of(refused[i].password),
			    fault.arg[k]) || fault.arg[k].n <= 2);
	}
}

static void
check_taken(const char *profile, const char *const *taken, size_t n)
{
	struct password_rules	rules = rules_of(profile);
	struct arena		*arena = test_arena();
	struct fault		fault = { 0 };

	for (size_t i = 0; i < n; i++)
		cr_assert_eq(password_check(arena, &rules, S("li.ming"),
		    str_of(taken[i]), &fault), OK, "%s: %s", taken[i],
		    fault.key);
}

#define COUNT(array)	(sizeof(array) / sizeof(array)[0])

Test(password, what_everybody_tries_first_is_refused)
{
	static const struct refused	refused[] = {
		{ "password2026!", "account.password.common" },
		{ "P@ssw0rd2026", "account.password.common" },
		{ "2026Administrator", "account.password.common" },
		{ "woaini1314520", "account.password.common" },
		{ "ZhengfuXinxi2026", "account.password.common" },
		{ "!!!gongkai!!!789", "account.password.common" },
		{ "wangwei19850612", "account.password.common" },
		{ "passwordpassword", "account.password.common" },
	};

	check_refused("standard", refused, COUNT(refused));
}

Test(password, what_just_goes_on_is_refused)
{
	static const struct refused	refused[] = {
		{ "aaaaaaaaaaaa", "account.password.plain" },
		{ "abcdefghijkl", "account.password.plain" },
		{ "qwertyuiopas", "account.password.plain" },
		{ "1qaz2wsx3edc", "account.password.plain" },
		{ "aB1aB1aB1aB1", "account.password.plain" },
		{ "1234567890123456789", "account.password.plain" },
		{ "一一一一一二二二二二", "account.password.plain" },
	};

	check_refused("standard", refused, COUNT(refused));
}

Test(password, length_is_counted_in_characters)
{
	static const struct refused	refused[] = {
		{ "", "account.password.short" },
		{ "k7#Wm2!xq", "account.password.short" },
		{ "桥头老槐树下三只", "account.password.short" },
	};
	static const char *const	taken[] = {
		"k7#Wm2!xqe", "桥头老槐树下三只猫呀",
	};

	check_refused("standard", refused, COUNT(refused));
	check_taken("standard", taken, COUNT(taken));
}

Test(password, a_sentence_of_words_is_good)
{
	static const char *const	taken[] = {
		"correct horse battery staple", "qiaotou huaishu sanzhimao",
		"kettle-marmot-7-violin",
	};

	check_taken("standard", taken, COUNT(taken));
}

Test(password, digits_alone_must_be_many)
{
	static const struct refused	refused[] = {
		{ "13805171942", "account.password.digits" },
		{ "198506127305", "account.password.digits" },
	};
	static const char *const	taken[] = { "7305194862057391" };

	check_refused("standard", refused, COUNT(refused));
	check_taken("standard", taken, COUNT(taken));
}

Test(password, the_login_does_not_stand_in_it)
{
	static const struct refused	refused[] = {
		{ "7xk-LI.MING-q9", "account.password.login" },
	};

	check_refused("standard", refused, COUNT(refused));
}

Test(password, the_strict_profile_wants_kinds_and_length)
{
	static const struct refused	refused[] = {
		{ "correct horse battery staple", "account.password.kinds" },
		{ "k7#Wm2!xqe", "account.password.short" },
	};
	static const char *const	taken[] = {
		"Correct horse battery 7", "k7#Wm2!xqeTz",
	};

	check_refused("strict", refused, COUNT(refused));
	check_taken("strict", taken, COUNT(taken));
	check_int(rules_of("strict").days, 90);
	check_int(rules_of("standard").days, 0);
}

Test(password, a_password_past_any_measure_is_refused)
{
	struct password_rules	 rules = rules_of("standard");
	char			*large = arena_alloc(test_arena(), 2000);
	struct fault		 fault = { 0 };

	check_int(password_check(test_arena(), &rules, S("a"),
	    (str){ large, SEAL_PASSWORD_BYTES + 1 }, &fault), ERR_INVALID);
	cr_assert_str_eq(fault.key, "account.password.long");
}

Test(password, a_profile_that_is_not_there_is_named)
{
	struct password_rules	rules;
	struct fault		fault = { 0 };

	check_int(password_load(test_arena(), S("lax"), &rules, &fault),
	    ERR_INVALID);
	check_str(fault.arg[1], S("lax"));
}

Test(password, waiting_doubles_up_to_its_limit)
{
	static const struct password_tries	tries = { .free = 5,
						    .wait = 60, .most = 3600,
						    .forget = 86400 };

	check_int(password_wait(&tries, 0), 0);
	check_int(password_wait(&tries, 5), 0);
	check_int(password_wait(&tries, 6), 60000);
	check_int(password_wait(&tries, 7), 120000);
	check_int(password_wait(&tries, 11), 1920000);
	check_int(password_wait(&tries, 12), 3600000);
	check_int(password_wait(&tries, 1000000), 3600000);
}

Test(password, what_a_hash_costs_is_not_below_the_floor)
{
	struct password_rules	rules = rules_of("standard");

	cr_assert_geq(rules.cost.iterations, 100000u);
	cr_assert_geq(rules.cost.memory, 65536u);
	cr_assert_geq(rules.cost.passes, 2u);
}
