#include "doc/doc_words.h"

#include "doc/ooxml.h"
#include "tests/test.h"

static str
words(str bytes, const char *name, bool *unread)
{
	return doc_words(test_arena(), bytes, str_of(name), unread);
}

static str
pack(const struct ooxml_part *part, size_t n)
{
	struct fault	fault = { .code = OK };
	str		bytes;

	check_ok(ooxml_pack(test_arena(), part, n, &bytes, &fault), fault);
	return bytes;
}

Test(doc_words, are_a_row_a_line)
{
	bool	unread;

	check_str(words(S("<p>名单</p><table><tr><td>赵一<td>三百元"
	    "<tr><td>钱二<td>五百元</table>"), "甲.html", &unread),
	    S("名单\n赵一\t三百元\n钱二\t五百元\n"));
	cr_expect(!unread);
}

Test(doc_words, are_those_of_every_file_of_an_archive)
{
	const struct ooxml_part	slide = { "ppt/slides/slide1.xml",
				    S("<p:sld xmlns:p='p' xmlns:a='a'><a:p>"
				    "<a:t>封面</a:t></a:p></p:sld>") };
	const struct ooxml_part	deck[] = {
		{ "[Content_Types].xml", S("<Types/>") },
		{ "ppt/presentation.xml", S("<p/>") }, slide };
	const struct ooxml_part	parts[] = { { "甲.txt", S("第一份") },
		{ "乙.pptx", pack(deck, 3) } };
	bool			unread;
	str			all = words(pack(parts, 2), "丙.zip", &unread);

	cr_expect(str_has(all, S("第一份\n")));
	cr_expect(str_has(all, S("封面\n")));
	cr_expect(!unread);
}

Test(doc_words, say_what_could_not_be_read)
{
	bool	unread;

	check_str(words(S("\x89PNG\r\n\x1A\n..."), "甲.png", &unread), S(""));
	cr_expect(unread);
	check_str(words(S("PK\3\4 broken"), "甲.zip", &unread), S(""));
	cr_expect(unread);
}
