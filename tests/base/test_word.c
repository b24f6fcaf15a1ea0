#include "tests/test.h"

#include "base/word.h"

static const struct words *
words(struct arena *arena, enum lang lang)
{
	const struct words	*list = NULL;
	struct fault		 fault = { .code = OK };

	check_ok(word_load(arena, lang, &list, &fault), fault);
	return list;
}

Test(word, both_lists_load_and_agree)
{
	struct arena	*arena = test_arena();

	check_str(word(words(arena, LANG_ZH), "severity.error"), S("错误"));
	check_str(word(words(arena, LANG_EN), "severity.error"), S("error"));
}

Test(word, holes_are_filled_and_surplus_arguments_ignored)
{
	struct arena	*arena = test_arena();

	check_str(WORD(arena, words(arena, LANG_EN), "place.line", S("27"),
	    S("x")), S("line 27"));
}

Test(word, a_key_that_does_not_exist_shows_as_itself)
{
	struct arena	*arena = test_arena();

	check_str(word(words(arena, LANG_ZH), "no.such"), S("no.such"));
}
