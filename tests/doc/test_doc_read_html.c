#include "tests/test.h"

#include "base/buf.h"
#include "doc/doc_read.h"
#include "tests/doc/blocks.h"

static struct doc *
read_page(const char *page)
{
	struct doc	*doc = NULL;
	struct fault	 fault = { .code = OK };

	check_ok(doc_read_html(test_arena(), str_of(page), S("page.html"),
	    &doc, &fault), fault);
	return doc;
}

Test(doc_read_html, blocks_come_in_reading_order_with_their_kinds)
{
	struct doc	*doc = read_page("<html><body><h1>年度<b>报告</b></h1>"
			    "<p>第一段</p>散<i>句</i><div>第二段</div>"
			    "<ul><li>甲<ul><li>乙</ul></ul></body>");

	check_block(doc, 0, DOC_HEADING, "年度报告");
	check_int(doc->block[0].level, 1);
	check_block(doc, 1, DOC_PARAGRAPH, "第一段");
	check_block(doc, 2, DOC_PARAGRAPH, "散句");
	check_block(doc, 3, DOC_PARAGRAPH, "第二段");
	check_block(doc, 4, DOC_LIST, "甲");
	check_block(doc, 5, DOC_LIST, "乙");
	check_int(doc->block[5].level, 2);
	check_int(doc->n, 6);
}

Test(doc_read_html, a_line_break_parts_paragraphs_but_no_heading)
{
	struct doc	*doc = read_page("<h2>石桥镇<br>年度报告</h2>"
			    "<p>甲<br/>乙</p>");

	check_block(doc, 0, DOC_HEADING, "石桥镇年度报告");
	check_block(doc, 1, DOC_PARAGRAPH, "甲");
	check_block(doc, 2, DOC_PARAGRAPH, "乙");
}

Test(doc_read_html, white_space_is_folded_and_entities_are_resolved)
{
	struct doc	*doc = read_page("<p>&nbsp;&nbsp;甲 \n\t 乙&amp;丙"
			    "&nbsp 丁&#8203;戊&lt;</p><p>一个\n    词</p>");

	check_block(doc, 0, DOC_PARAGRAPH, "甲乙&丙 丁戊<");
	check_block(doc, 1, DOC_PARAGRAPH, "一个词");
}

Test(doc_read_html, what_is_not_shown_is_not_read)
{
	struct doc	*doc = read_page("<style>p{}</style><p>甲</p>"
			    "<script>document.write('<p>x</p>')</script>"
			    "<!-- <p>x</p> --><noscript>x</noscript>"
			    "<div style='color:red; DISPLAY : none'>x<p>y</div>"
			    "<p hidden>x</p><select><option>x</select>"
			    "<template><p>x</template><p>乙</p>");

	check_block(doc, 0, DOC_PARAGRAPH, "甲");
	check_block(doc, 1, DOC_PARAGRAPH, "乙");
	check_int(doc->n, 2);
}

Test(doc_read_html, a_page_that_hides_itself_is_read_all_the_same)
{
	struct doc	*doc = read_page("<body style='display:none'><p>甲");

	check_block(doc, 0, DOC_PARAGRAPH, "甲");
}

Test(doc_read_html, spans_become_a_grid_with_the_cell_in_all_its_squares)
{
	struct doc		*doc = read_page("<table>"
				    "<tr><th rowspan=2>甲<td colspan=2>乙"
				    "<tr><td>丙<td>丁</table>");
	const struct doc_table	*table = table_of(doc, 0);

	check_int(table->rows, 2);
	check_int(table->cols, 3);
	check_int(table->grid, DOC_GRID_TRUE);
	check_str(at(table, 0, 0), S("甲"));
	check_str(at(table, 1, 0), S("甲"));
	check_str(at(table, 0, 2), S("乙"));
	check_str(at(table, 1, 1), S("丙"));
	check_str(at(table, 1, 2), S("丁"));
	check_int(table->n, 4);
	cr_assert(table->cell[0].head);
	cr_assert_not(table->cell[1].head);
}

Test(doc_read_html, paragraphs_inside_a_cell_are_its_lines)
{
	struct doc		*doc = read_page("<table><tr><td><p>商业</p>"
				    "<p><span>企</span>业</p><td>x<br>y"
				    "</table>");
	const struct doc_table	*table = table_of(doc, 0);

	check_str(at(table, 0, 0), S("商业\n企业"));
	check_str(at(table, 0, 1), S("x\ny"));
}

Test(doc_read_html, a_blank_cell_stays_blank)
{
	struct doc		*doc = read_page("<table><tr><td>甲<td>&nbsp;"
				    "<td></td><td>0</table>");
	const struct doc_table	*table = table_of(doc, 0);

	check_int(table->cols, 4);
	check_str(at(table, 0, 1), S(""));
	check_str(at(table, 0, 2), S(""));
	check_str(at(table, 0, 3), S("0"));
}

Test(doc_read_html, spans_that_lead_nowhere_are_cut)
{
	struct doc		*doc = read_page("<table><tr>"
				    "<td colspan=1000000>题目</tr>"
				    "<tr><td rowspan=99999>甲<td>1</tr>"
				    "<tr><td>2</table>");
	const struct doc_table	*table = table_of(doc, 0);

	check_int(table->rows, 3);
	check_int(table->cols, 2);
	check_str(at(table, 0, 1), S("题目"));
	check_str(at(table, 2, 0), S("甲"));
	check_str(at(table, 2, 1), S("2"));
}

Test(doc_read_html, a_rowspan_ends_with_its_group)
{
	struct doc		*doc = read_page("<table><thead><tr>"
				    "<td rowspan=0>头<td>1</thead><tbody>"
				    "<tr><td>2<td>3</tbody></table>");
	const struct doc_table	*table = table_of(doc, 0);

	check_str(at(table, 1, 0), S("2"));
	check_str(at(table, 1, 1), S("3"));
}

Test(doc_read_html, a_table_that_only_lays_out_the_page_gives_its_blocks)
{
	struct doc		*doc = read_page("<table><tr><td colspan=2>"
				    "<h1>年度报告</h1></tr>"
				    "<tr><td>一、总体情况</tr><tr><td>"
				    "<p>前文</p><table><tr><td>规章<td>1"
				    "<tr><td>许可<td>2</table><p>后文</p>"
				    "<tr><td>落款</table>");
	const struct doc_table	*table;

	check_block(doc, 0, DOC_HEADING, "年度报告");
	check_block(doc, 1, DOC_PARAGRAPH, "一、总体情况");
	check_block(doc, 2, DOC_PARAGRAPH, "前文");
	table = table_of(doc, 3);
	check_int(table->rows, 2);
	check_str(at(table, 1, 1), S("2"));
	check_block(doc, 4, DOC_PARAGRAPH, "后文");
	check_block(doc, 5, DOC_PARAGRAPH, "落款");
	check_int(doc->n, 6);
}

Test(doc_read_html, rows_of_figures_between_rows_of_prose_stay_a_table)
{
	struct buf		 page;
	struct doc		*doc;
	const struct doc_table	*table;

	buf_init(&page, test_arena(), 1 << 20);
	buf_put(&page, S("<table><tr><td colspan=2><p>"));
	for (int i = 0; i < 100; i++)
		buf_put(&page, S("长长的叙述。"));
	buf_put(&page, S("</p></tr><tr><td colspan=2>二、主动公开</tr>"
	    "<tr><td>规章<td>1</tr><tr><td>许可<td>2</tr></table>"));
	doc = read_page(str_c(test_arena(), buf_str(&page)));
	check_int(doc->block[0].kind, DOC_PARAGRAPH);
	check_block(doc, 1, DOC_PARAGRAPH, "二、主动公开");
	table = table_of(doc, 2);
	check_int(table->rows, 2);
	check_str(at(table, 1, 0), S("许可"));
	check_int(doc->n, 3);
}

Test(doc_read_html, a_long_label_does_not_make_a_table_scaffolding)
{
	struct doc		*doc = read_page("<table>"
				    "<tr><td>规范性文件（含决定、公告、通告、"
				    "意见、通知，以及标题采用规定、办法、细则、"
				    "规范、规程、规则等字样，在本地区反复适用，"
				    "涉及权利义务的公文，不含内部管理制度、人事"
				    "任免、表彰奖励和对具体事项的处理决定）"
				    "<td><td><td></tr>"
				    "<tr><td>规章<td>0<td>0<td>0</table>");

	check_int(table_of(doc, 0)->rows, 2);
	check_int(doc->n, 1);
}

Test(doc_read_html, a_table_in_a_cell_of_figures_stays_apart)
{
	struct doc		*doc = read_page("<table>"
				    "<tr><td>甲<td>1<tr><td>乙<td>"
				    "<table><tr><td>3<td>4</table>"
				    "<tr><td>丙<td>5<tr><td>丁<td>6</table>");

	check_block(doc, 2, DOC_PARAGRAPH, "乙");
	check_str(at(table_of(doc, 3), 0, 0), S("3"));
	check_int(table_of(doc, 3)->cols, 2);
	check_str(at(table_of(doc, 4), 1, 1), S("6"));
}

Test(doc_read_html, text_that_strayed_into_a_table_goes_before_it)
{
	struct doc	*doc = read_page("<table><caption>表一</caption>"
			    "<tr><td>甲<td>1</table>后");

	check_block(doc, 0, DOC_PARAGRAPH, "表一");
	check_str(at(table_of(doc, 1), 0, 1), S("1"));
	check_block(doc, 2, DOC_PARAGRAPH, "后");
}

Test(doc_read_html, every_block_and_cell_tells_its_xpath)
{
	struct doc		*doc = read_page("<html><body><div>x</div>"
				    "<div><p>甲<p>乙</p><table><tr><td>1<td>2"
				    "<tr><td>3<td>4</table></div>");
	const struct doc_table	*table = table_of(doc, 3);

	check_str(doc->block[2].place.xpath, S("/html/body/div[2]/p[2]"));
	check_str(doc->block[3].place.xpath,
	    S("/html/body/div[2]/table[1]"));
	check_str(table->cell[3].place.xpath,
	    S("/html/body/div[2]/table[1]/tr[2]/td[2]"));
}

Test(doc_read_html, an_element_with_a_colon_is_counted_among_all)
{
	struct doc	*doc = read_page("<html><body><p>甲</p>"
			    "<o:p><div>乙</div></o:p>");

	check_str(doc->block[1].place.xpath, S("/html/body/*[2]/div[1]"));
}

Test(doc_read_html, title_meta_and_links_are_kept)
{
	struct doc	*doc = read_page("<head><title> 年报 -\n某局</title>"
			    "<title>x</title>"
			    "<meta name='PubDate' content='2024-01-17 09:00'>"
			    "<meta property='og:Site' content=某网>"
			    "<meta name=empty></head>"
			    "<p>见<a href=' /a.doc '>附 件</a>。</p>");

	check_str(doc->title, S("年报 - 某局"));
	check_int(doc->metas, 2);
	check_str(doc->meta[0].name, S("pubdate"));
	check_str(doc->meta[0].value, S("2024-01-17 09:00"));
	check_str(doc->meta[1].name, S("og:site"));
	check_int(doc->links, 1);
	check_str(doc->link[0].target, S("/a.doc"));
	check_str(doc->link[0].text, S("附 件"));
	check_block(doc, 0, DOC_PARAGRAPH, "见附 件。");
}

Test(doc_read_html, what_a_word_processor_leaves_behind_is_survived)
{
	struct doc		*doc = read_page("<p class=MsoNormal>"
				    "<![if !supportEmptyParas]>&nbsp;<![endif]>"
				    "<o:p></o:p>甲</p><!--[if gte mso 9]><xml>"
				    "<w:x>9</w:x></xml><![endif]-->"
				    "<table><tr><td>1</td><![if !x]><td>2</td>"
				    "<![endif]></tr></table>");

	check_block(doc, 0, DOC_PARAGRAPH, "甲");
	check_str(at(table_of(doc, 1), 0, 1), S("2"));
	check_int(doc->n, 2);
}

Test(doc_read_html, the_lines_of_preformatted_text_are_blocks)
{
	struct doc	*doc = read_page("<pre>甲\n乙  丙\n</pre>"
			    "<div style='white-space: pre-wrap'>丁\n戊</div>");

	check_block(doc, 0, DOC_PARAGRAPH, "甲");
	check_block(doc, 1, DOC_PARAGRAPH, "乙 丙");
	check_block(doc, 2, DOC_PARAGRAPH, "丁");
	check_block(doc, 3, DOC_PARAGRAPH, "戊");
}

Test(doc_read_html, a_page_in_gb_is_read_by_the_charset_it_names)
{
	struct doc	*doc = read_page("<meta charset=\"gb2312\"><p>"
			    "\xC4\xEA\xB1\xA8</p>");

	check_block(doc, 0, DOC_PARAGRAPH, "年报");
	check_str(doc->charset, S("GB18030"));
}

Test(doc_read_html, the_shuyang_page_keeps_its_tables)
{
	const char	*path = test_shared(
			    "reports/real/shuyang_fgj_2023.html");
	struct arena	*arena = test_arena();
	struct fault	 fault = { .code = OK };
	struct doc	*doc;
	size_t		 tables = 0;
	str		 bytes;

	check_ok(file_read(arena, path, DOC_BYTES, &bytes, &fault), fault);
	check_ok(doc_read_html(arena, bytes, S("x"), &doc, &fault), fault);
	for (size_t i = 0; i < doc->n; i++) {
		static const unsigned	size[][2] = {
			{ 4, 4 }, { 14, 4 }, { 28, 10 }, { 4, 15 },
		};

		if (doc->block[i].kind != DOC_TABLE)
			continue;
		cr_assert_lt(tables, 4);
		check_int(doc->block[i].table->rows, size[tables][0]);
		check_int(doc->block[i].table->cols, size[tables][1]);
		tables++;
	}
	check_int(tables, 4);
}
