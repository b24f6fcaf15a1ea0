#include "tests/test.h"

#include "base/file.h"
#include "base/han.h"
#include "base/utf8.h"

struct pair {
	const char	*text;
	const char	*want;
};

#define all_become(call, pairs) do {					\
	for (size_t i_ = 0; i_ < sizeof(pairs) / sizeof((pairs)[0]); i_++) \
		check_str(call(test_arena(), str_of((pairs)[i_].text)),	\
		    str_of((pairs)[i_].want));				\
} while (0)

Test(han, traditional_characters_become_simplified)
{
	static const struct pair	pairs[] = {
		{ "政府信息公開工作年度報告", "政府信息公开工作年度报告" },
		{ "行政複議、行政訴訟", "行政复议、行政诉讼" },
		{ "鎮人民政府辦公室", "镇人民政府办公室" },
		{ "屬於國家秘密", "属于国家秘密" },
		{ "徵求意見後", "征求意见后" },
	};

	all_become(han_repair, pairs);
}

Test(han, pinyin_behind_a_converted_character_goes)
{
	static const struct pair	pairs[] = {
		{ "數(shù)據(jù)", "数据" }, { "網（wǎng）站", "网站" },
		{ "關(guān)於", "关于" }, { "略(lüè)", "略" },
		{ "綠(lǜ)色", "绿色" }, { "我們(men)", "我们" },
		{ "莊(zhuāng)", "庄" }, { "兒(ér)", "儿" },
		{ "業( yè )務", "业务" }, { "責(zé)任(rèn)", "责任" },
		{ "長(zhǎnɡ)", "长" }, { "數(shu\xCC\x80)", "数" },
		{ "结束(shù)", "结束" }, { "(shù)", "(shù)" },
	};

	all_become(han_repair, pairs);
}

Test(han, other_brackets_stay)
{
	static const struct pair	pairs[] = {
		{ "長度(cm)", "长度(cm)" }, { "長(cm)", "长(cm)" },
		{ "報告(pdf)", "报告(pdf)" }, { "開(app)", "开(app)" },
		{ "系统(an)", "系统(an)" }, { "中(zhong)", "中(zhong)" },
		{ "開(Kāi)", "开(Kāi)" }, { "開(kāi shǐ)", "开(kāi shǐ)" },
		{ "開(一)", "开(一)" }, { "開()", "开()" }, { "開(", "开(" },
		{ "開(kāi", "开(kāi" }, { "開[kāi]", "开[kāi]" },
		{ "cafe (été)", "cafe (été)" },
		{ "開(bbbbāaaa)", "开(bbbbāaaa)" }, { "開(hhā)", "开(hhā)" },
	};

	all_become(han_repair, pairs);
}

Test(han, radicals_and_compatibility_forms_become_characters)
{
	static const struct pair	pairs[] = {
		{ "⼈⺠政府", "人民政府" }, { "⾏政许可", "行政许可" },
		{ "⻓兴⻅⻔", "长兴见门" }, { "\xEF\xA4\x81", "更" },
	};

	all_become(han_repair, pairs);
}

Test(han, simplified_text_is_given_back_itself)
{
	static const char *const	texts[] = { "", "政府信息公开",
	    "乾安县人民政府", "於潜镇2021年度", "ABC (def) 12", "著名、瞭望",
	    "（一）主动公开", "\xFF\xFE", "中\xE4\xB8" };
	struct arena			*arena = test_arena();

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		str	s = str_of(texts[i]), got = han_repair(arena, s);

		cr_assert_eq(got.at, s.at, "%s", texts[i]);
		cr_assert_eq(got.n, s.n, "%s", texts[i]);
	}
}

Test(han, one_character_stays_one_and_is_simple_at_once)
{
	for (uint32_t p = 1; p < 0x30000; p++) {
		uint32_t	simple = han_simplify(p);
		char		bytes[4], other[4];

		cr_assert_geq(utf8_put(bytes, p), utf8_put(other, simple),
		    "U+%X grows", p);
		cr_assert(simple == p || p >= 0x2E80, "U+%X", p);
		cr_assert(utf8_is_han(simple) || simple == p, "U+%X", p);
		cr_assert(han_simplify(simple) == simple || p > 0xFFFF ||
		    p < 0x3400, "U+%X takes two steps", p);
	}
}

Test(han, labels_compare_without_blanks_marks_and_width)
{
	static const struct pair	pairs[] = {
		{ "（一）予以公开", "一予以公开" }, { "(一) 予以公開", "一予以公开" },
		{ "商业\n企业", "商业企业" }, { "結(jié)果　維持", "结果维持" },
		{ "本年增／减", "本年增减" }, { "１．属于国家秘密", "1属于国家秘密" },
		{ "“三安全一稳定”", "三安全一稳定" },
		{ "ＡＢＣabc", "abcabc" }, { "人\xE2\x80\x8B民", "人民" },
		{ "总计：", "总计" }, { "", "" }, { "——／、。", "" },
		{ "\xEE\x80\x80第一项\xEF\xBF\xBD", "第一项" },
		{ "①本年①", "本年" }, { "二〇二一", "二〇二一" },
	};

	all_become(han_fold, pairs);
}

Test(han, folding_twice_changes_nothing_more)
{
	struct arena	*arena = test_arena();

	for (uint32_t p = 1; p < 0x30000; p++) {
		struct arena_mark	mark = arena_mark(arena);
		char			bytes[4];
		str			once, s;

		s = (str){ bytes, utf8_put(bytes, p) };
		once = han_fold(arena, s);
		if (p >= 0x3400 || p < 0x2E80)
			check_str(han_fold(arena, once), once);
		arena_rewind(arena, mark);
	}
}

Test(han, full_width_letters_become_half)
{
	check_int(han_half(0xFF01), '!');
	check_int(han_half(0xFF5E), '~');
	check_int(han_half(0x3000), ' ');
	check_int(han_half(0xFF5F), 0xFF5F);
	check_int(han_half(U'中'), U'中');
}

Test(han, plain_text_is_no_mojibake)
{
	cr_assert_lt(han_mojibake(S("")), 5);
	cr_assert_lt(han_mojibake(S("plain ASCII")), 5);
	cr_assert_lt(han_mojibake(S("本单位2021年共收到申请12件，均已办结。")), 5);
	cr_assert_lt(han_mojibake(S("數(shù)據(jù)網(wǎng)站，20°，±3·")), 5);
}

Test(han, wrecked_text_is_mojibake)
{
	cr_assert_gt(han_mojibake(S("鐢宠\xEE\x87\xAC")), 80);
	cr_assert_gt(han_mojibake(S("鎬讳綋鎯呭喌锛?")), 80);
	cr_assert_gt(han_mojibake(S("������Ϣ����")), 80);
	cr_assert_gt(han_mojibake(S("æ€»ä½“æƒ…å†µ")), 50);
	cr_assert_gt(han_mojibake(S("ÕþÎñ¹«¿ª")), 50);
	cr_assert_gt(han_mojibake(S("锟斤拷锟斤拷")), 50);
}

Test(han, mojibake_is_undone)
{
	str	got;

	cr_assert(han_unmojibake(test_arena(), S("鎬讳綋鎯呭喌"), &got));
	check_str(got, S("总体情况"));
	cr_assert(han_unmojibake(test_arena(), S("涓€銆佹€讳綋鎯呭喌"), &got));
	check_str(got, S("一、总体情况"));
	cr_assert(han_unmojibake(test_arena(),
	    S("\xEF\xBB\xBF" "{\"a\":\"鎯呭喌\"}"), &got));
	check_str(got, S("{\"a\":\"情况\"}"));
	cr_assert(han_unmojibake(test_arena(), S("鐢宠\xEE\x87\xAC"), &got));
	check_str(got, S("申请"));
}

Test(han, a_character_lost_in_the_accident_is_marked)
{
	str	got;

	cr_assert(han_unmojibake(test_arena(), S("鎬讳綋鎯呭喌銆?021"), &got));
	check_str(got, S("总体情况\xEF\xBF\xBD" "021"));
}

Test(han, text_that_is_no_mojibake_is_not_undone)
{
	str	got = S("before");

	cr_assert(!han_unmojibake(test_arena(), S("总体情况"), &got));
	cr_assert(!han_unmojibake(test_arena(), S("plain"), &got));
	cr_assert(!han_unmojibake(test_arena(), S(""), &got));
	cr_assert(!han_unmojibake(test_arena(), S("\xFF\xFF\xFF"), &got));
	check_str(got, S("before"));
}

Test(han, the_found_mojibake_is_undone_almost_whole)
{
	struct arena	*arena = test_arena();
	struct fault	 fault;
	size_t		 lost = 0, at = 0;
	str		 s, got;

	check_ok(file_read(arena,
	    test_shared("reports/real/jinhu_county_2023.mojibake.json"),
	    1 << 20, &s, &fault), fault);
	cr_assert_gt(han_mojibake(s), 90);
	cr_assert(han_unmojibake(arena, s, &got));
	cr_assert_lt(han_mojibake(got), 5);
	cr_assert(str_has(got, S("政府信息公开行政复议、行政诉讼情")));
	cr_assert(str_has(got, S("\"carriedForward\":0")));
	while (at < got.n)
		lost += utf8_next(got, &at) == UTF8_BAD;
	cr_assert_leq(lost, 10);
}
