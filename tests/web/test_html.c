#include "tests/test.h"

#include <stdint.h>

#include "woven/tests/page.h"

/* The token is what it is asked with. */
static str
token(void *context)
{
	return *(str *)context;
}

/* A page to write into, in English; without a token if it is empty. */
static struct html *
page(str csrf)
{
	struct arena		*arena = test_arena();
	struct html		*html = arena_alloc(arena, sizeof *html);
	const struct words	*words = NULL;
	struct fault		 fault = { .code = OK };
	str			*kept = NULL;

	check_ok(word_load(arena, LANG_EN, &words, &fault), fault);
	if (csrf.n > 0) {
		kept = arena_alloc(arena, sizeof *kept);
		*kept = csrf;
	}
	html_init(html, arena, words, (struct html_token){ kept == NULL ?
	    NULL : token, kept });
	return html;
}

/* What was written since the last look. */
static str
written(struct html *html)
{
	str	s = str_copy(html->arena, buf_str(&html->buf));

	buf_clear(&html->buf);
	return s;
}

Test(html, every_sign_of_html_is_escaped_in_text_and_value)
{
	struct html	*html = page(S(""));

	html_text(html, S("a<b>&\"c'&amp;{`=/"));
	check_str(written(html),
	    S("a&lt;b&gt;&amp;&quot;c&#39;&amp;amp;{`=/"));
	html_attr(html, S("\"onclick='x' <b>&"));
	check_str(written(html),
	    S("&quot;onclick=&#39;x&#39; &lt;b&gt;&amp;"));
	html_url(html, URL("/a?b=c&d='\""));
	check_str(written(html), S("/a?b=c&amp;d=&#39;&quot;"));
}

Test(html, bytes_that_are_no_text_do_not_break_out)
{
	struct html	*html = page(S(""));

	html_text(html, ((str){ "\xC0\xBCscript\xE0<\xF0\x80\0\x1B" "b", 16 }));
	check_str(written(html), S("\xEF\xBF\xBD\xEF\xBF\xBDscript\xEF\xBF\xBD"
	    "&lt;\xEF\xBF\xBD\xEF\xBF\xBD" "b"));
	html_attr(html, S("\xC3\""));
	check_str(written(html), S("\xEF\xBF\xBD&quot;"));
}

Test(html, whole_numbers_of_every_type_are_written)
{
	struct html	*html = page(S(""));

	html_text(html, -3);
	html_text(html, 4u);
	html_attr(html, INT64_MIN);
	html_attr(html, (size_t)5);
	check_str(written(html), S("-34-92233720368547758085"));
}

Test(html, days_and_moments_are_told_as_the_law_counts_them)
{
	struct html	*html = page(S(""));

	html_day(html, day_make(2026, 3, 18));
	check_str(written(html), S("2026-03-18"));
	html_day(html, DAY_NONE);
	check_str(written(html), S(""));
	html_minute(html, day_morning(day_make(2026, 3, 18)) + 36000000);
	check_str(written(html), S("2026-03-18 10:00"));
}

Test(html, counts_are_parted_in_threes)
{
	static const struct {
		int64_t		 value;
		const char	*want;
	} cases[] = {
		{ 0, "0" }, { 999, "999" }, { 1204, "1,204" },
		{ -999, "-999" }, { -1204, "-1,204" },
		{ 1234567, "1,234,567" }, { 100000, "100,000" },
	};
	struct html	*html = page(S(""));

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		html_count(html, cases[i].value);
		check_str(written(html), str_of(cases[i].want));
	}
}

Test(html, sizes_are_told_in_the_unit_that_fits)
{
	static const struct {
		int64_t		 value;
		const char	*want;
	} cases[] = {
		{ 0, "0 B" }, { 1023, "1023 B" }, { 1024, "1.0 KB" },
		{ 1048575, "1023.9 KB" }, { 1048576, "1.0 MB" },
		{ 3355444, "3.2 MB" }, { (int64_t)5 << 30, "5.0 GB" },
		{ (int64_t)7 << 50, "7168.0 TB" },
	};
	struct html	*html = page(S(""));

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		html_bytes(html, cases[i].value);
		check_str(written(html), str_of(cases[i].want));
	}
}

Test(html, what_fills_a_sentence_is_escaped)
{
	struct html	*html = page(S(""));

	html_word(html, "agency.unknown", &S("<b>\""), 1);
	check_str(written(html), S("There is no body “&lt;b&gt;&quot;”, or it "
	    "cannot be seen."));
	html_word(html, "severity.error", NULL, 0);
	check_str(written(html), S("error"));
}

Test(html, a_form_gets_its_token_where_there_is_one)
{
	struct html	*html = page(S("a\"b"));

	html_csrf(html);
	check_str(written(html), S("<input type=\"hidden\" name=\"csrf\" "
	    "value=\"a&quot;b\">"));
	html = page(S(""));
	html_csrf(html);
	check_str(written(html), S(""));
}

Test(html, a_page_past_its_limit_says_so)
{
	struct html	*html = page(S(""));

	for (size_t i = 0; i < HTML_BYTES / 64 + 1; i++)
		html_text(html, S("0123456789012345678901234567890123456789"
		    "012345678901234567890123"));
	check_int(buf_err(&html->buf), ERR_TOO_LARGE);
}

Test(html, a_woven_page_is_written_as_its_template_says)
{
	const struct sample_row		row[] = {
		{ URL("/a?b=c&d"), S("\"x"), S("<b>"), 5 },
		{ URL("https://a.example"), S("good"), S("c'd"), 2048 },
	};
	const struct sample		sample = { .title = S("A & B"),
	    .lines = S("\n  one\n two"), .value = S("\"'>"),
	    .action = URL("/put"), .level = 1204, .on = true, .row = row,
	    .rows = 2 };
	struct html			*html = page(S("token"));

	page_sample(html, &sample);
	check_str(written(html), S(
	    "<!doctype html>\n"
	    "<html lang=\"zh-CN\">\n"
	    "<head>\n"
	    "<title>A &amp; B</title>\n"
	    "<script src=\"/static/a.js\" defer></script>\n"
	    "</head>\n"
	    "<body class=\"high\">\n"
	    "<h1 id=\"top\" data-level=\"1204\">{1204} There is no body "
	    "“A &amp; B”, or it cannot be seen.</h1>\n"
	    "<p>1,204</p>\n"
	    "<table>\n"
	    "<tbody>\n"
	    "<tr class=\"row &quot;x\">\n"
	    "<td><a href=\"/a?b=c&amp;d\" title='&lt;b&gt;'>&lt;b&gt;</a>"
	    "</td>\n"
	    "<td>5 B</td>\n"
	    "</tr>\n"
	    "<tr class=\"row good large\">\n"
	    "<td><a href=\"https://a.example\" title='c&#39;d'>c&#39;d</a>"
	    "</td>\n"
	    "<td>2.0 KB</td>\n"
	    "</tr>\n"
	    "</tbody>\n"
	    "</table>\n"
	    "<pre>\n"
	    "  \n  one\n two\n\n  end</pre>\n"
	    "<form method=\"post\" action=\"/put\">"
	    "<input type=\"hidden\" name=\"csrf\" value=\"token\">\n"
	    "<textarea name=\"lines\">\n\n  one\n two</textarea>\n"
	    "<input name=\"value\" value=\"&quot;&#39;&gt;\" checked>\n"
	    "<a href=\"#f-&quot;&#39;&gt;\">x</a>\n"
	    "</form>\n"
	    "</body>\n"
	    "</html>\n"));
}

Test(html, a_list_without_rows_and_each_way_of_a_condition_is_written)
{
	struct sample	 sample = { .due = DAY_NONE, .level = -1 };
	struct html	*html = page(S(""));
	str		 text;

	page_sample(html, &sample);
	text = written(html);
	cr_assert(str_has(text, S("<tbody>\n<tr><td>-</td></tr>\n</tbody>")));
	cr_assert(str_has(text, S("</h1>\n<p></p>\n<table>")));
	cr_assert(str_has(text, S("<body>\n<h1")));
	cr_assert(str_has(text, S("value=\"\">\n")));
	cr_assert(!str_has(text, S("csrf")));
	sample.level = 0;
	page_sample(html, &sample);
	cr_assert(str_has(written(html), S("<p>1970-01-01 08:00</p>")));
}
