#include "tests/report.h"

static struct filled *
zero(struct arena *arena, int year)
{
	return report_zero(arena, report_forms(arena), year);
}

Test(check_previous, two_years_that_follow_are_left_alone)
{
	struct arena		*arena = test_arena();
	struct filled		*now = zero(arena, 2023);
	struct filled		*then = zero(arena, 2022);

	report_set(then, "t3", "new", "natural", 2);
	report_set(then, "t3", "new", "total", 2);
	report_set(then, "t3", "carried_out", "natural", 2);
	report_set(then, "t3", "carried_out", "total", 2);
	report_set(now, "t3", "carried_in", "natural", 2);
	report_set(now, "t3", "carried_in", "total", 2);
	report_set(now, "t3", "carried_out", "natural", 2);
	report_set(now, "t3", "carried_out", "total", 2);
	report_set(then, "t2", "norms", "in_force", 10);
	report_set(now, "t2", "norms", "made", 2);
	report_set(now, "t2", "norms", "repealed", 1);
	report_set(now, "t2", "norms", "in_force", 11);
	report_set(then, "t4", "direct", "pending", 1);
	report_set(then, "t4", "direct", "total", 1);
	report_set(now, "t4", "direct", "upheld", 1);
	report_set(now, "t4", "direct", "total", 1);
	check_int(report_total(report_check_pair(arena, now, then)), 0);
}

Test(check_previous, what_was_carried_out_must_be_carried_in_by_column)
{
	struct arena		*arena = test_arena();
	struct filled		*now = zero(arena, 2023);
	struct filled		*then = zero(arena, 2022);
	struct check_run	*run;

	report_set(then, "t3", "carried_out", "natural", 3);
	report_set(then, "t3", "carried_out", "total", 3);
	run = report_check_pair(arena, now, then);
	check_int(report_total(run), 2);
	check_int(report_count(run, "C1", "t3", "carried_in", "natural"), 1);
	check_int(report_count(run, "C1", "t3", "carried_in", "total"), 1);
	check_str(run->finding[0].expected, S("3"));
	check_str(run->finding[0].found, S("0"));
	cr_assert(str_has(run->finding[0].message, S("上年报告的")));
}

Test(check_previous, the_stock_of_documents_must_follow)
{
	struct arena		*arena = test_arena();
	struct filled		*now = zero(arena, 2023);
	struct filled		*then = zero(arena, 2022);
	const struct finding	*finding;

	report_set(then, "t2", "norms", "in_force", 10);
	report_set(now, "t2", "norms", "made", 2);
	report_set(now, "t2", "norms", "repealed", 1);
	report_set(now, "t2", "norms", "in_force", 12);
	finding = report_one(report_check_pair(arena, now, then), "C2");
	check_str(finding->row, S("norms"));
	check_str(finding->column, S("in_force"));
	check_str(finding->expected, S("11"));
	check_str(finding->found, S("12"));
}

Test(check_previous, the_items_of_2019_carry_over)
{
	struct arena		*arena = test_arena();
	struct filled		*now = zero(arena, 2020);
	struct filled		*then = zero(arena, 2019);
	const struct finding	*finding;

	report_set(then, "t2", "licences", "last_year", 10);
	report_set(then, "t2", "licences", "change", -3);
	report_set(now, "t2", "licences", "last_year", 7);
	check_int(report_total(report_check_pair(arena, now, then)), 0);
	report_set(now, "t2", "licences", "last_year", 10);
	finding = report_one(report_check_pair(arena, now, then), "C3");
	check_int(finding->severity, CHECK_WARNING);
	check_str(finding->expected, S("7"));
}

Test(check_previous, a_case_that_was_pending_must_appear_again)
{
	struct arena		*arena = test_arena();
	struct filled		*now = zero(arena, 2023);
	struct filled		*then = zero(arena, 2022);
	const struct finding	*finding;

	report_set(then, "t4", "review", "pending", 2);
	report_set(then, "t4", "review", "total", 2);
	finding = report_one(report_check_pair(arena, now, then), "C4");
	check_int(finding->severity, CHECK_WARNING);
	check_str(finding->row, S("review"));
	check_str(finding->column, S("total"));
}

Test(check_previous, a_blank_last_year_is_not_compared)
{
	struct arena		*arena = test_arena();
	struct filled		*now = zero(arena, 2023);
	struct filled		*then = zero(arena, 2022);

	report_set(now, "t3", "carried_in", "natural", 1);
	report_set(now, "t3", "carried_in", "total", 1);
	report_set(now, "t3", "carried_out", "natural", 1);
	report_set(now, "t3", "carried_out", "total", 1);
	report_state(then, "t3", "carried_out", "natural", FILLED_BLANK, "");
	report_state(then, "t3", "carried_out", "total", FILLED_BLANK, "");
	check_int(report_total(report_check_pair(arena, now, then)), 0);
}

Test(check_previous, from_2020_to_2021_only_what_counts_alike_is_compared)
{
	struct arena		*arena = test_arena();
	struct filled		*now = zero(arena, 2021);
	struct filled		*then = zero(arena, 2020);
	struct check_run	*run;
	const struct finding	*finding;

	report_set(then, "t2", "norms", "total", 40);
	report_set(now, "t2", "norms", "in_force", 12);
	run = report_check_pair(arena, now, then);
	check_int(report_total(run), 1);
	finding = report_one(run, "C0");
	check_int(finding->severity, CHECK_NOTE);
	check_str(finding->table, S("t2"));
	cr_assert(str_has(finding->message, S("现行有效件数")));
	report_set(then, "t3", "carried_out", "natural", 1);
	report_set(then, "t3", "carried_out", "total", 1);
	run = report_check_pair(arena, now, then);
	check_int(report_count(run, "C1", "t3", "carried_in", "natural"), 1);
}

/* --- a pair that is none -------------------------------------------------- */

static void
check_pair(const char *now_name, const char *then_name, int then_year,
    bool fits)
{
	struct arena		*arena = test_arena();
	struct filled		*now = zero(arena, 2023);
	struct filled		*then = zero(arena, 2022);
	struct check_run	*run;

	now->agency.text = str_of(now_name);
	then->agency.text = str_of(then_name);
	then->year = then_year;
	report_set(then, "t3", "carried_out", "natural", 3);
	run = report_check_pair(arena, now, then);
	check_int(report_count(run, "C1", "t3", "carried_in", "natural"),
	    fits);
	check_int(report_count(run, "C0", "", "", ""), !fits);
}

Test(check_previous, another_body_is_said_once_and_nothing_is_compared)
{
	check_pair("甲县人民政府", "乙县人民政府", 2022, false);
	check_pair("甲县教育局", "甲县民政局", 2022, false);
}

Test(check_previous, another_year_is_said_once_and_nothing_is_compared)
{
	check_pair("甲县人民政府", "甲县人民政府", 2021, false);
	check_pair("甲县人民政府", "甲县人民政府", 2023, false);
}

Test(check_previous, a_shortened_or_unknown_name_is_the_same_body)
{
	check_pair("某市科委", "某市科学技术委员会", 2022, true);
	check_pair("甲縣人民政府", "甲县人民政府办公室", 2022, true);
	check_pair("", "甲县人民政府", 2022, true);
	check_pair("甲县人民政府", "甲县人民政府", 0, true);
}
