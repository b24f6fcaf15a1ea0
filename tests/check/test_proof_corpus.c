/*
 * The real legal documents of the shared folder bear no secrets and no
 * personal data: what is found in them is a false alarm.
 */
#include "check/proof.h"

#include "tests/test.h"

#define FILES	5000
#define OLD	40	/* words of old laws that are written otherwise now */

/* A document read as a record of its title and text. */
static struct proof_report
hold(struct arena *arena, const struct proof_rules *rules, const char *path)
{
	struct proof_subject	subject = { .date = day_make(2020, 1, 1),
				    .today = day_make(2026, 1, 1) };
	struct fault		fault = { .code = OK };
	struct proof_report	report;
	str			rest;

	check_ok(file_read(arena, path, 1 << 24, &subject.text, &fault),
	    fault);
	rest = subject.text;
	(void)str_cut(&rest, '\n', &subject.title);
	proof_read(arena, rules, &subject, &report);
	return report;
}

Test(proof_corpus, real_laws_hold_nothing_personal_and_no_secrets,
    .timeout = 120)
{
	const struct proof_rules	*rules = NULL;
	struct fault			 fault = { .code = OK };
	struct arena			*arena = test_arena();
	size_t				 n, words = 0;
	str				*path;

	check_ok(proof_rules_load(arena, &rules, &fault), fault);
	check_ok(file_list(arena, test_shared("corpus"), FILES, &path, &n,
	    &fault), fault);
	cr_assert_gt(n, 1000);
	for (size_t i = 0; i < n; i++) {
		struct arena_mark	mark = arena_mark(arena);
		struct proof_report	report = hold(arena, rules,
					    str_c(arena, path[i]));

		for (size_t k = 0; k < report.n; k++) {
			str	rule = report.finding[k].rule->key;

			words += str_is(rule, "wrong_words");
			if (!str_is(rule, "wrong_words") &&
			    !str_is(rule, "date_signed"))
				cr_expect_fail("%.*s: %.*s", STRF(path[i]),
				    STRF(rule));
		}
		arena_rewind(arena, mark);
	}
	cr_expect_leq(words, OLD, "%zu wrong words", words);
}
