#include "store/search_near.h"
#include "store/search_show.h"
#include "tests/test.h"

static struct search_words
words_of(str s)
{
	return search_query_read(test_arena(), s);
}

/* The text with its marks in brackets. */
static str
marked(str text, str query)
{
	struct arena		*arena = test_arena();
	struct search_words	 words = words_of(query);
	struct search_mark	*mark;
	size_t			 n, at = 0;
	str			 out = S("");

	n = search_show_marks(arena, text, &words, &mark);
	for (size_t i = 0; i < n; i++) {
		out = str_printf(arena, "%.*s%.*s[%.*s]", STRF(out),
		    STRF(str_sub(text, at, mark[i].from)),
		    STRF(str_sub(text, mark[i].from, mark[i].to)));
		at = mark[i].to;
	}
	return str_printf(arena, "%.*s%.*s", STRF(out),
	    STRF(str_sub(text, at, text.n)));
}

Test(search_show, marks_each_word_as_it_is_written)
{
	check_str(marked(S("關於２０２１年危房改造的通知"), S("2021 改造 关于")),
	    S("[關於２０２１]年危房[改造]的通知"));
	check_str(marked(S("甲乙丙丁"), S("甲乙 乙丙")), S("[甲乙丙]丁"));
	check_str(marked(S("甲乙丙丁"), S("-甲乙 戊")), S("甲乙丙丁"));
	check_str(marked(S("镇发〔2021〕15号文"), S("[2021]15号")),
	    S("镇发〔[2021〕15号]文"));
}

Test(search_show, shows_the_sentence_around_a_word)
{
	struct arena		*arena = test_arena();
	struct search_words	 words = words_of(S("水价"));
	str	text = S("第一句不相干。第二句说到水价\n的事。第三句。");

	check_str(search_show_snippet(arena, arena, text, &words),
	    S("第二句说到水价 的事。第三句。"));
	words = words_of(S("没有"));
	cr_assert(str_starts(search_show_snippet(arena, arena, text, &words),
	    S("第一句")));
}

static str
near(str text, str word)
{
	return search_near_part(test_arena(), text, word);
}

Test(search_show, finds_what_is_one_slip_away)
{
	str	text = S("石门镇农村危房改造补助名单");

	check_str(near(text, S("危旧改造")), S("危房改造"));
	check_str(near(text, S("危改造")), S("危房改造"));
	check_str(near(text, S("危房屋改造")), S("危房改造"));
	check_str(near(text, S("危改房造")), S("危房改造"));
	check_str(near(text, S("改危房造")), S(""));
	check_str(near(text, S("房危")), S("危房"));
	check_str(near(text, S("危楼")), S(""));
	check_str(near(text, S("完全无关")), S(""));
	check_str(near(S(""), S("危房改造")), S(""));
}
