#include "tests/doc/sample.h"

#include <string.h>

#include "base/child.h"
#include "doc/doc_write.h"

static str
written(const struct doc *doc)
{
	struct fault	fault = { 0 };
	str		bytes;

	check_ok(doc_write_pdf(test_arena(), doc, &bytes, &fault), fault);
	return bytes;
}

/* What a program of poppler's says about a file. */
static str
told_by(const char *const *argv, str bytes)
{
	static const struct child_limits limits = {
		.seconds = 20, .memory = (size_t)1 << 30, .output = 1 << 24,
	};
	struct fault	fault = { 0 };
	str		output;

	check_ok(child_run(test_arena(), argv, bytes, &limits, &output,
	    &fault), fault);
	return output;
}

/* What a reader copies out of the file, in its order. */
static str
copied(str bytes)
{
	static const char *const argv[] = {
		"pdftotext", "-raw", "/dev/stdin", "-", NULL,
	};

	return told_by(argv, bytes);
}

static size_t
count(str text, str part)
{
	size_t		n = 0;
	ptrdiff_t	at = 0;

	while ((at = str_find(text, part, (size_t)at)) >= 0) {
		at += (ptrdiff_t)part.n;
		n++;
	}
	return n;
}

/* Add a table of so many rows under one head, labels "第1行" and so on. */
static void
add_long_table(struct arena *arena, struct doc *doc, unsigned rows)
{
	struct sample_cell	*cell = arena_array(arena, 2 + 2 * rows,
				    sizeof *cell);
	size_t			 n = 0;

	cell[n++] = (struct sample_cell){ 0, 0, 1, 1, "事项", true };
	cell[n++] = (struct sample_cell){ 0, 1, 1, 1, "件数", true };
	for (unsigned r = 1; r <= rows; r++) {
		cell[n++] = (struct sample_cell){ r, 0, 1, 1,
		    arena_printf(arena, "第%u行", r), true };
		cell[n++] = (struct sample_cell){ r, 1, 1, 1,
		    arena_printf(arena, "%u", 7000 + r), false };
	}
	sample_table(arena, doc, cell, n);
}

/* Add paragraphs of one line. */
static void
add_lines(struct arena *arena, struct doc *doc, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		doc_add(arena, doc, DOC_PARAGRAPH, S("一行。"));
}

Test(doc_write_pdf, the_same_document_gives_the_same_bytes)
{
	str	first = written(sample_doc(test_arena()));

	cr_assert(str_starts(first, S("%PDF-1.")));
	check_str(written(sample_doc(test_arena())), first);
}

Test(doc_write_pdf, text_copies_out_as_it_was)
{
	str	text = copied(written(sample_doc(test_arena())));

	cr_assert(str_has(text, S("2021年政府信息公开工作年度报告")));
	cr_assert(str_has(text, S("\"文件\"类1件")));
	cr_assert(str_has(text, S("<b>公告</b>类2件")));
	cr_assert(str_has(text, S("行政规范性文件 3 1 27")));
	cr_assert(str_has(text, S("1.属于国家秘密 0 0 0 0")));
	cr_assert(str_has(text, S("2022年1月19日")));
	cr_assert(str_has(text, S("— 1 —")));
}

Test(doc_write_pdf, the_file_is_tagged_and_told_by_no_clock)
{
	static const char *const info[] = { "pdfinfo", "/dev/stdin", NULL };
	static const char *const tree[] = {
		"pdfinfo", "-struct", "/dev/stdin", NULL,
	};
	str	bytes = written(sample_doc(test_arena()));
	str	told = told_by(info, bytes);

	cr_assert(str_has(told, S("石门县青溪镇人民政府2021年")));
	cr_assert(str_has(told, S("A4")));
	cr_assert(str_has(told, S("Jan  1 00:00:00 1980")));
	told = told_by(tree, bytes);
	cr_assert(str_has(told, S("Document")));
	cr_assert(str_has(told, S("H1")));
	cr_assert(str_has(told, S("Table")));
	cr_assert(str_has(told, S("TH")));
	cr_assert(str_has(told, S("TD")));
}

Test(doc_write_pdf, a_long_table_goes_on_under_its_heads)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	str		 text;

	add_long_table(arena, doc, 100);
	text = copied(written(doc));
	check_int(count(text, S("事项 件数\n")), 4);
	check_int(count(text, S("— 4 —")), 1);
	for (unsigned r = 1; r <= 100; r++)
		check_int(count(text, str_printf(test_arena(), "第%u行 %u\n",
		    r, 7000 + r)), 1);
}

Test(doc_write_pdf, a_table_that_fits_a_page_is_not_broken)
{
	for (unsigned lines = 10; lines <= 20; lines += 5) {
		struct arena	*arena = test_arena();
		struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
		str		 text;

		add_lines(arena, doc, lines);
		doc_add(arena, doc, DOC_HEADING, S("二、情况"))->level = 2;
		add_long_table(arena, doc, 25);
		text = copied(written(doc));
		check_int(count(text, S("事项 件数\n")), lines == 10 ? 2 : 1);
		cr_assert(str_has(text, S("二、情况\n事项")));
	}
}

Test(doc_write_pdf, a_signature_never_stands_on_a_page_alone)
{
	for (unsigned lines = 15; lines <= 24; lines++) {
		struct arena	*arena = test_arena();
		struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
		str		 text, page;

		add_lines(arena, doc, lines);
		doc_add(arena, doc, DOC_PARAGRAPH, S("末段。"));
		doc_add(arena, doc, DOC_SIGNATURE, S("某镇人民政府"));
		doc_add(arena, doc, DOC_SIGNATURE, S("2022年1月19日"));
		text = copied(written(doc));
		while (str_cut(&text, '\f', &page))
			check_int(count(page, S("某镇人民政府")) +
			    count(page, S("2022年1月19日")),
			    2 * count(page, S("末段。")));
	}
}

Test(doc_write_pdf, a_cell_longer_than_a_page_is_all_there)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	size_t		 n = 12000;
	char		*text = arena_alloc(arena, 3 * n + 1);
	struct sample_cell cells[] = {
		{ 0, 0, 1, 1, "事项", true }, { 0, 1, 1, 1, "说明", true },
		{ 1, 0, 1, 1, "长", true }, { 1, 1, 1, 1, text, false },
	};

	for (size_t i = 0; i < n; i++)
		memcpy(text + 3 * i, "句", 3);
	SAMPLE_TABLE(arena, doc, cells);
	check_int(count(copied(written(doc)), S("句")), n);
}

Test(doc_write_pdf, a_paragraph_goes_on_over_pages)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	size_t		 n = 2000;
	char		*text = arena_alloc(arena, 3 * n + 1);
	str		 got;

	for (size_t i = 0; i < n; i++)
		memcpy(text + 3 * i, "字", 3);
	doc_add(arena, doc, DOC_PARAGRAPH, (str){ text, 3 * n });
	got = copied(written(doc));
	check_int(count(got, S("字")), n);
	check_int(count(got, S("— 4 —")), 1);
}

Test(doc_write_pdf, hundreds_of_columns_and_empty_tables_do_no_harm)
{
	struct arena		*arena = test_arena();
	struct doc		*doc = doc_new(arena, DOC_UNKNOWN);
	struct sample_cell	 cells[300];

	for (unsigned i = 0; i < 300; i++)
		cells[i] = (struct sample_cell){ 0, i, 1, 1, "12", false };
	SAMPLE_TABLE(arena, doc, cells);
	sample_table(arena, doc, NULL, 0);
	cr_assert(str_starts(written(doc), S("%PDF")));
}

Test(doc_write_pdf, an_empty_document_is_one_page)
{
	str	text = copied(written(doc_new(test_arena(), DOC_UNKNOWN)));

	cr_assert(str_has(text, S("— 1 —")));
}
