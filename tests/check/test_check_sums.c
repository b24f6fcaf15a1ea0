#include "tests/report.h"

#define SEEDS	40

/* Figures agree and every sum is a row: nothing to say. */
Test(check_sums, a_consistent_report_of_either_form_is_left_alone)
{
	for (unsigned seed = 1; seed <= SEEDS; seed++) {
		struct arena		*arena = arena_new((size_t)1 << 28);
		const struct forms	*forms = report_forms(arena);
		struct check_run	*run;

		run = report_check(arena, report_random(arena, forms,
		    seed % 2 == 0 ? 2020 : 2023, seed));
		for (size_t i = 0; report_total(run) > 0 && i < run->n; i++)
			cr_log_error("%s %.*s", run->finding[i].check->id,
			    STRF(run->finding[i].message));
		check_int(report_total(run), 0);
		arena_free(arena);
	}
}

/* Some finding names the table and the row, some the column. */
static void
check_named(const struct check_run *run, const struct form_row *row,
    const struct form_column *column)
{
	bool	by_row = false, by_column = false;

	for (size_t i = 0; i < run->n; i++) {
		const struct finding	*finding = &run->finding[i];

		if (!str_is(finding->table, "t3"))
			continue;
		by_row = by_row || str_eq(finding->row, row->key);
		by_column = by_column || str_eq(finding->column, column->key);
	}
	cr_assert(by_row && by_column, "%.*s, %.*s is not named",
	    STRF(row->key), STRF(column->key));
}

/* Every cell of table 3 is changed in turn. */
Test(check_sums, a_changed_cell_is_named_by_row_and_column)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*report = report_random(arena, forms, 2023, 7);
	struct filled_table	*at = &report->table[1];
	struct arena_mark	 mark = arena_mark(arena);

	for (size_t r = 0; r < at->table->rows; r++)
		for (size_t c = 0; c < 7; c++) {
			const struct form_row	*row = &at->table->row[r];
			struct filled_cell	*cell = &at->cell[row->first +
						    c];
			struct filled_cell	 was = *cell;

			number_add(cell->value, number_of(3), &cell->value);
			check_named(report_check(arena, report), row,
			    &row->column[c]);
			*cell = was;
			arena_rewind(arena, mark);
		}
}

Test(check_sums, the_one_cell_that_heals_the_table_is_named)
{
	struct arena		*arena = test_arena();
	struct filled		*report;
	const struct finding	*finding;

	report = report_random(arena, report_forms(arena), 2023, 11);
	report_set(report, "t3", "denied.process", "research", 104);
	finding = report_one(report_check(arena, report), "I2");
	check_str(finding->row, S("denied.process"));
	cr_assert(str_has(finding->message, S("“科研机构”改为")), "%.*s",
	    STRF(finding->message));
}

/* The balance of a town that counts one application twice. */
static struct filled *
one_carried_out_too_many(struct arena *arena)
{
	struct filled	*report = report_zero(arena, report_forms(arena), 2021);

	report_set(report, "t3", "new", "natural", 5);
	report_set(report, "t3", "new", "total", 5);
	report_set(report, "t3", "granted", "natural", 5);
	report_set(report, "t3", "granted", "total", 5);
	report_set(report, "t3", "total", "natural", 5);
	report_set(report, "t3", "total", "total", 5);
	report_set(report, "t3", "carried_out", "natural", 1);
	report_set(report, "t3", "carried_out", "total", 1);
	return report;
}

Test(check_sums, a_broken_balance_is_told_in_each_column_with_both_sides)
{
	struct arena		*arena = test_arena();
	struct check_run	*run = report_check(arena,
				    one_carried_out_too_many(arena));
	const struct finding	*finding = NULL;

	check_int(report_total(run), 2);
	check_int(report_count(run, "P1", "t3", "carried_out", "natural"), 1);
	check_int(report_count(run, "P1", "t3", "carried_out", "total"), 1);
	for (size_t i = 0; i < run->n; i++)
		if (str_is(run->finding[i].column, "natural"))
			finding = &run->finding[i];
	cr_assert_not_null(finding);
	check_int(finding->severity, CHECK_ERROR);
	check_str(finding->expected, S("5"));
	check_str(finding->found, S("6"));
	cr_assert(finding->place.line > 100);
}

/* No single cell heals it, so every possible repair is told. */
Test(check_sums, a_broken_balance_names_all_repairs_and_chooses_none)
{
	struct arena		*arena = test_arena();
	struct check_run	*run = report_check(arena,
				    one_carried_out_too_many(arena));
	str			 message = run->finding[0].message;

	check_str(run->finding[0].column, S("natural"));
	cr_assert(str_has(message, S("总计”改为 4")));
	cr_assert(str_has(message, S("结转下年度继续办理”改为 0")));
	cr_assert(str_has(message, S("本年新收政府信息公开申请数量”改为 6")));
	cr_assert(str_has(message, S("上年结转政府信息公开申请数量”改为 1")));
}

Test(check_sums, a_total_left_at_zero_is_called_not_filled_in)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	const struct finding	*finding;

	report_set(report, "t4", "review", "upheld", 10);
	report_set(report, "t4", "review", "corrected", 1);
	finding = report_one(report_check(arena, report), "I3");
	check_str(finding->row, S("review"));
	check_str(finding->column, S("total"));
	check_str(finding->expected, S("11"));
	check_str(finding->found, S("0"));
	cr_assert(str_has(finding->message, S("没有填")));
	cr_assert(str_has(finding->message, S("结果维持 10 + 结果纠正 1")));
}

Test(check_sums, a_column_that_does_not_add_up_is_told_without_its_zeros)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	const struct finding	*finding;
	struct check_run	*run;

	report_set(report, "t3", "new", "natural", 4);
	report_set(report, "t3", "new", "total", 4);
	report_set(report, "t3", "granted", "natural", 3);
	report_set(report, "t3", "granted", "total", 3);
	report_set(report, "t3", "total", "natural", 4);
	report_set(report, "t3", "total", "total", 4);
	run = report_check(arena, report);
	check_int(report_total(run), 2);
	check_int(report_count(run, "I1", "t3", "total", "natural"), 1);
	check_int(report_count(run, "I1", "t3", "total", "total"), 1);
	finding = &run->finding[0];
	check_str(finding->expected, S("3"));
	check_str(finding->found, S("4"));
	cr_assert(!str_has(finding->message, S("部分公开")));
}

/* --- blanks are not zeros ------------------------------------------------ */

static void
blank_row(struct filled *report, const char *row, const char *from)
{
	static const char *const column[] = { "natural", "commercial",
	    "research", "nonprofit", "legal_service", "other_org", "total" };
	bool	on = false;

	for (size_t i = 0; i < 7; i++) {
		on = on || str_is(str_of(from), column[i]);
		if (on)
			report_state(report, "t3", row, column[i],
			    FILLED_BLANK, "");
	}
}

Test(check_sums, blanks_that_may_be_zero_break_no_sum)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	struct check_run	*run;

	report_set(report, "t3", "new", "natural", 2);
	blank_row(report, "new", "commercial");
	report_set(report, "t3", "new", "total", 2);
	report_set(report, "t3", "carried_out", "natural", 2);
	report_set(report, "t3", "carried_out", "total", 2);
	run = report_check(arena, report);
	check_int(report_total(run), 1);
	check_str(report_one(run, "I4")->row, S("new"));
}

Test(check_sums, a_blank_that_some_figure_would_fill_breaks_no_sum)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	struct check_run	*run;

	report_set(report, "t4", "review", "total", 3);
	report_set(report, "t4", "review", "upheld", 1);
	report_state(report, "t4", "review", "other", FILLED_BLANK, "");
	run = report_check(arena, report);
	check_int(report_count(run, "I3", "t4", "review", "total"), 0);
	check_int(report_count(run, "I4", "t4", "review", "other"), 1);
}

Test(check_sums, a_sum_no_blank_can_save_is_an_error)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	const struct finding	*finding;

	report_set(report, "t4", "review", "total", 3);
	report_set(report, "t4", "review", "upheld", 5);
	report_state(report, "t4", "review", "other", FILLED_BLANK, "");
	finding = report_one(report_check(arena, report), "I3");
	check_str(finding->expected, S(""));
	cr_assert(str_has(finding->message, S("其他结果 （空白）")));
}

Test(check_sums, an_unreadable_cell_breaks_no_sum)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	struct check_run	*run;

	report_set(report, "t4", "direct", "total", 3);
	report_state(report, "t4", "direct", "pending", FILLED_UNREADABLE,
	    "约3");
	run = report_check(arena, report);
	check_int(report_total(run), 1);
	check_str(report_one(run, "I4")->column, S("pending"));
}

/* --- at least ------------------------------------------------------------- */

Test(check_sums, more_made_than_stands_or_was_repealed_is_a_warning)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	const struct finding	*finding;

	report_set(report, "t2", "norms", "made", 3);
	report_set(report, "t2", "norms", "repealed", 1);
	report_set(report, "t2", "norms", "in_force", 1);
	finding = report_one(report_check(arena, report), "I5");
	check_int(finding->severity, CHECK_WARNING);
	check_str(finding->column, S("in_force"));
	check_str(finding->expected, S(">= 2"));
	report_set(report, "t2", "norms", "in_force", 2);
	check_int(report_total(report_check(arena, report)), 0);
}

Test(check_sums, what_is_new_must_be_within_the_total_of_2019)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2019);
	const struct finding	*finding;

	report_set(report, "t2", "norms", "published", 9);
	report_set(report, "t2", "norms", "total", 8);
	finding = report_one(report_check(arena, report), "C3");
	check_int(finding->severity, CHECK_WARNING);
	check_str(finding->row, S("norms"));
	check_str(finding->column, S("total"));
}
