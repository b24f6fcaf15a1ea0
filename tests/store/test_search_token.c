#include <stdio.h>

#include "store/search_query.h"
#include "store/search_token.h"
#include "tests/test.h"

static str
folded(str s)
{
	return search_token_text(test_arena(), s).s;
}

/* The terms of a folded text. */
static size_t
terms(str s, struct search_term *ret)
{
	struct search_walk	walk = { .s = s };
	size_t			n = 0;

	while (search_token_next(&walk, &ret[n]))
		n++;
	return n;
}

Test(search_token, makes_widths_scripts_and_cases_alike)
{
	check_str(folded(S("ＡＢＣ１２３　公開")), S("abc123 公开"));
	check_str(folded(S("石門鎮〔２０２１〕15號")), S("石门镇 2021 15号"));
	check_str(folded(S("  、一，二。。 \n三 ")), S("一 二 三"));
	check_str(folded(S("")), S(""));
	check_str(folded(S("。，！")), S(""));
}

Test(search_token, knows_where_each_folded_character_was)
{
	str			s = S("Ａ、、號 x");
	struct search_text	text = search_token_places(test_arena(), s);

	check_str(text.s, S("a 号 x"));
	check_int(text.from[0], 0);
	check_int(text.from[1], 3);
	check_int(text.from[2], 9);
	check_int(text.from[5], 12);
	check_int(text.from[6], 13);
	check_int(text.from[7], 14);
}

Test(search_token, does_not_count_a_sign_behind_a_word_into_it)
{
	struct search_text	text = search_token_places(test_arena(),
				    S("公开。。"));

	check_str(text.s, S("公开"));
	check_int(text.from[6], 6);
}

Test(search_token, gives_characters_pairs_and_runs)
{
	struct search_term	term[16];

	check_int(terms(S("信息15号 a"), term), 6);
	check_int(term[0].at, 0);
	check_int(term[1].at, 0);
	check_int(term[1].term, (uint64_t)U'信' << 16 | U'息');
	cr_assert_not(term[2].alone);
	check_int(term[3].at, 2);
	cr_assert(term[4].alone);
	check_int(term[4].term, (uint64_t)U'号' << 16);
	check_int(term[5].at, 6);
}

Test(search_token, keeps_short_runs_apart_and_hashes_long_ones)
{
	struct search_term	term[8];

	check_int(terms(S("0 00 1 z 1234567 12345678 é"), term), 7);
	for (int i = 0; i < 5; i++) {
		cr_assert_lt(term[i].term, SEARCH_TERM_HASHED);
		for (int k = 0; k < i; k++)
			cr_assert_neq(term[i].term, term[k].term);
	}
	cr_assert_geq(term[5].term, SEARCH_TERM_HASHED);
	cr_assert_geq(term[6].term, SEARCH_TERM_HASHED);
	for (int i = 0; i < 7; i++)
		cr_assert_eq(term[i].term >> SEARCH_TERM_BITS, 0);
}

Test(search_token, cuts_no_number_in_two)
{
	str	text = S("第2021号 号2 1号 21号");

	check_int(search_token_find(text, S("21号"), 0), 21);
	check_int(search_token_find(text, S("2021"), 0), 3);
	check_int(search_token_find(text, S("202"), 0), -1);
	check_int(search_token_find(text, S("号"), 0), 7);
	check_int(search_token_find(text, S("号"), 8), 11);
	check_int(search_token_find(text, S(""), 0), -1);
	check_int(search_token_find(S(""), S("号"), 0), -1);
}

/*
 * The index of a store holds folded terms.  If this digest of all folded
 * characters changes, raise SEARCH_TOKEN_VERSION with it, so that old indexes
 * are built anew instead of missing what they hold.
 */
Test(search_token, folds_as_the_stamped_version_does)
{
	uint64_t	digest = SEARCH_TOKEN_VERSION;

	for (uint32_t point = 0; point < 0x30000; point++)
		digest = (digest ^ search_token_fold(point)) *
		    0x100000001B3u;
	check_int((int64_t)digest, -7836465013517039612);
}

static struct search_words
read_query(str s)
{
	return search_query_read(test_arena(), s);
}

Test(search_query, reads_words_phrases_and_what_is_left_out)
{
	struct search_words	words;

	words = read_query(S("危房 -“临时 办法” \"改造 名单\" －试行 ２０２１"));
	check_int(words.n, 5);
	check_int(words.wanted, 3);
	check_str(words.at[0].s, S("危房"));
	cr_assert(words.at[0].exact);
	check_str(words.at[1].s, S("改造 名单"));
	cr_assert_not(words.at[1].exact);
	check_str(words.at[2].s, S("2021"));
	check_str(words.at[3].s, S("临时 办法"));
	cr_assert(words.at[3].excluded);
	check_str(words.at[4].s, S("试行"));
}

Test(search_query, takes_nothing_but_signs_as_no_word)
{
	cr_assert(read_query(S("")).blank);
	cr_assert(read_query(S(" \n\t　")).blank);
	check_int(read_query(S("*** (()) \"\" - -- -\" AND")).n, 1);
	check_int(read_query(S("、。〔〕")).n, 0);
	cr_assert_not(read_query(S("、。〔〕")).blank);
}

Test(search_query, leaves_a_minus_inside_a_word_alone)
{
	struct search_words	words = read_query(S("covid-19"));

	check_int(words.n, 1);
	check_int(words.wanted, 1);
	check_str(words.at[0].s, S("covid 19"));
}

Test(search_query, reads_no_more_than_its_limits)
{
	struct arena	*arena = test_arena();
	char		*text = arena_alloc(arena, 30001);
	struct search_words words;
	size_t		 terms = 0;

	for (int i = 0; i < 10000; i++)
		(void)snprintf(text + 3 * i, 4, "%c%c ", 'a' + i % 26,
		    'a' + i / 26 % 26);
	words = read_query((str){ text, 30000 });
	check_int(words.n, SEARCH_WORDS);
	for (size_t i = 0; i < words.n; i++)
		terms += words.at[i].terms;
	cr_assert_leq(terms, SEARCH_LOOKUPS);
}

Test(search_query, looks_a_long_phrase_up_by_some_of_its_terms)
{
	struct search_words	words;

	words = read_query(S("农村危房改造补助名单公示办法由镇人民政府"
	    "负责解释并自印发之日起施行有效期五年以上各条"));
	check_int(words.n, 1);
	cr_assert_leq(words.at[0].terms, SEARCH_TERMS);
	cr_assert_gt(words.at[0].terms, SEARCH_TERMS / 3);
	cr_assert_not(words.at[0].exact);
}
