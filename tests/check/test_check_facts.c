/*
 * Rules on what a report tells of itself: days, headings, points, contact,
 * addresses, numbers that must not be there.
 */
#include "tests/report.h"

/* A report about 2023 that has every section and nothing against it. */
struct sample {
	struct filled		*report;
	struct filled_section	*section;	/* the form's, in its order */
	struct check_run	 run;
};

static struct filled_text *
say(struct filled_section *section, str text)
{
	struct filled_text	*at = arena_array(test_arena(), section->n + 1,
				    sizeof *at);

	for (size_t i = 0; i < section->n; i++)
		at[i] = section->text[i];
	at[section->n] = (struct filled_text){ .text = text, .raw = text,
	    .place.line = 7 + (unsigned)section->n };
	section->text = at;
	return &at[section->n++];
}

static struct sample
sample(void)
{
	struct arena		*arena = test_arena();
	struct sample		 made = { .section = NULL };
	const struct forms	*forms;
	struct fault		 fault = { .code = OK };
	const struct form	*form;

	check_ok(forms_load(arena, "annual-report", &forms, &fault), fault);
	made.report = report_zero(arena, forms, 2023);
	form = made.report->form;
	made.section = arena_array(arena, form->sections,
	    sizeof *made.section);
	for (size_t i = 0; i < form->sections; i++)
		made.section[i] = (struct filled_section){
			.heading = form->section[i].title.text,
			.section = (ptrdiff_t)i, .exact = true,
			.place.line = (unsigned)(10 * i + 10)
		};
	made.report->section = made.section;
	made.report->sections = form->sections;
	made.report->agency.text = S("青禾县民政局");
	made.report->contact.text = S("电话：0100-5550123");
	made.report->from.day = day_make(2023, 1, 1);
	made.report->until.day = day_make(2023, 12, 31);
	made.report->published.day = DAY_NONE;
	made.report->signed_on.day = day_make(2024, 1, 15);
	made.report->signed_on.fact.text = S("2024年1月15日");
	return made;
}

/* Run all rules; those on figures find nothing in a sample. */
static const struct check_run *
check(struct sample *made)
{
	struct arena	*arena = test_arena();
	struct job	*job = arena_alloc(arena, sizeof *job);

	job->arena = arena;
	job->fault = arena_alloc(arena, sizeof *job->fault);
	job->today = day_make(2026, 11, 21);
	check_ok(word_load(arena, LANG_ZH, &job->words, job->fault),
	    *job->fault);
	made->run = (struct check_run){ .job = job, .report = made->report };
	check_ok(check_rules_load(arena, &made->run.rules, job->fault),
	    *job->fault);
	check_report(&made->run);
	return &made->run;
}

/* Whether nothing at all was found; the first finding is shown otherwise. */
static void
check_quiet(struct sample *made)
{
	const struct check_run	*run = check(made);

	cr_assert_eq(run->n, 0, "%s: %.*s", run->finding[0].check->id,
	    STRF(run->finding[0].message));
}

/* The only finding of all rules, and it is this rule's. */
static const struct finding *
check_only(struct sample *made, const char *rule)
{
	const struct check_run	*run = check(made);

	for (size_t i = 0; i < run->n; i++)
		cr_assert_str_eq(run->finding[i].check->id, rule, "%.*s",
		    STRF(run->finding[i].message));
	return report_one(run, rule);
}

static void
sign(struct sample *made, int year, int month, int mday)
{
	made->report->signed_on.day = day_make(year, month, mday);
}

Test(check_facts, a_sound_report_is_left_alone)
{
	struct sample	made = sample();

	check_quiet(&made);
}

/* --- D1 ------------------------------------------------------------------ */

Test(check_facts, a_signature_within_the_year_is_too_early)
{
	struct sample		 made = sample();
	const struct finding	*finding;

	sign(&made, 2023, 1, 15);
	finding = check_only(&made, "D1");
	check_int(finding->severity, CHECK_ERROR);
	cr_assert(str_has(finding->message, S("2024-01-15")));
}

Test(check_facts, a_department_is_late_in_february)
{
	struct sample	made = sample();

	sign(&made, 2024, 1, 31);
	check_quiet(&made);
	sign(&made, 2024, 2, 1);
	check_int(check_only(&made, "D1")->severity, CHECK_WARNING);
}

Test(check_facts, a_town_has_no_due_day)
{
	struct sample	made = sample();

	made.report->agency.text = S("青禾县石桥街道办事处");
	sign(&made, 2024, 5, 6);
	check_quiet(&made);
}

Test(check_facts, a_page_that_was_put_up_late_is_a_note)
{
	struct sample	made = sample();

	made.report->signed_on = (struct filled_day){ .day = DAY_NONE };
	made.report->published.day = day_make(2024, 6, 3);
	check_int(check_only(&made, "D1")->severity, CHECK_NOTE);
}

Test(check_facts, a_missing_signature_is_told_where_the_end_is_there)
{
	struct sample	made = sample();

	made.report->signed_on = (struct filled_day){ .day = DAY_NONE };
	check_int(check_only(&made, "D1")->severity, CHECK_WARNING);
	made.report->sections = 3;
	cr_assert_str_eq(check_only(&made, "S1")->check->id, "S1");
}

Test(check_facts, a_day_that_does_not_exist_is_an_error)
{
	struct sample	made = sample();

	made.report->signed_on = (struct filled_day){ .day = DAY_NONE,
	    .fact.text = S("2024年2月30日") };
	check_int(check_only(&made, "D1")->severity, CHECK_ERROR);
}

/* --- D2 ------------------------------------------------------------------ */

static void
period(struct sample *made, day from, day until)
{
	made->report->from.day = from;
	made->report->until.day = until;
}

Test(check_facts, the_period_is_the_reporting_year)
{
	struct sample	made = sample();

	period(&made, day_make(2023, 1, 1), day_make(2023, 12, 31));
	check_quiet(&made);
	period(&made, day_make(2022, 1, 1), day_make(2022, 12, 31));
	check_int(check_only(&made, "D2")->severity, CHECK_ERROR);
}

Test(check_facts, a_period_that_is_no_year_is_told)
{
	struct sample	made = sample();

	period(&made, day_make(2023, 1, 1), day_make(2023, 12, 30));
	check_only(&made, "D2");
}

Test(check_facts, a_period_without_its_digits_is_told)
{
	struct sample	made = sample();

	made.report->until = (struct filled_day){ .day = DAY_NONE,
	    .fact.text = S("20231231日") };
	check_only(&made, "D2");
}

Test(check_facts, a_period_that_lost_both_its_days_is_told_once)
{
	struct sample		 made = sample();
	const struct finding	*finding;

	made.report->from = (struct filled_day){ .day = DAY_NONE,
	    .fact.text = S("202311日") };
	made.report->until = (struct filled_day){ .day = DAY_NONE,
	    .fact.text = S("20231231日") };
	finding = check_only(&made, "D2");
	check_str(finding->found, S("202311日、20231231日"));
	cr_assert(str_has(finding->message, finding->found));
}

/* --- S1 ------------------------------------------------------------------ */

Test(check_facts, missing_sections_are_one_finding)
{
	struct sample		 made = sample();
	const struct finding	*finding;

	made.report->section = made.section + 2;
	made.report->sections -= 2;
	finding = check_only(&made, "S1");
	check_str(finding->expected, S("总体情况、主动公开政府信息情况"));
}

Test(check_facts, a_heading_in_other_words_is_quoted)
{
	struct sample	made = sample();

	made.section[4].heading = S("问题和打算");
	made.section[4].exact = false;
	check_str(check_only(&made, "S1")->quote, S("问题和打算"));
}

Test(check_facts, the_official_heading_outweighs_one_that_resembles_it)
{
	struct sample		 made = sample();
	struct filled_section	*more = arena_array(test_arena(), 7,
				    sizeof *more);

	more[0] = made.section[0];
	more[1] = made.section[2];
	more[1].exact = false;
	for (size_t i = 1; i < 6; i++)
		more[i + 1] = made.section[i];
	made.report->section = more;
	made.report->sections = 7;
	check_quiet(&made);
}

Test(check_facts, sections_in_another_order_are_told_once)
{
	struct sample		 made = sample();
	struct filled_section	 second = made.section[1];

	made.section[1] = made.section[2];
	made.section[2] = second;
	check_only(&made, "S1");
}

Test(check_facts, a_title_in_other_words_is_quoted)
{
	struct sample	made = sample();

	made.report->title.text = S("青禾县民政局2023年政务公开年度报告");
	check_str(check_only(&made, "S1")->quote, made.report->title.text);
	made.report->title.text =
	    S("青禾县民政局2023年政府信息公开工作年度报告");
	check_quiet(&made);
}

/* --- S4 ------------------------------------------------------------------ */

static void
say_much(struct sample *made)
{
	for (size_t i = 0; i < 20; i++)
		say(&made->section[0],
		    S("本县全年通过门户网站和公告栏公布各类文件与办事指南。"));
}

Test(check_facts, a_government_that_is_silent_on_its_points_is_warned)
{
	struct sample	made = sample();

	made.report->agency.text = S("青禾县人民政府");
	say_much(&made);
	check_int(check_only(&made, "S4")->severity, CHECK_WARNING);
	say(&made.section[0], S("政务公开纳入工作考核。"));
	check_int(check_only(&made, "S4")->severity, CHECK_NOTE);
	say(&made.section[0], S("开展社会评议，没有责任追究的情形。"));
	check_quiet(&made);
}

Test(check_facts, a_government_may_speak_of_its_points_in_other_words)
{
	struct sample	made = sample();

	made.report->agency.text = S("青禾县人民政府");
	say_much(&made);
	say(&made.section[0], S("政务公开纳入年度考核，并由第三方评估打分。"));
	say(&made.section[0], S("全年发出整改通报十五次。"));
	check_quiet(&made);
}

Test(check_facts, a_department_need_not_speak_of_them)
{
	struct sample	made = sample();

	say_much(&made);
	check_quiet(&made);
}

/* --- S5, S6 -------------------------------------------------------------- */

Test(check_facts, a_report_without_a_contact_gets_a_note)
{
	struct sample	made = sample();

	made.report->contact.text = S("");
	check_int(check_only(&made, "S5")->severity, CHECK_NOTE);
	say(&made.section[5], S("联系电话：0100-5550123。"));
	check_quiet(&made);
}

Test(check_facts, what_a_template_left_is_told)
{
	static const char *const	left[] = {
		"邮箱：[email protected]。", "由XX镇人民政府编制。",
		"某某局高度重视。", "20XX年，共公开××条。"
	};

	for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
		struct sample	made = sample();

		say(&made.section[0], str_of(left[i]));
		check_int(check_only(&made, "S6")->severity, CHECK_WARNING);
	}
}

Test(check_facts, names_hidden_on_purpose_are_no_template)
{
	struct sample	made = sample();

	say(&made.section[0], S("申请人李某某对答复不服，王××同志复核。"));
	say(&made.section[0], S("样品型号为XXL，编号ABXX01。"));
	check_quiet(&made);
}

/* --- N1, N2, N3 ---------------------------------------------------------- */

Test(check_facts, an_address_outside_of_government_is_told)
{
	struct sample		 made = sample();
	const struct finding	*finding;

	say(&made.section[0], S("见 http://www.qinghe.gov.cn/zwgk 和 "
	    "https://weibo.com/qinghe。"));
	check_quiet(&made);
	say(&made.section[0], S("目录见 http://www.qinghe-shop.com/mulu。"));
	finding = check_only(&made, "N1");
	check_str(finding->found, S("www.qinghe-shop.com"));
}

Test(check_facts, a_news_site_named_as_a_channel_is_left_alone)
{
	static const char *const	channel[] = {
		"在青禾新闻网（http://www.qinghe-online.com）刊登12条。",
		"刊于http://epaper.qinghe-shop.com/zwgk/index.html"
		"（青禾日报数字版）。",
		"公报、融媒体平台www.qinghe-shop.com同步登载。",
		"转载于https://news.qinghe-shop.com/2023。"
	};
	static const char *const	own[] = {
		"在微信公众号和政府网站（http://www.qinghe-shop.com）公开。",
		"由青禾新闻网转载，目录见http://www.qinghe-shop.com。"
	};

	for (size_t i = 0; i < sizeof channel / sizeof *channel; i++) {
		struct sample	made = sample();

		say(&made.section[0], str_of(channel[i]));
		check_quiet(&made);
	}
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		struct sample	made = sample();

		say(&made.section[0], str_of(own[i]));
		check_only(&made, "N1");
	}
}

Test(check_facts, an_index_numbers_check_character_is_computed)
{
	struct sample	made = sample();

	made.report->index.text = S("k15129216/2024-00017");
	check_quiet(&made);
	made.report->index.text = S("k15129217/2024-00017");
	check_str(check_only(&made, "N2")->expected, S("6"));
	made.report->index.text = S("QH-2024-17");
	check_quiet(&made);
}

Test(check_facts, another_towns_name_is_a_note)
{
	struct sample	made = sample();

	made.report->agency.text = S("石桥镇人民政府");
	say(&made.section[0], S("各村由石桥镇人民政府指导。"));
	check_quiet(&made);
	say(&made.section[0], S("请与柳树镇人民政府联系。"));
	check_int(check_only(&made, "N3")->severity, CHECK_NOTE);
}

Test(check_facts, a_district_above_a_town_of_a_city_is_a_note)
{
	struct sample	made = sample();

	made.report->agency.text = S("石桥镇人民政府");
	made.report->contact.text = S("地址：青禾市石桥镇人民路1号");
	say(&made.section[0], S("社区委员会、开发区政府和辖区政府单位配合，"
	    "全区域推进。"));
	check_quiet(&made);
	say(&made.section[0], S("按照区政府要求办理。"));
	check_int(check_only(&made, "N3")->severity, CHECK_NOTE);
	made.report->contact.text = S("地址：青禾市柳湾区石桥镇人民路1号");
	check_quiet(&made);
}

/* --- X1, X2, X3 ---------------------------------------------------------- */

Test(check_facts, an_identity_number_is_told_and_hidden)
{
	struct sample		 made = sample();
	const struct finding	*finding;

	say(&made.section[0], S("招标编号110105194912310021。"));
	check_quiet(&made);
	say(&made.section[0], S("身份证号11010519491231002X。"));
	finding = check_only(&made, "X1");
	check_str(finding->quote, S("1101**********002X"));
	check_str(finding->found, finding->quote);
	cr_assert(!str_has(finding->message, S("19491231")));
}

/* Every rule's finding and the report that is shown, not those of X alone. */
Test(check_facts, no_rule_shows_a_personal_number)
{
	struct sample			 made = sample();
	const struct check_run		*run;
	const struct finding		*finding;
	const struct filled_text	*shown;

	say(&made.section[0], S("身份证号11010519491231002X、卡号"
	    "6222021234567890128、手机１３８００１３８０００属于XX镇人民政府。"));
	made.section[1].heading = S("主动公开13800138000");
	made.section[1].exact = false;
	run = check(&made);
	for (size_t i = 0; i < run->n; i++) {
		finding = &run->finding[i];
		for (size_t k = 0; k < 4; k++) {
			str	text = (str[]){ finding->quote, finding->found,
				    finding->expected, finding->message }[k];

			cr_assert(!str_has(text, S("19491231")) &&
			    !str_has(text, S("12345678")) &&
			    !str_has(text, S("13800138000")) &&
			    !str_has(text, S("１３８００１３８０００")),
			    "%s: %.*s", finding->check->id, STRF(text));
		}
	}
	finding = report_one(run, "S6");
	check_str(finding->quote, S("身份证号1101**********002X、卡号"
	    "6222***********0128、手机１３８＊＊＊＊８０００属于XX镇人民政府。"));
	shown = &run->report->section[0].text[0];
	check_str(shown->text, finding->quote);
	cr_assert_eq(finding->text, shown);
	check_str(str_sub(shown->text, finding->from, finding->to),
	    S("XX"));
	check_str(report_one(run, "S1")->quote, S("主动公开138****8000"));
	cr_assert(str_has(made.section[0].text[0].text, S("19491231")));
}

Test(check_facts, a_personal_number_may_be_written_in_groups)
{
	static const char *const	number[][2] = {
		{ "X1", "（110105 19491231 002X）" },
		{ "X2", "李某某（138-0013-8000）" },
		{ "X2", "李某某１３８００１３８０００" },
		{ "X2", "李某某（+8613800138000）" },
		{ "X3", "6222 0212 3456 7890 128" }
	};

	for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
		struct sample	made = sample();

		say(&made.section[0], str_of(number[i][1]));
		check_only(&made, number[i][0]);
	}
}

Test(check_facts, an_amount_or_an_address_is_no_personal_number)
{
	struct sample	made = sample();

	say(&made.section[0], S("投资13800138000元、15800158000.50元，见"
	    "http://www.qinghe.gov.cn/13800138000/a13800138000。"));
	say(&made.section[0], S("分别为138 0013 8000，编号0813800138000、"
	    "6913800138000。"));
	check_quiet(&made);
}

Test(check_facts, a_mobile_number_is_told_unless_it_is_the_contact)
{
	struct sample	made = sample();

	say(&made.section[0], S("联系人手机：13800138000。"));
	check_quiet(&made);
	say(&made.section[0], S("由李某某（13800138000）提出。"));
	check_only(&made, "X2");
}

Test(check_facts, a_bank_card_is_told)
{
	struct sample	made = sample();

	say(&made.section[0], S("流水号6222021234567890127。"));
	check_quiet(&made);
	say(&made.section[0], S("缴费至6222021234567890128。"));
	check_only(&made, "X3");
}
