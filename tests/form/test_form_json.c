#include "tests/report.h"

#include <string.h>

#include "form/form_json.h"

static str
write_json(struct arena *arena, const struct filled *filled)
{
	struct json	json;
	struct buf	buf;

	buf_init(&buf, arena, (size_t)1 << 20);
	json_init(&json, &buf, true);
	form_json_write(&json, arena, filled);
	return buf_str(&buf);
}

static struct filled *
read_json(struct arena *arena, const struct forms *forms, str bytes)
{
	struct filled	*filled;
	struct fault	 fault;

	check_ok(form_json_read(arena, forms, bytes, &filled, &fault), fault);
	return filled;
}

/* --- there and back ------------------------------------------------------ */

Test(form_json, a_report_comes_back_as_it_was_written)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);

	for (unsigned seed = 1; seed <= 20; seed++) {
		struct filled	*report, *back;
		str		 bytes;

		report = report_random(arena, forms, 2019 + (int)seed % 5,
		    seed);
		bytes = write_json(arena, report);
		back = read_json(arena, forms, bytes);
		check_str(write_json(arena, back), bytes);
		for (size_t t = 0; t < report->tables; t++) {
			cr_assert_eq(back->table[t].table,
			    report->table[t].table);
			for (size_t c = 0;
			    c < report->table[t].table->cells; c++)
				check_int(number_compare(
				    back->table[t].cell[c].value,
				    report->table[t].cell[c].value), 0);
		}
		check_int(back->remarks, 0);
	}
}

Test(form_json, facts_and_sections_come_back)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*report = report_zero(arena, forms, 2023);
	struct filled_text	 text[2] = { { .text = S("甲。\n“乙”") },
				    { .text = S("丙") } };
	struct filled_section	 section[2] = {
		{ .section = -1, .text = text, .n = 1 },
		{ .number = S("五"), .heading = S("存在的主要问题及改进情况"),
		  .section = 4, .exact = true, .text = text + 1, .n = 1 }
	};
	struct filled		*back;

	report->title.text = S("某县2023年政府信息公开工作年度报告");
	report->signed_on.day = day_make(2024, 1, 19);
	report->from.day = day_make(2023, 1, 1);
	report->until.day = day_make(2023, 12, 31);
	report->published.day = DAY_NONE;
	report->signer.text = S("某县人民政府办公室");
	report->index.text = S("k00000000/2024-00001");
	report->section = section;
	report->sections = 2;
	back = read_json(arena, forms, write_json(arena, report));
	check_str(back->title.text, report->title.text);
	check_str(back->agency.text, S("某县人民政府"));
	check_int(back->year, 2023);
	check_int(back->signed_on.day, day_make(2024, 1, 19));
	check_int(back->until.day, day_make(2023, 12, 31));
	check_int(back->published.day, DAY_NONE);
	check_str(back->signer.text, report->signer.text);
	check_str(back->index.text, report->index.text);
	check_str(back->contact.text, S(""));
	check_int(back->sections, 2);
	check_int(back->section[0].section, -1);
	check_str(back->section[0].text[0].text, S("甲。\n“乙”"));
	check_int(back->section[1].section, 4);
	cr_assert(back->section[1].exact);
	check_str(back->section[1].number, S("五"));
}

/* --- the contract -------------------------------------------------------- */

static void
check_has(str json, const char *part)
{
	cr_assert(str_has(json, str_of(part)), "%s is not in %.*s", part,
	    STRF(json));
}

static str
facts(struct arena *arena, const struct filled *filled)
{
	struct json	json;
	struct buf	buf;

	buf_init(&buf, arena, (size_t)1 << 20);
	json_init(&json, &buf, false);
	json_open_object(&json);
	form_json_facts(&json, arena, filled);
	json_close_object(&json);
	return buf_str(&buf);
}

Test(form_json, the_shape_is_the_contract)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*report = report_zero(arena, forms, 2023);
	struct filled_cell	*cell;
	str			 json;

	cell = report_cell(report, "t2", "fees_wan", "amount");
	cr_assert(number_read(S("7730.28"), &cell->value));
	report_set(report, "t3", "new", "natural", 21);
	report_state(report, "t3", "new", "commercial", FILLED_BLANK, "");
	report_state(report, "t3", "new", "research", FILLED_MARK, "/");
	report_state(report, "t3", "new", "nonprofit", FILLED_UNREADABLE,
	    "约3");
	report_state(report, "t3", "new", "legal_service", FILLED_LOST, "");
	report->table[2].table = NULL;
	json = facts(arena, report);
	check_has(json, "\"title\":null,\"agency\":\"某县人民政府\","
	    "\"year\":2023,\"format\":{\"table2\":\"2021\","
	    "\"table3\":\"2021\",\"table4\":null},\"tables\":{\"t2\":"
	    "{\"rules\":{\"made\":0,\"repealed\":0,\"in_force\":0},");
	check_has(json, "\"licences\":{\"decisions\":0}");
	check_has(json, "\"fees_wan\":{\"amount\":7730.28}");
	check_has(json, "\"t3\":{\"new\":[21,null,null,\"约3\",null,0,0],");
	check_has(json, "\"other.else\":[0,0,0,0,0,0,0]");
	check_has(json, "\"t4\":null}");
}

Test(form_json, amounts_are_read_exactly)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	static const char *const amount[] = { "7730.28", "0.1", "282.1",
	    "103.3879", "123456789012.34", "0", "14722.490" };

	for (size_t i = 0; i < sizeof amount / sizeof *amount; i++) {
		struct filled	*filled;
		struct number	 want;

		filled = read_json(arena, forms, str_printf(arena,
		    "{\"year\":2023,\"tables\":{\"t2\":{\"fees_wan\":"
		    "{\"amount\":%s}}}}", amount[i]));
		cr_assert(number_read(str_of(amount[i]), &want));
		check_int(number_compare(report_cell(filled, "t2",
		    "fees_wan", "amount")->value, want), 0);
	}
}

Test(form_json, each_table_follows_the_form_it_names)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*filled;

	filled = read_json(arena, forms, S("{\"year\":2023,\"format\":"
	    "{\"table3\":\"2019\"},\"tables\":{\"t3\":{\"other\":"
	    "[1,0,0,0,0,0,1]},\"t4\":{\"review\":[0,0,0,0,0]}}}"));
	check_str(filled->form->key, S("2021"));
	cr_assert_null(filled->table[0].table);
	check_str(filled->table[1].form->key, S("2019"));
	check_str(filled->table[2].form->key, S("2021"));
	check_int(report_cell(filled, "t3", "other", "total")->value.units,
	    1);
	check_str(report_cell(filled, "t3", "other", "total")->place.xpath,
	    S("tables.t3.other[6]"));
}

Test(form_json, a_lone_one_in_han_stays_unread_on_the_way_back)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = read_json(arena, report_forms(arena),
	    S("{\"year\":2023,\"tables\":{\"t2\":{\"rules\":"
	    "{\"made\":\"一\",\"repealed\":\"二\"}}}}"));

	check_int(report_cell(filled, "t2", "rules", "made")->state,
	    FILLED_UNREADABLE);
	check_int(report_cell(filled, "t2", "rules", "repealed")->state,
	    FILLED_NUMBER);
}

Test(form_json, a_row_that_is_not_there_is_lost_and_remarked)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*filled;

	filled = read_json(arena, forms, S("{\"year\":2023,\"tables\":"
	    "{\"t4\":{\"review\":[0,0,0,0,0],\"direct\":[0,0,0,0,0]}}}"));
	check_int(filled->remarks, 1);
	check_int(filled->remark[0].kind, FILLED_ROW_MISSING);
	check_str(filled->remark[0].row, S("after_review"));
	cr_assert_null(filled_cell(filled, S("t4"), S("after_review"),
	    S("total")));
}

Test(form_json, the_output_of_check_is_input_again)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*report = report_random(arena, forms, 2022, 3);
	str			 json = facts(arena, report);
	struct filled		*back;

	json = str_printf(arena, "%.*s,\"findings\":[],\"summary\":{}}",
	    STRF(str_sub(json, 0, json.n - 1)));
	back = read_json(arena, forms, json);
	check_str(facts(arena, back), facts(arena, report));
}

/* --- what is refused ----------------------------------------------------- */

static void
check_refused(const char *bytes, const char *key, const char *what)
{
	struct arena	*arena = test_arena();
	struct filled	*filled;
	struct fault	 fault;

	check_int(form_json_read(arena, report_forms(arena), str_of(bytes),
	    &filled, &fault), ERR_INVALID);
	check_str(str_of(fault.key), str_of(key));
	check_str(fault.arg[0], str_of(what));
}

#define TABLES(text)	"{\"year\":2023,\"tables\":" text "}"

Test(form_json, the_member_that_is_wrong_is_named)
{
	check_refused("[]", "form.json_none", "");
	check_refused("{\"name\":\"x\"}", "form.json_none", "");
	check_refused("{\"title\":7,\"tables\":{}}", "form.json_text",
	    "title");
	check_refused("{\"year\":\"2023\",\"tables\":{}}", "form.json_year",
	    "year");
	check_refused("{\"signed\":\"2023-02-30\",\"tables\":{}}",
	    "form.json_day", "signed");
	check_refused("{\"period\":{\"until\":\"2023\"},\"tables\":{}}",
	    "form.json_day", "period.until");
	check_refused("{\"tables\":[]}", "form.json_object", "tables");
	check_refused(TABLES("{\"t9\":{}}"), "form.json_unknown",
	    "tables.t9");
	check_refused(TABLES("{\"t3\":[]}"), "form.json_object", "tables.t3");
	check_refused(TABLES("{\"t3\":{\"old\":[]}}"), "form.json_unknown",
	    "tables.t3.old");
	check_refused(TABLES("{\"t3\":{\"new\":[1,2]}}"), "form.json_cells",
	    "tables.t3.new");
	check_refused(TABLES("{\"t4\":{\"review\":[0,0,true,0,0]}}"),
	    "form.json_cell", "tables.t4.review[2]");
	check_refused(TABLES("{\"t2\":{\"rules\":[0]}}"), "form.json_object",
	    "tables.t2.rules");
	check_refused(TABLES("{\"t2\":{\"rules\":{\"mad\":0}}}"),
	    "form.json_unknown", "tables.t2.rules.mad");
	check_refused("{\"tables\":{\"t3\":{}}}", "form.json_form",
	    "format.table3");
	check_refused("{\"year\":2023,\"format\":{\"table3\":\"1999\"},"
	    "\"tables\":{\"t3\":{}}}", "form.json_form", "format.table3");
	check_refused("{\"sections\":[{\"text\":[1]}]}", "form.json_text",
	    "sections[0].text[0]");
	check_refused("{\"sections\":[{\"key\":\"x\"}]}",
	    "form.json_unknown", "sections[0].key");
	check_refused("{\"sections\":{}}", "form.json_array", "sections");
	check_refused(TABLES("{\"t4\":{\"review\":[1e300,0,0,0,0]}}"),
	    "form.json_cell", "tables.t4.review[0]");
}
