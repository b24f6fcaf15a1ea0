/*
 * Prose that stood in last year's report already (S3).
 */
#include <string.h>

#include "tests/report.h"

#define TEXTS	12u

/* Six sentences of some fifty characters, with a year and a count. */
#define ONE(year, count) \
	"本镇在" year "年把政策文件和办事指南放在村口的公示牌上，" \
	"方便上了年纪的村民随时查看，" \
	"并安排值班人员在旁边解答，全年解答" count "次。"
#define TWO(year, count) \
	"各村每个季度张贴一回集体账目，由村务监督小组逐笔核对签名，" \
	year "年共张贴" count "期，" \
	"村民有疑问的当场作出说明。"
#define THREE(year, count) \
	year "年窗口人员轮流到集市设点讲解医保和养老待遇，" \
	"把常被问到的事项整理成册送到各家，" \
	"现场答复群众提问" count "人次。"
#define FOUR(year, count) \
	"镇里为独居老人印制了大字版的救助申请说明，" year \
	"年由网格员上门送达" count "份，" \
	"并逐户记下他们还想了解的事情。"
#define FIVE(year, count) \
	"有的村公示内容过于笼统，群众看不明白，" year \
	"年收到这样的意见" count "条，" \
	"主要集中在工程款项和补贴名单的公示上。"
#define SIX(year, count) \
	"下一步将统一公示的样式并增加图示说明，安排专人每月巡查，" \
	year "年起巡查" count "次。"

static struct filled *
report(struct arena *arena, int year)
{
	struct filled	*filled = report_zero(arena, report_forms(arena), year);
	const struct form *form = filled->form;

	filled->agency.text = S("柳河镇人民政府");
	filled->sections = form->sections;
	filled->section = arena_array(arena, form->sections,
	    sizeof *filled->section);
	for (size_t i = 0; i < form->sections; i++) {
		filled->section[i].section = (ptrdiff_t)i;
		filled->section[i].text = arena_array(arena, TEXTS,
		    sizeof *filled->section[i].text);
	}
	return filled;
}

/* Add a paragraph to the section of a key. */
static void
say(struct filled *filled, const char *key, const char *text)
{
	for (size_t i = 0; i < filled->sections; i++) {
		struct filled_section	*section = &filled->section[i];

		if (!str_is(filled->form->section[i].key, key))
			continue;
		cr_assert_lt(section->n, TEXTS);
		section->text[section->n].text = str_of(text);
		section->text[section->n++].raw = str_of(text);
	}
}

static void
say_all(struct filled *filled)
{
	say(filled, "overview", ONE("2022", "31"));
	say(filled, "overview", TWO("2022", "4"));
	say(filled, "overview", THREE("2022", "96"));
	say(filled, "overview", FOUR("2022", "58"));
	say(filled, "problems", FIVE("2022", "3"));
	say(filled, "problems", SIX("2023", "12"));
}

/* All findings of S3, in order. */
static size_t
hold(struct arena *arena, const struct filled *now, const struct filled *then,
    struct finding *ret, size_t most)
{
	struct fault	 fault = { .code = OK };
	struct job	 job = { .arena = arena, .fault = &fault,
			    .today = day_make(2026, 11, 21) };
	struct check_run run = { .job = &job, .report = now,
			    .previous = then };
	size_t		 n = 0;

	check_ok(word_load(arena, LANG_ZH, &job.words, &fault), fault);
	check_ok(check_rules_load(arena, &run.rules, &fault), fault);
	check_report(&run);
	for (size_t i = 0; i < run.n; i++) {
		if (strcmp(run.finding[i].check->id, "S3") != 0)
			continue;
		cr_assert_lt(n, most);
		ret[n++] = run.finding[i];
	}
	return n;
}

Test(check_prose_repeat, the_share_is_told_and_every_repeated_sentence_marked)
{
	struct arena	*arena = test_arena();
	struct filled	*now = report(arena, 2023);
	struct filled	*then = report(arena, 2022);
	struct finding	 found[TEXTS];

	say_all(then);
	say(now, "overview", ONE("2023", "40"));
	say(now, "overview", TWO("2023", "12"));
	say(now, "overview", THREE("2023", "101"));
	say(now, "overview", "今年新开了一个短视频栏目，"
	    "由年轻干部用方言讲解补贴怎样申领。");
	say(now, "problems", FIVE("2023", "7"));
	check_int(hold(arena, now, then, found, TEXTS), 4);
	check_int(found[0].severity, CHECK_WARNING);
	check_str(found[0].expected, S("≤50%"));
	cr_assert(str_has(found[0].message, str_printf(arena, " %.*s ",
	    STRF(found[0].found))));
	cr_assert(str_starts(found[0].quote, S("本镇在2023年")));
	for (size_t i = 1; i < 4; i++) {
		check_int(found[i].severity, CHECK_NOTE);
		cr_assert_gt(found[i].quote.n, 0);
		cr_assert(!str_has(found[i].quote, S("短视频")));
	}
}

Test(check_prose_repeat, changed_figures_do_not_make_a_sentence_new)
{
	struct arena	*arena = test_arena();
	struct filled	*now = report(arena, 2022);
	struct filled	*then = report(arena, 2022);
	struct finding	 found[TEXTS];

	say_all(now);
	say(then, "overview", ONE("2021", "7"));
	say(then, "overview", TWO("2021", "9"));
	say(then, "overview", THREE("2021", "1234"));
	say(then, "overview", FOUR("2021", "5"));
	say(then, "problems", FIVE("2021", "88"));
	say(then, "problems", SIX("2022", "24"));
	check_int(hold(arena, now, then, found, TEXTS), 6);
	check_str(found[0].found, S("100%"));
}

Test(check_prose_repeat, less_than_half_is_left_alone)
{
	struct arena	*arena = test_arena();
	struct filled	*now = report(arena, 2023);
	struct filled	*then = report(arena, 2022);
	struct finding	 found[TEXTS];

	say_all(now);
	say(then, "overview", ONE("2022", "31"));
	say(then, "overview", FOUR("2022", "58"));
	check_int(hold(arena, now, then, found, TEXTS), 0);
}

Test(check_prose_repeat, a_short_text_is_left_alone)
{
	struct arena	*arena = test_arena();
	struct filled	*now = report(arena, 2023);
	struct filled	*then = report(arena, 2022);
	struct finding	 found[TEXTS];

	say_all(then);
	say(now, "overview", ONE("2022", "31"));
	say(now, "overview", TWO("2022", "4"));
	check_int(hold(arena, now, then, found, TEXTS), 0);
}

/* Sections three to six are the form's own wording as good as everywhere. */
Test(check_prose_repeat, other_sections_are_not_compared)
{
	struct arena	*arena = test_arena();
	struct filled	*now = report(arena, 2023);
	struct filled	*then = report(arena, 2022);
	struct finding	 found[TEXTS];

	say_all(then);
	say(now, "others", ONE("2022", "31"));
	say(now, "others", TWO("2022", "4"));
	say(now, "others", THREE("2022", "96"));
	say(now, "others", FOUR("2022", "58"));
	say(now, "others", FIVE("2022", "3"));
	say(now, "others", SIX("2023", "12"));
	check_int(hold(arena, now, then, found, TEXTS), 0);
}

Test(check_prose_repeat, nothing_is_said_without_last_years_report)
{
	struct arena	*arena = test_arena();
	struct filled	*now = report(arena, 2023);
	struct finding	 found[TEXTS];

	say_all(now);
	check_int(hold(arena, now, NULL, found, TEXTS), 0);
}
