/*
 * test_doc_write_mark - marks on the page, and pages made of parts.
 */
#include "tests/test.h"

#include "doc/doc_write.h"

static struct fault	fault;

static str
part(struct arena *arena, const struct doc *doc)
{
	str	page = S("");

	check_ok(doc_write_html_part(arena, doc, S("r7-"), &page, &fault),
	    fault);
	return page;
}

Test(doc_write_mark, a_marked_phrase_leads_to_what_explains_it)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_HTML);
	struct doc_mark	 mark = { 6, 15, DOC_WRONG, S("T1"), S("r7-f1") };
	struct doc_block *block;

	block = doc_add(arena, doc, DOC_PARAGRAPH, S("收到五十件申请"));
	block->mark = &mark;
	block->marks = 1;
	check_str(part(arena, doc), S("<p>收到<mark class=\"wrong\">五十件"
	    "<a class=\"why\" href=\"#r7-f1\">T1</a></mark>申请</p>\n"));
}

Test(doc_write_mark, marks_that_overlap_or_pass_the_end_are_left_out)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_HTML);
	struct doc_mark	 mark[] = {
		{ 0, 3, DOC_NOTED, S("A"), S("a") },
		{ 1, 4, DOC_NOTED, S("B"), S("b") },
		{ 4, 99, DOC_NOTED, S("C"), S("c") },
	};
	struct doc_block *block;
	str		 page;

	block = doc_add(arena, doc, DOC_PARAGRAPH, S("abcdef"));
	block->mark = mark;
	block->marks = 3;
	page = part(arena, doc);
	cr_assert(str_has(page, S(">abc<a")));
	cr_assert(str_has(page, S("</mark>def</p>")));
	cr_assert_not(str_has(page, S("#b")));
	cr_assert_not(str_has(page, S("#c")));
}

Test(doc_write_mark, a_marked_cell_bears_its_tone_and_its_label)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_HTML);
	struct doc_table *table = doc_add_table(arena, doc, DOC_GRID_TRUE);
	struct doc_mark	 mark = { 0, 0, DOC_WARNED, S("I4"), S("r7-f2") };
	struct doc_cell	*cell;

	cell = doc_add_cell(arena, table, 0, 0, 1, 1, S("5"));
	cell->mark = &mark;
	cell->marks = 1;
	check_ok(doc_lay(arena, table, &fault), fault);
	cr_assert(str_has(part(arena, doc), S("class=\"warned\">5<a class="
	    "\"why\" href=\"#r7-f2\">I4</a></td>")));
}

Test(doc_write_mark, parts_of_a_page_do_not_share_ids)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_HTML);
	struct doc_block *block;
	str		 page;

	doc_add(arena, doc, DOC_HEADING, S("标题"))->level = 2;
	block = doc_add(arena, doc, DOC_LIST, S("说明"));
	block->level = 1;
	block->id = S("r7-f1");
	block->tone = DOC_WRONG;
	page = part(arena, doc);
	cr_assert(str_has(page, S("<h2 id=\"r7-h1\">")));
	cr_assert(str_has(page, S("<li id=\"r7-f1\" class=\"wrong\">说明")));
}

Test(doc_write_mark, a_hostile_label_cannot_leave_its_place)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_HTML);
	struct doc_mark	 mark = { 0, 0, DOC_WRONG, S("<b>"), S("\"><i>") };
	struct doc_block *block = doc_add(arena, doc, DOC_PARAGRAPH, S("x"));
	str		 page;

	block->mark = &mark;
	block->marks = 1;
	page = part(arena, doc);
	cr_assert_not(str_has(page, S("<b>")));
	cr_assert_not(str_has(page, S("<i>")));
}
