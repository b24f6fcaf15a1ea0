/*
 * Masked copies, and that they are looked through before they go out.  All
 * persons and numbers are invented.
 */
#include "office/mask.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/proof_rules.h"
#include "doc/doc_words.h"
#include "doc/doc_write.h"
#include "doc/ooxml.h"
#include "tests/test.h"

#define IDENTITY	"110105194912310011"
#define PHONE		"13800000017"
#define RELS	"http://schemas.openxmlformats.org/officeDocument/2006/" \
		"relationships"
#define MAIN(part)							\
	{ "_rels/.rels", S("<Relationships><Relationship Id='r1' "	\
	    "Type='" RELS "/officeDocument' Target='" part "'/>"	\
	    "<Relationship Id='r2' Type='x/metadata/thumbnail' "	\
	    "Target='docProps/thumbnail.jpeg'/></Relationships>") }

static struct fault	fault;

static enum err
mask(str bytes, const char *name, const struct mask_order *order,
    struct mask_copy *ret)
{
	struct arena			*arena = test_arena();
	const struct mask_rules		*rules = NULL;
	const struct proof_rules	*proof = NULL;

	check_ok(mask_rules_load(arena, &rules, &fault), fault);
	check_ok(proof_rules_load(arena, &proof, &fault), fault);
	return mask_file(arena, rules, proof, bytes, str_of(name), order, ret,
	    &fault);
}

static struct mask_copy
copy_of(str bytes, const char *name, const struct mask_order *order)
{
	struct mask_copy	copy;

	check_ok(mask(bytes, name, order, &copy), fault);
	cr_assert_null(copy.left);
	return copy;
}

static str
words(str bytes, const char *name)
{
	bool	unread;

	return doc_words(test_arena(), bytes, str_of(name), &unread);
}

static str
pack(const struct ooxml_part *part, size_t n)
{
	str	bytes;

	check_ok(ooxml_pack(test_arena(), part, n, &bytes, &fault), fault);
	return bytes;
}

static const str		name_of[] = { { "赵一飞", 9 } };
static const struct mask_order	names = { .hide = name_of, .hides = 1 };
static const str		kind_of[] = { { "identity", 8 },
				    { "phone", 5 } };
static const struct mask_order	kinds = { .kind = kind_of, .kinds = 2 };

Test(mask, hides_texts_in_a_text)
{
	check_str(copy_of(S("赵一飞和赵 一\n飞，钱二。"), "甲.txt", &names)
	    .bytes, S("赵某和赵某，钱二。"));
}

Test(mask, hides_all_of_a_kind)
{
	check_str(copy_of(S("赵一 " IDENTITY "，" PHONE "，钱二"), "甲.txt",
	    &kinds).bytes, S("赵一 110***********0011，138****0017，钱二"));
}

Test(mask, hides_what_tags_and_references_split)
{
	check_str(copy_of(S("<p title=\"赵一飞\">赵<b>一</b>&#39134;</p>"
	    "<!-- 赵一飞 --><p>钱二</p>"), "甲.html", &names).bytes,
	    S("<p title=\"赵某\">赵某<b></b></p><!-- 赵某 --><p>钱二</p>"));
}

Test(mask, hides_in_every_part_of_a_word_file)
{
	const struct ooxml_part	inner = { "甲.txt", S("赵一飞") };
	const struct ooxml_part	parts[] = {
		{ "[Content_Types].xml", S("<Types/>") },
		MAIN("word/document.xml"),
		{ "word/document.xml", S("<w:document xmlns:w='x'><w:body>"
		    "<w:p><w:r><w:t>赵一</w:t></w:r><w:r><w:t>飞，好</w:t>"
		    "</w:r></w:p><w:p><w:del w:author=\"孙三\"><w:r>"
		    "<w:delText>赵一飞</w:delText></w:r></w:del></w:p>"
		    "</w:body></w:document>") },
		{ "word/header1.xml", S("<w:hdr xmlns:w='x'><w:p><w:r><w:t>"
		    "赵一飞</w:t></w:r></w:p></w:hdr>") },
		{ "word/comments.xml", S("<w:comments xmlns:w='x'>"
		    "<w:comment><w:p><w:r><w:t>问赵一飞</w:t></w:r></w:p>"
		    "</w:comment></w:comments>") },
		{ "docProps/core.xml", S("<?xml version='1.0'?>"
		    "<cp:p xmlns:cp='c'><cp:k>赵一飞</cp:k></cp:p>") },
		{ "docProps/thumbnail.jpeg", S("\xFF\xD8\xFF") },
		{ "word/embeddings/a.zip", pack(&inner, 1) } };
	struct mask_copy	copy = copy_of(pack(parts, 8), "甲.docx",
				    &names);
	str			all = words(copy.bytes, "甲.docx");

	cr_expect(str_has(all, S("赵某，好")), "%.*s", STRF(all));
	cr_expect(str_has(all, S("问赵某")));
	cr_expect(!str_has(copy.bytes, S("thumbnail")));
	cr_expect(!copy.unread);
}

Test(mask, makes_a_number_of_a_sheet_a_text)
{
	const struct ooxml_part	parts[] = {
		{ "[Content_Types].xml", S("<Types/>") },
		MAIN("xl/workbook.xml"),
		{ "xl/workbook.xml", S("<workbook xmlns:r='r'><sheets><sheet "
		    "name='一' r:id='a'/></sheets></workbook>") },
		{ "xl/_rels/workbook.xml.rels", S("<Relationships>"
		    "<Relationship Id='a' Type='" RELS "/worksheet' "
		    "Target='worksheets/sheet1.xml'/><Relationship Id='b' "
		    "Type='" RELS "/sharedStrings' "
		    "Target='sharedStrings.xml'/></Relationships>") },
		{ "xl/sharedStrings.xml", S("<sst><si><t>姓名</t></si><si>"
		    "<t>电话</t></si><si><r><t>赵一</t></r><r><t>飞</t></r>"
		    "</si></sst>") },
		{ "xl/worksheets/sheet1.xml", S("<worksheet><sheetData>"
		    "<row r='1'><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
		    "t=\"s\"><v>1</v></c></row><row r='2'><c r=\"A2\" "
		    "t=\"s\"><v>2</v></c><c r=\"B2\"><v>" PHONE "</v></c>"
		    "</row></sheetData></worksheet>") } };
	const str		head[] = { { "姓名", 6 }, { "电话", 6 } };
	const struct mask_order	order = { .column = head, .columns = 2 };
	struct mask_copy	copy = copy_of(pack(parts, 6), "甲.xlsx",
				    &order);

	check_str(words(copy.bytes, "甲.xlsx"),
	    S("姓名\t电话\n赵某\t＊＊＊\n"));
	copy = copy_of(pack(parts, 6), "甲.xlsx", &kinds);
	check_str(words(copy.bytes, "甲.xlsx"),
	    S("姓名\t电话\n赵一飞\t138****0017\n"));
}

Test(mask, sets_the_words_of_a_pdf_anew)
{
	struct doc		*doc = doc_new(test_arena(), DOC_PDF);
	struct mask_copy	 copy;
	str			 bytes;

	(void)doc_add(test_arena(), doc, DOC_PARAGRAPH,
	    S("赵一飞的电话是" PHONE "。"));
	check_ok(doc_write_pdf(test_arena(), doc, &bytes, &fault), fault);
	copy = copy_of(bytes, "甲.pdf", &names);
	cr_expect(copy.words_only);
	cr_expect(str_has(words(copy.bytes, "甲.pdf"), S("赵某的电话")));
}

Test(mask, does_not_release_what_still_holds_it)
{
	const struct ooxml_part	parts[] = {
		{ "[Content_Types].xml", S("<Types/>") },
		MAIN("word/document.xml"),
		{ "word/document.xml", S("<w:document xmlns:w='x'><w:p><w:r>"
		    "<w:t>赵一飞</w:t></w:r></w:p></w:document>") },
		{ "word/media/赵一飞.bin", S("x") } };
	const struct ooxml_part	wide[] = { parts[0], parts[1], parts[2],
		{ "word/a.bin", S("\x75\x8D\0\x4E\xDE\x98") } };
	const struct ooxml_part	percent[] = { parts[0], parts[1], parts[2],
		{ "word/a.bin", S("x=%E8%B5%B5%E4%B8%80%E9%A3%9E\0") } };
	struct mask_copy	copy;

	check_ok(mask(pack(parts, 4), "甲.docx", &names, &copy), fault);
	cr_expect_not_null(copy.left, "in the name of a part");
	check_ok(mask(pack(wide, 4), "甲.docx", &names, &copy), fault);
	cr_expect_not_null(copy.left, "in UTF-16");
	check_ok(mask(pack(percent, 4), "甲.docx", &names, &copy), fault);
	cr_expect_not_null(copy.left, "in percent signs");
}

static void
refused(str bytes, const char *name, const struct mask_order *order,
    const char *key)
{
	struct mask_copy	copy;

	fault_clear(&fault);
	check_int(mask(bytes, name, order, &copy), ERR_INVALID);
	check_str(str_of(fault.key), str_of(key));
}

Test(mask, refuses_what_it_cannot_do)
{
	const str		short_of[] = { { "男", 3 } };
	const str		other_of[] = { { "colour", 6 } };
	const struct mask_order	brief = { .hide = short_of, .hides = 1 };
	const struct mask_order	other = { .kind = other_of, .kinds = 1 };
	const struct mask_order	column = { .column = short_of,
				    .columns = 1 };

	refused(S("\x89PNG\r\n\x1A\n...."), "甲.png", &names, "mask.kind");
	refused(S("MZ\0\0"), "甲.docx", &names, "doc.sort.program");
	refused(S("甲"), "甲.txt", &brief, "mask.short");
	refused(S("甲"), "甲.txt", &other, "mask.unknown_kind");
	refused(S("甲"), "甲.txt", &column, "mask.no_column");
	refused(S("没有号码"), "甲.txt", &kinds, "mask.nothing");
}

Test(mask, takes_texts_that_are_longer_than_one_look)
{
	struct buf	buf;
	str		copy;

	buf_init(&buf, test_arena(), 4 << 20);
	for (int i = 0; i < 30000; i++)
		buf_put(&buf, i % 97 == 0 ? S("赵一飞来") : S("没有事情"));
	copy = copy_of(buf_str(&buf), "甲.txt", &names).bytes;
	cr_expect(!str_has(copy, name_of[0]));
	check_int(utf8_count(copy), 120000 - 310);
}
