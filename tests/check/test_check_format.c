#include "tests/report.h"

static struct filled *
zero(struct arena *arena)
{
	return report_zero(arena, report_forms(arena), 2023);
}

Test(check_format, a_table_of_the_old_form_is_named_with_what_differs)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);
	struct filled		*old;
	const struct finding	*finding;

	old = report_zero(arena, report->forms, 2020);
	report->table[1] = old->table[1];
	finding = report_one(report_check(arena, report), "S2");
	check_int(finding->severity, CHECK_ERROR);
	check_str(finding->table, S("t3"));
	check_str(finding->expected, S("2021"));
	check_str(finding->found, S("2019"));
	cr_assert(str_has(finding->message, S("（六）3.其他")));
	cr_assert(str_has(finding->message, S("（六）其他处理")));
}

Test(check_format, each_mixed_table_is_told_apart)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);
	struct filled		*old;
	struct check_run	*run;

	old = report_zero(arena, report->forms, 2020);
	report->table[0] = old->table[0];
	report->table[1] = old->table[1];
	run = report_check(arena, report);
	check_int(report_count(run, "S2", "t2", "", ""), 1);
	check_int(report_count(run, "S2", "t3", "", ""), 1);
	check_int(report_total(run), 2);
}

Test(check_format, a_table_equal_in_both_forms_is_nobodys_mistake)
{
	struct arena	*arena = test_arena();
	struct filled	*report = zero(arena);
	struct filled	*old = report_zero(arena, report->forms, 2020);

	report->table[2] = old->table[2];
	check_int(report_total(report_check(arena, report)), 0);
}

Test(check_format, without_a_year_no_form_is_due)
{
	struct arena	*arena = test_arena();
	struct filled	*report = zero(arena);

	report->year = 0;
	check_int(report_total(report_check(arena, report)), 0);
}

Test(check_format, a_head_of_both_forms_is_told_and_its_lost_columns_not_again)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);
	struct filled_remark	 remark = {
		.kind = FILLED_HEAD_OTHER, .table = S("t2"), .row = S("rules"),
		.quote = S("本年新公开数量"), .form = S("2019")
	};
	struct check_run	*run;

	report->year = 0;
	report->remark = &remark;
	report->remarks = 1;
	report_state(report, "t2", "rules", "repealed", FILLED_LOST, "");
	report_state(report, "t2", "norms", "repealed", FILLED_LOST, "");
	run = report_check(arena, report);
	check_int(report_one(run, "S2")->severity, CHECK_ERROR);
	cr_assert(str_has(report_one(run, "S2")->message,
	    S("本年新公开数量")));
	check_int(report_total(run), 1);
}

Test(check_format, a_label_twice_is_a_warning_that_names_the_one_missing)
{
	struct arena		*arena = test_arena();
	struct filled		*report = zero(arena);
	struct filled_remark	 remark = {
		.kind = FILLED_HEAD_DOUBLE, .table = S("t2"),
		.row = S("rules"), .column = S("repealed"),
		.quote = S("本年制发件数")
	};
	struct check_run	*run;

	report->remark = &remark;
	report->remarks = 1;
	run = report_check(arena, report);
	check_int(report_one(run, "S2")->severity, CHECK_WARNING);
	cr_assert(str_has(report_one(run, "S2")->message,
	    S("本年废止件数")));
}
