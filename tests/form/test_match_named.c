#include "tests/test.h"

#include "form/form_open.h"
#include "tests/paper.h"

/* Reports whose tables are JSON under names of whatever order. */

static struct filled *
open_json(struct arena *arena, const char *json)
{
	const struct forms	*forms;
	struct filled		*filled;
	struct fault		 fault;

	check_ok(forms_load(arena, "annual-report", &forms, &fault), fault);
	check_ok(form_open(arena, forms, str_of(json), S("report.json"),
	    &filled, &fault), fault);
	return filled;
}

Test(match_named, columns_may_stand_around_the_rows)
{
	struct arena	*arena = test_arena();
	static const char *const column[] = { "\"naturalPerson\"",
	    "\"legalPerson\": {\"commercial\"", "\"research\"",
	    "\"social\"", "\"legal\"", "\"other\"", "\"total\"" };
	char		*json = "{\"year\": 2023, \"data\": {";
	struct filled	*filled;

	for (int c = 0; c < 7; c++)
		json = arena_printf(arena, "%s%s%s: {\"newReceived\": %d, "
		    "\"carriedOver\": 0, \"results\": {\"granted\": %d, "
		    "\"denied\": {\"stateSecret\": 1, "
		    "\"thirdPartyRights\": null}, \"unableToProvide\": "
		    "{\"noInfo\": \"约3\", \"unclear\": 2}, \"other\": "
		    "{\"otherReasons\": 4, \"overdueFee\": 0}, "
		    "\"totalProcessed\": %d}, \"carriedForward\": 0}%s",
		    json, c > 0 ? ", " : "", column[c], 10 + c, c, 20 + c,
		    c == 5 ? "}" : "");
	filled = open_json(arena, arena_printf(arena, "%s}}", json));
	check_row(arena, filled, "t3", "new", "10 11 12 13 14 15 16");
	check_row(arena, filled, "t3", "carried_in", "0 0 0 0 0 0 0");
	check_row(arena, filled, "t3", "granted", "0 1 2 3 4 5 6");
	check_row(arena, filled, "t3", "denied.state_secret", "1 1 1 1 1 1 1");
	check_row(arena, filled, "t3", "denied.third_party", "_ _ _ _ _ _ _");
	check_row(arena, filled, "t3", "unable.unclear", "2 2 2 2 2 2 2");
	check_row(arena, filled, "t3", "other.else", "4 4 4 4 4 4 4");
	check_row(arena, filled, "t3", "total", "20 21 22 23 24 25 26");
	check_row(arena, filled, "t3", "unable.needs_making",
	    "? ? ? ? ? ? ?");
	check_int(paper_remarks(filled, FILLED_CELL_UNREADABLE), 7);
	check_row(arena, filled, "t2", "rules", "lost");
}

Test(match_named, rows_may_be_lists_under_the_keys_of_the_form)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = open_json(arena, "{\"t4\": {\"review\": "
	    "[1, 0, 2, 0, 3], \"direct\": [0, 0, 0, 4, 4], "
	    "\"after_review\": [0, 0, 0, 0, 0]}, \"t2\": {\"rules\": "
	    "{\"made\": 1, \"repealed\": 0, \"in_force\": 7}, \"norms\": "
	    "{\"made\": 2, \"repealed\": 3, \"in_force\": 4}, "
	    "\"licences\": 5, \"penalties\": 6, \"compulsion\": 7, "
	    "\"fees_wan\": {\"amount\": 8.25}}}");

	check_row(arena, filled, "t4", "review", "1 0 2 0 3");
	check_row(arena, filled, "t4", "direct", "0 0 0 4 4");
	check_row(arena, filled, "t2", "norms", "2 3 4");
	check_row(arena, filled, "t2", "fees_wan", "8.25");
	check_str(filled_table(filled, S("t2"))->form->key, S("2021"));
	check_int(filled->remarks, 0);
}

Test(match_named, chinese_names_and_names_beside_values_are_labels)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = open_json(arena, "{\"表\": ["
	    "{\"信息内容\": \"规章\", \"本年制发件数\": 1, "
	    "\"本年废止件数\": 2, \"现行有效件数\": 3}, "
	    "{\"信息内容\": \"行政规范性文件\", \"本年制发件数\": 4, "
	    "\"本年废止件数\": \"/\", \"现行有效件数\": 6}], "
	    "\"行政许可\": {\"本年处理决定数量\": 9}, \"行政处罚\": 8}");

	check_row(arena, filled, "t2", "rules", "1 2 3");
	check_row(arena, filled, "t2", "norms", "4 / 6");
	check_row(arena, filled, "t2", "licences", "9");
	check_row(arena, filled, "t2", "penalties", "8");
}

Test(match_named, a_few_names_by_chance_are_no_report)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms;
	struct filled		*filled;
	struct fault		 fault;

	check_ok(forms_load(arena, "annual-report", &forms, &fault), fault);
	check_int(form_open(arena, forms, S("{\"review\": {\"total\": 3, "
	    "\"other\": 1}, \"rules\": {\"made\": 2}}"),
	    S("report.json"), &filled, &fault), ERR_NOT_FOUND);
}
