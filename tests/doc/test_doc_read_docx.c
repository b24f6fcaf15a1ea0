#include "tests/test.h"

#include <string.h>

#include "doc/doc_read.h"
#include "tests/package.h"

#define RUN(text)	"<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define PARA(text)	"<w:p>" RUN(text) "</w:p>"
#define CELL(more, text) \
	"<w:tc><w:tcPr>" more "</w:tcPr>" PARA(text) "</w:tc>"
#define ROW(cells)	"<w:tr>" cells "</w:tr>"
#define TABLE(rows)	"<w:tbl>" rows "</w:tbl>"

static struct doc *
read_whole(struct arena *arena, const struct test_docx *docx)
{
	struct fault	 fault = { .code = OK };
	struct doc	*doc = NULL;

	check_ok(doc_read_docx(arena, test_docx(arena, docx), S("a.docx"),
	    &doc, &fault), fault);
	return doc;
}

static struct doc *
read_body(struct arena *arena, const char *body)
{
	return read_whole(arena, &(struct test_docx){ .body = body });
}

/* The texts of all blocks, "/" between them; a table is its cells in [ ]. */
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
			all = arena_printf(arena, "%s[%.*s]", all,
			    STRF(block->table->cell[k].text));
	}
	return str_of(all);
}

/* "row,col rows x cols" of a cell, by its text. */
static str
where(struct arena *arena, const struct doc_table *table, const char *text)
{
	for (size_t i = 0; i < table->n; i++)
		if (str_is(table->cell[i].text, text))
			return str_printf(arena, "%u,%u %ux%u",
			    table->cell[i].row, table->cell[i].col,
			    table->cell[i].rows, table->cell[i].cols);
	return S("none");
}

Test(doc_read_docx, paragraphs_come_in_order_with_their_place)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_body(arena, PARA("　　青石镇 年报 ")
			    "<w:p/>" PARA("第二段"));

	check_str(blocks(arena, doc), S("青石镇 年报/第二段"));
	check_int(doc->block[0].kind, DOC_PARAGRAPH);
	check_str(doc->block[1].place.xpath, S("/w:document/w:body/w:p[3]"));
}

Test(doc_read_docx, headings_are_known_by_style_outline_and_name)
{
	struct test_docx	 docx = {
		.body = "<w:p><w:pPr><w:pStyle w:val=\"t\"/></w:pPr>"
		    RUN("题") "</w:p>"
		    "<w:p><w:pPr><w:pStyle w:val=\"sub\"/></w:pPr>"
		    RUN("节") "</w:p>"
		    "<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>"
		    RUN("小") "</w:p>"
		    "<w:p><w:pPr><w:pStyle w:val=\"sub\"/>"
		    "<w:outlineLvl w:val=\"9\"/></w:pPr>" RUN("文") "</w:p>",
		.styles = "<w:style w:type=\"paragraph\" w:styleId=\"t\">"
		    "<w:name w:val=\"Title\"/></w:style>"
		    "<w:style w:type=\"paragraph\" w:styleId=\"h\">"
		    "<w:name w:val=\"own\"/><w:pPr><w:outlineLvl w:val=\"1\"/>"
		    "</w:pPr></w:style>"
		    "<w:style w:type=\"paragraph\" w:styleId=\"sub\">"
		    "<w:basedOn w:val=\"h\"/></w:style>",
	};
	struct doc		*doc = read_whole(test_arena(), &docx);

	check_int(doc->n, 4);
	check_int(doc->block[0].kind, DOC_HEADING);
	check_int(doc->block[0].level, 1);
	check_int(doc->block[1].level, 2);
	check_int(doc->block[2].level, 3);
	check_int(doc->block[3].kind, DOC_PARAGRAPH);
}

Test(doc_read_docx, styles_based_on_each_other_in_a_ring_end)
{
	struct test_docx	 docx = {
		.body = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr>"
		    RUN("文") "</w:p>",
		.styles = "<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/>"
		    "</w:style><w:style w:styleId=\"b\">"
		    "<w:basedOn w:val=\"a\"/></w:style>",
	};

	check_int(read_whole(test_arena(), &docx)->block[0].kind,
	    DOC_PARAGRAPH);
}

#define LEVEL(i, format, text) \
	"<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" \
	format "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define ITEM(number, level, text) \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/>" \
	"<w:numId w:val=\"" number "\"/></w:numPr></w:pPr>" RUN(text) \
	"</w:p>"

Test(doc_read_docx, automatic_section_numbers_become_text)
{
	struct test_docx	 docx = {
		.body = ITEM("1", "0", "总体") ITEM("1", "1", "主动")
		    ITEM("1", "1", "申请") ITEM("1", "0", "问题")
		    ITEM("1", "1", "培训") ITEM("2", "0", "再起")
		    ITEM("1", "2", "Note") ITEM("3", "0", "点")
		    ITEM("0", "0", "无") ITEM("9", "0", "空"),
		.numbering = "<w:abstractNum w:abstractNumId=\"5\">"
		    LEVEL("0", "chineseCountingThousand", "%1、")
		    LEVEL("1", "japaneseCounting", "（%2）")
		    LEVEL("2", "decimal", "%1.%2.%3")
		    "</w:abstractNum><w:abstractNum w:abstractNumId=\"6\">"
		    LEVEL("0", "bullet", "&#xF0B7;") "</w:abstractNum>"
		    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/>"
		    "</w:num><w:num w:numId=\"2\">"
		    "<w:abstractNumId w:val=\"5\"/>"
		    "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/>"
		    "</w:lvlOverride></w:num><w:num w:numId=\"3\">"
		    "<w:abstractNumId w:val=\"6\"/></w:num>",
	};
	struct arena		*arena = test_arena();
	struct doc		*doc = read_whole(arena, &docx);

	check_str(blocks(arena, doc), S("一、总体/（一）主动/（二）申请/二、问题/"
	    "（一）培训/七、再起/七.一.1 Note/点/无/空"));
	check_int(doc->block[0].kind, DOC_PARAGRAPH);
	check_int(doc->block[7].kind, DOC_LIST);
}

Test(doc_read_docx, a_style_brings_its_numbering_along)
{
	struct test_docx	 docx = {
		.body = "<w:p><w:pPr><w:pStyle w:val=\"h2\"/></w:pPr>"
		    RUN("主动") "</w:p>"
		    "<w:p><w:pPr><w:pStyle w:val=\"h2\"/><w:numPr>"
		    "<w:numId w:val=\"0\"/></w:numPr></w:pPr>" RUN("无")
		    "</w:p>",
		.styles = "<w:style w:styleId=\"h2\"><w:pPr><w:numPr>"
		    "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
		.numbering = "<w:abstractNum w:abstractNumId=\"1\">"
		    LEVEL("0", "decimal", "%1.") "<w:lvl w:ilvl=\"1\">"
		    "<w:start w:val=\"3\"/><w:pStyle w:val=\"h2\"/>"
		    "<w:lvlText w:val=\"%2)\"/></w:lvl></w:abstractNum>"
		    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/>"
		    "</w:num>",
	};
	struct arena		*arena = test_arena();

	check_str(blocks(arena, read_whole(arena, &docx)), S("3)主动/无"));
}

Test(doc_read_docx, deleted_and_hidden_text_is_left_out_inserted_stays)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_body(arena, "<w:p>" RUN("共")
	    "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
	    "<w:ins>" RUN("6") "</w:ins>"
	    "<w:moveFrom>" RUN("旧") "</w:moveFrom>"
	    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
	    "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>件</w:t></w:r>"
	    "<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>");

	check_str(blocks(arena, doc), S("共6件"));
}

Test(doc_read_docx, tabs_are_blanks_and_broken_lines_stand_for_themselves)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_body(arena, "<w:p>" RUN("青石镇人民政府")
	    "<w:r><w:br/></w:r>" RUN("2024年") "<w:r><w:tab/><w:t>1月</w:t>"
	    "</w:r></w:p>");

	check_str(blocks(arena, doc), S("青石镇人民政府/2024年 1月"));
}

Test(doc_read_docx, a_field_shows_its_result_and_a_link_is_kept)
{
	struct test_docx	 docx = {
		.body = "<w:p><w:hyperlink r:id=\"x\">" RUN("官网")
		    "</w:hyperlink><w:r><w:fldChar w:fldCharType=\"begin\"/>"
		    "</w:r><w:r><w:instrText> HYPERLINK \"http://b.gov.cn\" "
		    "</w:instrText></w:r><w:r>"
		    "<w:fldChar w:fldCharType=\"separate\"/></w:r>" RUN("这里")
		    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
		.relations = "<Relationship Id=\"x\" Type=\"a/hyperlink\" "
		    "Target=\"http://a.gov.cn/\" TargetMode=\"External\"/>",
	};
	struct arena		*arena = test_arena();
	struct doc		*doc = read_whole(arena, &docx);

	check_str(blocks(arena, doc), S("官网这里"));
	check_int(doc->links, 2);
	check_str(doc->link[0].target, S("http://a.gov.cn/"));
	check_str(doc->link[0].text, S("官网"));
	check_str(doc->link[1].target, S("http://b.gov.cn"));
	check_str(doc->link[1].text, S("这里"));
}

Test(doc_read_docx, a_box_of_text_is_read_once_and_after_its_paragraph)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_body(arena, "<w:p>" RUN("前")
	    "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">"
	    "<w:drawing><wps:txbx><w:txbxContent>" PARA("盒")
	    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
	    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>" PARA("盒")
	    "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
	    "</mc:AlternateContent></w:r>" RUN("后") "</w:p>" PARA("次"));

	check_str(blocks(arena, doc), S("前后/盒/次"));
}

Test(doc_read_docx, merged_cells_stand_once_on_the_true_grid)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_body(arena, TABLE(
	    ROW(CELL("<w:vMerge w:val=\"restart\"/>", "角")
		CELL("<w:gridSpan w:val=\"2\"/>", "头")
		CELL("<w:vMerge w:val=\"restart\"/>", "总计"))
	    ROW(CELL("<w:vMerge/>", "") CELL("", "甲") CELL("", "乙")
		CELL("<w:vMerge/>", ""))
	    ROW(CELL("", "行") CELL("<w:hMerge w:val=\"restart\"/>", "5")
		CELL("<w:hMerge/>", "") CELL("", ""))));
	struct doc_table	*table = doc->block[0].table;

	check_int(table->grid, DOC_GRID_TRUE);
	check_int(table->rows, 3);
	check_int(table->cols, 4);
	check_str(where(arena, table, "角"), S("0,0 2x1"));
	check_str(where(arena, table, "头"), S("0,1 1x2"));
	check_str(where(arena, table, "总计"), S("0,3 2x1"));
	check_str(where(arena, table, "乙"), S("1,2 1x1"));
	check_str(where(arena, table, "5"), S("2,1 1x2"));
	check_str(where(arena, table, ""), S("2,3 1x1"));
	check_str(table->at[2 * 4 + 1]->place.xpath,
	    S("/w:document/w:body/w:tbl[1]/w:tr[3]/w:tc[2]"));
}

Test(doc_read_docx, a_row_may_begin_behind_the_first_column)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_body(arena, TABLE(
	    ROW(CELL("", "甲") CELL("", "乙"))
	    ROW("<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" CELL("", "丙"))
	    ROW("<w:trPr><w:del/></w:trPr>" CELL("", "删"))));

	check_int(doc->block[0].table->rows, 2);
	check_str(where(arena, doc->block[0].table, "丙"), S("1,1 1x1"));
}

Test(doc_read_docx, a_table_in_a_cell_stands_apart_and_behind)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_body(arena, TABLE(ROW(
	    "<w:tc>" PARA("外") TABLE(ROW(CELL("", "内") CELL("", "5")))
	    PARA("续") "</w:tc>" CELL("", "旁"))) PARA("后"));

	check_str(blocks(arena, doc), S("[外\n续][旁]/[内][5]/后"));
	check_str(doc->block[1].place.xpath,
	    S("/w:document/w:body/w:tbl[1]/w:tr[1]/w:tc[1]/w:tbl[1]"));
}

Test(doc_read_docx, a_table_of_one_cell_is_a_frame)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_body(arena, TABLE(ROW("<w:tc>" PARA("文")
	    TABLE(ROW(CELL("", "内") CELL("", "5"))) "</w:tc>")));

	check_str(blocks(arena, doc), S("文/[内][5]"));
}

Test(doc_read_docx, content_controls_hide_nothing)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = read_body(arena, "<w:sdt><w:sdtPr><w:alias "
	    "w:val=\"x\"/></w:sdtPr><w:sdtContent>" PARA("文") TABLE(
	    "<w:sdt><w:sdtContent>" ROW("<w:sdt><w:sdtContent>"
	    CELL("", "甲") "</w:sdtContent></w:sdt>" CELL("", "乙"))
	    "</w:sdtContent></w:sdt>" ROW(CELL("", "丙")))
	    "</w:sdtContent></w:sdt>");

	check_str(blocks(arena, doc), S("文/[甲][乙][丙]"));
}

Test(doc_read_docx, properties_become_title_and_meta)
{
	struct test_docx	 docx = {
		.body = PARA("文"),
		.core = "<dc:title>青石镇年报</dc:title>"
		    "<cp:lastModifiedBy>甲</cp:lastModifiedBy>"
		    "<dc:subject/>",
	};
	struct doc		*doc = read_whole(test_arena(), &docx);

	check_str(doc->title, S("青石镇年报"));
	check_int(doc->metas, 2);
	check_str(doc->meta[1].name, S("lastmodifiedby"));
}

/* Read a package whose document is this XML. */
static enum err
read_xml(struct arena *arena, str xml, struct fault *fault)
{
	struct test_part	 part[] = {
		{ "_rels/.rels", S("<Relationships><Relationship Id=\"a\" "
		    "Type=\"x/officeDocument\" Target=\"d.xml\"/>"
		    "</Relationships>") },
		{ "d.xml", xml },
	};
	struct doc		*doc;

	return doc_read_docx(arena, test_package(arena, part, 2), S("a"), &doc,
	    fault);
}

#define refused(xml, want, word) do {					\
	struct fault fault = { .code = OK };				\
	check_int(read_xml(test_arena(), xml, &fault), want);		\
	check_str(str_of(fault.key), S(word));				\
} while (0)

Test(doc_read_docx, a_document_type_is_refused_whatever_it_declares)
{
	refused(S("<!DOCTYPE d [<!ENTITY a \"aaaaaaaa\">"
	    "<!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><document><body><p><r><t>&b;"
	    "</t></r></p></body></document>"), ERR_INVALID,
	    "doc.xml_doctype");
	refused(S("<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><document/>"),
	    ERR_INVALID, "doc.xml_doctype");
}

Test(doc_read_docx, damaged_and_empty_xml_is_refused)
{
	refused(S("<document><body>"), ERR_INVALID, "doc.xml_broken");
	refused(S(""), ERR_INVALID, "doc.xml_broken");
	refused(S("<workbook/>"), ERR_INVALID, "doc.no_office");
}

Test(doc_read_docx, a_part_is_utf_8_whatever_it_says)
{
	struct arena	*arena = test_arena();
	struct fault	 none = { .code = OK };

	check_ok(read_xml(arena, S("\xEF\xBB\xBF<?xml version=\"1.0\" "
	    "encoding=\"UTF-8\"?><document><body/></document>"), &none),
	    none);
	refused(S("<?xml version=\"1.0\" encoding=\"GBK\"?><document>"
	    "<body><p><r><t>\xB9\xAB</t></r></p></body></document>"),
	    ERR_INVALID, "doc.xml_broken");
}

Test(doc_read_docx, nesting_without_end_is_refused)
{
	struct arena	*arena = test_arena();
	size_t		 n = 200000;
	char		*deep = arena_alloc(arena, n * 3 + 32);

	memcpy(deep, "<document><body>", 16);
	for (size_t i = 0; i < n; i++)
		memcpy(deep + 16 + i * 3, "<p>", 3);
	refused(((str){ deep, 16 + n * 3 }), ERR_INVALID, "doc.xml_broken");
}

Test(doc_read_docx, a_table_wider_than_any_page_is_refused)
{
	struct arena	*arena = test_arena();
	char		*row = "";
	struct fault	 fault;

	for (int i = 0; i < 600; i++)
		row = arena_printf(arena, "%s<tc><p/></tc>", row);
	check_int(read_xml(arena, str_printf(arena, "<document><body><tbl><tr>"
	    "%s</tr></tbl></body></document>", row), &fault), ERR_TOO_LARGE);
	check_str(str_of(fault.key), S("doc.table_too_large"));
}
