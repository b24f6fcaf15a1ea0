#include "tests/report.h"

Test(filled, a_cell_is_found_by_its_keys)
{
	struct arena	*arena = test_arena();
	struct filled	*report = report_zero(arena, report_forms(arena), 2023);
	int64_t		 value;

	report_set(report, "t3", "denied.process", "legal_service", 4);
	cr_assert(filled_int(filled_cell(report, S("t3"),
	    S("denied.process"), S("legal_service")), &value));
	check_int(value, 4);
	cr_assert_null(filled_cell(report, S("t9"), S("new"), S("total")));
	cr_assert_null(filled_cell(report, S("t3"), S("old"), S("total")));
	cr_assert_null(filled_cell(report, S("t3"), S("new"), S("sum")));
}

Test(filled, what_is_lost_is_no_cell)
{
	struct arena	*arena = test_arena();
	struct filled	*report = report_zero(arena, report_forms(arena), 2023);

	report_state(report, "t3", "new", "total", FILLED_LOST, "");
	cr_assert_null(filled_cell(report, S("t3"), S("new"), S("total")));
	report->table[2].table = NULL;
	cr_assert_null(filled_cell(report, S("t4"), S("review"),
	    S("total")));
	cr_assert_not_null(filled_table(report, S("t4")));
}

Test(filled, only_a_whole_number_is_an_integer)
{
	struct arena		*arena = test_arena();
	struct filled		*report = report_zero(arena,
				    report_forms(arena), 2023);
	struct filled_cell	*cell = report_cell(report, "t2", "fees_wan",
				    "amount");
	int64_t			 value = 5;

	cr_assert(number_read(S("2.50"), &cell->value));
	cr_assert(!filled_int(cell, &value));
	cell->state = FILLED_BLANK;
	cr_assert(!filled_int(cell, &value));
	cr_assert(!filled_int(NULL, &value));
	check_int(value, 5);
}
