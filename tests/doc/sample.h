/*
 * sample - a document with every kind of block, for the writers' tests.
 *
 * Calls: arena, doc.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "tests/test.h"

#include "doc/doc.h"

struct sample_cell {
	unsigned	 row, col, rows, cols;
	const char	*text;
	bool		 head;
};

static inline struct doc_table *
sample_table(struct arena *arena, struct doc *doc,
    const struct sample_cell *cell, size_t n)
{
	struct doc_table	*table;
	struct fault		 fault = { 0 };

	table = doc_add_table(arena, doc, DOC_GRID_TRUE);
	for (size_t i = 0; i < n; i++)
		doc_add_cell(arena, table, cell[i].row, cell[i].col,
		    cell[i].rows, cell[i].cols, str_of(cell[i].text))->head =
		    cell[i].head;
	check_ok(doc_lay(arena, table, &fault), fault);
	return table;
}

#define SAMPLE_TABLE(arena, doc, cells) \
	sample_table((arena), (doc), (cells), sizeof(cells) / sizeof *(cells))

/* Two blocks under heads of their own, as in table 2. */
static const struct sample_cell sample_blocks[] = {
	{ 0, 0, 1, 4, "第二十条第（一）项", true },
	{ 1, 0, 1, 1, "信息内容", true },
	{ 1, 1, 1, 1, "本年制发件数", true },
	{ 1, 2, 1, 1, "本年废止件数", true },
	{ 1, 3, 1, 1, "现行有效件数", true },
	{ 2, 0, 1, 1, "规章", true },
	{ 2, 1, 1, 1, "0", false },
	{ 2, 2, 1, 1, "", false },
	{ 2, 3, 1, 1, "/", false },
	{ 3, 0, 1, 1, "行政规范性文件", true },
	{ 3, 1, 1, 1, "3", false },
	{ 3, 2, 1, 1, "1", false },
	{ 3, 3, 1, 1, "27", false },
	{ 4, 0, 1, 4, "第二十条第（八）项", true },
	{ 5, 0, 1, 1, "信息内容", true },
	{ 5, 1, 1, 3, "本年收费金额（单位：万元）", true },
	{ 6, 0, 1, 1, "行政事业性收费", true },
	{ 6, 1, 1, 3, "7730.28", false },
};

/* Heads over three rows and labels merged in two ways, as in table 3. */
static const struct sample_cell sample_merged[] = {
	{ 0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，"
	    "等于第三项加第四项之和）", true },
	{ 0, 3, 1, 4, "申请人情况", true },
	{ 1, 3, 2, 1, "自然人", true },
	{ 1, 4, 1, 2, "法人或其他组织", true },
	{ 1, 6, 2, 1, "总计", true },
	{ 2, 4, 1, 1, "商业企业", true },
	{ 2, 5, 1, 1, "科研机构", true },
	{ 3, 0, 1, 3, "一、本年新收政府信息公开申请数量", true },
	{ 3, 3, 1, 1, "5", false },
	{ 3, 4, 1, 1, "1", false },
	{ 3, 5, 1, 1, "0", false },
	{ 3, 6, 1, 1, "6", false },
	{ 4, 0, 3, 1, "三、本年度办理结果", true },
	{ 4, 1, 1, 2, "（一）予以公开", true },
	{ 4, 3, 1, 1, "2", false },
	{ 4, 4, 1, 1, "1", false },
	{ 4, 5, 1, 1, "0", false },
	{ 4, 6, 1, 1, "3", false },
	{ 5, 1, 2, 1, "（三）不予公开", true },
	{ 5, 2, 1, 1, "1.属于国家秘密", true },
	{ 5, 3, 1, 1, "0", false },
	{ 5, 4, 1, 1, "0", false },
	{ 5, 5, 1, 1, "0", false },
	{ 5, 6, 1, 1, "0", false },
	{ 6, 2, 1, 1, "2.其他法律行政法规禁止公开", true },
	{ 6, 3, 1, 1, "3", false },
	{ 6, 4, 1, 1, "0", false },
	{ 6, 5, 1, 1, "0", false },
	{ 6, 6, 1, 1, "3", false },
};

/* A document of the kind that form_draw draws. */
static inline struct doc *
sample_doc(struct arena *arena)
{
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);

	doc->title = S("石门县青溪镇人民政府2021年政府信息公开工作年度报告");
	doc->lang = S("zh-CN");
	doc_add(arena, doc, DOC_HEADING, doc->title)->level = 1;
	doc_add(arena, doc, DOC_PARAGRAPH,
	    S("本报告根据《中华人民共和国政府信息公开条例》编制，数据的统计期限自"
	    "2021年1月1日起至2021年12月31日止。"));
	doc_add(arena, doc, DOC_HEADING, S("一、总体情况"))->level = 2;
	doc_add(arena, doc, DOC_HEADING, S("（一）主动公开"))->level = 3;
	doc_add(arena, doc, DOC_PARAGRAPH,
	    S("全年公开信息3件，其中\"文件\"类1件、<b>公告</b>类2件 & 其他0件。"));
	doc_add(arena, doc, DOC_LIST, S("网站发布三条"))->level = 1;
	doc_add(arena, doc, DOC_LIST, S("其中公告两条"))->level = 2;
	doc_add(arena, doc, DOC_LIST, S("公开栏张贴一条"))->level = 1;
	doc_add(arena, doc, DOC_HEADING,
	    S("二、主动公开政府信息情况"))->level = 2;
	SAMPLE_TABLE(arena, doc, sample_blocks);
	doc_add(arena, doc, DOC_NOTE, S("注：金额以万元计。"));
	doc_add(arena, doc, DOC_HEADING,
	    S("三、收到和处理政府信息公开申请情况"))->level = 2;
	SAMPLE_TABLE(arena, doc, sample_merged);
	doc_add(arena, doc, DOC_SIGNATURE, S("石门县青溪镇人民政府"));
	doc_add(arena, doc, DOC_SIGNATURE, S("2022年1月19日"));
	return doc;
}

/* The first table at or after a block; fails where there is none. */
static inline const struct doc_table *
sample_next_table(const struct doc *doc, size_t *block)
{
	while (*block < doc->n && doc->block[*block].kind != DOC_TABLE)
		++*block;
	cr_assert_lt(*block, doc->n, "a table is missing");
	return doc->block[(*block)++].table;
}

/* Two tables have the same squares, and cells in reading order. */
static inline void
check_same_squares(const struct doc_table *got, const struct doc_table *want)
{
	check_int(got->rows, want->rows);
	check_int(got->cols, want->cols);
	for (size_t i = 0; i < (size_t)want->rows * want->cols; i++) {
		const struct doc_cell	*a = got->at[i], *b = want->at[i];

		cr_assert_not_null(a, "square %zu is empty", i);
		check_str(a->text, b->text);
		check_int(a->row, b->row);
		check_int(a->col, b->col);
		check_int(a->rows, b->rows);
		check_int(a->cols, b->cols);
	}
	for (size_t i = 1; i < got->n; i++)
		cr_assert(got->cell[i].row > got->cell[i - 1].row ||
		    got->cell[i].col > got->cell[i - 1].col);
}

/*
 * A document that was written and read has the same texts in the same order,
 * and the same tables.  The kinds of its blocks are not compared: not every
 * format tells them.
 */
static inline void
check_same_document(const struct doc *got, const struct doc *want)
{
	size_t	text = 0, table = 0;

	for (size_t i = 0; i < want->n; i++) {
		if (want->block[i].kind == DOC_TABLE) {
			check_same_squares(sample_next_table(got, &table),
			    want->block[i].table);
			continue;
		}
		while (text < got->n && got->block[text].kind == DOC_TABLE)
			text++;
		cr_assert_lt(text, got->n, "block %zu is lost", i);
		check_str(got->block[text++].text, want->block[i].text);
	}
	check_int(got->n, want->n);
}

#endif
