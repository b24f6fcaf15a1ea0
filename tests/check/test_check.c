#include "tests/report.h"

#include <string.h>

/* What the table of all rules is made from. */
Test(check, every_rule_is_explained_in_both_languages)
{
	static const char *const part[] = { "title", "source", "example",
	    "false_alarms" };
	struct arena		*arena = test_arena();
	struct fault		 fault;

	for (enum lang lang = 0; lang < LANG__MAX; lang++) {
		const struct words	*words;

		check_ok(word_load(arena, lang, &words, &fault), fault);
		for (size_t i = 0; i < check_count; i++)
			for (size_t j = 0; j < 4; j++)
				cr_assert(word_has(words, arena_printf(arena,
				    "check.%s.%s", check_index[i]->id,
				    part[j])), "check.%s.%s is not there",
				    check_index[i]->id, part[j]);
	}
}

static const struct check *
check_of(const char *id)
{
	for (size_t i = 0; i < check_count; i++)
		if (strcmp(check_index[i]->id, id) == 0)
			return check_index[i];
	return NULL;
}

/* Else a relation of a form would never be held against anything. */
Test(check, every_relation_of_a_form_has_a_rule_that_holds_it)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);

	for (size_t i = 0; i < forms->n; i++)
		for (size_t t = 0; t < forms->form[i].tables; t++) {
			const struct form_table	*table;

			table = &forms->form[i].table[t];
			for (size_t r = 0; r < table->rules; r++)
				cr_assert_not_null(check_of(str_c(arena,
				    table->rule[r].id)));
		}
	for (size_t i = 0; i < 9; i++) {
		static const char *const id[] = { "C1", "C2", "C3", "C4",
		    "I1", "I2", "I3", "I5", "P1" };

		cr_assert_not_null(check_of(id[i]), "%s has no rule", id[i]);
	}
}

Test(check, findings_come_in_the_order_of_the_form)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	struct check_run	*run;

	report_set(report, "t4", "review", "upheld", 1);
	report_set(report, "t3", "carried_out", "natural", 1);
	report_set(report, "t3", "new", "research", 1);
	report_state(report, "t2", "compulsion", "decisions", FILLED_BLANK,
	    "");
	run = report_check(arena, report);
	for (size_t i = 1; i < run->n; i++) {
		const struct finding	*a = &run->finding[i - 1];
		const struct finding	*b = &run->finding[i];

		cr_assert(str_compare(a->table, b->table) <= 0);
	}
	check_str(run->finding[run->n - 1].table, S("t4"));
}

Test(check, totals_count_by_severity)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	struct check_run	*run;
	size_t			 warnings;

	warnings = check_total(report_check(arena, report), CHECK_WARNING);
	report_state(report, "t2", "compulsion", "decisions", FILLED_BLANK,
	    "");
	report_set(report, "t4", "review", "upheld", 1);
	run = report_check(arena, report);
	check_int(check_total(run, CHECK_WARNING), warnings + 1);
	check_str(str_of(check_severity_name(CHECK_ERROR)), S("error"));
	check_str(str_of(check_severity_name(CHECK_WARNING)), S("warning"));
	check_str(str_of(check_severity_name(CHECK_NOTE)), S("note"));
}
