#include "tests/doc/sample.h"

#include "doc/doc_write.h"

static str
written(const struct doc *doc)
{
	struct fault	fault = { 0 };
	str		text;

	check_ok(doc_write_text(test_arena(), doc, &text, &fault), fault);
	return text;
}

Test(write_text, a_merged_cell_stands_in_its_first_square_only)
{
	str	text = written(sample_doc(test_arena()));

	cr_assert(str_has(text, S("\n| 规章 | 0 |  | / |\n")));
	cr_assert(str_has(text, S("\n| 行政事业性收费 | 7730.28 |\n")));
	cr_assert(str_has(text, S("\n| 自然人 | 法人或其他组织 | 总计 |\n")));
	cr_assert(str_has(text,
	    S("\n| 2.其他法律行政法规禁止公开 | 3 | 0 | 0 | 3 |\n")));
}

Test(write_text, bars_tabs_and_line_breaks_make_no_columns)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	static const struct sample_cell cells[] = {
		{ 0, 0, 1, 1, "甲|乙\n丙", false },
	};

	doc_add(arena, doc, DOC_PARAGRAPH, S("一\t二  三|四　\n五"));
	SAMPLE_TABLE(arena, doc, cells);
	check_str(written(doc), S("一 二 三｜四\n五\n\n| 甲｜乙 丙 |\n"));
}

Test(write_text, an_empty_document_is_an_empty_file)
{
	check_str(written(doc_new(test_arena(), DOC_UNKNOWN)), S(""));
}
