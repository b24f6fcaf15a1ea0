#include "doc/doc_trawl.h"

#include "base/arena.h"
#include "doc/doc_write.h"
#include "tests/package.h"
#include "tests/test.h"

#define NAME	"欧阳立新"

static bool
has(void *context, str text)
{
	return str_has(text, *(const str *)context);
}

static struct doc_trawl
trawled(str bytes, str needle)
{
	struct doc_trawl	trawl = { .look = has, .context = &needle };

	doc_trawl(test_arena(), bytes, &trawl);
	return trawl;
}

#define finds(bytes, needle)						\
	cr_expect(trawled((bytes), S(needle)).found)
#define finds_not(bytes, needle)					\
	cr_expect(!trawled((bytes), S(needle)).found)

Test(doc_trawl, finds_what_is_laid_out_apart)
{
	finds(S("补助名单：" NAME "，三百元"), NAME);
	finds(S("欧　阳 立\n新"), NAME);
	finds(S("电话 138 0000 0017"), "13800000017");
	finds(S("<p>欧阳<b>立</b>&#26032;</p>"), NAME);
	finds(S("<p>欧<!-- 阳立新 --></p>"), "阳立新");
	finds(S("<p title='" NAME "'>某</p>"), NAME);
	finds(S("{\"name\": \"\\u6b27\\u9633\\u7acb\\u65b0\"}"), NAME);
	finds(S("\xFF\xFE\x27\x6B\x33\x96\xCB\x7A\xB0\x65"), NAME);
	finds(S("\xC5\xB7\xD1\xF4\xC1\xA2\xD0\xC2"), NAME);
}

Test(doc_trawl, does_not_join_what_stands_in_two_cells)
{
	finds_not(S("<table><tr><td>1380000</td><td>0017</td></tr></table>"),
	    "13800000017");
	finds_not(S("1380000   0017"), "13800000017");
	finds_not(S("1380000\n0017"), "13800000017");
}

Test(doc_trawl, finds_in_every_part_of_a_package)
{
	struct arena		*arena = test_arena();
	const struct test_part	 parts[] = {
		{ "[Content_Types].xml", S("<Types/>") },
		{ "word/document.xml", S("<w:document><w:p><w:r><w:t>欧阳"
		    "</w:t></w:r><w:r><w:t>立新</w:t></w:r></w:p>"
		    "</w:document>") },
		{ "word/comments.xml", S("<?xml version=\"1.0\"?><w:t>批注"
		    "甲乙丙</w:t>") },
		{ "docProps/core.xml", S("<dc:creator>作者丁</dc:creator>") },
		{ "名字戊.xml", S("<a/>") } };
	struct test_part	 outer = { "内/甲.docx",
				    test_package(arena, parts, 5) };
	str			 package = test_package(arena, &outer, 1);

	finds(outer.bytes, NAME);
	finds(outer.bytes, "批注甲乙丙");
	finds(outer.bytes, "作者丁");
	finds(outer.bytes, "名字戊");
	finds(package, NAME);
	finds_not(package, "欧阳修");
	cr_expect(!trawled(package, S("欧阳修")).unread);
}

Test(doc_trawl, finds_in_a_sheet)
{
	struct arena		*arena = test_arena();
	const struct test_part	 parts[] = {
		{ "[Content_Types].xml", S("<Types/>") },
		{ "xl/workbook.xml", S("<workbook/>") },
		{ "xl/sharedStrings.xml", S("<sst><si><t>" NAME "</t></si>"
		    "</sst>") },
		{ "xl/worksheets/sheet2.xml", S("<worksheet><c><v>"
		    "13800000017</v></c></worksheet>") } };
	str			 bytes = test_package(arena, parts, 4);

	finds(bytes, NAME);
	finds(bytes, "13800000017");
}

Test(doc_trawl, finds_in_a_pdf)
{
	struct arena		*arena = test_arena();
	struct fault		 fault = { 0 };
	struct doc		*doc = doc_new(arena, DOC_TEXT);
	struct doc_table	*table;
	str			 bytes;

	(void)doc_add(arena, doc, DOC_PARAGRAPH, S("经研究，决定对" NAME
	    "等三人给予临时救助，电话 13800000017。"));
	table = doc_add_table(arena, doc, DOC_GRID_TRUE);
	(void)doc_add_cell(arena, table, 0, 0, 1, 1, S("姓名"));
	(void)doc_add_cell(arena, table, 0, 1, 1, 1, S("司马相如"));
	check_ok(doc_lay(arena, table, &fault), fault);
	check_ok(doc_write_pdf(arena, doc, &bytes, &fault), fault);
	finds(bytes, NAME);
	finds(bytes, "13800000017");
	finds(bytes, "司马相如");
	finds_not(bytes, "欧阳修");
	cr_expect(!trawled(bytes, S("欧阳修")).unread);
}

Test(doc_trawl, says_what_it_cannot_read)
{
	struct arena		*arena = test_arena();
	struct test_part	 picture = { "word/media/a.png",
				    S("\x89PNG\r\n\x1A\n\0\0") };
	struct test_part	 secret = { "a.txt", S("文字") };

	cr_expect(trawled(picture.bytes, S(NAME)).unread);
	cr_expect(trawled(test_package(arena, &picture, 1), S(NAME)).unread);
	cr_expect(trawled(test_package_secret(arena, &secret, 1, "x"),
	    S(NAME)).unread);
	cr_expect(trawled(S("PK\3\4 and no more"), S(NAME)).unread);
	cr_expect(trawled(S("%PDF-1.4 broken"), S(NAME)).unread);
	cr_expect(trawled(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"),
	    S(NAME)).unread);
	cr_expect(!trawled(S(""), S(NAME)).unread);
	cr_expect(!trawled(S("只有文字"), S(NAME)).unread);
}

Test(doc_trawl, stops_at_packages_in_packages)
{
	struct arena	*arena = test_arena();
	struct test_part part = { "a", S(NAME) };

	for (int i = 0; i < 5; i++)
		part.bytes = test_package(arena, &part, 1);
	cr_expect(trawled(part.bytes, S("无")).unread);
	cr_expect(!trawled(part.bytes, S("无")).found);
}

/* Marks that never end are not searched for their end again and again. */
Test(doc_trawl, is_done_soon_with_marks_without_end, .timeout = 60)
{
	struct arena	*arena = test_arena();
	size_t		 n = 4000000;
	char		*bytes = arena_alloc(arena, n);

	for (size_t i = 0; i < n; i++)
		bytes[i] = "<p"[i % 2];
	cr_expect(!trawled((str){ bytes, n }, S(NAME)).found);
}
