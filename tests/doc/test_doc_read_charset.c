#include "tests/test.h"

#include <string.h>

#include "doc/doc_read.h"

static str
read_as(str bytes, const char *hint, const char *charset)
{
	struct fault	fault = { .code = OK };
	str		text, name;

	check_ok(doc_read_charset(test_arena(), bytes, str_of(hint), &text,
	    &name, &fault), fault);
	check_str(name, str_of(charset));
	return text;
}

/* 年报 in other charsets. */
#define GB	"\xC4\xEA\xB1\xA8"
#define BIG5	"\xA6\x7E\xB3\xF8"

Test(doc_read_charset, plain_utf8_stays_and_its_mark_goes)
{
	check_str(read_as(S("年报"), "", "UTF-8"), S("年报"));
	check_str(read_as(S("\xEF\xBB\xBF" "年报"), "", "UTF-8"), S("年报"));
	check_str(read_as(S("abc"), "", "UTF-8"), S("abc"));
}

Test(doc_read_charset, utf16_is_known_by_its_mark)
{
	check_str(read_as(S("\xFF\xFE\x74\x5E\xA5\x62"), "", "UTF-16LE"),
	    S("年报"));
	check_str(read_as(S("\xFE\xFF\x5E\x74\x62\xA5"), "", "UTF-16BE"),
	    S("年报"));
}

Test(doc_read_charset, what_is_no_utf8_is_gb18030)
{
	check_str(read_as(S(GB), "", "GB18030"), S("年报"));
	check_str(read_as(S(GB "\x82\x35\x8F\x33"), "utf-8", "GB18030"),
	    S("年报\xE9\xBE\xA6"));
}

Test(doc_read_charset, a_hint_is_believed_when_it_fits)
{
	check_str(read_as(S(GB), "GBK", "GB18030"), S("年报"));
	check_str(read_as(S(BIG5), "big5", "BIG5-HKSCS"), S("年報"));
	check_str(read_as(S(GB), "no-such-charset", "GB18030"), S("年报"));
}

Test(doc_read_charset, a_page_saved_as_utf8_under_its_old_name_is_utf8)
{
	check_str(read_as(S("年度报告"), "gb2312", "UTF-8"), S("年度报告"));
}

Test(doc_read_charset, utf8_with_a_broken_character_is_still_utf8)
{
	char	text[1024] = "";
	str	got;

	for (int i = 0; i < 100; i++)
		memcpy(text + 3 * i, "年", 3);
	got = read_as((str){ text, 299 }, "", "UTF-8");
	cr_assert(str_ends(got, S("年\xEF\xBF\xBD\xEF\xBF\xBD")));
}

Test(doc_read_charset, binary_is_refused)
{
	struct fault	fault;
	str		text, name;

	check_int(doc_read_charset(test_arena(), S("a\0b"), S(""), &text,
	    &name, &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("doc.binary"));
}

Test(doc_read_charset, bytes_that_belie_their_mark_are_refused)
{
	struct fault	fault;
	str		text, name;

	check_int(doc_read_charset(test_arena(),
	    S("\xEF\xBB\xBF\xFF\xFF\xFF\xFF"), S(""), &text, &name, &fault),
	    ERR_INVALID);
	check_str(str_of(fault.key), S("doc.charset"));
}
