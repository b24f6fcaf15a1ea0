#include "tests/doc/package.h"
#include "tests/doc/sample.h"

#include "doc/doc_read.h"
#include "doc/doc_write.h"

static str
written(const struct doc *doc)
{
	struct fault	fault = { 0 };
	str		bytes;

	check_ok(doc_write_docx(test_arena(), doc, &bytes, &fault), fault);
	return bytes;
}

Test(doc_write_docx, every_part_is_well_formed)
{
	check_package(written(sample_doc(test_arena())));
}

Test(doc_write_docx, the_same_document_gives_the_same_bytes)
{
	check_str(written(sample_doc(test_arena())),
	    written(sample_doc(test_arena())));
}

Test(doc_write_docx, blocks_bear_styles_of_their_own)
{
	str	part = package_part(written(sample_doc(test_arena())),
		    "word/document.xml");

	cr_assert(str_has(part, S("<w:pStyle w:val=\"Title\"/>")));
	cr_assert(str_has(part, S("<w:pStyle w:val=\"Heading1\"/>")));
	cr_assert(str_has(part, S("<w:pStyle w:val=\"Heading2\"/>")));
	cr_assert(str_has(part, S("<w:pStyle w:val=\"Note\"/>")));
	cr_assert(str_has(part, S("<w:pStyle w:val=\"Signature\"/>")));
	cr_assert(str_has(part, S("<w:tblStyle w:val=\"TableGrid\"/>")));
	cr_assert(str_has(part, S("<w:ilvl w:val=\"1\"/>")));
}

Test(doc_write_docx, merged_cells_go_on_in_the_rows_below)
{
	str	part = package_part(written(sample_doc(test_arena())),
		    "word/document.xml");

	cr_assert(str_has(part, S("<w:gridSpan w:val=\"3\"/>"
	    "<w:vMerge w:val=\"restart\"/>")));
	cr_assert(str_has(part, S("<w:gridSpan w:val=\"3\"/><w:vMerge/>")));
	cr_assert(str_has(part, S("<w:tblHeader/>")), "no head is repeated");
}

Test(doc_write_docx, two_tables_in_a_row_stay_two)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);

	SAMPLE_TABLE(arena, doc, sample_blocks);
	SAMPLE_TABLE(arena, doc, sample_blocks);
	cr_assert_not(str_has(package_part(written(doc), "word/document.xml"),
	    S("</w:tbl><w:tbl>")));
}

Test(doc_write_docx, core_properties_tell_the_title_and_no_clock)
{
	str	part = package_part(written(sample_doc(test_arena())),
		    "docProps/core.xml");

	cr_assert(str_has(part, S("<dc:title>石门县青溪镇人民政府2021年")));
	cr_assert(str_has(part, S(">1980-01-01T00:00:00Z</dcterms:created>")));
}

Test(doc_write_docx, what_is_written_reads_back)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = sample_doc(arena), *back;
	struct fault	 fault = { 0 };

	check_ok(doc_read_docx(arena, written(doc), S("a.docx"), &back,
	    &fault), fault);
	check_same_document(back, doc);
}
