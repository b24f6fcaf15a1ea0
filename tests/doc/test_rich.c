#include "tests/test.h"

#include "base/buf.h"
#include "doc/doc_read.h"
#include "doc/doc_write.h"
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

/* No disguise of a script survives, whatever the parser makes of it. */
Test(rich, scripts_in_every_disguise_are_gone)
{
	static const char *const	bad[] = {
		"<script>alert(1)</script>",
		"<style>@import 'javascript:x'</style>",
		"<svg onload=alert(1)><script>x</script></svg>",
		"<svg><a xlink:href='javascript:x'>y</a></svg>",
		"<math><mtext><img src=x onerror=x></mtext></math>",
		"<img src=x onerror=alert(1)>",
		"<img src='javascript:x'>",
		"<img src='/file/../../x'>",
		"<img src='/file/%2e%2E/x'>",
		"<a href=' \x01javascript:x'>y</a>",
		"<a href='jav&#x0A;ascript:x'>y</a>",
		"<a href='java\tscript:x'>y</a>",
		"<a href='&#106;&#97;vascript:x'>y</a>",
		"<a href='JaVaScRiPt:x'>y</a>",
		"<a href='javascript&colon;x'>y</a>",
		"<a href='vbscript:x'>y</a>",
		"<a href='data:text/html;base64,PHNjcmlwdD4='>y</a>",
		"<a href='\\\\evil.example'>y</a>",
		"<a href='/\\evil.example'>y</a>",
		"<a href='http:evil'>y</a>",
		"<a href='https://www.example.gov.cn@evil.example/'>y</a>",
		"<a href='\xe2\x80\xaejavascript:x'>y</a>",
		"<iframe src='javascript:x'></iframe>",
		"<object data=x></object><embed src=x>",
		"<form action='javascript:x'><button>y</button></form>",
		"<base href='javascript:'><meta http-equiv=refresh "
		    "content='0;url=javascript:x'>",
		"<noscript><p title='</noscript><img src=x onerror=x>'>",
		"<textarea><script>x</script></textarea>",
		"<p onclick=x style='background:url(javascript:x)'></p>",
		"<!--><script>x</script>-->",
		"<![CDATA[<script>x</script>]]>",
		"<template><script>x</script></template>",
		"<<script>script>x</<script>/script>",
		"<xmp><script>x</script></xmp>",
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		str	html = clean(str_of(bad[i]))->html;

		cr_assert(!str_has(html, S("<script")) &&
		    !str_has(html, S("href")) && !str_has(html, S("<img")) &&
		    !str_has(html, S("onerror=x>")),
		    "%s becomes %.*s", bad[i], STRF(html));
	}
}

Test(rich, images_are_ours_and_are_asked_for_words)
{
	const struct rich	*rich = clean(S("<img src='/file/1.png'>"
				    "<img src='/file/2.png' alt='图 二' "
				    "width=30 height=50%>"
				    "<img src='https://a.example/3.png'>"
				    "<img src='data:image/png;base64,AAAA'>"));

	check_str(rich->html, S("<p><img src=\"/file/1.png\" alt=\"\"/>"
	    "<img src=\"/file/2.png\" alt=\"图 二\" width=\"30\"/></p>\n"));
	check_int(told(rich, "rich.alt", "/file/1.png"), 1);
	check_int(told(rich, "rich.image", "https://a.example/3.png"), 1);
	check_int(told(rich, "rich.image", "data:image/png;base64"), 1);
	check_int(rich->images, 2);
	check_str(rich->image[1].alt, S("图 二"));
}

Test(rich, headings_begin_at_the_second_level_and_skip_none)
{
	becomes("<h3>甲</h3><h1>乙</h1><h4>丙</h4><h6>丁</h6>"
	    "<h2><b>戊</b></h2><h1></h1>",
	    "<h2>甲</h2>\n<h2>乙</h2>\n<h3>丙</h3>\n<h4>丁</h4>\n"
	    "<h3>戊</h3>\n");
	becomes("<ul><li><h2>甲</h2></ul>",
	    "<ul>\n<li><strong>甲</strong></li>\n</ul>\n");
}

Test(rich, tables_that_arrange_a_page_go_and_broken_ones_are_mended)
{
	becomes("<table><tr><td>左<table><tr><th>甲<th>乙<tr><td>1<td>2"
	    "</table></td><td>右</td></tr></table>",
	    "<p>左</p>\n<table>\n<thead>\n<tr><th>甲</th><th>乙</th></tr>\n"
	    "</thead>\n<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n"
	    "</table>\n<p>右</p>\n");
	becomes("<table><td rowspan=99 colspan=7>甲<td>乙<tr></tr><tr><td>丙"
	    "</table>",
	    "<table>\n<tbody>\n<tr><td rowspan=\"2\">甲</td><td>乙</td></tr>"
	    "\n<tr><td>丙</td></tr>\n</tbody>\n</table>\n");
	becomes("<table><tr><td><p>框</p></table>", "<p>框</p>\n");
}

Test(rich, lists_put_together_wrongly_are_mended)
{
	becomes("<ul>甲<li>乙</li><ul><li>丙</ul></ul><li>丁",
	    "<ul>\n<li>甲</li>\n<li>乙<ul>\n<li>丙</li>\n</ul></li>\n"
	    "<li>丁</li>\n</ul>\n");
	becomes("<ol start=3><li>丙<li></ol>",
	    "<ol start=\"3\">\n<li>丙</li>\n</ol>\n");
}

#define ITEM(list, level, number, text) \
	"<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:" list \
	" level" level " lfo1'><![if !supportLists]><span lang=EN-US>" \
	"<span style='mso-list:Ignore'>" number "<span style='font:7.0pt " \
	"\"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>" \
	text "<o:p></o:p></p>"

Test(rich, what_word_pastes_as_numbered_paragraphs_are_lists)
{
	becomes(ITEM("l0", "1", "1.", "做好值守；")
	    ITEM("l0", "1", "2.", "备足物资：") ITEM("l0", "2", "l", "编织袋")
	    ITEM("l0", "1", "3.", "及时报告。"),
	    "<ol>\n<li>做好值守；</li>\n<li>备足物资：<ul>\n<li>编织袋</li>\n"
	    "</ul></li>\n<li>及时报告。</li>\n</ol>\n");
}

Test(rich, numbers_that_people_refer_to_stay_as_text)
{
	becomes(ITEM("l0", "1", "（一）", "责任到人。")
	    ITEM("l0", "1", "第二条", "附则"),
	    "<p>（一）责任到人。</p>\n<p>第二条附则</p>\n");
	becomes("<p class=MsoListParagraph>3. 三</p>"
	    "<p class=MsoListParagraph>1.5 万元</p>",
	    "<p>3. 三</p>\n<p>1.5 万元</p>\n");
}

Test(rich, a_heading_in_an_item_of_word_is_a_heading)
{
	becomes("<p class=MsoListParagraph><h3>2. 甲</h3>",
	    "<h2>2. 甲</h2>\n");
	becomes("<p style='mso-outline-level:1;mso-list:l0 level1 lfo1'>"
	    "<span style='mso-list:Ignore'>一、</span>甲</p>",
	    "<h2>一、甲</h2>\n");
}

Test(rich, a_page_of_word_comes_without_its_junk)
{
	becomes("<html xmlns:o='urn:schemas-microsoft-com:office:office'>"
	    "<head><meta name=Generator content='Microsoft Word 15'>"
	    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View>"
	    "</w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal "
	    "{margin:0} --></style></head><body lang=ZH-CN>"
	    "<!--StartFragment--><p class=MsoNormal align=center><b><span "
	    "style='font-size:22pt;font-family:方正小标宋_GBK'>防汛通知<span "
	    "lang=EN-US><o:p></o:p></span></span></b></p><w:Sdt DocPart='x'>"
	    "<w:sdtPr></w:sdtPr><p class=MsoNormal style='text-indent:32pt'>"
	    "各乡镇，县\r\n直各部门：<span lang=EN-US>2030</span>年"
	    "<span style='mso-hide:all'>藏</span></p></w:Sdt>"
	    "<!--[if gte vml 1]><v:shape><v:imagedata src='x'/></v:shape>"
	    "<![endif]--><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
	    "<!--EndFragment--></body></html>",
	    "<p><strong>防汛通知</strong></p>\n"
	    "<p>各乡镇，县直各部门：2030年</p>\n");
}

Test(rich, the_text_is_a_line_each_paragraph_and_tabs_between_cells)
{
	check_str(clean(S("<p>甲<br>乙</p><table><tr><td><p>1<p>2</td><td>3"
	    "</table><ul><li>丙<ul><li>丁</ul></ul>"))->text,
	    S("甲\n乙\n1 2\t3\n丙\n丁\n"));
}

Test(rich, bytes_that_are_no_text_are_told)
{
	const struct rich	*rich = clean(S("<p>甲\xff\xfe\0乙</p>"));

	check_int(told(rich, "rich.broken", ""), 1);
	cr_assert(str_starts(rich->html, S("<p>甲\xef\xbf\xbd")));
}

static str
repeated(const char *part, size_t n)
{
	struct buf	buf;

	buf_init(&buf, test_arena(), (size_t)64 << 20);
	for (size_t i = 0; i < n; i++)
		buf_put(&buf, str_of(part));
	return buf_str(&buf);
}

/* Deep, wide and large: it ends, as a sound text or with a fault. */
Test(rich, what_is_meant_to_hurt_does_not, .timeout = 60)
{
	static const char *const	parts[] = { "<div>", "<ul><li>",
					    "<b><i>", "<table><tr><td>",
					    "<blockquote>", "<a href=/x>y",
					    "<td rowspan=9999 colspan=999>x",
					    "</p>", "[", "<img src=http://x>",
					    "<br>", "&nbsp", "<font color=",
					    "<li>x", "<p>甲</p>" };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct arena		*arena = arena_new((size_t)2 << 30);
		struct fault		 fault = { .code = OK };
		const struct rich	*rich = NULL;
		enum err		 e;

		e = rich_clean(arena, repeated(parts[i], 100000), &rich,
		    &fault);
		if (e == OK)
			rich_sound(arena, rich);
		else
			check_int(e, ERR_TOO_LARGE);
		e = rich_from_markdown(arena, repeated(parts[i], 100000),
		    &rich, &fault);
		check_ok(e, fault);
		arena_free(arena);
	}
}

Test(rich, more_than_a_body_may_hold_is_refused)
{
	const struct rich	*rich;
	struct fault		 fault = { .code = OK };

	check_int(rich_clean(test_arena(), repeated("0123456789abcdef",
	    RICH_BYTES / 16 + 1), &rich, &fault), ERR_TOO_LARGE);
	check_str(str_of(fault.key), S("rich.too_large"));
}

/* Drawn as a document and read from it the text is the same again. */
Test(rich, a_document_and_back_is_the_same_text)
{
	struct arena		*arena = test_arena();
	struct fault		 fault = { .code = OK };
	const struct rich	*rich;
	struct doc		*doc;
	str			 html = S("<h2>甲</h2>\n<p>乙</p>\n<h3>丙</h3>\n"
				    "<ul>\n<li>丁<ul>\n<li>戊</li>\n</ul></li>\n"
				    "<li>己</li>\n</ul>\n<table>\n<thead>\n<tr>"
				    "<th colspan=\"2\">庚</th></tr>\n</thead>\n"
				    "<tbody>\n<tr><td rowspan=\"2\">1</td>"
				    "<td>2</td></tr>\n<tr><td></td></tr>\n"
				    "</tbody>\n</table>\n<p>辛</p>\n");

	check_ok(rich_draw(arena, html, S(""), &doc, &fault), fault);
	check_ok(rich_from_doc(arena, doc, &rich, &fault), fault);
	check_str(rich->html, html);
}

Test(rich, a_drawn_text_has_its_title_and_the_numbers_of_its_lists)
{
	struct arena	*arena = test_arena();
	struct fault	 fault = { .code = OK };
	struct doc	*doc;
	str		 text;

	check_ok(rich_draw(arena, S("<p>甲</p><ol start=2><li>乙<li>丙</ol>"
	    "<p><img src='/file/1.png' alt='图一'></p>"), S("题"), &doc,
	    &fault), fault);
	check_str(doc->title, S("题"));
	check_ok(doc_write(arena, doc, DOC_TEXT, &text, &fault), fault);
	cr_assert(str_has(text, S("题\n")) && str_has(text, S("2. 乙\n")) &&
	    str_has(text, S("3. 丙\n")) && str_has(text, S("[图一]\n")),
	    "%.*s", STRF(text));
}

Test(rich, a_page_read_as_document_keeps_its_links)
{
	struct arena		*arena = test_arena();
	struct fault		 fault = { .code = OK };
	const struct rich	*rich;
	struct doc		*doc;

	check_ok(doc_read_html(arena, S("<h1>题</h1><p>见<a href='/a.html'>甲"
	    "</a>和<a href='javascript:x'>乙</a></p>"), S("x.html"), &doc,
	    &fault), fault);
	check_ok(rich_from_doc(arena, doc, &rich, &fault), fault);
	rich_sound(arena, rich);
	check_str(rich->html, S("<h2>题</h2>\n<p>见<a href=\"/a.html\">甲</a>"
	    "和乙</p>\n"));
}

Test(rich, markdown_becomes_the_same_html)
{
	struct arena		*arena = test_arena();
	struct fault		 fault = { .code = OK };
	const struct rich	*rich;

	check_ok(rich_from_markdown(arena, S("<!-- 藏 -->\n# **题**\n\n甲*乙*"
	    "[丙](/c \"t\")[丁](javascript:x)\n续行  \n断\n\n- 一\n  - 二\n- 三\n\n"
	    "2. 贰\n\n| a | b |\n|---|:-:|\n| 1 \\| 2 | |\n\n> 引\n\n```c\nx  y\n"
	    "```\n---\n<b>原样</b> snake_case_x\n"), &rich, &fault), fault);
	rich_sound(arena, rich);
	check_str(rich->html, S("<h2>题</h2>\n<p>甲<em>乙</em>"
	    "<a href=\"/c\">丙</a>丁续行<br/>断</p>\n<ul>\n<li>一<ul>\n"
	    "<li>二</li>\n</ul></li>\n<li>三</li>\n</ul>\n<ol start=\"2\">\n"
	    "<li>贰</li>\n</ol>\n<table>\n<thead>\n<tr><th>a</th><th>b</th>"
	    "</tr>\n</thead>\n<tbody>\n<tr><td>1 | 2</td><td></td></tr>\n"
	    "</tbody>\n</table>\n<blockquote>\n<p>引</p>\n</blockquote>\n"
	    "<pre>x  y</pre>\n<hr/>\n<p>&lt;b&gt;原样&lt;/b&gt; snake_case_x"
	    "</p>\n"));
	check_int(told(rich, "rich.link", "javascript:x"), 1);
}
