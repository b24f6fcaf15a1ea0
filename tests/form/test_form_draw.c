#include "tests/report.h"

#include "form/form_draw.h"

/* Reports of the tests have no dates unless a test gives them. */
static struct filled *
undated(struct filled *filled)
{
	filled->published.day = filled->signed_on.day = DAY_NONE;
	return filled;
}

static struct filled *
zero_of(int year)
{
	struct arena	*arena = test_arena();

	return undated(report_zero(arena, report_forms(arena), year));
}

static const struct doc *
drawn(const struct filled *filled)
{
	struct fault	 fault = { 0 };
	struct doc	*doc;

	check_ok(form_draw(test_arena(), filled, &doc, &fault), fault);
	return doc;
}

/* The nth table of a document, from 0; NULL if it has fewer. */
static const struct doc_table *
table_of(const struct doc *doc, size_t n)
{
	for (size_t i = 0; i < doc->n; i++)
		if (doc->block[i].kind == DOC_TABLE && n-- == 0)
			return doc->block[i].table;
	return NULL;
}

/* A cell stands here, covers so many squares and says this. */
static void
check_cell(const struct doc_table *table, unsigned row, unsigned col,
    unsigned rows, unsigned cols, const char *text)
{
	const struct doc_cell	*cell;

	cr_assert(row < table->rows && col < table->cols);
	cell = table->at[row * table->cols + col];
	cr_assert_not_null(cell, "nothing stands at %u,%u", row, col);
	check_str(cell->text, str_of(text));
	check_int(cell->row, row);
	check_int(cell->col, col);
	check_int(cell->rows, rows);
	check_int(cell->cols, cols);
}

static bool
says(const struct doc_table *table, str text)
{
	for (size_t i = 0; i < table->n; i++)
		if (str_has(table->cell[i].text, text))
			return true;
	return false;
}

static size_t
block_of(const struct doc *doc, str text)
{
	for (size_t i = 0; i < doc->n; i++)
		if (str_eq(doc->block[i].text, text))
			return i;
	cr_assert_fail("no block %.*s", STRF(text));
	return 0;
}

/* --- the statutory layout ------------------------------------------------ */

Test(form_draw, table_2_has_a_block_under_each_item_of_article_20)
{
	const struct doc_table	*table = table_of(drawn(zero_of(2021)), 0);

	check_int(table->rows, 14);
	check_int(table->cols, 4);
	check_cell(table, 0, 0, 1, 4, "第二十条第（一）项");
	check_cell(table, 1, 0, 1, 1, "信息内容");
	check_cell(table, 1, 3, 1, 1, "现行有效件数");
	check_cell(table, 3, 0, 1, 1, "行政规范性文件");
	check_cell(table, 5, 1, 1, 3, "本年处理决定数量");
	check_cell(table, 6, 1, 1, 3, "0");
	check_cell(table, 12, 1, 1, 3, "本年收费金额（单位：万元）");
	check_cell(table, 13, 0, 1, 1, "行政事业性收费");
}

Test(form_draw, two_columns_fill_the_width_of_three)
{
	const struct doc_table	*table = table_of(drawn(zero_of(2019)), 0);

	check_int(table->cols, 4);
	check_cell(table, 13, 1, 1, 1, "上一年项目数量");
	check_cell(table, 13, 2, 1, 2, "本年增/减");
	check_cell(table, 17, 2, 1, 2, "0");
}

Test(form_draw, table_3_merges_its_heads_and_labels)
{
	const struct doc_table	*table = table_of(drawn(zero_of(2023)), 1);

	check_int(table->rows, 28);
	check_int(table->cols, 10);
	check_cell(table, 0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项"
	    "之和，等于第三项加第四项之和）");
	check_cell(table, 0, 3, 1, 7, "申请人情况");
	check_cell(table, 1, 3, 2, 1, "自然人");
	check_cell(table, 1, 4, 1, 5, "法人或其他组织");
	check_cell(table, 1, 9, 2, 1, "总计");
	check_cell(table, 2, 4, 1, 1, "商业企业");
	check_cell(table, 2, 8, 1, 1, "其他");
	check_cell(table, 3, 0, 1, 3, "一、本年新收政府信息公开申请数量");
	check_cell(table, 5, 0, 22, 1, "三、本年度办理结果");
	check_cell(table, 5, 1, 1, 2, "（一）予以公开");
	check_cell(table, 7, 1, 8, 1, "（三）不予公开");
	check_cell(table, 7, 2, 1, 1, "1.属于国家秘密");
	check_cell(table, 23, 1, 3, 1, "（六）其他处理");
	check_cell(table, 25, 2, 1, 1, "3.其他");
	check_cell(table, 26, 1, 1, 2, "（七）总计");
	check_cell(table, 27, 0, 1, 3, "四、结转下年度继续办理");
}

Test(form_draw, the_older_table_3_has_other_handling_in_one_row)
{
	const struct doc_table	*table = table_of(drawn(zero_of(2020)), 1);

	check_int(table->rows, 26);
	check_cell(table, 23, 1, 1, 2, "（六）其他处理");
}

Test(form_draw, table_4_stands_side_by_side_over_one_row_of_values)
{
	struct filled		*filled = zero_of(2022);
	const struct doc_table	*table;

	report_set(filled, "t4", "direct", "upheld", 7);
	table = table_of(drawn(filled), 2);
	check_int(table->rows, 4);
	check_int(table->cols, 15);
	check_cell(table, 0, 0, 1, 5, "行政复议");
	check_cell(table, 0, 5, 1, 10, "行政诉讼");
	check_cell(table, 1, 0, 2, 1, "结果维持");
	check_cell(table, 1, 4, 2, 1, "总计");
	check_cell(table, 1, 5, 1, 5, "未经复议直接起诉");
	check_cell(table, 1, 10, 1, 5, "复议后起诉");
	check_cell(table, 2, 5, 1, 1, "结果维持");
	check_cell(table, 2, 14, 1, 1, "总计");
	check_cell(table, 3, 5, 1, 1, "7");
}

Test(form_draw, the_cells_stand_in_reading_order)
{
	const struct doc	*doc = drawn(zero_of(2023));

	for (size_t t = 0; t < 3; t++) {
		const struct doc_table	*table = table_of(doc, t);

		for (size_t i = 1; i < table->n; i++) {
			const struct doc_cell	*a = &table->cell[i - 1];
			const struct doc_cell	*b = &table->cell[i];

			cr_assert(a->row < b->row ||
			    (a->row == b->row && a->col < b->col),
			    "table %zu: %u,%u before %u,%u", t, a->row, a->col,
			    b->row, b->col);
		}
	}
}

Test(form_draw, labels_are_heads_and_values_are_not)
{
	const struct doc	*doc = drawn(zero_of(2021));

	for (size_t t = 0; t < 3; t++) {
		const struct doc_table	*table = table_of(doc, t);

		for (size_t i = 0; i < table->n; i++)
			check_int(table->cell[i].head,
			    !str_eq(table->cell[i].text, S("0")));
	}
}

Test(form_draw, an_invented_form_is_drawn_from_its_file)
{
	static const char	yaml[] =
	    "key: \"2027\"\nkind: annual-report\ntitle: 年度报告\n"
	    "years: {from: 2027}\nsource: 某通知\n"
	    "sections:\n  one: {title: [一、总的情况]}\n"
	    "tables:\n  t1:\n    section: one\n    most: 1000\n"
	    "    corner: 角\n"
	    "    columns:\n      a: 甲\n      both:\n        label: 合\n"
	    "        columns: {b: 乙, c: 丙}\n"
	    "    rows:\n      x: 一、收\n      parts:\n        label: 分\n"
	    "        rows: {y: 1.办, z: 2.退}\n";
	struct arena		*arena = test_arena();
	struct fault		 fault = { 0 };
	struct form		*form;
	struct forms		 forms;
	const struct doc_table	*table;

	check_ok(form_read(arena, "f.yaml", str_of(yaml), &form, &fault),
	    fault);
	forms = (struct forms){ .form = form, .n = 1 };
	table = table_of(drawn(undated(report_zero(arena, &forms, 2027))), 0);
	check_int(table->rows, 5);
	check_int(table->cols, 5);
	check_cell(table, 0, 0, 2, 2, "角");
	check_cell(table, 0, 2, 2, 1, "甲");
	check_cell(table, 0, 3, 1, 2, "合");
	check_cell(table, 2, 0, 1, 2, "一、收");
	check_cell(table, 3, 0, 2, 1, "分");
	check_cell(table, 4, 1, 1, 1, "2.退");
}

/* --- values -------------------------------------------------------------- */

Test(form_draw, blanks_marks_and_what_is_unreadable_stay_what_they_are)
{
	struct filled		*filled = zero_of(2021);
	const struct doc_table	*table;

	report_state(filled, "t2", "rules", "made", FILLED_BLANK, "");
	report_state(filled, "t2", "rules", "repealed", FILLED_MARK, "/");
	report_state(filled, "t2", "rules", "in_force", FILLED_UNREADABLE,
	    "3或4");
	report_cell(filled, "t2", "fees_wan", "amount")->value =
	    (struct number){ 773028, 2 };
	report_cell(filled, "t2", "licences", "decisions")->unit = S("件");
	table = table_of(drawn(filled), 0);
	check_cell(table, 2, 1, 1, 1, "");
	check_cell(table, 2, 2, 1, 1, "/");
	check_cell(table, 2, 3, 1, 1, "3或4");
	check_cell(table, 6, 1, 1, 3, "0件");
	check_cell(table, 13, 1, 1, 3, "7730.28");
}

Test(form_draw, what_was_lost_is_not_drawn)
{
	struct filled		*filled = zero_of(2021);
	const struct doc	*doc;
	const struct doc_table	*table;

	filled->table[0] = (struct filled_table){ 0 };
	for (size_t c = 0; c < 7; c++)
		filled->table[1].cell[7 * 5 + c].state = FILLED_LOST;
	for (size_t c = 0; c < 5; c++)
		filled->table[2].cell[5 + c].state = FILLED_LOST;
	filled->table[2].cell[14].state = FILLED_LOST;
	doc = drawn(filled);
	cr_assert_null(table_of(doc, 2), "a lost table was drawn");
	table = table_of(doc, 0);
	check_int(table->rows, 27);
	check_cell(table, 7, 1, 7, 1, "（三）不予公开");
	cr_assert_not(says(table, S("禁止公开")));
	table = table_of(doc, 1);
	check_int(table->cols, 10);
	check_cell(table, 0, 5, 1, 5, "行政诉讼");
	check_cell(table, 1, 5, 1, 5, "复议后起诉");
	cr_assert_null(table->at[3 * 10 + 9], "a lost cell became a blank");
}

Test(form_draw, a_block_of_which_nothing_was_found_has_no_head)
{
	struct filled	*filled = zero_of(2021);

	report_state(filled, "t2", "licences", "decisions", FILLED_LOST, "");
	cr_assert_not(says(table_of(drawn(filled), 0), S("（五）")));
}

Test(form_draw, each_table_is_drawn_by_the_form_it_bears)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*filled = undated(report_zero(arena, forms,
				    2023));

	filled->table[1] = report_zero(arena, forms, 2020)->table[1];
	check_int(table_of(drawn(filled), 0)->rows, 14);
	check_int(table_of(drawn(filled), 1)->rows, 26);
}

/* --- around the tables --------------------------------------------------- */

Test(form_draw, figures_alone_get_the_official_headings)
{
	const struct doc	*doc = drawn(zero_of(2021));

	check_str(doc->title, S("某县人民政府2021年政府信息公开工作年度报告"));
	check_str(doc->block[0].text, doc->title);
	check_int(doc->block[0].level, 1);
	check_int(block_of(doc, S("一、总体情况")), 1);
	check_int(block_of(doc, S("二、主动公开政府信息情况")), 2);
	check_int(doc->block[3].kind, DOC_TABLE);
	check_int(doc->block[doc->n - 1].kind, DOC_HEADING);
	check_str(doc->block[doc->n - 1].text, S("六、其他需要报告的事项"));
}

Test(form_draw, headings_and_texts_are_the_reports_own)
{
	struct filled		*filled = zero_of(2021);
	struct filled_text	 text[] = {
		{ .text = S("前言。") }, { .text = S("甲。") },
		{ .text = S("问题。") },
	};
	struct filled_section	 section[] = {
		{ .section = -1, .text = &text[0], .n = 1 },
		{ .number = S("一"), .heading = S("概况"), .section = 0,
		    .text = &text[1], .n = 1 },
		{ .heading = S("主动公开情况"), .section = 1 },
		{ .number = S("五"), .heading = S("问题和措施"), .section = 4,
		    .text = &text[2], .n = 1 },
	};
	const struct doc	*doc;

	filled->title.text = S("某县政务公开年报");
	filled->section = section;
	filled->sections = 4;
	doc = drawn(filled);
	check_str(doc->title, S("某县政务公开年报"));
	check_int(block_of(doc, S("前言。")), 1);
	check_int(block_of(doc, S("一、概况")), 2);
	check_int(block_of(doc, S("主动公开情况")), 4);
	check_int(doc->block[5].kind, DOC_TABLE);
	check_int(doc->block[6].kind, DOC_TABLE);
	check_int(doc->block[7].kind, DOC_TABLE);
	check_int(block_of(doc, S("五、问题和措施")), 8);
	check_int(doc->n, 10);
}

Test(form_draw, who_signed_and_when_stands_at_the_end)
{
	struct filled		*filled = zero_of(2021);
	const struct doc	*doc;

	filled->signer.text = S("某县人民政府办公室");
	filled->signed_on.day = day_make(2022, 1, 9);
	filled->signed_on.fact.text = S("2022.01.09");
	doc = drawn(filled);
	check_int(doc->block[doc->n - 2].kind, DOC_SIGNATURE);
	check_str(doc->block[doc->n - 2].text, S("某县人民政府办公室"));
	check_int(doc->block[doc->n - 1].kind, DOC_SIGNATURE);
	check_str(doc->block[doc->n - 1].text, S("2022年1月9日"));
}

Test(form_draw, a_date_that_is_none_stays_as_it_was_written)
{
	struct filled		*filled = zero_of(2021);
	const struct doc	*doc;

	filled->signed_on.fact.text = S("2022年13月1日");
	doc = drawn(filled);
	check_str(doc->block[doc->n - 1].text, S("2022年13月1日"));
}
