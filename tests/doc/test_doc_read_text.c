#include "tests/test.h"

#include "base/buf.h"
#include "doc/doc_read.h"
#include "tests/doc/blocks.h"

static struct doc *
read_named(const char *text, const char *name)
{
	struct doc	*doc = NULL;
	struct fault	 fault = { .code = OK };

	check_ok(doc_read_text(test_arena(), str_of(text), str_of(name), &doc,
	    &fault), fault);
	return doc;
}

static struct doc *
read_lines(const char *text)
{
	return read_named(text, "report.txt");
}

Test(doc_read_text, front_matter_is_said_of_the_file)
{
	struct doc	*doc = read_named("---\ntitle: \"石门镇年报\"\n"
			    "Date: 2024-01-15\ntags:\n- 公开\n---\n"
			    "# 年报\n正文。\n", "a.md");

	check_int(doc->metas, 2);
	check_str(doc->meta[1].name, S("date"));
	check_str(doc->meta[1].value, S("2024-01-15"));
	check_str(doc->title, S("石门镇年报"));
	check_block(doc, 0, DOC_HEADING, "年报");
	check_int(doc->block[0].place.line, 7);
	doc = read_lines("---\n表格\n---\n日期: 1\n");
	check_int(doc->metas, 0);
	check_int(doc->n, 2);
}

Test(doc_read_text, a_row_left_blank_is_a_row_and_one_in_front_is_none)
{
	const struct doc_table	*table;

	table = table_of(read_lines("| | | | | |\n| 甲 | 乙 | 丙 | 丁 | 戊 |\n"
	    "| | | | | |\n| 1 | 2 | 3 | 4 | 5 |\n| | |\n"), 0);
	check_int(table->rows, 3);
	check_str(at(table, 1, 4), S(""));
	check_str(at(table, 2, 0), S("1"));
}

Test(doc_read_text, every_line_is_a_paragraph_and_knows_its_number)
{
	struct doc	*doc = read_lines("规章\r\n\r\n  0 \n\t1　件\r2");

	check_block(doc, 0, DOC_PARAGRAPH, "规章");
	check_block(doc, 1, DOC_PARAGRAPH, "0");
	check_int(doc->block[1].place.line, 3);
	check_block(doc, 2, DOC_PARAGRAPH, "1 件");
	check_int(doc->block[2].place.line, 4);
	check_block(doc, 3, DOC_PARAGRAPH, "2");
	check_int(doc->block[3].place.line, 5);
	check_int(doc->block[3].place.page, 0);
}

Test(doc_read_text, pipes_make_a_table_whether_or_not_they_frame_it)
{
	struct doc		*framed = read_lines("前\n| 甲 | 1 |  |\n"
				    "| 乙 | | 2 |\n后");
	struct doc		*open = read_lines("甲 | 1 | \n乙 |  | 2\n");
	struct doc		*behind = read_lines("第五项 | |||\n"
				    "乙 | 1 | 2 | 3 |\n");
	const struct doc_table	*table = table_of(framed, 1);

	check_int(table->grid, DOC_GRID_LOOSE);
	check_int(table->cols, 3);
	check_str(at(table, 0, 1), S("1"));
	check_str(at(table, 0, 2), S(""));
	check_str(at(table, 1, 1), S(""));
	check_str(at(table, 1, 2), S("2"));
	check_int(table->at[5]->place.line, 3);
	check_block(framed, 2, DOC_PARAGRAPH, "后");
	table = table_of(open, 0);
	check_str(at(table, 1, 2), S("2"));
	table = table_of(behind, 0);
	check_int(table->cols, 4);
	check_str(at(table, 0, 3), S(""));
	check_str(at(table, 1, 3), S("3"));
}

Test(doc_read_text, markdown_rules_are_no_rows_and_breaks_are_lines)
{
	struct doc		*doc = read_lines("| 甲 | 乙\\|丙 |\n|:--|--:|\n"
				    "| 结果<br>维持 | 1 |\n");
	const struct doc_table	*table = table_of(doc, 0);

	check_int(table->rows, 2);
	check_str(at(table, 0, 1), S("乙|丙"));
	check_str(at(table, 1, 0), S("结果\n维持"));
}

Test(doc_read_text, a_frame_drawn_in_characters_is_a_table)
{
	struct doc		*doc = read_lines("┌──┬──┐\n│甲│1 │\n├──┼──┤\n"
				    "│乙│2 │\n└──┴──┘\n");

	check_int(doc->n, 1);
	check_int(table_of(doc, 0)->rows, 2);
	check_str(at(table_of(doc, 0), 1, 1), S("2"));
}

Test(doc_read_text, lines_between_the_rules_of_a_grid_are_one_row)
{
	struct doc		*doc = read_lines(
				    "+------+------+\n| 商业 | 科研 |\n"
				    "| 企业 | 机构 |\n+======+======+\n"
				    "| 1    | 2    |\n+------+------+\n"
				    "| 3    | 4    |\n+------+------+\n");
	const struct doc_table	*table = table_of(doc, 0);

	check_int(table->rows, 3);
	check_str(at(table, 0, 1), S("科研\n机构"));
	check_str(at(table, 2, 0), S("3"));
	check_int(doc->n, 1);
}

Test(doc_read_text, a_row_of_dashes_is_a_row)
{
	struct doc		*doc = read_lines("| 甲 | 乙 | 丙 | 丁 |\n"
				    "| - | - | - | -- |\n");
	const struct doc_table	*table = table_of(doc, 0);

	check_int(table->rows, 2);
	check_str(at(table, 1, 3), S("--"));
}

Test(doc_read_text, a_cell_a_line_with_a_pipe_before_each_row)
{
	struct doc		*doc = read_lines("|\n规章 |\n0 |\n1 |\n|\n"
				    "行政许可 |\n16 |\n|\n|\n行政强制 |\n2 |\n"
				    "3 |\n");
	const struct doc_table	*table = table_of(doc, 0);

	check_int(table->rows, 3);
	check_str(at(table, 0, 2), S("1"));
	check_str(at(table, 1, 0), S("行政许可"));
	check_str(at(table, 1, 2), S(""));
	check_str(at(table, 2, 0), S("行政强制"));
	check_str(at(table, 2, 2), S("3"));
	check_int(table->at[6]->place.line, 10);
}

Test(doc_read_text, a_cell_a_line_without_a_sign_between_rows)
{
	struct doc		*doc = read_lines("信息内容 |\n制发数 |\n"
				    "废止数 |\n规章 |\n/ |\n0 |\n规范性文件 |\n"
				    "|\n5 |\n1.其他 |\n1 |\n2 |\n");
	const struct doc_table	*table = table_of(doc, 0);

	check_int(table->rows, 4);
	check_str(at(table, 0, 2), S("废止数"));
	check_str(at(table, 1, 0), S("规章"));
	check_str(at(table, 1, 1), S("/"));
	check_str(at(table, 2, 0), S("规范性文件"));
	check_str(at(table, 2, 1), S(""));
	check_str(at(table, 2, 2), S("5"));
	check_str(at(table, 3, 0), S("1.其他"));
	check_str(at(table, 3, 2), S("2"));
}

Test(doc_read_text, prose_with_a_pipe_at_its_end_is_prose)
{
	struct buf	 text;
	struct doc	*doc;

	buf_init(&text, test_arena(), 1 << 20);
	buf_put(&text, S("石桥镇年度报告 | |||||||\n"));
	for (int i = 0; i < 100; i++)
		buf_put(&text, S("长长的叙述。"));
	buf_put(&text, S(" |\n| 规章 | 1 |\n| 许可 | 2 |\n||||\n"));
	doc = read_lines(str_c(test_arena(), buf_str(&text)));
	check_block(doc, 0, DOC_PARAGRAPH, "石桥镇年度报告");
	check_int(doc->block[1].kind, DOC_PARAGRAPH);
	check_int(doc->block[1].place.line, 2);
	check_int(table_of(doc, 2)->rows, 2);
	check_int(doc->n, 3);
}

Test(doc_read_text, a_line_with_pipes_in_it_is_not_always_a_row)
{
	struct doc	*doc = read_lines("首页 | 新闻 | 公开\n");

	check_block(doc, 0, DOC_PARAGRAPH, "首页 | 新闻 | 公开");
}

Test(doc_read_text, tabs_part_cells)
{
	struct doc		*doc = read_lines("\t自然人\t总计\n"
				    "新收\t5\t5\n\t缩进的一行\n");
	const struct doc_table	*table = table_of(doc, 0);

	check_int(table->grid, DOC_GRID_LOOSE);
	check_str(at(table, 0, 0), S(""));
	check_str(at(table, 0, 2), S("总计"));
	check_str(at(table, 1, 2), S("5"));
	check_block(doc, 1, DOC_PARAGRAPH, "缩进的一行");
}

Test(doc_read_text, aligned_columns_keep_where_they_stand)
{
	struct doc		*doc = read_lines(
				    "二、主动公开政府信息情况\n"
				    "            第二十条第（一）项\n\n"
				    "  信息内容  制发件数  废止件数\n\n"
				    "规章            0         1\n"
				    "规范性文件      12        3\n"
				    "下面是正文。\n");
	const struct doc_table	*table = table_of(doc, 1);

	check_block(doc, 0, DOC_PARAGRAPH, "二、主动公开政府信息情况");
	check_int(table->grid, DOC_GRID_LAYOUT);
	check_int(table->rows, 4);
	check_str(at(table, 3, 1), S("12"));
	check_int(table->at[10]->place.line, 7);
	cr_assert_eq(table->at[10]->x0, 16);
	cr_assert_eq(table->at[10]->x1, 18);
	cr_assert_eq(table->at[7]->x0, 16);
	check_block(doc, 2, DOC_PARAGRAPH, "下面是正文。");
}

Test(doc_read_text, columns_set_by_characters_are_found_out)
{
	struct doc		*doc = read_lines(
				    "规章           10     1\n"
				    "行政规范性文件      12     3\n"
				    "许可           14     5\n");
	const struct doc_table	*table = table_of(doc, 0);

	for (unsigned row = 0; row < 3; row++)
		cr_assert_eq(table->at[row * 3 + 2]->x0, 20,
		    "row %u: %g", row, table->at[row * 3 + 2]->x0);
}

Test(doc_read_text, a_section_heading_between_two_tables_parts_them)
{
	struct doc	*doc = read_lines("规章      0     1\n许可      2     3\n"
			    "\n\n   三、收到和处理申请情况\n\n"
			    "新收      4     5\n结转      6     7\n");

	check_int(table_of(doc, 0)->rows, 2);
	check_block(doc, 1, DOC_PARAGRAPH, "三、收到和处理申请情况");
	check_int(table_of(doc, 2)->rows, 2);
}

Test(doc_read_text, form_feeds_count_pages_and_part_tables)
{
	struct doc	*doc = read_lines("规章      0     1\n许可      2     3\n"
			    "     - 1 -\n\f处罚      4     5\n"
			    "强制      6     7\n");

	check_int(doc->block[0].place.page, 1);
	check_block(doc, 1, DOC_PARAGRAPH, "- 1 -");
	check_int(table_of(doc, 2)->rows, 2);
	check_int(doc->block[2].place.page, 2);
	check_int(doc->block[2].place.line, 4);
}

/* Eleven wide characters and a wide stop: 24 columns, twice that a line. */
#define HALF	"这一行写满了为止没有说完"

Test(doc_read_text, lines_broken_at_the_edge_become_paragraphs)
{
	struct doc	*doc = read_lines(
			    "    " HALF "这一行写满了为止没有\n"
			    HALF HALF "\n" HALF HALF "\n"
			    "只有半行。\n"
			    "    " HALF "这一行写满了为止没有\n"
			    HALF HALF "\n" HALF "共 12\n件。\n"
			    "一、短标题\n"
			    "    " HALF "这一行写满了为止没有\n"
			    "（一）" HALF "新的一条不接\n");

	check_block(doc, 0, DOC_PARAGRAPH, HALF "这一行写满了为止没有"
	    HALF HALF HALF HALF "只有半行。");
	check_int(doc->block[0].place.line, 1);
	check_int(doc->block[1].place.line, 5);
	check_block(doc, 3, DOC_PARAGRAPH, "一、短标题");
	check_block(doc, 5, DOC_PARAGRAPH, "（一）" HALF "新的一条不接");
}

Test(doc_read_text, a_paragraph_goes_on_behind_the_foot_of_a_page)
{
	struct doc	*doc = read_lines(
			    "    " HALF "这一行写满了为止没有\n"
			    HALF HALF "\n" HALF HALF "\n"
			    "\n            - 1 -\n\f"
			    HALF HALF "\n完了。\n"
			    "    " HALF "这一行写满了为止没有\n");

	check_block(doc, 0, DOC_PARAGRAPH, HALF "这一行写满了为止没有"
	    HALF HALF HALF HALF HALF HALF "完了。");
	check_block(doc, 1, DOC_PARAGRAPH, "- 1 -");
	check_int(doc->block[2].place.page, 2);
}

Test(doc_read_text, short_lines_are_never_joined)
{
	struct buf	 text;
	struct doc	*doc;

	buf_init(&text, test_arena(), 1 << 20);
	for (int i = 0; i < 50; i++)
		buf_put(&text, S("本年新收政府信息公开申请数量\n0\n"));
	doc = read_lines(str_c(test_arena(), buf_str(&text)));
	check_int(doc->n, 100);
}

Test(doc_read_text, one_huge_line_stays_as_it_is)
{
	struct buf	 text;
	struct doc	*doc;

	buf_init(&text, test_arena(), 1 << 20);
	for (int i = 0; i < 1000; i++)
		buf_put(&text, S("一、总体情况  本年公开 12 条。 "));
	doc = read_lines(str_c(test_arena(), buf_str(&text)));
	check_int(doc->n, 1);
	check_int(doc->block[0].place.line, 1);
}

Test(doc_read_text, markdown_marks_are_read)
{
	struct doc	*doc = read_named("# 年度报告\n\n**（一）公开。**全年"
			    "12 条。\n\n- 其一\n\n---\n\n> 说明\n张**\n", "x.MD");

	check_int(doc->format, DOC_MARKDOWN);
	check_block(doc, 0, DOC_HEADING, "年度报告");
	check_int(doc->block[0].level, 1);
	check_block(doc, 1, DOC_PARAGRAPH, "（一）公开。全年12 条。");
	check_block(doc, 2, DOC_LIST, "其一");
	check_block(doc, 3, DOC_PARAGRAPH, "说明");
	check_block(doc, 4, DOC_PARAGRAPH, "张**");
}

Test(doc_read_text, a_table_written_in_html_is_read_with_its_spans)
{
	struct doc		*doc = read_named("前文\n\n<table><tr>"
				    "<td rowspan=\"2\">甲</td><td>1</td></tr>\n"
				    "<tr><td>2</td></tr></table>\n\n后文\n",
				    "x.md");
	const struct doc_table	*table = table_of(doc, 1);

	check_block(doc, 0, DOC_PARAGRAPH, "前文");
	check_int(table->grid, DOC_GRID_TRUE);
	check_str(at(table, 1, 0), S("甲"));
	check_int(table->cell[2].place.line, 4);
	check_int(table->cell[2].place.xpath.n, 0);
	check_block(doc, 2, DOC_PARAGRAPH, "后文");
}
