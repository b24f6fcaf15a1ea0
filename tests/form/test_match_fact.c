#include "tests/test.h"

#include "doc/doc_read.h"
#include "tests/paper.h"

static struct filled *
read_lines(const char *lines)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);

	paper_lines(arena, doc, lines);
	return paper_read(arena, doc);
}

static void
check_title(const char *lines, const char *title, const char *agency,
    int year)
{
	struct filled	*filled = read_lines(lines);

	check_str(filled->title.text, str_of(title));
	check_str(filled->agency.text, str_of(agency));
	check_int(filled->year, year);
}

Test(match_fact, a_title_gives_agency_and_year)
{
	check_title("石门镇2021年政府信息公开工作年度报告",
	    "石门镇2021年政府信息公开工作年度报告", "石门镇", 2021);
	check_title("2022年度石门县水利局政府信息公开工作年度报告",
	    "2022年度石门县水利局政府信息公开工作年度报告", "石门县水利局",
	    2022);
	check_title("关于石门县财政局2020年政府信息公开年度报告",
	    "关于石门县财政局2020年政府信息公开年度报告", "石门县财政局",
	    2020);
	check_title("石门县财政局关于2020年政府信息公开工作年度报告",
	    "石门县财政局关于2020年政府信息公开工作年度报告",
	    "石门县财政局", 2020);
	check_title("石门县财政局关于公布2020年度政府信息公开工作年度报告",
	    "石门县财政局关于公布2020年度政府信息公开工作年度报告",
	    "石门县财政局", 2020);
	check_title("石门镇政务公开2023年年度报告",
	    "石门镇政务公开2023年年度报告", "石门镇", 2023);
	check_title("石门县审计局政府信息公开2023年度报告",
	    "石门县审计局政府信息公开2023年度报告", "石门县审计局", 2023);
	check_title("政府信息公开工作年度报告（石门镇2022年）",
	    "政府信息公开工作年度报告（石门镇2022年）", "石门镇", 2022);
	check_title("二〇二二年石门镇政府信息公开工作年度报告",
	    "二〇二二年石门镇政府信息公开工作年度报告", "石门镇", 2022);
}

Test(match_fact, a_name_keeps_the_word_it_shares_with_the_title)
{
	check_title("石门县人民政府信息公开工作年度报告（2021年度）",
	    "石门县人民政府信息公开工作年度报告（2021年度）",
	    "石门县人民政府", 2021);
}

Test(match_fact, a_title_may_stand_on_several_lines)
{
	check_title("石门县住房和城乡建设局\n2021年政府信息公开工作年度报告",
	    "石门县住房和城乡建设局2021年政府信息公开工作年度报告",
	    "石门县住房和城乡建设局", 2021);
	check_title("2021年石门县水利局政府信息\n公开工作年度\n报告",
	    "2021年石门县水利局政府信息公开工作年度报告", "石门县水利局",
	    2021);
}

Test(match_fact, the_title_is_the_reports_and_not_the_sites)
{
	check_title("首页 > 政府信息公开年报\n政府信息公开年报\n"
	    "石门镇2021年政府信息公开工作年度报告\n"
	    "发布时间：2022-01-20 09:30 来源：石门镇\n一、总体情况\n无",
	    "石门镇2021年政府信息公开工作年度报告", "石门镇", 2021);
	check_title("关于做好2021年政府信息公开工作年度报告编制工作的通知\n"
	    "石门镇2020年政府信息公开工作年度报告",
	    "石门镇2020年政府信息公开工作年度报告", "石门镇", 2020);
}

Test(match_fact, of_titles_in_a_list_the_one_the_page_bears_is_taken)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	doc->title = S("石门镇2021年政府信息公开工作年度报告_石门镇");
	paper_lines(arena, doc, "石门镇2022年政府信息公开工作年度报告\n"
	    "石门镇2021年政府信息公开工作年度报告\n一、总体情况\n无");
	filled = paper_read(arena, doc);
	check_int(filled->year, 2021);
}

Test(match_fact, without_a_title_the_file_tells_and_then_the_signer)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_lines(arena, doc, "一、总体情况\n2021年，全镇公开12条。\n"
	    "六、其他需要报告的事项\n无。\n石门镇人民政府\n2022年1月18日");
	filled = paper_read(arena, doc);
	check_str(filled->agency.text, S("石门镇人民政府"));
	check_int(filled->year, 2021);
	doc_add_meta(arena, doc, S("articletitle"),
	    S("石门镇2021年政府信息公开工作年度报告"));
	filled = paper_read(arena, doc);
	check_str(filled->title.text,
	    S("石门镇2021年政府信息公开工作年度报告"));
	check_str(filled->agency.text, S("石门镇"));
}

static void
check_period(const char *text, const char *from, const char *until)
{
	struct filled	*filled = read_lines(arena_printf(test_arena(),
			    "石门镇2021年政府信息公开工作年度报告\n%s\n"
			    "一、总体情况\n无。", text));

	check_int(filled->from.day, day_read(str_of(from)));
	check_int(filled->until.day, day_read(str_of(until)));
}

Test(match_fact, the_period_is_read_however_it_is_written)
{
	static const char *const text[] = {
		"本报告所列数据的统计期限自2021年1月1日起，至2021年12月31日止。",
		"数据统计期限为2021年1月1日—12月31日。",
		"本报告中所列数据的统计时间段为 2021 年 1 月 1 日 至 2021 年 12 月 31 日。",
		"根据2019年5月15日起施行的条例编制。报告期限为2021.1.1-2021.12.31。",
		"统计期间：二〇二一年一月一日至十二月三十一日。",
	};

	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		check_period(text[i], "2021-01-01", "2021-12-31");
}

static void
check_signed(const char *end, const char *date, const char *signer)
{
	struct filled	*filled = read_lines(arena_printf(test_arena(),
			    "石门镇2021年政府信息公开工作年度报告\n"
			    "一、总体情况\n全年公开12条。\n"
			    "六、其他需要报告的事项\n%s", end));
	const struct filled_section *last =
	    &filled->section[filled->sections - 1];

	check_int(filled->signed_on.day, day_read(str_of(date)));
	check_str(filled->signer.text, str_of(signer));
	check_int(last->n, 1);
	check_str(last->text[0].text, S("无。"));
}

Test(match_fact, date_and_name_below_the_report_are_its_signature)
{
	check_signed("无。\n石门镇人民政府\n2022年1月18日", "2022-01-18",
	    "石门镇人民政府");
	check_signed("无。\n石门镇人民政府 二〇二二年一月十八日",
	    "2022-01-18", "石门镇人民政府");
	check_signed("无。\n2022年1月18日", "2022-01-18", "");
	check_signed("无。\n石门镇人民政府\n2022-01-18\n"
	    "主办：石门镇人民政府 技术支持：某公司\n扫一扫在手机打开",
	    "2022-01-18", "石门镇人民政府");
	check_signed("无。 石门镇人民政府 2022年1月18日", "2022-01-18",
	    "石门镇人民政府");
	check_signed("无。\n石门县某局办公室\n（2022年1月18日）",
	    "2022-01-18", "石门县某局办公室");
}

Test(match_fact, a_date_in_a_sentence_is_no_signature)
{
	struct filled	*filled = read_lines(
	    "石门镇2021年政府信息公开工作年度报告\n一、总体情况\n"
	    "全年公开12条。\n六、其他需要报告的事项\n"
	    "信息处理费管理办法自2021年1月1日起施行，没有收费。");

	check_int(filled->signed_on.day, DAY_NONE);
	check_int(filled->section[filled->sections - 1].n, 1);
}

Test(match_fact, a_table_of_facts_in_front_is_no_table_of_the_report)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = paper_new(arena, DOC_HTML);
	struct filled	*filled;

	paper_table(arena, doc, DOC_GRID_TRUE,
	    "名 称|1x3:石门镇2021年政府信息公开工作年度报告\n"
	    "索 引 号：|k15129216/2022-00003|公开方式|主动公开\n"
	    "发布机构|石门镇|公开日期：|2022-01-19\n"
	    "文号||总计|3\n");
	paper_lines(arena, doc, "一、总体情况\n无。");
	filled = paper_read(arena, doc);
	check_str(filled->agency.text, S("石门镇"));
	check_int(filled->year, 2021);
	check_str(filled->index.text, S("k15129216/2022-00003"));
	check_int(filled->published.day, day_read(S("2022-01-19")));
	check_row(arena, filled, "t3", "new", "lost");
	check_int(filled->remarks, 0);
	check_int(filled->sections, 1);
}

Test(match_fact, how_to_reach_the_body_and_its_host_are_found)
{
	struct filled	*filled = read_lines(
	    "石门镇2021年政府信息公开工作年度报告\n"
	    "电子版可在http://www.example.gov.cn/shimen下载。"
	    "如有疑问，请与党政办联系（地址：石门路1号，电话：8112233）。\n"
	    "一、总体情况\n无。");

	check_str(filled->host.text, S("www.example.gov.cn"));
	cr_assert(str_starts(filled->contact.text, S("如有疑问")));
}

Test(match_fact, the_date_of_a_files_front_matter_is_its_publication)
{
	struct arena	*arena = test_arena();
	struct doc	*doc;
	struct fault	 fault;

	check_ok(doc_read(arena, S("---\ndate: 2024-01-15\n---\n"
	    "# 石门镇2023年政府信息公开工作年度报告\n一、总体情况\n无。\n"),
	    S("a.md"), &doc, &fault), fault);
	check_int(paper_read(arena, doc)->published.day,
	    day_read(S("2024-01-15")));
}
