#include "tests/test.h"

#include "doc/doc_read.h"

static void
check_refused(str bytes, const char *name, const char *key)
{
	struct fault	 fault = { .code = OK };
	struct doc	*doc;

	check_int(doc_read(test_arena(), bytes, str_of(name), &doc, &fault),
	    ERR_INVALID);
	check_str(str_of(fault.key), str_of(key));
}

static void
check_format(str bytes, const char *name, enum doc_format want)
{
	struct fault	 fault = { .code = OK };
	struct doc	*doc;

	check_ok(doc_read(test_arena(), bytes, str_of(name), &doc, &fault),
	    fault);
	check_int(doc->format, want);
}

Test(doc_read, each_format_goes_to_its_reader_whatever_the_name)
{
	check_format(S("<html><p>甲"), "a.txt", DOC_HTML);
	check_format(S("甲"), "a.html", DOC_TEXT);
	check_format(S("甲"), "a.md", DOC_MARKDOWN);
}

Test(doc_read, what_is_no_document_is_refused_in_one_sentence)
{
	check_refused(S(""), "a.html", "doc.empty");
	check_refused(S("\x89PNG\r\n\x1A\n"), "a.pdf", "doc.picture");
	check_refused(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "a.docx",
	    "doc.old_office");
}

Test(doc_read, every_format_has_a_name)
{
	for (int i = 0; i < DOC__MAX; i++)
		cr_assert_not_null(doc_read_format_name((enum doc_format)i));
}
