#include "tests/doc/sample.h"

#include <libxml/parser.h>
#include <string.h>

#include "doc/doc_read.h"
#include "doc/doc_write.h"

static str
written(const struct doc *doc)
{
	struct fault	fault = { 0 };
	str		page;

	check_ok(doc_write_html(test_arena(), doc, &page, &fault), fault);
	return page;
}

static size_t
count(str text, str part)
{
	size_t		n = 0;
	ptrdiff_t	at = 0;

	while ((at = str_find(text, part, (size_t)at)) >= 0) {
		at += (ptrdiff_t)part.n;
		n++;
	}
	return n;
}

Test(doc_write_html, every_element_is_closed)
{
	str		 page = written(sample_doc(test_arena()));
	xmlDocPtr	 tree;

	tree = xmlReadMemory(page.at, (int)page.n, NULL, "UTF-8",
	    XML_PARSE_NONET);
	cr_assert_not_null(tree, "not well-formed");
	xmlFreeDoc(tree);
	xmlCleanupParser();
}

Test(doc_write_html, the_page_needs_nothing_from_elsewhere)
{
	str	page = written(sample_doc(test_arena()));

	cr_assert_not(str_has(page, S("http")));
	cr_assert_not(str_has(page, S("src=")));
	cr_assert_not(str_has(page, S("url(")));
	cr_assert_not(str_has(page, S("@import")));
	cr_assert_not(str_has(page, S("<script")));
	cr_assert(str_has(page, S("@page")), "no style sheet inside");
}

Test(doc_write_html, language_title_and_levels_are_told)
{
	str	page = written(sample_doc(test_arena()));

	cr_assert(str_has(page, S("<html lang=\"zh-CN\">")));
	cr_assert(str_has(page, S("<title>石门县青溪镇人民政府2021年")));
	check_int(count(page, S("<h1 ")), 1);
	check_int(count(page, S("<h2 ")), 3);
	check_int(count(page, S("<h3 ")), 1);
	check_int(count(page, S("<p class=\"signature\">")), 2);
	check_int(count(page, S("<p class=\"note\">")), 1);
}

Test(doc_write_html, heads_know_what_they_head)
{
	str	page = written(sample_doc(test_arena()));

	cr_assert(str_has(page, S("<th scope=\"col\" colspan=\"4\">"
	    "申请人情况</th>")));
	cr_assert(str_has(page, S("<th scope=\"row\" rowspan=\"2\">"
	    "（三）不予公开</th>")));
	check_int(count(page, S("<thead>")), 1);
	check_int(count(page, S("<tbody>")), 2);
	check_int(count(page, S("scope=\"")), 11 + 13);
}

Test(doc_write_html, tables_are_reached_by_keyboard_and_named)
{
	str	page = written(sample_doc(test_arena()));

	check_int(count(page, S("role=\"region\" tabindex=\"0\" "
	    "aria-labelledby=\"h4\"")), 1);
	check_int(count(page, S("role=\"region\" tabindex=\"0\" "
	    "aria-labelledby=\"h5\"")), 1);
	check_int(count(page, S("id=\"h4\"")), 1);
}

Test(doc_write_html, text_of_the_document_is_never_markup)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	static const struct sample_cell cells[] = {
		{ 0, 0, 1, 1, "<script>x</script>", false },
	};
	str		 page;

	doc->title = S("</title><script>");
	doc->lang = S("zh\"><script>");
	doc_add_meta(arena, doc, S("author"), S("\"><script>"));
	doc_add(arena, doc, DOC_HEADING, S("<script>2021<script>"))->level = 1;
	doc_add(arena, doc, DOC_SIGNATURE, S("<script>"));
	doc_add(arena, doc, DOC_LIST, S("<script>"))->level = 99;
	SAMPLE_TABLE(arena, doc, cells);
	page = written(doc);
	cr_assert_not(str_has(page, S("<script")));
	check_int(count(page, S("&lt;script&gt;")), 8);
}

Test(doc_write_html, missing_cells_keep_the_others_in_their_columns)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	static const struct sample_cell cells[] = {
		{ 0, 0, 1, 1, "甲", false }, { 0, 2, 1, 1, "乙", false },
		{ 1, 0, 1, 1, "丙", false },
	};
	str		 page;

	SAMPLE_TABLE(arena, doc, cells);
	page = written(doc);
	cr_assert(str_has(page, S("<tr><td>甲</td><td></td><td>乙</td></tr>"
	    "<tr><td>丙</td></tr>")));
}

Test(doc_write_html, what_is_written_reads_back)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = sample_doc(arena), *back;
	struct fault	 fault = { 0 };

	check_ok(doc_read_html(arena, written(doc), S("a.html"), &back,
	    &fault), fault);
	check_same_document(back, doc);
}

Test(doc_write_html, columns_have_widths_that_a_content_policy_lets_be)
{
	str	page = written(sample_doc(test_arena()));

	cr_assert_not(str_has(page, S("style=")));
	cr_assert(str_has(page, S("<col class=\"w")));
	cr_assert(str_has(page, S(".w100 { width: 100%; }")));
}
