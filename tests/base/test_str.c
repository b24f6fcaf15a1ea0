#include "tests/test.h"

Test(str, the_ends_are_trimmed_of_every_kind_of_blank)
{
	check_str(str_trim(S(" \t\r\n a b \v\f")), S("a b"));
	check_str(str_trim(S("\xC2\xA0\xE3\x80\x80\xEF\xBB\xBF" "中\xE2\x80\x8B")),
	    S("中"));
	check_str(str_trim(S("")), S(""));
	check_str(str_trim(S(" \xE3\x80\x80 ")), S(""));
	check_str(str_trim(S("a")), S("a"));
	check_str(str_trim(S("\xFF \xFF")), S("\xFF \xFF"));
	check_str(str_trim(S(" \x80")), S("\x80"));
}

Test(str, a_part_is_cut_to_the_length)
{
	str	s = S("abcdef");

	check_str(str_sub(s, 2, 4), S("cd"));
	check_str(str_sub(s, 4, 100), S("ef"));
	check_str(str_sub(s, 100, 200), S(""));
	check_str(str_sub(s, 5, 2), S(""));
	check_int(str_sub((str){ NULL, 0 }, 0, 5).n, 0);
}

Test(str, a_part_is_found_from_a_place_on)
{
	str	s = S("abcabc");

	check_int(str_find(s, S("abc"), 0), 0);
	check_int(str_find(s, S("abc"), 1), 3);
	check_int(str_find(s, S("abc"), 4), -1);
	check_int(str_find(s, S(""), 6), 6);
	check_int(str_find(s, S(""), 7), -1);
	check_int(str_find(s, S("abcabca"), 0), -1);
	cr_assert(str_has(s, S("ca")) && !str_has(s, S("cb")));
}

Test(str, heads_and_tails_are_recognised)
{
	cr_assert(str_starts(S("abc"), S("ab")) && str_starts(S("abc"), S("")));
	cr_assert(!str_starts(S("ab"), S("abc")));
	cr_assert(!str_starts(S("abc"), S("b")));
	cr_assert(str_ends(S("abc"), S("bc")) && str_ends(S("abc"), S("")));
	cr_assert(!str_ends(S("bc"), S("abc")) && !str_ends(S("abc"), S("b")));
}

Test(str, order_is_by_bytes_then_length)
{
	cr_assert_lt(str_compare(S("a"), S("b")), 0);
	cr_assert_lt(str_compare(S("a"), S("ab")), 0);
	cr_assert_gt(str_compare(S("\xFF"), S("a")), 0);
	check_int(str_compare(S("a"), S("a")), 0);
	check_int(str_compare(S(""), (str){ NULL, 0 }), 0);
}

Test(str, cutting_gives_every_field_and_no_last_empty_one)
{
	str	rest = S("a,,b,"), part;

	cr_assert(str_cut(&rest, ',', &part));
	check_str(part, S("a"));
	cr_assert(str_cut(&rest, ',', &part));
	check_str(part, S(""));
	cr_assert(str_cut(&rest, ',', &part));
	check_str(part, S("b"));
	cr_assert(!str_cut(&rest, ',', &part));
}

Test(str, a_null_string_is_empty)
{
	check_str(str_of(NULL), S(""));
	check_str(str_copy(test_arena(), (str){ NULL, 0 }), S(""));
}

Test(str, printing_and_hashing_take_the_whole_text)
{
	check_str(str_printf(test_arena(), "%s%03d", "x", 7), S("x007"));
	cr_assert_neq(str_hash(S("ab")), str_hash(S("ba")));
	cr_assert_eq(str_hash(S("ab")), str_hash(S("ab")));
}

Test(str, one_of_a_list_is_among_it)
{
	const str	list[] = { S("a"), S("bc") };

	cr_assert(str_among(list, 2, S("bc")));
	cr_assert(!str_among(list, 1, S("bc")));
	cr_assert(!str_among(list, 2, S("b")));
}
