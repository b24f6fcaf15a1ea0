#include "tests/test.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/file.h"
#include "doc/doc_read.h"
#include "tests/package.h"

static struct doc *
read_whole(struct arena *arena, const struct test_xlsx *xlsx)
{
	struct fault	 fault = { .code = OK };
	struct doc	*doc = NULL;

	check_ok(doc_read_xlsx(arena, test_xlsx(arena, xlsx), S("a.xlsx"),
	    &doc, &fault), fault);
	return doc;
}

#define TEXT(ref, text) \
	"<c r=\"" ref "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define NUMBER(ref, n)	"<c r=\"" ref "\"><v>" n "</v></c>"
#define ROW(r, cells)	"<row r=\"" r "\">" cells "</row>"

static struct doc *
read_sheet(struct arena *arena, const char *sheet)
{
	return read_whole(arena, &(struct test_xlsx){ .sheet = sheet });
}

/* Blocks with "/" between them; the cells of tables as "row,col text". */
static str
blocks(struct arena *arena, const struct doc *doc)
{
	char	*all = "";

	for (size_t i = 0; i < doc->n; i++) {
		const struct doc_block	*block = &doc->block[i];

		all = arena_printf(arena, "%s%s%.*s", all, i > 0 ? "/" : "",
		    STRF(block->text));
		if (block->kind != DOC_TABLE)
			continue;
		for (size_t k = 0; k < block->table->n; k++)
			all = arena_printf(arena, "%s[%u,%u %.*s]", all,
			    block->table->cell[k].row,
			    block->table->cell[k].col,
			    STRF(block->table->cell[k].text));
	}
	return str_of(all);
}

Test(doc_read_xlsx, cells_of_every_kind_show_their_text)
{
	struct test_xlsx	 xlsx = {
		.sheet = "<sheetData><row r=\"1\">"
		    "<c r=\"A1\" t=\"s\"><v>1</v></c>"
		    TEXT("B1", "内")
		    "<c r=\"C1\" t=\"str\"><f>A1&amp;B1</f><v>算出</v></c>"
		    "<c r=\"D1\"><f>SUM(E1:F1)</f><v>7730.280000000001</v></c>"
		    "<c r=\"E1\" t=\"b\"><v>1</v></c>"
		    "<c r=\"F1\" t=\"e\"><v>#REF!</v></c>"
		    "<c r=\"G1\" t=\"s\"><v>99</v></c>"
		    "<c r=\"H1\" s=\"1\"><v>45322</v></c>"
		    "<c r=\"I1\" s=\"2\"><v>45322</v></c>"
		    "<c r=\"J1\" t=\"s\"><v>2</v></c></row></sheetData>",
		.strings = "<si><t>无</t></si><si><t> 共\n享 </t></si>"
		    "<si><r><t>富</t></r><r><t>文本</t></r>"
		    "<rPh sb=\"0\" eb=\"1\"><t>fu</t></rPh></si>",
		.styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\""
		    "[$-804]yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
		    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
		    "<xf numFmtId=\"164\"/></cellXfs>",
	};
	struct arena		*arena = test_arena();
	struct doc		*doc = read_whole(arena, &xlsx);

	check_str(blocks(arena, doc), S("[0,0 共\n享][0,1 内][0,2 算出]"
	    "[0,3 7730.28][0,4 TRUE][0,5 #REF!][0,6 2024-01-31]"
	    "[0,7 2024-01-31][0,8 富文本]"));
	check_str(doc->block[0].table->cell[3].place.xpath, S("Sheet1!D1"));
}

Test(doc_read_xlsx, a_report_written_into_a_sheet_parts_into_text_and_tables)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_sheet(arena, "<sheetData>"
	    ROW("1", TEXT("A1", "青石镇2023年年报"))
	    ROW("3", TEXT("A3", "一、总体情况"))
	    ROW("4", TEXT("A4", "全年公开信息5条。\n均已更新。"))
	    ROW("5", TEXT("A5", "信息内容") TEXT("B5", "本年制发件数"))
	    ROW("6", TEXT("A6", "规章"))
	    ROW("7", TEXT("A7", "行政规范性文件") NUMBER("B7", "5"))
	    ROW("9", TEXT("A9", "行政许可") NUMBER("B9", "6"))
	    ROW("10", TEXT("A10", "全年没有收费。"))
	    ROW("11", TEXT("B11", "青石镇人民政府"))
	    "</sheetData>");

	check_str(blocks(arena, doc), S("青石镇2023年年报/一、总体情况/全年公开信息5条。/均已更新。/"
	    "[0,0 信息内容][0,1 本年制发件数][1,0 规章][1,1 ][2,0 行政规范性文件]"
	    "[2,1 5][3,0 行政许可][3,1 6]/全年没有收费。/青石镇人民政府"));
	check_int(doc->block[0].kind, DOC_PARAGRAPH);
	check_str(doc->block[3].place.xpath, S("Sheet1!A4"));
	check_str(doc->block[4].table->at[3]->place.xpath, S("Sheet1!B6"));
}

Test(doc_read_xlsx, a_ruled_row_with_one_cell_belongs_to_its_table)
{
	struct test_xlsx	 xlsx = {
		.sheet = "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\" "
		    "t=\"inlineStr\"><is><t>第二十条第（一）项</t></is></c></row>"
		    ROW("2", TEXT("A2", "规章") NUMBER("B2", "0")
		    NUMBER("C2", "1")) "</sheetData><mergeCells>"
		    "<mergeCell ref=\"A1:C1\"/></mergeCells>",
		.styles = "<borders><border/><border><left style=\"thin\"/>"
		    "</border></borders><cellXfs><xf borderId=\"0\"/>"
		    "<xf borderId=\"1\"/></cellXfs>",
	};
	struct arena		*arena = test_arena();
	struct doc		*doc = read_whole(arena, &xlsx);

	check_str(blocks(arena, doc), S("[0,0 第二十条第（一）项][1,0 规章][1,1 0]"
	    "[1,2 1]"));
	check_int(doc->block[0].table->cell[0].cols, 3);
}

#define RULED(ref, text) \
	"<c r=\"" ref "\" s=\"1\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define EMPTY(ref)	"<c r=\"" ref "\" s=\"1\"/>"

static str
ruled_blocks(struct arena *arena, const char *sheet)
{
	struct test_xlsx	xlsx = {
		.sheet = sheet,
		.styles = "<borders><border/><border><left style=\"thin\"/>"
		    "</border></borders><cellXfs><xf borderId=\"0\"/>"
		    "<xf borderId=\"1\"/></cellXfs>",
	};

	return blocks(arena, read_whole(arena, &xlsx));
}

#define HEAD	ROW("2", RULED("A2", "维持") RULED("B2", "总计"))

Test(doc_read_xlsx, a_ruled_row_under_a_head_is_there_though_it_is_blank)
{
	struct arena	*arena = test_arena();

	check_str(ruled_blocks(arena, "<sheetData>" HEAD
	    ROW("3", EMPTY("A3") EMPTY("B3") EMPTY("C3")) "</sheetData>"),
	    S("[0,0 维持][0,1 总计][1,0 ][1,1 ]"));
	check_str(ruled_blocks(arena, "<sheetData>" HEAD
	    ROW("3", EMPTY("A3") EMPTY("B3"))
	    ROW("4", TEXT("A4", "1.表下的说明。")) "</sheetData>"),
	    S("[0,0 维持][0,1 总计][1,0 ][1,1 ]/1.表下的说明。"));
	check_str(ruled_blocks(arena, "<sheetData>" HEAD
	    ROW("3", EMPTY("A3") EMPTY("B3")) "</sheetData><mergeCells>"
	    "<mergeCell ref=\"A3:B3\"/></mergeCells>"),
	    S("[0,0 维持][0,1 总计][1,0 ]"));
}

/* Borders that were left behind make neither rows nor tables. */
Test(doc_read_xlsx, blank_rows_that_no_head_asks_for_are_formatting)
{
	struct arena	*arena = test_arena();

	check_str(ruled_blocks(arena, "<sheetData>" HEAD
	    ROW("3", RULED("A3", "1") RULED("B3", "2"))
	    ROW("4", EMPTY("A4") EMPTY("B4")) "</sheetData>"),
	    S("[0,0 维持][0,1 总计][1,0 1][1,1 2]"));
	check_str(ruled_blocks(arena, "<sheetData>" HEAD
	    ROW("3", EMPTY("A3") EMPTY("B3"))
	    ROW("4", RULED("A4", "1") RULED("B4", "2")) "</sheetData>"),
	    S("[0,0 维持][0,1 总计][1,0 1][1,1 2]"));
	check_str(ruled_blocks(arena, "<sheetData>" HEAD
	    ROW("3", EMPTY("A3") EMPTY("B3"))
	    ROW("4", EMPTY("A4") EMPTY("B4"))
	    ROW("5", EMPTY("A5") EMPTY("B5")) "</sheetData>"),
	    S("[0,0 维持][0,1 总计][1,0 ][1,1 ]"));
	check_str(ruled_blocks(arena, "<sheetData>"
	    ROW("1", EMPTY("A1") EMPTY("B1"))
	    ROW("2", RULED("A2", "青石镇年报") EMPTY("B2"))
	    ROW("3", EMPTY("A3") EMPTY("B3")) "</sheetData>"),
	    S("青石镇年报"));
	check_str(ruled_blocks(arena, "<sheetData>"
	    ROW("1", TEXT("A1", "维持") TEXT("B1", "总计"))
	    ROW("2", EMPTY("A2") EMPTY("B2")) "</sheetData>"),
	    S("[0,0 维持][0,1 总计]"));
}

Test(doc_read_xlsx, merged_cells_stand_once_and_hide_what_is_under_them)
{
	struct arena		*arena = test_arena();
	struct doc_table	*table;

	table = read_sheet(arena, "<sheetData>"
	    ROW("2", TEXT("B2", "结果") TEXT("C2", "盖住") TEXT("E2", "总计"))
	    ROW("3", TEXT("C3", "维持") TEXT("D3", "纠正"))
	    ROW("4", NUMBER("B4", "1") NUMBER("C4", "2") NUMBER("D4", "3")
	    NUMBER("E4", "6"))
	    "</sheetData><mergeCells><mergeCell ref=\"B2:D2\"/>"
	    "<mergeCell ref=\"E2:E3\"/></mergeCells>")->block[0].table;
	check_int(table->rows, 3);
	check_int(table->cols, 4);
	check_str(table->at[2]->text, S("结果"));
	check_str(table->at[4 + 3]->text, S("总计"));
	check_str(table->at[4]->text, S(""));
	check_int(table->n, 9);
}

Test(doc_read_xlsx, what_is_hidden_is_left_out_and_told)
{
	struct test_xlsx	 xlsx = {
		.sheet = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>"
		    "<sheetData>"
		    ROW("1", TEXT("A1", "甲") TEXT("B1", "乙") TEXT("D1", "丙"))
		    "<row r=\"2\" hidden=\"1\">" TEXT("A2", "丁") "</row>"
		    "<row r=\"3\" hidden=\"1\"/>"
		    ROW("4", NUMBER("A4", "1") NUMBER("D4", "2"))
		    "</sheetData>",
		.hidden = "<sheetData>" ROW("1", TEXT("A1", "草稿"))
		    "</sheetData>",
	};
	struct arena		*arena = test_arena();
	struct doc		*doc = read_whole(arena, &xlsx);

	check_str(blocks(arena, doc), S("[0,0 甲][0,1 丙][1,0 1][1,1 2]"));
	check_int(doc->metas, 3);
	check_str(doc->meta[0].value, S("Sheet1!2:3"));
	check_str(doc->meta[1].value, S("Sheet1!B:C"));
	check_str(doc->meta[2].value, S("Sheet2"));
}

Test(doc_read_xlsx, a_merged_cell_shows_though_its_first_row_is_hidden)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_sheet(arena, "<sheetData>"
	    "<row r=\"1\" hidden=\"1\">" TEXT("A1", "甲") TEXT("B1", "隐")
	    "</row>" ROW("2", TEXT("B2", "乙")) ROW("3", TEXT("A3", "丙")
	    TEXT("B3", "丁")) "</sheetData><mergeCells>"
	    "<mergeCell ref=\"A1:A2\"/></mergeCells>");

	check_str(blocks(arena, doc), S("[0,0 甲][0,1 乙][1,0 丙][1,1 丁]"));
}

Test(doc_read_xlsx, one_cell_far_away_costs_nothing)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_sheet(arena, "<sheetData>"
	    ROW("1", NUMBER("A1", "1") NUMBER("B1", "2"))
	    ROW("1048576", NUMBER("B1048576", "3") NUMBER("XFD1048576", "4"))
	    "</sheetData>");

	check_int(doc->block[0].table->rows, 2);
	check_int(doc->block[0].table->cols, 3);
	check_str(doc->block[0].table->at[5]->place.xpath,
	    S("Sheet1!XFD1048576"));
}

Test(doc_read_xlsx, cells_without_a_reference_follow_each_other)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_sheet(arena, "<sheetData><row>"
	    "<c><v>1</v></c><c><v>2</v></c></row><row><c/>"
	    "<c><v>3</v></c><c><v>4</v></c></row>"
	    "</sheetData>");

	check_str(blocks(arena, doc), S("[0,0 1][0,1 2][0,2 ]"
	    "[1,0 ][1,1 3][1,2 4]"));
}

Test(doc_read_xlsx, links_are_kept)
{
	struct test_xlsx	 xlsx = {
		.sheet = "<sheetData/><hyperlinks><hyperlink ref=\"B4\" "
		    "r:id=\"h\" display=\"官网\"/></hyperlinks>",
		.relations = "<Relationship Id=\"h\" Type=\"x/hyperlink\" "
		    "Target=\"http://a.gov.cn\" TargetMode=\"External\"/>",
	};
	struct doc		*doc = read_whole(test_arena(), &xlsx);

	check_int(doc->links, 1);
	check_str(doc->link[0].target, S("http://a.gov.cn"));
	check_str(doc->link[0].text, S("官网"));
	check_str(doc->link[0].place.xpath, S("Sheet1!B4"));
}

#define refused(xml, want, word) do {					\
	struct arena		*arena_ = test_arena();			\
	struct test_xlsx	 xlsx_ = { .sheet = xml };		\
	struct fault		 fault_ = { .code = OK };		\
	struct doc		*doc_;					\
									\
	check_int(doc_read_xlsx(arena_, test_xlsx(arena_, &xlsx_),	\
	    S("a"), &doc_, &fault_), want);				\
	check_str(str_of(fault_.key), S(word));				\
} while (0)

Test(doc_read_xlsx, damaged_sheets_are_refused)
{
	refused("<sheetData><row>", ERR_INVALID, "doc.xml_broken");
}

Test(doc_read_xlsx, a_document_type_in_a_sheet_is_refused)
{
	struct arena	*arena = test_arena();
	struct fault	 fault;
	struct doc	*doc;
	str		 out;
	struct test_part part[] = {
		{ "_rels/.rels", S("<Relationships><Relationship Id=\"a\" "
		    "Type=\"x/officeDocument\" Target=\"b.xml\"/>"
		    "</Relationships>") },
		{ "b.xml", S("<workbook><sheets><sheet name=\"a\" id=\"s\"/>"
		    "</sheets></workbook>") },
		{ "_rels/b.xml.rels", S("<Relationships><Relationship "
		    "Id=\"s\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
		    "</Relationships>") },
		{ "s.xml", S("<!DOCTYPE a [<!ENTITY b SYSTEM "
		    "\"file:///etc/passwd\">]><worksheet><sheetData><row><c "
		    "t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>") },
	};

	out = test_package(arena, part, 4);
	check_int(doc_read_xlsx(arena, out, S("a"), &doc, &fault),
	    ERR_INVALID);
	check_str(str_of(fault.key), S("doc.xml_doctype"));
}

Test(doc_read_xlsx, merges_piled_on_each_other_are_refused_in_time)
{
	struct arena	*arena = test_arena();
	struct buf	 all;

	buf_init(&all, arena, 64u << 20);
	buf_put(&all, S("<sheetData>"));
	for (int i = 1; i <= 2000; i++)
		buf_printf(&all, "<row r=\"%d\"><c r=\"B%d\"><v>1</v></c>"
		    "<c r=\"C%d\"><v>2</v></c></row>", i, i, i);
	buf_put(&all, S("</sheetData><mergeCells>"));
	for (int i = 0; i < 100000; i++)
		buf_put(&all, S("<mergeCell ref=\"A1:XFD1048576\"/>"));
	buf_put(&all, S("</mergeCells>"));
	refused(str_c(arena, buf_str(&all)), ERR_TOO_LARGE,
	    "doc.table_too_large");
}

/* What a spreadsheet program writes, not what a test thinks it does. */
Test(doc_read_xlsx, a_workbook_of_another_program_reads_back)
{
	struct arena		*arena = test_arena();
	struct fault		 fault = { .code = OK };
	const char		*path = arena_printf(arena,
				    "/tmp/gongkai-test-%d.xlsx", (int)getpid());
	lxw_workbook		*book = workbook_new(path);
	lxw_worksheet		*sheet = workbook_add_worksheet(book, NULL);
	lxw_format		*day = workbook_add_format(book);
	lxw_datetime		 date = { .year = 2024, .month = 1, .day = 31 };
	struct doc		*doc;
	str			 bytes;

	format_set_num_format(day, "yyyy\"年\"m\"月\"d\"日\"");
	worksheet_merge_range(sheet, 0, 0, 0, 3, "青石镇年报", NULL);
	worksheet_write_string(sheet, 2, 0, "行政事业性收费", NULL);
	worksheet_write_number(sheet, 2, 1, 0.1 + 0.2, NULL);
	worksheet_write_string(sheet, 3, 0, "日期", NULL);
	worksheet_write_datetime(sheet, 3, 1, &date, day);
	cr_assert_eq(workbook_close(book), LXW_NO_ERROR);

	check_ok(file_read(arena, path, 1u << 20, &bytes, &fault), fault);
	(void)unlink(path);
	check_ok(doc_read_xlsx(arena, bytes, S("a"), &doc, &fault), fault);
	check_str(blocks(arena, doc), S("青石镇年报/[0,0 行政事业性收费][0,1 0.3]"
	    "[1,0 日期][1,1 2024-01-31]"));
}
