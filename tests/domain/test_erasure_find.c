#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "domain/erasure_find.h"
#include "tests/test.h"

static const uint8_t	key[ERASURE_KEY] = { 1, 2, 3 };

static str
struck(struct arena *arena, const str *text, size_t n, str in)
{
	struct erasure_needle	*needle = arena_array(arena, n, sizeof *needle);
	struct erasure_finder	*finder;
	str			 out = in;

	for (size_t i = 0; i < n; i++)
		needle[i] = erasure_needle(key, text[i]);
	finder = erasure_finder(arena, key, needle, n);
	cr_assert_eq(erasure_found(finder, in),
	    erasure_strike(arena, finder, in, &out));
	return out;
}

Test(erasure_find, strikes_every_place_of_every_text)
{
	struct arena	*arena = test_arena();
	const str	 texts[] = { S("王小二"), S("王小二之母"), S("12345678") };

	check_str(struck(arena, texts, 3, S("王小二之母王小二12345678，1234567")),
	    S("■■■■■■■■■，1234567"));
	check_str(struck(arena, texts, 3, S("没有")), S("没有"));
	check_str(struck(arena, texts, 3, S("")), S(""));
	check_str(struck(arena, texts, 0, S("王小二")), S("王小二"));
	check_str(struck(arena, texts, 1, S("王小二")), S("■■■"));
}

Test(erasure_find, finds_what_a_plain_search_finds)
{
	struct arena	*arena = test_arena();
	char		 text[200];

	srand(7);
	for (int again = 0; again < 2000; again++) {
		struct erasure_needle	needle[3];
		struct erasure_finder  *finder;
		str			part[3], whole = { text, 200 };
		bool			plain = false;

		for (size_t i = 0; i < sizeof text; i++)
			text[i] = (char)('a' + rand() % 2);
		for (int i = 0; i < 3; i++) {
			char	*made = arena_alloc(arena, 12);
			size_t	 n = 6 + (size_t)rand() % 6;

			for (size_t j = 0; j < n; j++)
				made[j] = (char)('a' + rand() % 2);
			part[i] = (str){ made, n };
			needle[i] = erasure_needle(key, part[i]);
			plain |= str_has(whole, part[i]);
		}
		finder = erasure_finder(arena, key, needle, 3);
		cr_assert_eq(erasure_found(finder, whole), plain);
	}
}
