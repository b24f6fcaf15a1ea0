#include "tests/test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/data.h"
#include "base/file.h"
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

/* Lists of our own, laid over the embedded ones. */
static enum err
load_own(str zh, str en, const struct words **ret, struct fault *fault)
{
	const char	*path = test_folder();
	struct arena	*arena = test_arena();
	const char	*file[2];
	enum err	 e;

	check_int(mkdir(arena_printf(arena, "%s/words", path), 0700), 0);
	file[0] = arena_printf(arena, "%s/words/zh.yaml", path);
	file[1] = arena_printf(arena, "%s/words/en.yaml", path);
	check_ok(file_write(file[0], zh, fault), *fault);
	check_ok(file_write(file[1], en, fault), *fault);
	data_override(path);
	e = word_load(arena, LANG_EN, ret, fault);
	return e;
}

Test(word, holes_may_stand_anywhere_and_a_doubled_brace_is_one)
{
	const struct words	*list;
	struct fault		 fault;
	str			 text = S("a: {k: '{2}{{1}-{1}{7}{'}");

	check_ok(load_own(text, text, &list, &fault), fault);
	check_str(WORD(test_arena(), list, "a.k", S("x"), S("中")),
	    S("中{1}-x{7}{"));
	check_str(WORD(test_arena(), list, "a.k", S("x")), S("{1}-x{7}{"));
	cr_assert(word_has(list, "a.k") && !word_has(list, "a"));
}

Test(word, a_key_that_one_language_lacks_is_refused)
{
	const struct words	*list = NULL;
	struct fault		 fault;

	check_int(load_own(S("a: {k: x, l: y}"), S("a: {k: x}"), &list, &fault),
	    ERR_INVALID);
	check_str(str_of(fault.key), S("word.one_sided"));
	check_str(fault.arg[0], S("a.l"));
	cr_assert(list == NULL);
}

Test(word, a_hole_that_one_language_lacks_is_refused)
{
	const struct words	*list = NULL;
	struct fault		 fault;

	check_int(load_own(S("a: {k: '{1}'}"), S("a: {k: '{2}'}"), &list,
	    &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("word.holes"));
	check_str(fault.arg[0], S("a.k"));
}

Test(word, the_language_is_that_of_the_surroundings)
{
	check_int(unsetenv("LC_ALL") + unsetenv("LC_MESSAGES") +
	    unsetenv("LANG"), 0);
	check_int(word_lang(), LANG_ZH);
	check_int(setenv("LANG", "en_US.UTF-8", 1), 0);
	check_int(word_lang(), LANG_EN);
	check_int(setenv("LC_MESSAGES", "zh_CN.UTF-8", 1), 0);
	check_int(word_lang(), LANG_ZH);
	check_int(setenv("LC_ALL", "", 1), 0);
	check_int(word_lang(), LANG_ZH);
	check_int(setenv("LC_ALL", "C", 1), 0);
	check_int(setenv("LC_MESSAGES", "en_GB", 1), 0);
	check_int(word_lang(), LANG_ZH);
}

Test(word, a_fault_becomes_its_sentence)
{
	struct arena	*arena = test_arena();
	struct fault	 fault;

	(void)FAIL(&fault, ERR_NOT_FOUND, "file.missing", S("a.txt"));
	check_str(word_fault(arena, words(arena, LANG_EN), &fault),
	    S("There is no such file: a.txt"));
	check_str(word_fault(arena, words(arena, LANG_ZH), &fault),
	    S("没有这个文件：a.txt"));
}
