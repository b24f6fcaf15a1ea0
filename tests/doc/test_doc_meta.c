#include "doc/doc_meta.h"

#include <string.h>

#include "doc/doc_sort.h"
#include "doc/doc_write.h"
#include "doc/ooxml.h"
#include "tests/test.h"

#define TYPES	{ "[Content_Types].xml", S("<Types/>") }
#define RELS	"http://schemas.openxmlformats.org/officeDocument/2006/" \
		"relationships"
#define MAIN(part)							\
	{ "_rels/.rels", S("<Relationships><Relationship Id='r1' "	\
	    "Type='" RELS "/officeDocument' Target='" part "'/>"	\
	    "</Relationships>") }

static str
pack(const struct ooxml_part *part, size_t n)
{
	struct fault	fault = { .code = OK };
	str		bytes;

	check_ok(ooxml_pack(test_arena(), part, n, &bytes, &fault), fault);
	return bytes;
}

static struct doc_meta_list
list_of(str bytes, const char *name)
{
	struct doc_meta_list	list;

	doc_meta_read(test_arena(), bytes, str_of(name), &list);
	return list;
}

/* The first item of a kind; fails where there is none. */
static struct doc_meta_item
item(const struct doc_meta_list *list, enum doc_meta_kind kind)
{
	size_t	i = 0;

	while (i < list->n && list->item[i].kind != kind)
		i++;
	cr_assert_lt(i, list->n, "nothing of kind %d", (int)kind);
	return list->item[i];
}

static const struct ooxml_part	docx[] = { TYPES, MAIN("word/document.xml"),
	{ "word/document.xml", S("<w:document xmlns:w='x'><w:body><w:p><w:ins "
	    "w:author='甲'><w:r><w:t>加进的话</w:t></w:r></w:ins><w:del><w:r>"
	    "<w:delText>删去的话</w:delText></w:r></w:del><w:r><w:rPr>"
	    "<w:vanish/></w:rPr><w:t>藏着的话</w:t></w:r><w:r><w:rPr>"
	    "<w:vanish w:val='0'/></w:rPr><w:t>看得见</w:t></w:r></w:p>"
	    "</w:body></w:document>") },
	{ "word/comments.xml", S("<w:comments xmlns:w='x'><w:comment><w:p>"
	    "<w:r><w:t>这里不对</w:t></w:r></w:p></w:comment></w:comments>") },
	{ "docProps/core.xml", S("<p xmlns:dc='d' xmlns:cp='c'><dc:creator>"
	    "赵一</dc:creator><cp:lastModifiedBy>钱二</cp:lastModifiedBy></p>") },
	{ "docProps/app.xml", S("<p><Company>某打字店</Company></p>") } };

Test(doc_meta, finds_what_a_word_file_does_not_show)
{
	struct doc_meta_list	list = list_of(pack(docx, 6), "甲.docx");

	cr_expect_null(list.refused);
	cr_expect(!list.unread);
	check_str(item(&list, DOC_META_AUTHOR).value, S("赵一"));
	check_str(item(&list, DOC_META_EDITOR).value, S("钱二"));
	check_str(item(&list, DOC_META_COMPANY).value, S("某打字店"));
	check_str(item(&list, DOC_META_CHANGE).value, S("加进的话"));
	check_str(item(&list, DOC_META_HIDDEN).value, S("藏着的话"));
	check_str(item(&list, DOC_META_COMMENT).value, S("这里不对"));
	check_int(list.n, 7);
}

Test(doc_meta, finds_hidden_sheets_rows_and_columns)
{
	const struct ooxml_part	parts[] = { TYPES, MAIN("xl/workbook.xml"),
		{ "xl/workbook.xml", S("<workbook xmlns:r='r'><sheets>"
		    "<sheet name='名单' r:id='a'/><sheet name='底稿' "
		    "state='veryHidden' r:id='b'/></sheets></workbook>") },
		{ "xl/_rels/workbook.xml.rels", S("<Relationships>"
		    "<Relationship Id='a' Type='" RELS "/worksheet' "
		    "Target='worksheets/one.xml'/></Relationships>") },
		{ "xl/worksheets/one.xml", S("<worksheet><cols><col min='2' "
		    "max='3' hidden='1'/><col min='4' max='4'/></cols>"
		    "<sheetData><row r='1'/><row r='2' hidden='1'/><row r='3' "
		    "hidden='true'/><row r='7' hidden='1'/></sheetData>"
		    "</worksheet>") },
		{ "xl/printerSettings/printerSettings1.bin", S("x") } };
	struct doc_meta_list	list = list_of(pack(parts, 6), "表.xlsx");

	check_str(item(&list, DOC_META_SHEET).what, S("底稿"));
	check_str(item(&list, DOC_META_COLUMN).value, S("B-C"));
	check_str(item(&list, DOC_META_ROW).what, S("名单"));
	check_str(item(&list, DOC_META_ROW).value, S("2-3"));
	(void)item(&list, DOC_META_PRINTER);
	check_int(list.n, 5);
}

Test(doc_meta, finds_nothing_in_what_the_program_writes)
{
	static const enum doc_format	formats[] = { DOC_DOCX, DOC_XLSX,
					    DOC_PDF };
	static const char *const	names[] = { "甲.docx", "甲.xlsx",
					    "甲.pdf" };
	struct fault			fault = { .code = OK };
	struct doc			*doc = doc_new(test_arena(), DOC_DOCX);

	(void)doc_add(test_arena(), doc, DOC_PARAGRAPH, S("各乡镇："));
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct doc_meta_list	list;
		str			bytes;

		check_ok(doc_write(test_arena(), doc, formats[i], &bytes,
		    &fault), fault);
		list = list_of(bytes, names[i]);
		cr_expect_null(list.refused, "%s", list.refused);
		cr_expect(!list.unread, "%s", names[i]);
		cr_expect_eq(list.n, 0, "%s: %.*s", names[i], list.n == 0 ?
		    0 : (int)list.item[0].what.n, list.n == 0 ? "" :
		    list.item[0].what.at);
	}
}

/* A photograph of two directories: an artist, and a place. */
#define EXIF								\
	"\xFF\xD8\xFF\xE1\0\x9C" "Exif\0\0" "MM\0*\0\0\0\x08"		\
	"\0\x02" "\x01\x3B\0\x02\0\0\0\x03" "AB\0\0"			\
	"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26" "\0\0\0\0"			\
	"\0\x04" "\0\x01\0\x02\0\0\0\x02" "N\0\0\0"			\
	"\0\x02\0\x05\0\0\0\x03\0\0\0\x5C"				\
	"\0\x03\0\x02\0\0\0\x02" "E\0\0\0"				\
	"\0\x04\0\x05\0\0\0\x03\0\0\0\x74" "\0\0\0\0"			\
	"\0\0\0\x1E\0\0\0\x01\0\0\0\x0C\0\0\0\x01\0\0\0\0\0\0\0\x01"	\
	"\0\0\0\x78\0\0\0\x01\0\0\0\x22\0\0\0\x01\0\0\0\0\0\0\0\x01"	\
	"\0\0\0\0\0\0\xFF\xDA"

Test(doc_meta, finds_where_a_photograph_was_taken)
{
	struct doc_meta_list	list = list_of(S(EXIF), "照片.jpg");

	cr_expect_null(list.refused);
	check_str(item(&list, DOC_META_AUTHOR).value, S("AB"));
	check_str(item(&list, DOC_META_PLACE).value, S("30°12'N 120°34'E"));
}

Test(doc_meta, a_photograph_that_breaks_off_is_read_to_its_end)
{
	struct arena		*arena = test_arena();
	str			 whole = S(EXIF);
	struct doc_meta_list	 list;

	for (size_t n = 0; n < whole.n; n++) {
		str	part = str_copy(arena, str_sub(whole, 0, n));

		doc_meta_read(arena, part, S("照片.jpg"), &list);
		cr_expect_leq(list.n, 2);
	}
}

static void
refused(str bytes, const char *name, const char *key)
{
	const char	*got = doc_sort_refusal(test_arena(), bytes,
			    str_of(name));

	check_str(str_of(got), str_of(key));
}

Test(doc_meta, refuses_what_must_not_go_out)
{
	static char			 bomb[4 << 20];
	const struct ooxml_part		 macro[] = { TYPES,
		{ "word/document.xml", S("<a/>") },
		{ "word/vbaProject.bin", S("x") } };
	const struct ooxml_part		 big = { "零.txt", { bomb, sizeof
					    bomb } };
	const struct ooxml_part		 evil = { "甲/发票.exe", S("x") };
	str				 zip = pack(&evil, 1);

	refused(S(""), "空.txt", "doc.sort.empty");
	refused(S("MZ\0\0\x01"), "发票.pdf", "doc.sort.program");
	refused(S("#!/bin/sh\n"), "甲.txt", "doc.sort.program");
	refused(S("一行字"), "甲.vbs", "doc.sort.program");
	refused(S("一行字"), "甲\xE2\x80\xAEtxt.csv", "doc.sort.name");
	refused(S("\1\2\3\0\4"), "甲.dat", "doc.sort.unknown");
	refused(S("%PDF-1.4 %%EOF"), "甲.docx", "doc.sort.other");
	refused(S("<html><body>甲"), "甲.txt", "doc.sort.other");
	refused(S("一行字"), "甲", "doc.sort.other");
	refused(S("<svg><script>x()</script></svg>"), "甲.svg",
	    "doc.sort.active");
	refused(pack(macro, 3), "甲.docx", "doc.sort.macro");
	refused(pack(&big, 1), "甲.zip", "doc.sort.bomb");
	refused(zip, "甲.zip", "doc.sort.program");
	refused(str_printf(test_arena(), "GIF89a%s", "<script>x()</script>"),
	    "甲.gif", "doc.sort.two");
	refused(S("PK\3\4 cut off"), "甲.zip", "doc.sort.damaged");
}

Test(doc_meta, refuses_a_picture_with_a_package_behind_it)
{
	str	zip = pack(docx, 6);
	char	*both = arena_alloc(test_arena(), zip.n + 16);

	memcpy(both, "GIF89a..........", 16);
	memcpy(both + 16, zip.at, zip.n);
	refused((str){ both, zip.n + 16 }, "甲.gif", "doc.sort.two");
	memcpy(both, zip.at, zip.n);
	memcpy(both + zip.n, "tail behind zip.", 16);
	refused((str){ both, zip.n + 16 }, "甲.docx", "doc.sort.two");
}

Test(doc_meta, lets_good_files_be)
{
	refused(pack(docx, 6), "甲.docx", "");
	refused(S("一行字\n"), "甲.txt", "");
	refused(S("甲,乙\n"), "甲.CSV", "");
	refused(S("<!doctype html><p>甲</p>"), "甲.html", "");
	refused(S("<svg xmlns='x'><path d='M0 0'/></svg>"), "甲.svg", "");
	refused(S("\x89PNG\r\n\x1A\n...."), "甲.png", "");
	refused(S("MZ 是一种商标。"), "甲.txt", "");
}
