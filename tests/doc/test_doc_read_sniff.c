#include "tests/test.h"

#include "doc/doc_read.h"

static void
check_sniff(str bytes, const char *name, enum doc_format want)
{
	check_int(doc_read_sniff(bytes, str_of(name)), want);
}

Test(doc_read_sniff, the_bytes_decide_and_not_the_name)
{
	check_sniff(S("%PDF-1.7\n"), "a.txt", DOC_PDF);
	check_sniff(S("junk before\n%PDF-1.4"), "a.doc", DOC_PDF);
	check_sniff(S("PK\3\4.....[Content_Types].xml..word/document.xml"),
	    "a.doc", DOC_DOCX);
	check_sniff(S("PK\3\4.....[Content_Types].xml..xl/workbook.xml"),
	    "a.xls", DOC_XLSX);
	check_sniff(S("  <!DOCTYPE HTML><p>x"), "a.txt", DOC_HTML);
	check_sniff(S("<?xml version='1.0'?>\n<html xmlns='x'>"), "a.txt",
	    DOC_HTML);
	check_sniff(S("<div class=x>甲</div>"), "a.doc", DOC_HTML);
	check_sniff(S("\xFF\xFE<\0h\0t\0m\0l\0>\0"), "a", DOC_HTML);
	check_sniff(S("{\"title\":1}"), "a.txt", DOC_JSON);
	check_sniff(S(" [ {"), "a.txt", DOC_JSON);
	check_sniff(S("甲<br>乙<br/>丙</p>丁</p>戊</span></div>"), "a.txt",
	    DOC_HTML);
	check_sniff(S("年报"), "a.html", DOC_TEXT);
}

Test(doc_read_sniff, brackets_and_tags_inside_a_text_do_not_mislead)
{
	check_sniff(S("[索引号] 123"), "a.txt", DOC_TEXT);
	check_sniff(S("正文 <ul list> 与 <条例>"), "a.txt", DOC_TEXT);
	check_sniff(S("# 年报\n<table><tr><td>1</td></tr></table>"), "a.md",
	    DOC_MARKDOWN);
}

Test(doc_read_sniff, the_name_parts_markdown_from_text)
{
	check_sniff(S("年报"), "a.MARKDOWN", DOC_MARKDOWN);
	check_sniff(S("年报"), "a.markdown.txt", DOC_TEXT);
	check_sniff(S("<!doctype html><p>x"), "a.md", DOC_HTML);
}

static void
check_refusal(str bytes, const char *key)
{
	check_sniff(bytes, "a.txt", DOC_UNKNOWN);
	check_str(str_of(doc_read_refusal(bytes)), str_of(key));
}

Test(doc_read_sniff, what_is_not_read_is_called_by_its_name)
{
	check_refusal(S(""), "doc.empty");
	check_refusal(S("\xEF\xBB\xBF \n"), "doc.empty");
	check_refusal(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...W\0o\0"),
	    "doc.old_office");
	check_refusal(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	    "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
	    "doc.encrypted");
	check_refusal(S("PK\3\4 mimetype OFD.xml PK\5\6"), "doc.ofd");
	check_refusal(S("PK\3\4 photos/1.jpg PK\5\6"), "doc.no_office");
	check_refusal(S("PK\3\4 word/docu"), "doc.zip_broken");
	check_refusal(S("{\\rtf1\\ansi"), "doc.rtf");
	check_refusal(S("\x89PNG\r\n\x1A\n"), "doc.picture");
	check_refusal(S("Rar!\x1A\7"), "doc.archive");
	check_refusal(S("MIME-Version: 1.0\n"), "doc.mhtml");
	check_refusal(S("<?xml version='1.0'?><w:wordDocument>"), "doc.xml");
	check_refusal(S("abc\0def"), "doc.binary");
}
