#include "tests/report.h"

static struct filled *
zero(struct arena *arena, int year)
{
	return report_zero(arena, report_forms(arena), year);
}

/* --- blanks and marks ----------------------------------------------------- */

Test(check_cells, one_blank_cell_is_named)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena, 2023);
	const struct finding	*finding;

	report_state(report, "t2", "norms", "repealed", FILLED_BLANK, "");
	finding = report_one(report_check(arena, report), "I4");
	check_int(finding->severity, CHECK_WARNING);
	check_str(finding->table, S("t2"));
	check_str(finding->row, S("norms"));
	check_str(finding->column, S("repealed"));
	cr_assert(finding->place.line > 0);
}

Test(check_cells, a_blank_column_is_one_finding_that_names_it)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena, 2023);
	const struct filled_table *at = filled_table(report, S("t3"));
	const struct finding	*finding;

	for (size_t r = 0; r < at->table->rows; r++)
		at->cell[at->table->row[r].first + 2].state = FILLED_BLANK;
	finding = report_one(report_check(arena, report), "I4");
	check_str(finding->row, S(""));
	check_str(finding->column, S("research"));
	cr_assert(str_has(finding->message, S("25 格")));
	cr_assert(str_has(finding->message, S("各行（科研机构）")));
}

Test(check_cells, a_blank_table_is_one_finding)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena, 2023);
	const struct filled_table *at = filled_table(report, S("t3"));
	const struct finding	*finding;

	for (size_t c = 0; c < at->table->cells; c++)
		at->cell[c].state = FILLED_BLANK;
	finding = report_one(report_check(arena, report), "I4");
	check_str(finding->table, S("t3"));
	check_str(finding->row, S(""));
	cr_assert(str_has(finding->message, S("全部 175 格")));
}

Test(check_cells, scattered_blanks_are_one_finding_that_names_them_all)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena, 2023);
	const struct filled_table *at = filled_table(report, S("t3"));
	const struct finding	*finding;

	for (size_t r = 0; r < 6; r++)
		at->cell[at->table->row[r].first + r].state = FILLED_BLANK;
	finding = report_one(report_check(arena, report), "I4");
	cr_assert(str_has(finding->message, S("共 6 格")));
	cr_assert(str_has(finding->message,
	    S("（三）2.其他法律行政法规禁止公开（其他）")));
}

Test(check_cells, a_slash_is_a_mark_and_no_figure)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena, 2023);
	const struct finding	*finding;

	report_state(report, "t2", "rules", "made", FILLED_MARK, "/");
	report_state(report, "t2", "rules", "repealed", FILLED_MARK, "/");
	report_state(report, "t2", "rules", "in_force", FILLED_MARK, "/");
	finding = report_one(report_check(arena, report), "I4");
	check_int(finding->severity, CHECK_WARNING);
	check_str(finding->row, S("rules"));
	check_str(finding->column, S(""));
	check_str(finding->quote, S("规章 / / /"));
}

/* --- figures -------------------------------------------------------------- */

static void
put(struct filled *report, const char *table, const char *row,
    const char *column, const char *figure)
{
	struct filled_cell	*cell = report_cell(report, table, row,
				    column);

	cr_assert(number_read(str_of(figure), &cell->value));
	cell->raw = str_of(figure);
	cell->state = FILLED_NUMBER;
}

static void
check_figure(int year, const char *row, const char *column,
    const char *figure, bool wrong)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena, year);
	struct check_run	*run;

	put(report, "t2", row, column, figure);
	run = report_check(arena, report);
	check_int(report_count(run, "I4", "t2", row, column), wrong);
	if (wrong) {
		check_int(report_one(run, "I4")->severity, CHECK_ERROR);
		check_str(report_one(run, "I4")->found, str_of(figure));
	}
}

Test(check_cells, a_count_is_whole_and_not_negative)
{
	check_figure(2023, "licences", "decisions", "120", false);
	check_figure(2023, "licences", "decisions", "-3", true);
	check_figure(2023, "licences", "decisions", "2.5", true);
	check_figure(2023, "licences", "decisions", "2.0", false);
	check_figure(2023, "licences", "decisions", "20000000000", true);
}

Test(check_cells, an_amount_may_be_a_fraction_but_not_negative)
{
	check_figure(2023, "fees_wan", "amount", "7730.28", false);
	check_figure(2023, "fees_wan", "amount", "-1.5", true);
}

Test(check_cells, a_change_may_be_negative_but_not_a_fraction)
{
	check_figure(2019, "licences", "change", "-8", false);
	check_figure(2019, "licences", "change", "+2", false);
	check_figure(2019, "licences", "change", "1.5", true);
}

Test(check_cells, figures_that_ran_together_are_absurd_in_table_three)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena, 2023);
	struct check_run	*run;

	report_set(report, "t3", "new", "natural", 26000000);
	run = report_check(arena, report);
	check_int(report_count(run, "I4", "t3", "new", "natural"), 1);
	check_int(check_total(run, CHECK_ERROR), 3);
}

Test(check_cells, an_unreadable_cell_is_an_error_with_its_text)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena, 2023);
	const struct finding	*finding;

	report_state(report, "t2", "penalties", "decisions",
	    FILLED_UNREADABLE, "--253");
	finding = report_one(report_check(arena, report), "I4");
	check_int(finding->severity, CHECK_ERROR);
	check_str(finding->found, S("--253"));
	cr_assert(str_has(finding->message, S("“--253”")));
}

Test(check_cells, an_amount_in_another_unit_is_a_warning)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena, 2023);
	struct filled_cell	*cell = report_cell(report, "t2", "fees_wan",
				    "amount");
	const struct finding	*finding;

	put(report, "t2", "fees_wan", "amount", "2510");
	cell->unit = S("元");
	finding = report_one(report_check(arena, report), "I4");
	check_int(finding->severity, CHECK_WARNING);
	cell->unit = S("万元");
	check_int(report_total(report_check(arena, report)), 0);
	cell->unit = S("（含代收）");
	check_int(report_total(report_check(arena, report)), 0);
}
