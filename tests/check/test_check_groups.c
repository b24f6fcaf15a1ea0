#include "tests/report.h"

static struct filled *
zero(struct arena *arena)
{
	return report_zero(arena, report_forms(arena), 2023);
}

static struct filled *
with_subtotal(struct arena *arena, int64_t natural, int64_t total)
{
	struct filled		*report = zero(arena);
	struct filled_remark	 line = { .kind = FILLED_SUBTOTAL,
				    .table = S("t3"), .row = S("denied"),
				    .values = 7 };

	report_set(report, "t3", "new", "natural", 3);
	report_set(report, "t3", "new", "total", 3);
	report_set(report, "t3", "denied.inquiry", "natural", 1);
	report_set(report, "t3", "denied.inquiry", "total", 1);
	report_set(report, "t3", "denied.process", "natural", 2);
	report_set(report, "t3", "denied.process", "total", 2);
	report_set(report, "t3", "total", "natural", 3);
	report_set(report, "t3", "total", "total", 3);
	for (size_t c = 0; c < 7; c++)
		line.value[c] = number_of(0);
	line.value[0] = number_of(natural);
	line.value[6] = number_of(total);
	report->remark = arena_alloc(arena, sizeof line);
	report->remark[0] = line;
	report->remarks = 1;
	return report;
}

Test(check_groups, a_subtotal_that_agrees_is_left_alone)
{
	struct arena	*arena = test_arena();

	check_int(report_total(report_check(arena,
	    with_subtotal(arena, 3, 3))), 0);
}

Test(check_groups, a_subtotal_that_disagrees_is_told_by_column)
{
	struct arena		*arena = test_arena();
	struct check_run	*run = report_check(arena,
				    with_subtotal(arena, 2, 3));
	const struct finding	*finding = report_one(run, "I6");

	check_str(finding->row, S("denied"));
	check_str(finding->column, S("natural"));
	check_str(finding->expected, S("3"));
	check_str(finding->found, S("2"));
}

Test(check_groups, a_subtotal_over_a_blank_may_be_larger)
{
	struct arena		*arena = test_arena();
	struct filled		*report = with_subtotal(arena, 3, 3);

	report_state(report, "t3", "denied.inquiry", "natural",
	    FILLED_BLANK, "");
	report_state(report, "t3", "denied.inquiry", "total",
	    FILLED_BLANK, "");
	check_int(report_count(report_check(arena, report), "I6", "t3",
	    "denied", "natural"), 0);
}

Test(check_groups, a_subtotal_with_too_few_figures_is_not_compared)
{
	struct arena	*arena = test_arena();
	struct filled	*report = with_subtotal(arena, 9, 9);

	report->remark[0].values = 6;
	check_int(report_total(report_check(arena, report)), 0);
}
