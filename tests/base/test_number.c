#include "tests/test.h"

#include "base/number.h"

/* What number_read makes of a text: its shortest form, or "no". */
static str
read_back(const char *text)
{
	struct number	n;

	if (!number_read(str_of(text), &n))
		return S("no");
	return number_text(test_arena(), n);
}

/*
 * Every number found in a text, each as its value with ~ when rough, % or ‰,
 * and the words it was read from in brackets.
 */
static str
found_in(const char *text)
{
	struct arena		*arena = test_arena();
	struct number_span	 span;
	str			 s = str_of(text), all = S("");
	size_t			 at = 0;

	while (number_find(s, at, &span)) {
		cr_assert(span.to > at && span.to <= s.n && span.from >= at,
		    "the search moves on: %s", text);
		all = str_printf(arena, "%.*s%s%.*s%s%s[%.*s]", STRF(all),
		    all.n == 0 ? "" : " ",
		    STRF(number_text(arena, span.value)),
		    span.rough ? "~" : "",
		    span.percent ? "%" : span.permille ? "‰" : "",
		    STRF(str_sub(s, span.from, span.to)));
		at = span.to;
	}
	return all;
}

struct pair {
	const char	*text;
	const char	*want;
};

#define all_read(pairs) do {						\
	for (size_t i_ = 0; i_ < sizeof(pairs) / sizeof((pairs)[0]); i_++) \
		check_str(read_back((pairs)[i_].text),			\
		    str_of((pairs)[i_].want));				\
} while (0)

#define all_found(pairs) do {						\
	for (size_t i_ = 0; i_ < sizeof(pairs) / sizeof((pairs)[0]); i_++) \
		check_str(found_in((pairs)[i_].text),			\
		    str_of((pairs)[i_].want));				\
} while (0)

Test(number, digits_are_read_as_they_stand)
{
	static const struct pair	pairs[] = {
		{ "0", "0" }, { "5", "5" }, { " 5\n", "5" },
		{ "\xC2\xA0" "12" "\xE3\x80\x80", "12" },
		{ "007", "7" }, { "+3", "3" }, { "-3", "-3" }, { "-0", "0" },
		{ "－3", "-3" }, { "−3", "-3" }, { "＋3", "3" },
		{ "7730.28", "7730.28" }, { "0.50", "0.5" },
		{ "0.0000", "0" }, { "1.000000000000", "1" },
		{ "-0.05", "-0.05" }, { "0.123456789", "0.123456789" },
		{ "999999999999999999", "999999999999999999" },
		{ "0000000000000000000000012", "12" },
		{ "１２", "12" }, { "１２．５", "12.5" }, { "1２3", "123" },
	};

	all_read(pairs);
}

Test(number, groups_of_three_are_joined_and_no_others)
{
	static const struct pair	pairs[] = {
		{ "1,234", "1234" }, { "1，234", "1234" },
		{ "1 234", "1234" },
		{ "1\xC2\xA0" "234\xC2\xA0" "567", "1234567" },
		{ "12,345,678.90", "12345678.9" }, { "-1,234", "-1234" },
		{ "１，２３４", "1234" }, { "1,234，567", "1234567" },
		{ "1,23", "no" }, { "1,2345", "no" }, { "1234,567", "no" },
		{ "1,234,5", "no" }, { "1,234 567", "no" }, { "0,123", "no" },
		{ "1.234,5", "no" }, { "1,,234", "no" }, { "1  234", "no" },
		{ "12 34", "no" }, { "1\t234", "no" }, { "1\n234", "no" },
		{ "1,234,", "no" }, { ",234", "no" },
	};

	all_read(pairs);
}

Test(number, what_is_no_number_or_no_single_one_is_refused)
{
	static const struct pair	pairs[] = {
		{ "", "no" }, { " ", "no" }, { "-", "no" }, { "—", "no" },
		{ "/", "no" }, { "无", "no" }, { "--253", "no" },
		{ "+-3", "no" }, { "- 3", "no" }, { "3-", "no" },
		{ "5.", "no" }, { ".5", "no" }, { "1.2.3", "no" }, { "5件", "no" },
		{ "第5", "no" }, { "5 6", "no" }, { "1/2", "no" },
		{ "12:30", "no" }, { "30%", "no" }, { "1e3", "no" },
		{ "0x10", "no" }, { "A12", "no" }, { "20余", "no" },
		{ "几十", "no" }, { "①", "no" }, { "三分之一", "no" },
		{ "百分之三十", "no" }, { "－三", "no" }, { "(3)", "no" },
		{ "\xEF\xBC", "no" }, { "5\xFF", "no" },
	};

	all_read(pairs);
}

Test(number, digits_that_do_not_fit_are_refused_rather_than_lost)
{
	static const struct pair	pairs[] = {
		{ "1000000000000000000", "no" },
		{ "0.1234567891", "no" },
		{ "1234567890.123456789", "no" },
		{ "99999999999999999999999999999999999999999999", "no" },
		{ "100000000000万", "1000000000000000" },
		{ "100000000000000万", "no" },
		{ "999999999999999999亿", "no" },
		{ "一二三四五六七八九〇一二三四五六七八九", "no" },
		{ "二〇二一二〇二一二〇二一二〇二一二〇二一二〇二一", "no" },
	};

	all_read(pairs);
}

Test(number, wan_and_yi_are_multiplied_in)
{
	static const struct pair	pairs[] = {
		{ "14万", "140000" }, { "1.2亿", "120000000" },
		{ "14 万", "140000" }, { "3万亿", "3000000000000" },
		{ "5千", "5000" }, { "5千万", "50000000" }, { "3百万", "3000000" },
		{ "1亿2000万", "120000000" }, { "1万2000", "12000" },
		{ "1亿2千万", "120000000" }, { "0.0001万", "1" },
		{ "1,200万", "12000000" }, { "2萬", "20000" }, { "2億", "200000000" },
		{ "-3.5万", "-35000" }, { "1万2", "no" }, { "1万2亿", "no" },
		{ "1.5亿2000万", "no" }, { "万", "no" }, { "5万元", "no" },
		{ "5万万", "no" },
	};

	all_read(pairs);
}

Test(number, chinese_numerals_are_read)
{
	static const struct pair	pairs[] = {
		{ "零", "0" }, { "〇", "0" }, { "一", "1" }, { "两", "2" },
		{ "十", "10" }, { "十五", "15" }, { "二十", "20" },
		{ "九十九", "99" }, { "廿", "20" }, { "廿三", "23" },
		{ "卅一", "31" }, { "一百", "100" }, { "一百零五", "105" },
		{ "一百一十", "110" }, { "一百十五", "115" },
		{ "三百二十一", "321" }, { "两千零六", "2006" },
		{ "一千零五十", "1050" }, { "一万零三百", "10300" },
		{ "一百五", "150" }, { "三千五", "3500" }, { "一万二", "12000" },
		{ "一万二千", "12000" }, { "十万", "100000" },
		{ "二十万三千", "203000" }, { "三亿五千万", "350000000" },
		{ "一万亿", "1000000000000" },
		{ "一万二千亿", "1200000000000" },
		{ "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九",
		    "9999999999999999" },
		{ "二〇二一", "2021" }, { "二○二一", "2021" },
		{ "二零二零", "2020" }, { "二0二一", "2021" },
		{ "二O二O", "2020" }, { "一九四九", "1949" },
		{ "三点五", "3.5" }, { "三点五万", "35000" },
		{ "九十九点八", "99.8" }, { "壹", "1" }, { "壹仟贰佰", "1200" },
		{ "叁拾", "30" }, { "伍", "5" }, { "兩萬", "20000" },
		{ "貳佰", "200" }, { "五億", "500000000" },
	};

	all_read(pairs);
}

Test(number, chinese_that_is_no_single_numeral_is_refused)
{
	static const struct pair	pairs[] = {
		{ "三五", "no" }, { "一一", "no" }, { "一二三", "no" },
		{ "七八十", "no" }, { "十四五", "no" }, { "十百", "no" },
		{ "三十千", "no" },
		{ "一百百", "no" }, { "一万万", "no" }, { "二亿亿", "no" },
		{ "百", "no" }, { "千万", "no" }, { "○", "no" }, { "数", "no" },
		{ "几", "no" }, { "点五", "no" }, { "三点", "no" },
		{ "三百零", "no" }, { "一零五十", "no" }, { "三一", "no" },
		{ "三十一般", "no" }, { "3百二十", "no" },
		{ "九点三十", "no" }, { "一点二三四五六七八九一二", "no" },
	};

	all_read(pairs);
}

Test(number, numbers_are_found_in_sentences)
{
	static const struct pair	pairs[] = {
		{ "", "" }, { "没有数字。", "" },
		{ "全年收到申请12件，办结11件。", "12[12] 11[11]" },
		{ "公开信息1,234条、1，234条", "1234[1,234] 1234[1，234]" },
		{ "投入14万元和1.2 亿元", "140000[14万] 120000000[1.2 亿]" },
		{ "共计１２件", "12[１２]" },
		{ "占比35.5%，其余64.5％", "35.5%[35.5%] 64.5%[64.5％]" },
		{ "千分比为3‰。", "3‰[3‰]" },
		{ "2021年1月19日", "2021[2021] 1[1] 19[19]" },
		{ "二〇二一年十二月三十一日",
		    "2021[二〇二一] 12[十二] 31[三十一]" },
		{ "受理三百二十一件", "321[三百二十一]" },
		{ "百分之三十的答复", "30%[百分之三十]" },
		{ "办结率百分之百", "100%[百分之百]" },
		{ "百分之九十九点八，千分之三",
		    "99.8%[百分之九十九点八] 3‰[千分之三]" },
		{ "总件数百分之30以上", "30%[百分之30]" },
		{ "提高3个百分点", "3[3]" }, { "提高3百分点", "3[3]" },
		{ "12:30开会，编号A12", "12[12] 30[30] 12[12]" },
		{ "第3.1.2节，2021.1.19", "3[3] 1[1] 2[2] 2021[2021] 1[1] 19[19]" },
		{ "列举1,234,5和1，2，3", "1[1] 234[234] 5[5] 1[1] 2[2] 3[3]" },
		{ "空格12 345", "12[12] 345[345]" },
		{ "九点三十分", "9[九] 30[三十]" },
		{ "第二十一条", "21[二十一]" },
		{ "壹仟元整", "1000[壹仟]" },
		{ "三十千瓦，五千千瓦", "30[三十] 5000[五千]" },
	};

	all_found(pairs);
}

Test(number, a_rough_number_says_so)
{
	static const struct pair	pairs[] = {
		{ "几十件", "10~[几十]" }, { "数百人次", "100~[数百]" },
		{ "十几个", "10~[十几]" }, { "几万条", "10000~[几万]" },
		{ "20余件", "20~[20余]" }, { "三百多人", "300~[三百多]" },
		{ "30余万件", "300000~[30余万]" }, { "3万余件", "30000~[3万余]" },
		{ "十余万元", "100000~[十余万]" }, { "20几家", "20~[20几]" },
		{ "百分之几十", "10~%[百分之几十]" }, { "20多%", "20~%[20多%]" },
		{ "十来个", "10~[十来]" }, { "5千余人", "5000~[5千余]" },
		{ "參加者幾十人", "10~[幾十]" },
	};

	all_found(pairs);
}

Test(number, manners_of_speaking_are_rough_and_whole)
{
	static const struct pair	pairs[] = {
		{ "三五个人", "35~[三五]" }, { "一一答复", "11~[一一]" },
		{ "一二三产", "123~[一二三]" },
	};
	struct number_span		span;

	all_found(pairs);
	cr_assert(number_find(S("“十四五”规划"), 0, &span));
	cr_assert(span.rough && span.to - span.from == S("十四五").n);
	cr_assert(number_find(S("七八十件"), 0, &span));
	cr_assert(span.rough && span.to - span.from == S("七八十").n);
}

Test(number, words_with_a_numeral_in_them_are_no_numbers)
{
	static const struct pair	pairs[] = {
		{ "老百姓千万要", "" }, { "几个", "" }, { "数据、数量", "" },
		{ "队伍陆续到达", "" }, { "人数十二人", "12[十二]" },
		{ "某○○镇", "" }, { "三分之一的件", "" }, { "万分之五", "" },
		{ "2分之1", "" }, { "占三万分之一强", "" },
	};

	all_found(pairs);
}

Test(number, a_hyphen_is_a_sign_only_where_it_is_no_range)
{
	static const struct pair	pairs[] = {
		{ "同比增长-3.5%", "-3.5%[-3.5%]" }, { "（-3）", "-3[-3]" },
		{ "-3", "-3[-3]" }, { "差额：-3件", "-3[-3]" },
		{ "增加 -3 件", "-3[-3]" }, { "|-3|+4|", "-3[-3] 4[+4]" },
		{ "2019-2020年", "2019[2019] 2020[2020]" },
		{ "1月-3月", "1[1] 3[3]" }, { "1月1日 -12月31日",
		    "1[1] 1[1] 12[12] 31[31]" },
		{ "电话0571-12345", "571[0571] 12345[12345]" },
		{ "互联网+12345", "12345[12345]" }, { "A-3", "3[3]" },
		{ "--253", "253[253]" }, { "- 253", "253[253]" },
		{ "10 -15", "10[10] 15[15]" },
	};

	all_found(pairs);
}

Test(number, what_does_not_fit_is_passed_over)
{
	static const struct pair	pairs[] = {
		{ "号码6222020200012345678901和5件", "5[5]" },
		{ "999999999999999999亿件，3件", "3[3]" },
		{ "身份证11010119900307123X", "11010119900307123[11010119900307123]" },
	};

	all_found(pairs);
}

Test(number, a_search_may_begin_anywhere)
{
	struct number_span	span;
	str			s = S("收到12件，办结11件");

	cr_assert(number_find(s, 8, &span));
	check_int(span.from, S("收到12件，办结").n);
	cr_assert(!number_find(s, s.n, &span));
	cr_assert(!number_find(s, s.n + 5, &span));
}

Test(number, sums_and_products_are_exact)
{
	struct number	a = { 1, 1 }, b = { 2, 1 }, sum;

	cr_assert(number_add(a, b, &sum));
	check_int(number_compare(sum, (struct number){ 30, 2 }), 0);
	cr_assert(number_subtract(a, b, &sum));
	check_int(number_compare(sum, (struct number){ -1, 1 }), 0);
	cr_assert(number_multiply((struct number){ 125, 3 }, number_of(8),
	    &sum));
	check_int(number_compare(sum, number_of(1)), 0);
	check_int(number_compare(a, b), -1);
	check_int(number_compare(number_of(-5), number_of(-6)), 1);
}

Test(number, what_would_overflow_is_refused_and_leaves_the_result_alone)
{
	struct number	most = number_of(999999999999999999), got = { 7, 0 };

	cr_assert(!number_add(most, number_of(1), &got));
	cr_assert(!number_subtract(number_of(-999999999999999999), number_of(1),
	    &got));
	cr_assert(!number_multiply(most, number_of(2), &got));
	cr_assert(!number_multiply((struct number){ 1, 9 },
	    (struct number){ 1, 9 }, &got));
	cr_assert(!number_add(most, (struct number){ 1, 9 }, &got));
	check_int(got.units, 7);
	cr_assert(number_add(most, (struct number){ 0, 9 }, &got));
	check_int(got.units, most.units);
}

Test(number, an_integer_has_no_fraction_other_than_zeros)
{
	int64_t	got = 0;

	cr_assert(number_integer((struct number){ -500, 2 }, &got));
	check_int(got, -5);
	cr_assert(!number_integer((struct number){ 505, 2 }, &got));
	check_int(got, -5);
}

Test(number, text_is_the_shortest)
{
	struct arena	*arena = test_arena();

	check_str(number_text(arena, (struct number){ 5000, 3 }), S("5"));
	check_str(number_text(arena, (struct number){ 773028, 2 }),
	    S("7730.28"));
	check_str(number_text(arena, (struct number){ -3, 0 }), S("-3"));
	check_str(number_text(arena, (struct number){ 1, 9 }),
	    S("0.000000001"));
	check_str(number_text(arena, (struct number){ -10, 2 }), S("-0.1"));
	check_str(number_text(arena, (struct number){ 0, 9 }), S("0"));
	check_str(number_text(arena, number_of(-999999999999999999)),
	    S("-999999999999999999"));
}

/* Numbers of every length, the same in each run. */
static struct number
some_number(uint64_t *seed)
{
	struct number	n;

	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	n.units = (int64_t)(*seed >> 3 >> *seed % 61) % 1000000000000000000;
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	if (*seed >> 40 & 1)
		n.units = -n.units;
	n.scale = (int)((*seed >> 33) % 10);
	return n;
}

Test(number, what_is_written_is_read_back)
{
	struct arena	*arena = test_arena();
	uint64_t	 seed = 1;

	for (int i = 0; i < 100000; i++) {
		struct arena_mark	mark = arena_mark(arena);
		struct number		n = some_number(&seed), back;
		str			text = number_text(arena, n);

		cr_assert(number_read(text, &back), "%.*s", STRF(text));
		cr_assert_eq(number_compare(n, back), 0, "%.*s", STRF(text));
		arena_rewind(arena, mark);
	}
}

Test(number, what_is_put_into_a_sentence_is_found_there)
{
	struct arena	*arena = test_arena();
	uint64_t	 seed = 2;

	for (int i = 0; i < 20000; i++) {
		struct arena_mark	mark = arena_mark(arena);
		struct number		n = some_number(&seed);
		str			text = number_text(arena, n);
		struct number_span	span;
		str			s = str_printf(arena,
					    "差额为%.*s件。", STRF(text));

		cr_assert(number_find(s, 0, &span), "%.*s", STRF(s));
		check_str(str_sub(s, span.from, span.to), text);
		cr_assert_eq(number_compare(n, span.value), 0, "%.*s", STRF(s));
		arena_rewind(arena, mark);
	}
}

/* An integer below 10^16 as people write it. */
static str
in_han(struct arena *arena, uint64_t n)
{
	static const char *const	digit[] = { "零", "一", "二", "三", "四",
	    "五", "六", "七", "八", "九" };
	static const char *const	unit[] = { "", "十", "百", "千" };
	static const char *const	large[] = { "", "万", "亿", "万" };
	str				text = S("");
	bool				zero = false, wan = false;

	for (int place = 15; place >= 0; place--) {
		uint64_t	power = 1, d;

		for (int i = 0; i < place; i++)
			power *= 10;
		d = n / power % 10;
		if (d == 0) {
			zero = text.n > 0;
		} else {
			text = str_printf(arena, "%.*s%s%s%s", STRF(text),
			    zero ? "零" : "", digit[d], unit[place % 4]);
			zero = false;
			wan = true;
		}
		if (place % 4 == 0 && (wan || (place == 8 && text.n > 0))) {
			text = str_printf(arena, "%.*s%s", STRF(text),
			    large[place / 4]);
			wan = false;
		}
	}
	return n == 0 ? S("零") : text;
}

Test(number, every_numeral_comes_back)
{
	struct arena	*arena = test_arena();
	uint64_t	 seed = 3;

	for (int i = 0; i < 20000; i++) {
		struct arena_mark	mark = arena_mark(arena);
		struct number		back;
		uint64_t		n = (uint64_t)i;
		str			text;

		if (i > 10000) {
			seed = seed * 6364136223846793005u + 1;
			n = (seed >> 8 >> seed % 53) % 10000000000000000u;
		}
		text = in_han(arena, n);
		cr_assert(number_read(text, &back), "%.*s", STRF(text));
		check_int(back.units, n);
		arena_rewind(arena, mark);
	}
}

Test(number, a_long_text_of_numerals_is_searched_in_one_pass)
{
	struct arena		*arena = test_arena();
	static const char *const piece[] = { "几", "百", "一", "9", "1,234,",
	    "3.", "-", "零", "分之", "数", "1万", "点" };

	for (size_t i = 0; i < sizeof piece / sizeof piece[0]; i++) {
		struct number_span	 span;
		size_t			 length = strlen(piece[i]), at = 0;
		char			*text = arena_alloc(arena, 300000);
		str			 s = { text, 300000 / length * length };

		for (size_t j = 0; j < s.n; j++)
			text[j] = piece[i][j % length];
		while (number_find(s, at, &span))
			at = span.to;
	}
}
