#include "tests/test.h"

#include "form/form_match.h"
#include "tests/paper.h"

static const char table_two[] =
    "1x4:第二十条第（一）项\n"
    "信息内容|本年制发件数|本年废止件数|现行有效件数\n"
    "规章|1|2|3\n"
    "行政规范性文件|4|5|6\n"
    "1x4:第二十条第（五）项\n"
    "信息内容|1x3:本年处理决定数量\n"
    "行政许可|1x3:70\n"
    "1x4:第二十条第（六）项\n"
    "信息内容|1x3:本年处理决定数量\n"
    "行政处罚|1x3:8\n"
    "行政强制|1x3:9\n"
    "1x4:第二十条第（八）项\n"
    "信息内容|1x3:本年收费金额（单位：万元）\n"
    "行政事业性收费|1x3:10.5\n";

static const char head_three[] =
    "3x3:（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    "|1x7:申请人情况\n"
    "2x1:自然人|1x5:法人或其他组织|2x1:总计\n"
    "商业企业|科研机构|社会公益组织|法律服务机构|其他\n";

static struct doc *
grid_of(struct arena *arena, const char *rows)
{
	struct doc	*doc = paper_new(arena, DOC_HTML);

	paper_table(arena, doc, DOC_GRID_TRUE, rows);
	return doc;
}

Test(match, a_table_with_its_spans_is_read_by_its_own_labels)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = paper_read(arena, grid_of(arena, table_two));

	check_row(arena, filled, "t2", "rules", "1 2 3");
	check_row(arena, filled, "t2", "norms", "4 5 6");
	check_row(arena, filled, "t2", "licences", "70");
	check_row(arena, filled, "t2", "penalties", "8");
	check_row(arena, filled, "t2", "compulsion", "9");
	check_row(arena, filled, "t2", "fees_wan", "10.5");
	check_str(filled_table(filled, S("t2"))->form->key, S("2021"));
	check_row(arena, filled, "t3", "new", "lost");
	check_int(filled->remarks, 0);
}

Test(match, columns_in_another_order_are_read_by_their_labels)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = paper_read(arena, grid_of(arena,
	    "信息内容|现行有效件数|本年制发件数|本年废止件数\n"
	    "规章|3|1|2\n"
	    "行政规范性文件|6|4|5\n"));

	check_row(arena, filled, "t2", "rules", "1 2 3");
	check_row(arena, filled, "t2", "norms", "4 5 6");
}

Test(match, an_added_column_is_not_taken_for_one_of_the_form)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE,
	    "2x2:（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
	    "|2x1:自然人|1x6:法人或其他组织|2x1:总计\n"
	    "商业企业|科研机构|社会公益组织|法律服务机构|其他|小计\n"
	    "1x2:一、本年新收政府信息公开申请数量|1|2|3|4|5|6|20|21\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "new", "1 2 3 4 5 6 21");
}

Test(match, an_added_row_of_sub_totals_is_remarked_and_not_a_row)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE, arena_printf(arena, "%s%s",
	    head_three,
	    "9x1:三、本年度办理结果|9x1:（三）不予公开"
	    "|1.属于国家秘密|1|0|0|0|0|0|1\n"
	    "2.其他法律行政法规禁止公开|2|0|0|0|0|0|2\n"
	    "小计|3|0|0|0|0|0|3\n"));
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "denied.state_secret", "1 0 0 0 0 0 1");
	check_row(arena, filled, "t3", "denied.law_forbids", "2 0 0 0 0 0 2");
	check_row(arena, filled, "t3", "denied.safety_stability",
	    "? ? ? ? ? ? ?");
	check_int(paper_remarks(filled, FILLED_SUBTOTAL), 1);
	check_int(paper_remarks(filled, FILLED_ROW_UNKNOWN), 0);
}

Test(match, a_row_the_form_lacks_is_remarked_with_its_label)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = paper_read(arena, grid_of(arena,
	    "信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	    "规章|1|2|3\n"
	    "行政规范性文件|4|5|6\n"
	    "党内通报材料|7|8|9\n"));

	check_row(arena, filled, "t2", "norms", "4 5 6");
	check_int(paper_remarks(filled, FILLED_ROW_UNKNOWN), 1);
	for (size_t i = 0; i < filled->remarks; i++)
		if (filled->remark[i].kind == FILLED_ROW_UNKNOWN)
			cr_assert(str_starts(filled->remark[i].quote,
			    S("党内通报材料")));
}

Test(match, a_table_torn_over_pages_is_one_table)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE, arena_printf(arena, "%s%s",
	    head_three,
	    "1x3:一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1\n"
	    "1x3:二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0\n"));
	paper_lines(arena, doc, "- 3 -");
	paper_table(arena, doc, DOC_GRID_TRUE,
	    "2x1:三、本年度办理结果|1x2:（一）予以公开|1|0|0|0|0|0|1\n"
	    "1x2:（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
	    "|0|0|0|0|0|0|0\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "new", "1 0 0 0 0 0 1");
	check_row(arena, filled, "t3", "granted", "1 0 0 0 0 0 1");
	check_row(arena, filled, "t3", "partial", "0 0 0 0 0 0 0");
	check_int(filled_table(filled, S("t3"))->pieces, 2);
	check_int(paper_remarks(filled, FILLED_ROW_UNCLEAR), 0);
}

Test(match, blanks_behind_the_last_value_are_what_a_lost_span_left)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_TEXT);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_LOOSE,
	    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
	    "|申请人情况||||||||\n"
	    "自然人|法人或其他组织|总计|||||||\n"
	    "商业 企业|科研 机构|社会公益组织|法律服务机构|其他|||||\n"
	    "一、本年新收政府信息公开申请数量|5||||||5||\n"
	    "二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0||\n"
	    "三、本年度办理结果|（一）予以公开|2|0|/|0|0|0|2|\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "new", "5 _ _ _ _ _ 5");
	check_row(arena, filled, "t3", "carried_in", "0 0 0 0 0 0 0");
	check_row(arena, filled, "t3", "granted", "2 0 / 0 0 0 2");
}

Test(match, one_value_a_line_is_read_when_as_many_as_columns)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_TEXT);
	struct filled	*filled;

	paper_lines(arena, doc,
	    "第二十条第（一）项\n信息内容\n本年制\n发件数\n本年废止件数\n"
	    "现行有效件数\n规章\n0\n0\n0\n行政规范性\n文件\n1\n0\n12\n"
	    "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n31\n"
	    "第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n"
	    "行政强制\n2");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "rules", "0 0 0");
	check_row(arena, filled, "t2", "norms", "1 0 12");
	check_row(arena, filled, "t2", "licences", "31");
	check_row(arena, filled, "t2", "penalties", "?");
	check_row(arena, filled, "t2", "compulsion", "2");
}

Test(match, too_few_values_below_each_other_are_unclear)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_TEXT);
	struct filled	*filled;

	paper_lines(arena, doc,
	    "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
	    "规章\n0\n0\n行政规范性文件\n1\n0\n12\n行政许可\n7");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "rules", "? ? ?");
	check_row(arena, filled, "t2", "norms", "1 0 12");
	check_int(paper_remarks(filled, FILLED_ROW_UNCLEAR), 1);
}

Test(match, glued_digits_are_parted_only_when_as_many_as_columns)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_TEXT);
	struct filled	*filled;

	paper_lines(arena, doc,
	    "信息内容本年制发件数本年废止件数现行有效件数\n"
	    "规章000\n行政规范性文件1200\n"
	    "信息内容本年处理决定数量\n行政许可97");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "rules", "0 0 0");
	check_row(arena, filled, "t2", "norms", "? ? ?");
	check_row(arena, filled, "t2", "licences", "97");
	check_int(paper_remarks(filled, FILLED_ROW_UNCLEAR), 1);
}

Test(match, wrapped_labels_and_blanks_of_a_page_are_read_by_their_places)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_PDF);
	struct filled	*filled;

	paper_layout(arena, doc,
	    "一、本年新收政府信息公开申请数量  5   0   0   0   0   1   6\n"
	    "二、上年结转政府信息公开申请数量  0                       0\n"
	    "  （一）予以公开                  2   0   0   0   0   1   3\n"
	    "  （二）部分公开（区分处理的，只\n"
	    "                                  1   0   0   0   0   0   1\n"
	    "  计这一情形，不计其他情形）\n"
	    "    1.属于国家秘密                0   0   0   0   0   0   0\n"
	    "    2.其他法律行政法规禁          0   0   0   0   0   0   0\n"
	    "    止公开\n"
	    "    3.危及“三安全一稳定”          0   0   0   0   0   0   0\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "new", "5 0 0 0 0 1 6");
	check_row(arena, filled, "t3", "carried_in", "0 _ _ _ _ _ 0");
	check_row(arena, filled, "t3", "granted", "2 0 0 0 0 1 3");
	check_row(arena, filled, "t3", "partial", "1 0 0 0 0 0 1");
	check_row(arena, filled, "t3", "denied.law_forbids", "0 0 0 0 0 0 0");
	check_row(arena, filled, "t3", "denied.safety_stability",
	    "0 0 0 0 0 0 0");
}

Test(match, a_row_of_values_without_a_label_is_known_by_its_neighbours)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_TEXT);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_LOOSE,
	    "4.保护第三方合法权益|1|0|0|0|0|0|1\n"
	    "|2|0|0|0|0|0|2\n"
	    "6.属于四类过程性信息|3|0|0|0|0|0|3\n"
	    "|4|0|0|0|0|0|4\n"
	    "1.本机关不掌握相关政府信息|5|0|0|0|0|0|5\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "denied.internal", "2 0 0 0 0 0 2");
	check_row(arena, filled, "t3", "denied.case_file", "? ? ? ? ? ? ?");
	check_row(arena, filled, "t3", "denied.inquiry", "? ? ? ? ? ? ?");
	check_int(paper_remarks(filled, FILLED_ROW_UNCLEAR), 1);
}

Test(match, rows_side_by_side_are_read_in_order_across)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = paper_read(arena, grid_of(arena,
	    "1x5:行政复议|1x10:行政诉讼\n"
	    "2x1:结果维持|2x1:结果纠正|2x1:其他结果|2x1:尚未审结|2x1:总计"
	    "|1x5:未经复议直接起诉|1x5:复议后起诉\n"
	    "结果维持|结果纠正|其他结果|尚未审结|总计"
	    "|结果维持|结果纠正|其他结果|尚未审结|总计\n"
	    "1|2|3|4|10|5|0|0|0|5|0||0|6|6\n"));

	check_row(arena, filled, "t4", "review", "1 2 3 4 10");
	check_row(arena, filled, "t4", "direct", "5 0 0 0 5");
	check_row(arena, filled, "t4", "after_review", "0 _ 0 6 6");
}

Test(match, each_table_bears_the_form_of_its_own_labels)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_lines(arena, doc, "石门镇2023年政府信息公开工作年度报告");
	paper_table(arena, doc, DOC_GRID_TRUE, table_two);
	paper_table(arena, doc, DOC_GRID_TRUE, arena_printf(arena, "%s%s",
	    head_three,
	    "1x3:一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1\n"
	    "2x1:三、本年度办理结果|1x2:（六）其他处理|1|0|0|0|0|0|1\n"
	    "1x2:（七）总计|1|0|0|0|0|0|1\n"
	    "1x3:四、结转下年度继续办理|0|0|0|0|0|0|0\n"));
	filled = paper_read(arena, doc);
	check_str(filled->form->key, S("2021"));
	check_str(filled_table(filled, S("t2"))->form->key, S("2021"));
	check_str(filled_table(filled, S("t3"))->form->key, S("2019"));
	check_row(arena, filled, "t3", "other", "1 0 0 0 0 0 1");
	check_int(paper_remarks(filled, FILLED_SUBTOTAL), 0);
}

Test(match, columns_of_another_form_are_unclear_and_not_renamed)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = paper_read(arena, grid_of(arena,
	    "信息内容|本年新制作数量|本年新公开数量|对外公开总数量\n"
	    "规章|1|2|3\n"
	    "规范性文件|4|5|6\n"
	    "信息内容|1x3:本年处理决定数量\n"
	    "行政许可|1x3:70\n"
	    "信息内容|1x3:本年处理决定数量\n"
	    "行政处罚|1x3:8\n"
	    "行政强制|1x3:9\n"
	    "信息内容|1x3:本年收费金额（单位：万元）\n"
	    "行政事业性收费|1x3:10\n"));

	check_str(filled_table(filled, S("t2"))->form->key, S("2021"));
	check_row(arena, filled, "t2", "rules", "? ? ?");
	check_row(arena, filled, "t2", "licences", "70");
	check_int(paper_remarks(filled, FILLED_HEAD_OTHER), 1);
	check_int(paper_remarks(filled, FILLED_ROW_UNCLEAR), 0);
}

Test(match, the_same_table_twice_is_no_harm_unless_it_differs)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = grid_of(arena, table_two);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE, table_two);
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "norms", "4 5 6");
	check_int(filled->remarks, 0);

	paper_table(arena, doc, DOC_GRID_TRUE,
	    "信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	    "规章|1|2|4\n"
	    "行政规范性文件|4|5|7\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "norms", "4 5 6");
	check_int(paper_remarks(filled, FILLED_TABLE_DOUBLE), 1);
}

Test(match, units_signs_and_notes_stay_beside_the_number)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = paper_read(arena, grid_of(arena,
	    "信息内容|上一年项目数量|本年增/减|处理决定数量\n"
	    "行政许可|１６项|+3|1,780件\n"
	    "其他对外管理服务事项|8|减2|7\n"
	    "信息内容|上一年项目数量|本年增/减|处理决定数量\n"
	    "行政处罚|253|--253|无\n"
	    "信息内容|采购项目数量|1x2:采购总金额\n"
	    "政府集中采购|9|1x2:103.3879万元\n"));
	const struct filled_cell *amount = filled_cell(filled, S("t2"),
	    S("procurement"), S("amount"));

	check_row(arena, filled, "t2", "licences", "16 3 1780");
	check_row(arena, filled, "t2", "services", "8 -2 7");
	check_row(arena, filled, "t2", "penalties", "253 \"--253\" 无");
	check_row(arena, filled, "t2", "procurement", "9 103.3879");
	check_str(amount->unit, S("万元"));
	check_int(paper_remarks(filled, FILLED_CELL_UNREADABLE), 1);
}

Test(match, labels_of_a_converted_page_with_notes_are_still_labels)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = paper_read(arena, grid_of(arena,
	    "信息內(nèi)容|本年制發(fā)件數(shù)（件）|本年廢止件數|現(xiàn)行有效件數\n"
	    "規(guī)章（設(shè)區(qū)的市填寫(xiě)）|1|0|2\n"
	    "行政規(guī)范性文件|3|0|4\n"));

	check_row(arena, filled, "t2", "rules", "1 0 2");
	check_row(arena, filled, "t2", "norms", "3 0 4");
}

Test(match, a_document_that_is_no_report_is_refused)
{
	struct arena		*arena = test_arena();
	struct doc		*doc = paper_new(arena, DOC_TEXT);
	const struct forms	*forms;
	struct filled		*filled;
	struct fault		 fault;

	paper_lines(arena, doc, "今日菜谱\n青菜豆腐汤\n其他");
	check_ok(forms_load(arena, "annual-report", &forms, &fault), fault);
	check_int(form_match(arena, forms, doc, &filled, &fault),
	    ERR_NOT_FOUND);
}
