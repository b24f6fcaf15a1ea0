#include "tests/report.h"

static struct filled *
zero(struct arena *arena)
{
	return report_zero(arena, report_forms(arena), 2023);
}

static void
lose(struct filled_table *at)
{
	*at = (struct filled_table){ .table = NULL };
}

static void
remark(struct filled *report, struct filled_remark remark)
{
	struct filled_remark	*at = arena_alloc(test_arena(), sizeof *at);

	*at = remark;
	report->remark = at;
	report->remarks = 1;
}

Test(check_reading, a_lost_table_is_a_warning)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);
	const struct finding	*finding;

	lose(&report->table[1]);
	finding = report_one(report_check(arena, report), "R1");
	check_int(finding->severity, CHECK_WARNING);
	check_str(finding->table, S("t3"));
}

Test(check_reading, tables_that_are_all_lost_are_one_warning)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);
	struct check_run	*run;

	for (size_t i = 0; i < report->tables; i++)
		lose(&report->table[i]);
	run = report_check(arena, report);
	check_int(report_total(run), 1);
	check_str(report_one(run, "R1")->table, S(""));
}

Test(check_reading, cells_that_slid_away_are_named)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);
	const struct finding	*finding;

	report_state(report, "t3", "carried_out", "total", FILLED_LOST, "");
	finding = report_one(report_check(arena, report), "R2");
	check_str(finding->row, S("carried_out"));
	check_str(finding->column, S("total"));
}

Test(check_reading, a_missing_row_is_told_once)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);
	const struct finding	*finding;
	const struct filled_table *at = filled_table(report, S("t3"));

	for (size_t c = 0; c < 7; c++)
		at->cell[at->table->row[9].first + c].state = FILLED_LOST;
	remark(report, (struct filled_remark){ .kind = FILLED_ROW_MISSING,
	    .table = S("t3"), .row = S("denied.process") });
	finding = report_one(report_check(arena, report), "R2");
	check_str(finding->row, S("denied.process"));
	cr_assert(str_has(finding->message,
	    S("（三）6.属于四类过程性信息")));
}

Test(check_reading, a_row_found_twice_with_other_figures_is_an_error)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);
	const struct finding	*finding;

	remark(report, (struct filled_remark){ .kind = FILLED_ROW_DOUBLE,
	    .table = S("t3"), .row = S("new"), .quote = S("7 0 0 0 0 0 7"),
	    .place = { .line = 40 } });
	finding = report_one(report_check(arena, report), "R2");
	check_int(finding->severity, CHECK_ERROR);
	check_int(finding->place.line, 40);
	check_str(finding->quote, S("7 0 0 0 0 0 7"));
}

Test(check_reading, damaged_text_is_told)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);

	remark(report, (struct filled_remark){ .kind = FILLED_MOJIBAKE,
	    .quote = S("鎯呭喌") });
	check_str(report_one(report_check(arena, report), "R3")->quote,
	    S("鎯呭喌"));
}

/* A report whose first `n' tables stand in the file twice. */
static struct check_run *
check_doubled(struct arena *arena, size_t n)
{
	struct filled	*report = zero(arena);

	report->remark = arena_array(arena, n, sizeof *report->remark);
	report->remarks = n;
	for (size_t i = 0; i < n; i++)
		report->remark[i] = (struct filled_remark){
			.kind = FILLED_TABLE_DOUBLE,
			.table = report->form->table[i].key,
			.place = { .line = 50 + (unsigned)i },
		};
	return report_check(arena, report);
}

Test(check_reading, a_second_report_in_the_file_is_one_warning)
{
	struct arena		*arena = test_arena();
	struct check_run	*run = check_doubled(arena, 3);
	const struct finding	*finding = report_one(run, "R2");

	check_int(report_total(run), 1);
	check_int(finding->severity, CHECK_WARNING);
	check_str(finding->table, S(""));
	check_int(finding->place.line, 50);
}

Test(check_reading, tables_there_twice_beside_others_are_told_one_by_one)
{
	check_int(report_total(check_doubled(test_arena(), 2)), 2);
}
