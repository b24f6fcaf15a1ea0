#include "tests/test.h"

#include "tests/paper.h"

static struct filled *
read_lines(const char *lines)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);

	paper_lines(arena, doc, lines);
	return paper_read(arena, doc);
}

/* Sections as "index number texts" each. */
static void
check_sections(const struct filled *filled, const char *want)
{
	str	got = { 0 };

	for (size_t s = 0; s < filled->sections; s++) {
		const struct filled_section *section = &filled->section[s];

		got = str_printf(test_arena(), "%.*s%s%td %.*s %zu",
		    STRF(got), s == 0 ? "" : ", ", section->section,
		    STRF(section->number), section->n);
	}
	check_str(got, str_of(want));
}

Test(match_prose, headings_part_the_text_into_sections)
{
	struct filled	*filled = read_lines(
	    "本报告按照要求编制。\n一、总体情况\n全年公开12条。\n"
	    "（一）主动公开情况\n公开12条。\n（二）依申请公开情况\n没有申请。\n"
	    "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
	    "四、政府信息公开行政复议、行政诉讼情况\n"
	    "五、存在的主要问题及改进情况\n问题一个。\n改进一项。\n"
	    "六、其他需要报告的事项\n无。");

	check_sections(filled,
	    "-1  1, 0 一 5, 1 二 0, 2 三 0, 3 四 0, 4 五 2, 5 六 1");
	cr_assert(filled->section[1].exact);
}

Test(match_prose, headings_are_found_however_they_are_numbered)
{
	check_sections(read_lines(
	    "1.总体情况\n公开12条。\n2.主动公开政府信息情况\n"
	    "3.收到和处理政府信息公开申请情况\n"
	    "5.存在的主要问题及改进情况\n(1)总体情况\n没有。"),
	    "0 1 1, 1 2 0, 2 3 0, 4 5 2");
	check_sections(read_lines(
	    "第一部分 总体情况\n公开12条。\n第二部分：主动公开政府信息情况\n"
	    "第六部分、其他需要报告的事项\n无。"),
	    "0 第一部分 1, 1 第二部分 0, 5 第六部分 1");
	check_sections(read_lines(
	    "总体情况\n公开12条。\n主动公开政府信息情况\n"
	    "存在的主要问题及改进情况\n没有。"), "0  1, 1  0, 4  1");
}

Test(match_prose, a_section_the_form_lacks_is_one_nevertheless)
{
	check_sections(read_lines(
	    "一、总体情况\n公开12条。\n二、工作机制建设\n设立小组。\n"
	    "三、主动公开政府信息情况\n一、先做一件\n二、再做一件"),
	    "0 一 1, -1 二 1, 1 三 2");
}

Test(match_prose, a_damaged_title_still_begins_its_section)
{
	struct filled	*filled = read_lines(
	    "一、总体情况\n公开12条。\n"
	    "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
	    "四、政府信息公开行政复议行政诉情况\n五、存在的主要问及改进情\n没有。");

	check_sections(filled, "0 一 1, 1 二 0, 2 三 0, 3 四 0, 4 五 1");
	cr_assert(!filled->section[4].exact);
}

Test(match_prose, headings_inside_of_one_long_line_part_it)
{
	struct filled	*filled = read_lines(
	    "本报告由一、总体情况，二、主动公开政府信息情况等组成。"
	    " 一、总体情况 1、公开12条。 2、没有申请。"
	    " 二、主动公开政府信息情况\n"
	    "五、存在的主要问题及改进情况 问题一个。改进一项。"
	    " 六、其他需要报告的事项 无");

	check_sections(filled, "-1  1, 0 一 1, 1 二 0, 4 五 1, 5 六 1");
	check_str(filled->section[3].text[0].text,
	    S("问题一个。改进一项。"));
	check_str(filled->section[4].text[0].text, S("无"));
}

Test(match_prose, a_heading_that_runs_on_into_its_text_is_parted_from_it)
{
	struct filled	*filled = read_lines(
	    "一、总体情况。2021年，主动公开12条。\n"
	    "六、其他需要报告的事项：没有收费。");

	check_sections(filled, "0 一 1, 5 六 1");
	check_str(filled->section[0].text[0].text,
	    S("2021年，主动公开12条。"));
	check_str(filled->section[1].text[0].text, S("没有收费。"));
}

Test(match_prose, texts_of_tables_are_no_prose)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_lines(arena, doc, "一、总体情况\n公开12条。\n"
	    "二、主动公开政府信息情况");
	paper_table(arena, doc, DOC_GRID_TRUE,
	    "信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	    "规章|0|0|0\n行政规范性文件|1|2|3\n");
	paper_lines(arena, doc, "以上不含转发的文件。");
	filled = paper_read(arena, doc);
	check_sections(filled, "0 一 1, 1 二 1");
	check_str(filled->section[1].text[0].text,
	    S("以上不含转发的文件。"));
}

Test(match_prose, what_stands_around_the_report_is_not_its_text)
{
	struct filled	*filled = read_lines(
	    "当前位置：首页 > 信息公开 > 年报\n【字体：大 中 小】\n"
	    "石门镇2021年政府信息公开工作年度报告\n"
	    "发布时间：2022-01-20 浏览次数：15次\n"
	    "本报告按照要求编制。\n一、总体情况\n公开12条。\n"
	    "六、其他需要报告的事项\n无。\n【打印】【关闭】\n"
	    "上一篇：石门镇2020年政府信息公开工作年度报告\n"
	    "主办单位：石门镇人民政府 备案号：00000001");

	check_sections(filled, "-1  1, 0 一 1, 5 六 1");
	check_str(filled->section[0].text[0].text,
	    S("本报告按照要求编制。"));
	check_int(filled->year, 2021);
}

Test(match_prose, a_list_of_contents_is_not_the_sections)
{
	check_sections(read_lines(
	    "目录\n一、总体情况\n二、主动公开政府信息情况\n"
	    "六、其他需要报告的事项\n一、总体情况\n公开12条。\n"
	    "二、主动公开政府信息情况\n没有。\n六、其他需要报告的事项\n无。"),
	    "0 一 1, 1 二 1, 5 六 1");
}

Test(match_prose, a_text_is_repaired_and_keeps_its_raw_form)
{
	struct filled	*filled = read_lines(
	    "一、總體情況\n認(rèn)真落實(shí)《條例》，主動公開12條。");

	check_str(filled->section[0].text[0].text,
	    S("认真落实《条例》，主动公开12条。"));
	check_str(filled->section[0].text[0].raw,
	    S("認(rèn)真落實(shí)《條例》，主動公開12條。"));
	check_int(filled->section[0].text[0].place.line, 2);
}
