#include "tests/test.h"

#include "tests/paper.h"

/* Heads that are not those of one form: said, and never a shift of figures. */

static const struct filled_remark *
one_remark(const struct filled *filled, enum filled_remark_kind kind)
{
	const struct filled_remark	*remark = NULL;

	check_int(paper_remarks(filled, kind), 1);
	for (size_t i = 0; i < filled->remarks; i++)
		if (filled->remark[i].kind == kind)
			remark = &filled->remark[i];
	return remark;
}

Test(match_head, an_added_column_of_a_grid_is_told_with_its_head)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE,
	    "2x2:申请情况|2x1:自然人|1x6:法人或其他组织|2x1:总计\n"
	    "商业企业|科研机构|社会公益组织|法律服务机构|其他|单位小计\n"
	    "1x2:一、本年新收政府信息公开申请数量|1|2|3|4|5|6|20|21\n"
	    "1x2:二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0|0\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "new", "1 2 3 4 5 6 21");
	check_str(one_remark(filled, FILLED_COLUMN_ADDED)->quote,
	    S("单位小计"));
}

Test(match_head, an_added_column_of_pipes_shifts_no_figure)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_TEXT);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_LOOSE,
	    "申请情况|自然人|法人或其他组织|总计\n"
	    "商业企业|科研机构|社会公益组织|法律服务机构|其他|小计\n"
	    "一、本年新收政府信息公开申请数量|1|2|3|4|5|6|20|21\n"
	    "二、上年结转政府信息公开申请数量|0|0||0|0|0|7|0\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "new", "1 2 3 4 5 6 21");
	check_row(arena, filled, "t3", "carried_in", "0 0 _ 0 0 0 0");
	check_str(one_remark(filled, FILLED_COLUMN_ADDED)->quote, S("小计"));
	check_int(paper_remarks(filled, FILLED_ROW_UNCLEAR), 0);
}

Test(match_head, an_added_column_of_a_page_shifts_no_figure)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_PDF);
	struct filled	*filled;

	paper_layout(arena, doc,
	    "                                          自然人    商业企业"
	    "    科研机构    社会公益组织    法律服务机构    其他    小计"
	    "    总计\n"
	    "一、本年新收政府信息公开申请数量            1          2   "
	    "        3            4              5            6       20 "
	    "     21\n"
	    "二、上年结转政府信息公开申请数量                       2   "
	    "        3            4              5            6       20 "
	    "     20\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "new", "1 2 3 4 5 6 21");
	check_row(arena, filled, "t3", "carried_in", "_ 2 3 4 5 6 20");
	check_str(one_remark(filled, FILLED_COLUMN_ADDED)->quote, S("小计"));
}

Test(match_head, an_added_column_side_by_side_shifts_no_figure)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE,
	    "1x5:行政复议|1x11:行政诉讼\n"
	    "2x1:结果维持|2x1:结果纠正|2x1:其他结果|2x1:尚未审结|2x1:总计"
	    "|1x5:未经复议直接起诉|1x5:复议后起诉|2x1:小计\n"
	    "结果维持|结果纠正|其他结果|尚未审结|总计"
	    "|结果维持|结果纠正|其他结果|尚未审结|总计\n"
	    "1|2|3|4|10|5|0|0|0|5|0||0|6|6|11\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t4", "review", "1 2 3 4 10");
	check_row(arena, filled, "t4", "direct", "5 0 0 0 5");
	check_row(arena, filled, "t4", "after_review", "0 _ 0 6 6");
	check_str(one_remark(filled, FILLED_COLUMN_ADDED)->quote, S("小计"));
}

Test(match_head, labels_of_the_other_form_are_told_once_a_head)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	const struct filled_remark *remark;
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE,
	    "信息内容|本年制发件数|本年新公开数量|现行有效件数\n"
	    "规章|1|2|3\n"
	    "行政规范性文件|4|5|6\n"
	    "信息内容|1x3:本年处理决定数量\n"
	    "行政许可|1x3:70\n"
	    "信息内容|1x3:本年处理决定数量\n"
	    "行政处罚|1x3:8\n"
	    "行政强制|1x3:9\n"
	    "信息内容|1x3:本年收费金额（单位：万元）\n"
	    "行政事业性收费|1x3:10\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "rules", "1 ? 3");
	check_row(arena, filled, "t2", "norms", "4 ? 6");
	remark = one_remark(filled, FILLED_HEAD_OTHER);
	check_str(remark->row, S("rules"));
	check_str(remark->quote, S("本年新公开数量"));
	check_str(remark->form, S("2019"));
	check_int(filled->remarks, 1);
}

Test(match_head, a_label_twice_in_the_place_of_another_is_told)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_TEXT);
	const struct filled_remark *remark;
	struct filled	*filled;

	paper_lines(arena, doc,
	    "信息内容\n本年新制作数量\n本年新制作数量\n对外公开总数量\n"
	    "规章\n1\n2\n3\n规范性文件\n4\n5\n6\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "norms", "4 5 6");
	remark = one_remark(filled, FILLED_HEAD_DOUBLE);
	check_str(remark->quote, S("本年新制作数量"));
	check_str(remark->column, S("published"));
}

Test(match_head, what_compares_two_tables_abreast_is_no_row_of_theirs)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_TEXT);
	struct filled	*filled;

	paper_layout(arena, doc,
	    "信息内容   本年制发件数   本年废止件数   现行有效件数      "
	    "信息内容   本年制发件数   本年废止件数   现行有效件数\n"
	    "规章            1              0              7            "
	    "规章            2              0              9\n"
	    "行政规范性文件  3              4              5            "
	    "行政规范性文件  6              0              11\n"
	    "信息内容   本年处理决定数量                                "
	    "信息内容   本年处理决定数量\n"
	    "行政许可        8                                          "
	    "行政许可        9\n"
	    "制发之比        1              2              +1\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "rules", "1 0 7");
	check_row(arena, filled, "t2", "licences", "8");
	check_int(paper_remarks(filled, FILLED_TABLE_DOUBLE), 1);
	check_int(paper_remarks(filled, FILLED_ROW_UNKNOWN), 0);
	check_int(paper_remarks(filled, FILLED_ROW_UNCLEAR), 0);
}
