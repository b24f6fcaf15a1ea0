#include "tests/test.h"

#include "base/buf.h"
#include "tests/rich_sound.h"

static const struct rich *
clean(str html)
{
	const struct rich	*rich = NULL;
	struct fault		 fault = { .code = OK };

	check_ok(rich_clean(test_arena(), html, &rich, &fault), fault);
	rich_sound(test_arena(), rich);
	return rich;
}

/* What is pasted becomes this text. */
static void
becomes(const char *html, const char *want)
{
	check_str(clean(str_of(html))->html, str_of(want));
}

/* How often a note was given. */
static size_t
told(const struct rich *rich, const char *key, const char *what)
{
	for (size_t i = 0; i < rich->notes; i++)
		if (str_is(str_of(rich->note[i].key), key) &&
		    str_is(rich->note[i].what, what))
			return rich->note[i].times;
	return 0;
}

Test(rich, what_is_allowed_stays_as_it_is)
{
	str	html = S("<h2>甲</h2>\n<p>乙<strong>丙<em>丁</em></strong>"
		    "<br/><a href=\"/a?b=1&amp;c=2\">戊</a></p>\n<hr/>\n"
		    "<ol start=\"3\">\n<li>己<ul>\n<li>庚</li>\n</ul></li>\n"
		    "</ol>\n<table>\n<caption>辛</caption>\n<thead>\n<tr>"
		    "<th colspan=\"2\">壬</th></tr>\n</thead>\n<tbody>\n<tr>"
		    "<td>1</td><td></td></tr>\n</tbody>\n</table>\n"
		    "<blockquote>\n<p>癸</p>\n</blockquote>\n<pre> a\n  b"
		    "</pre>\n<figure><img src=\"/file/1.png\" alt=\"图\" "
		    "width=\"9\"/><figcaption>子</figcaption></figure>\n");

	check_str(clean(html)->html, html);
	check_int(clean(html)->notes, 0);
}

Test(rich, what_only_sets_looks_goes_and_the_text_stays)
{
	becomes("<div class=a id=b data-x=1 onclick='x()'><font color=red>"
	    "甲<span style='color:red'></span></font><b>乙</b><i>丙</i>"
	    "<o:p></o:p></div><center>丁</center>",
	    "<p>甲<strong>乙</strong><em>丙</em></p>\n<p>丁</p>\n");
	becomes("<p style='font-weight:bold'>甲<span style='font-weight:"
	    "normal'>乙</span><span style='text-decoration:underline'>丙"
	    "</span></p>", "<p><strong>甲</strong>乙<strong><u>丙</u>"
	    "</strong></p>\n");
}

Test(rich, indents_and_doubled_line_breaks_make_paragraphs)
{
	becomes("　　甲<br><br>&nbsp;&nbsp;&nbsp;&nbsp;乙<br>　　丙<br>丁"
	    "<p>&nbsp;</p><p>　</p>第一章　总则",
	    "<p>甲</p>\n<p>乙</p>\n<p>丙<br/>丁</p>\n"
	    "<p>第一章　总则</p>\n");
}

Test(rich, a_link_that_leads_nowhere_safe_loses_its_link)
{
	const struct rich	*rich = clean(S("<p><a href='javascript:x()'>"
				    "甲</a><a href='//a.example/'>乙</a>"
				    "<a href='/file/1.pdf'>丙</a></p>"));

	check_str(rich->html,
	    S("<p>甲乙<a href=\"/file/1.pdf\">丙</a></p>\n"));
	check_int(told(rich, "rich.link", "javascript:x()"), 1);
	check_int(told(rich, "rich.link", "//a.example/"), 1);
	check_int(rich->links, 1);
	check_str(rich->link[0].href, S("/file/1.pdf"));
	check_str(rich->link[0].text, S("丙"));
}
