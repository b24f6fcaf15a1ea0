#include "tests/doc/package.h"
#include "tests/doc/sample.h"

#include "doc/doc_read.h"
#include "doc/doc_write.h"

#define SHEET	"xl/worksheets/sheet1.xml"

static str
written(const struct doc *doc)
{
	struct fault	fault = { 0 };
	str		bytes;

	check_ok(doc_write_xlsx(test_arena(), doc, &bytes, &fault), fault);
	return bytes;
}

Test(doc_write_xlsx, every_part_is_well_formed)
{
	check_package(written(sample_doc(test_arena())));
}

/* A number of two or four bytes, the smallest first. */
static size_t
little(str bytes, size_t at, size_t n)
{
	size_t	number = 0;

	cr_assert_leq(at + n, bytes.n);
	while (n > 0)
		number = number << 8 | (unsigned char)bytes.at[at + --n];
	return number;
}

/* It would give other bytes tomorrow if it looked at a clock. */
Test(doc_write_xlsx, no_part_bears_the_time_it_was_written_at)
{
	str	bytes = written(sample_doc(test_arena()));
	size_t	end = bytes.n - 22;	/* of a directory without remark */
	size_t	entries = little(bytes, end + 10, 2);
	size_t	at = little(bytes, end + 16, 4);

	cr_assert(str_has(package_part(bytes, "docProps/core.xml"),
	    S("1980-01-01")));
	cr_assert_gt(entries, 5);
	for (; entries > 0; entries--) {
		cr_assert(str_starts(str_sub(bytes, at, bytes.n),
		    S("PK\1\2")));
		check_int(little(bytes, at + 12, 2), 0);
		check_int(little(bytes, at + 14, 2), 1 << 5 | 1);
		at += 46 + little(bytes, at + 28, 2) +
		    little(bytes, at + 30, 2) + little(bytes, at + 32, 2);
	}
	check_str(written(sample_doc(test_arena())), bytes);
}

Test(doc_write_xlsx, numbers_are_numbers_and_only_if_exact)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	static const struct sample_cell cells[] = {
		{ 0, 0, 1, 1, "7730.28", false }, { 0, 1, 1, 1, "-3", false },
		{ 1, 0, 1, 1, "1,234", false }, { 1, 1, 1, 1, "007", false },
		{ 2, 0, 1, 1, "1234567890123456.7", false },
		{ 2, 1, 1, 1, "三", false },
	};
	str		 sheet;

	SAMPLE_TABLE(arena, doc, cells);
	sheet = package_part(written(doc), SHEET);
	cr_assert(str_has(sheet, S("<v>7730.28</v>")));
	cr_assert(str_has(sheet, S("<v>-3</v>")));
	cr_assert_not(str_has(sheet, S("1234")), "an inexact number");
	cr_assert_not(str_has(sheet, S("<v>7</v>")), "zeros were lost");
}

Test(doc_write_xlsx, heads_are_merged)
{
	str	sheet = package_part(written(sample_doc(test_arena())), SHEET);

	cr_assert(str_has(sheet, S("<mergeCell ref=\"A")));
	cr_assert(str_has(sheet, S("<mergeCells count=\"")));
}

Test(doc_write_xlsx, a_formula_in_a_document_is_text)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	static const struct sample_cell cells[] = {
		{ 0, 0, 1, 1, "=1+1", false },
	};

	doc_add(arena, doc, DOC_PARAGRAPH, S("=cmd|'/c calc'!A1"));
	SAMPLE_TABLE(arena, doc, cells);
	cr_assert_not(str_has(package_part(written(doc), SHEET), S("<f>")));
}

Test(doc_write_xlsx, a_paragraph_longer_than_a_cell_goes_on_below)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	char		*text = arena_alloc(arena, 40001);
	str		 strings;

	memset(text, 'x', 40000);
	doc_add(arena, doc, DOC_PARAGRAPH, (str){ text, 40000 });
	strings = package_part(written(doc), "xl/sharedStrings.xml");
	cr_assert(str_has(strings, S("uniqueCount=\"2\"")));
	cr_assert_gt(strings.n, 40000);
}

Test(doc_write_xlsx, what_is_written_reads_back)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = sample_doc(arena), *back;
	struct fault	 fault = { 0 };

	check_ok(doc_read_xlsx(arena, written(doc), S("a.xlsx"), &back,
	    &fault), fault);
	check_same_document(back, doc);
}
