#include "tests/test.h"

#include "base/utf8.h"

Test(utf8, every_code_point_comes_back_from_both_ends)
{
	for (uint32_t p = 1; p <= 0x10FFFF; p++) {
		char	bytes[4];
		size_t	from = 0;
		str	s;

		if (p >= 0xD800 && p <= 0xDFFF)
			continue;
		s = (str){ bytes, utf8_put(bytes, p) };
		cr_assert_eq(utf8_next(s, &from), p, "U+%X", p);
		cr_assert_eq(from, s.n, "U+%X", p);
		cr_assert_eq(utf8_previous(s, &from), p, "U+%X", p);
		cr_assert_eq(from, 0, "U+%X", p);
		cr_assert(utf8_valid(s), "U+%X", p);
	}
}

Test(utf8, what_is_malformed_is_bad_byte_by_byte)
{
	static const char *const	bad[] = { "\x80", "\xC0\x80",
	    "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
	    "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xE4\xB8", "\xFF" };

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		str	s = str_of(bad[i]);
		size_t	from = 0;

		cr_assert(!utf8_valid(s), "%zu", i);
		for (size_t n = 1; n <= s.n; n++) {
			check_int(utf8_next(s, &from), UTF8_BAD);
			check_int(from, n);
		}
		for (size_t n = s.n; n > 0; n--) {
			check_int(utf8_previous(s, &from), UTF8_BAD);
			check_int(from, n - 1);
		}
	}
}

Test(utf8, the_ends_of_a_text_give_zero)
{
	size_t	from = 3, start = 0;

	check_int(utf8_next(S("abc"), &from), 0);
	check_int(from, 3);
	check_int(utf8_previous(S("abc"), &start), 0);
	check_int(start, 0);
}

Test(utf8, a_sentence_is_cut_at_the_marks_that_end_one)
{
	str	text = S(" 一。 二；三。四"), stops = S("。"), more = S("；。");
	size_t	two = (size_t)str_find(text, S("二"), 0);

	check_str(utf8_sentence(text, 0, stops), S("一。"));
	check_str(utf8_sentence(text, two, stops), S("二；三。"));
	check_str(utf8_sentence(text, two, more), S("二；"));
	check_str(utf8_sentence(text, two + 3, more), S("二；"));
	check_str(utf8_sentence(text, two + 6, more), S("三。"));
	check_str(utf8_sentence(text, text.n - 3, stops), S("四"));
	check_str(utf8_sentence(text, text.n + 9, stops), S("四"));
	check_str(utf8_sentence(S("。四"), 3, stops), S("四"));
	check_str(utf8_sentence(S(""), 0, stops), S(""));
}

Test(utf8, a_head_ends_between_code_points)
{
	check_str(utf8_head(S("中文"), 5), S("中"));
	check_str(utf8_head(S("中文"), 6), S("中文"));
	check_str(utf8_head(S("中文"), 2), S(""));
	check_str(utf8_head(S("a中"), 3), S("a"));
}

Test(utf8, cleaning_drops_controls_and_unifies_line_ends)
{
	struct arena	*arena = test_arena();

	check_str(utf8_clean(arena, S("a\r\nb\rc\n\r\n\r")),
	    S("a\nb\nc\n\n\n"));
	check_str(utf8_clean(arena, S("a\x01\x7F\xC2\x85" "b\tc")), S("ab\tc"));
	check_str(utf8_clean(arena, S("中\xE4\xB8")),
	    S("中\xEF\xBF\xBD\xEF\xBF\xBD"));
	check_str(utf8_clean(arena, (str){ "a\0b", 3 }), S("ab"));
	check_str(utf8_clean(arena, S("\r")), S("\n"));
}

Test(utf8, clean_text_is_given_back_itself)
{
	str	s = S("a\n\t中文\xEF\xBF\xBD");

	cr_assert_eq(utf8_clean(test_arena(), s).at, s.at);
	check_int(utf8_clean(test_arena(), s).n, s.n);
}

Test(utf8, characters_are_told_apart_from_marks)
{
	cr_assert(utf8_is_han(U'中') && utf8_is_han(U'〇') && utf8_is_han(0xF900));
	cr_assert(utf8_is_han(0x20000) && !utf8_is_han(U'，') &&
	    !utf8_is_han('a'));
	cr_assert(utf8_is_blank(0x3000) && utf8_is_blank('\n') &&
	    utf8_is_blank(0xA0) && !utf8_is_blank('a') && !utf8_is_blank(0));
}

Test(utf8, columns_count_characters_twice_and_marks_not)
{
	check_int(utf8_columns(S("ab")), 2);
	check_int(utf8_columns(S("中文，")), 6);
	check_int(utf8_columns(S("a\xCC\x80\xE2\x80\x8B")), 1);
	check_int(utf8_columns(S("ﾊ")), 1);
	check_int(utf8_columns(S("“")), 1);
	check_int(utf8_count(S("中文，a")), 4);
}
