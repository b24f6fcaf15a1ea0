#include "tests/test.h"

#include "tests/paper.h"

/* Cells that nobody can read: said as they stand, never guessed or blank. */

static const char head_four[] =
    "                    行政复议                                                              行政诉讼\n"
    "                                                                      未经复议直接起诉                                  复议后起诉\n"
    "结果维持  结果纠正  其他结果  尚未审结  总计      结果维持  结果纠正  其他结果  尚未审结  总计      结果维持  结果纠正  其他结果  尚未审结  总计\n";

static struct filled *
read_four(struct arena *arena, const char *values)
{
	struct doc	*doc = paper_new(arena, DOC_PDF);

	paper_layout(arena, doc, arena_printf(arena, "%s%s\n", head_four,
	    values));
	return paper_read(arena, doc);
}

Test(match_spoilt, a_spoilt_figure_side_by_side_with_others_is_its_text)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = read_four(arena,
	    "1         2         约5       0         8         0         0         0         0         0         1         0         0         0         1");

	check_row(arena, filled, "t4", "review", "1 2 \"约5\" 0 8");
	check_row(arena, filled, "t4", "direct", "0 0 0 0 0");
	check_row(arena, filled, "t4", "after_review", "1 0 0 0 1");
	check_int(paper_remarks(filled, FILLED_CELL_UNREADABLE), 1);
}

Test(match_spoilt, a_spoilt_figure_beside_blanks_is_its_text)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = read_four(arena,
	    "约3       2                   0         8         0                   若干      0         0         1         0         不详                1");

	check_row(arena, filled, "t4", "review", "\"约3\" 2 _ 0 8");
	check_row(arena, filled, "t4", "direct", "0 _ \"若干\" 0 0");
	check_row(arena, filled, "t4", "after_review", "1 0 \"不详\" _ 1");
	check_int(paper_remarks(filled, FILLED_CELL_UNREADABLE), 3);
}

Test(match_spoilt, a_word_for_the_first_figure_across_is_its_text)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = read_four(arena,
	    "未统计    2         3         0         8         0         0                   0         0         1         0         0         0         1");

	check_row(arena, filled, "t4", "review", "\"未统计\" 2 3 0 8");
	check_row(arena, filled, "t4", "direct", "0 0 _ 0 0");
}

Test(match_spoilt, a_name_in_front_of_the_row_is_no_figure)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE,
	    "3x1:项目|1x5:行政复议|1x10:行政诉讼\n"
	    "2x1:结果维持|2x1:结果纠正|2x1:其他结果|2x1:尚未审结|2x1:总计"
	    "|1x5:未经复议直接起诉|1x5:复议后起诉\n"
	    "结果维持|结果纠正|其他结果|尚未审结|总计"
	    "|结果维持|结果纠正|其他结果|尚未审结|总计\n"
	    "2023年|1|2|约3|4|10|5|0|0|0|5|0|0|0|6|6\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t4", "review", "1 2 \"约3\" 4 10");
	check_row(arena, filled, "t4", "after_review", "0 0 0 6 6");
}

static const char rows_three[] =
    "一、本年新收政府信息公开申请数量  5   0   0   0   0   1   6\n"
    "二、上年结转政府信息公开申请数量  0   0   0   0   0   0   0\n";

Test(match_spoilt, a_spoilt_figure_in_a_row_of_a_page_is_its_text)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_PDF);
	struct filled	*filled;

	paper_layout(arena, doc, arena_printf(arena, "%s%s", rows_three,
	    "  （一）予以公开                  2  约3   0   0   0   1   6\n"
	    "  （二）部分公开                不详  0       0       0   0\n"
	    "    1.属于国家秘密                0   0   0   0   0   0  不详\n"
	    "    2.其他法律行政法规禁止公开    0  不详  0  0   0   0   0\n"));
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "granted", "2 \"约3\" 0 0 0 1 6");
	check_row(arena, filled, "t3", "partial", "\"不详\" 0 _ 0 _ 0 0");
	check_row(arena, filled, "t3", "denied.state_secret",
	    "0 0 0 0 0 0 \"不详\"");
	check_row(arena, filled, "t3", "denied.law_forbids",
	    "0 \"不详\" 0 0 0 0 0");
	check_int(paper_remarks(filled, FILLED_CELL_UNREADABLE), 4);
	check_int(paper_remarks(filled, FILLED_ROW_UNKNOWN), 0);
	check_int(paper_remarks(filled, FILLED_ROW_UNCLEAR), 0);
}

Test(match_spoilt, a_lone_one_in_han_is_neither_a_figure_nor_a_dash)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE,
	    "信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	    "规章|一|一|三\n"
	    "行政规范性文件|4|二|6\n"
	    "信息内容|1x3:本年处理决定数量\n"
	    "行政许可|1x3:一\n");
	paper_lines(arena, doc, "行政处罚\n一\n行政强制\n2");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "rules", "\"一\" \"一\" 3");
	check_row(arena, filled, "t2", "norms", "4 2 6");
	check_row(arena, filled, "t2", "licences", "\"一\"");
	check_row(arena, filled, "t2", "penalties", "\"一\"");
	check_row(arena, filled, "t2", "compulsion", "2");
	check_int(paper_remarks(filled, FILLED_CELL_UNREADABLE), 4);
}

/* A table of the page that follows. */
static void
next_page(struct arena *arena, struct doc *doc, const char *rows)
{
	struct doc_table	*table;
	unsigned		 page = 0;

	for (size_t i = 0; i < doc->n; i++)
		page += doc->block[i].kind == DOC_TABLE;
	paper_layout(arena, doc, rows);
	table = doc->block[doc->n - 1].table;
	for (size_t i = 0; i < table->n; i++)
		table->cell[i].place.page = page + 1;
}

Test(match_spoilt, figures_cut_by_the_end_of_a_page_are_not_their_beginning)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_PDF);
	struct filled	*filled;

	next_page(arena, doc,
	    "信息内容                 本年制发件数   本年废止件数  现行有效件数\n"
	    "规章                          0              0             0\n"
	    "行政规范性文件               12              0            34\n");
	next_page(arena, doc,
	    "                             34\n"
	    "信息内容                 本年处理决定数量\n"
	    "行政许可                     12345\n");
	paper_lines(arena, doc, "- 3 -");
	next_page(arena, doc,
	    "                               67\n"
	    "信息内容                 本年处理决定数量\n"
	    "行政处罚                       5\n"
	    "行政强制                       6\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t2", "rules", "0 0 0");
	check_row(arena, filled, "t2", "norms", "\"12…34\" 0 34");
	check_row(arena, filled, "t2", "licences", "\"12345…67\"");
	check_row(arena, filled, "t2", "penalties", "5");
	check_int(paper_remarks(filled, FILLED_CELL_UNREADABLE), 2);
	check_int(paper_remarks(filled, FILLED_ROW_UNCLEAR), 0);
}

Test(match_spoilt, a_row_whose_label_a_page_ends_with_is_not_cut)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_PDF);
	struct filled	*filled;

	next_page(arena, doc, rows_three);
	next_page(arena, doc,
	    "  （一）予以公开                  2   0   0   0   0   0   2\n"
	    "  （二）部分公开                  1   0   0   0   0   0   1\n"
	    "    1.属于国家秘密\n");
	next_page(arena, doc,
	    "                                  0   0   0   0   0   0   0\n"
	    "    2.其他法律行政法规禁止公开    0   0   0   0   0   0   0\n");
	filled = paper_read(arena, doc);
	check_row(arena, filled, "t3", "partial", "1 0 0 0 0 0 1");
	check_row(arena, filled, "t3", "denied.state_secret", "0 0 0 0 0 0 0");
	check_row(arena, filled, "t3", "denied.law_forbids", "0 0 0 0 0 0 0");
	check_int(paper_remarks(filled, FILLED_CELL_UNREADABLE), 0);
}
