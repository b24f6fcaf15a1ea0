#include "tests/doc/sample.h"

#include "doc/doc_read.h"
#include "doc/doc_write.h"
#include "doc/grid.h"

static str
written(const struct doc *doc)
{
	struct fault	fault = { 0 };
	str		text;

	check_ok(doc_write_text(test_arena(), doc, &text, &fault), fault);
	return text;
}

Test(doc_write_text, a_merged_cell_stands_in_its_first_square_only)
{
	str	text = written(sample_doc(test_arena()));

	cr_assert(str_has(text, S("\n| 规章 | 0 |  | / |\n")));
	cr_assert(str_has(text, S("\n| 行政事业性收费 | 7730.28 |\n")));
	cr_assert(str_has(text, S("\n| 自然人 | 法人或其他组织 | 总计 |\n")));
	cr_assert(str_has(text,
	    S("\n| 2.其他法律行政法规禁止公开 | 3 | 0 | 0 | 3 |\n")));
}

Test(doc_write_text, bars_tabs_and_line_breaks_make_no_columns)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	static const struct sample_cell cells[] = {
		{ 0, 0, 1, 1, "甲|乙\n丙", false },
	};

	doc_add(arena, doc, DOC_PARAGRAPH, S("一\t二  三|四｜五　\n六"));
	SAMPLE_TABLE(arena, doc, cells);
	check_str(written(doc), S("一 二 三∣四∣五\n六\n\n| 甲∣乙 丙 |\n"));
}

Test(doc_write_text, an_empty_document_is_an_empty_file)
{
	check_str(written(doc_new(test_arena(), DOC_UNKNOWN)), S(""));
}

/* Rows and the texts in them; where a text stood is lost with the spans. */
static void
check_same_rows(const struct doc_table *got, const struct doc_table *want)
{
	struct grid	grid;
	size_t		at = 0;

	grid_init(test_arena(), want, &grid);
	for (size_t i = 0; i < grid.n; i++) {
		cr_assert_lt(at, got->n);
		check_int(got->cell[at].row, grid.tile[i].row);
		check_str(got->cell[at].text, grid.tile[i].text);
		at++;
	}
	check_int(at, got->n);
}

Test(doc_write_text, what_is_written_reads_back)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = sample_doc(arena), *back;
	struct fault	 fault = { 0 };

	check_ok(doc_read_text(arena, written(doc), S("a.txt"), &back,
	    &fault), fault);
	check_int(back->n, doc->n);
	for (size_t i = 0; i < doc->n; i++) {
		if (doc->block[i].kind == DOC_TABLE)
			check_same_rows(back->block[i].table,
			    doc->block[i].table);
		else
			check_str(back->block[i].text, doc->block[i].text);
	}
}
