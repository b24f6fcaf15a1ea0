#include "tests/test.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_pdf.h"
#include "doc/doc_pdf_box.h"

#define EM	10.0

static void
begin(struct buf *to, struct arena *arena)
{
	buf_init(to, arena, 16u << 20);
	buf_put(to, S("<html><head><title></title></head><doc>\n"));
}

static void
page(struct buf *to)
{
	buf_put(to, S("<page width=\"600.00\" height=\"800.00\">\n"));
}

/* A word whose middle stands at a height. */
static void
sized(struct buf *to, double x, double y, double em, const char *text)
{
	buf_printf(to, "<word xMin=\"%.2f\" yMin=\"%.2f\" xMax=\"%.2f\" "
	    "yMax=\"%.2f\">%s</word>\n", x, y - em / 2,
	    x + em * doc_pdf_box_ems(str_of(text)), y + em / 2, text);
}

static void
word(struct buf *to, double x, double y, const char *text)
{
	sized(to, x, y, EM, text);
}

/* A row of figures under columns 300, 340 ... */
static void
figures(struct buf *to, double y, const char *const *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i][0] != '\0')
			word(to, 300 + 40 * (double)i, y, text[i]);
}

static const char *const	ones[] = { "1", "11", "1" };
static const char *const	twos[] = { "2", "22", "2" };
static const char *const	threes[] = { "3", "33", "3" };

#define ROW(to, y, text)	figures((to), (y), (text), 3)

static struct doc *
read_boxes(struct arena *arena, const struct buf *boxes)
{
	struct fault	 fault = { .code = OK };
	struct doc	*doc = NULL;

	check_ok(doc_pdf(arena, buf_str(boxes), &doc, &fault), fault);
	return doc;
}

/* "P text/H text/T [row,text][row,text]" */
static str
blocks(struct arena *arena, const struct doc *doc)
{
	static const char	letter[] = "HPTNSL";
	char			*all = "";

	for (size_t i = 0; i < doc->n; i++) {
		const struct doc_block	*block = &doc->block[i];

		all = arena_printf(arena, "%s%s%c %.*s", all,
		    i > 0 ? "/" : "", letter[block->kind],
		    STRF(block->text));
		if (block->kind != DOC_TABLE)
			continue;
		for (size_t k = 0; k < block->table->n; k++)
			all = arena_printf(arena, "%s[%u,%.*s]", all,
			    block->table->cell[k].row,
			    STRF(block->table->cell[k].text));
	}
	return str_of(all);
}

/* A line of 40 characters, which fills the column from 50 to 450. */
#define FULL	"全年主动公开信息五条其中政策文件三条办事指南二条均已按时更新并在网站上发布到位无误"

Test(doc_pdf, lines_that_fill_the_column_go_on)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 100, FULL);
	word(&b, 50, 118, "共5条。");
	word(&b, 70, 136, "另起一段，");
	word(&b, 50, 154, "不接上文。");
	word(&b, 50, 172, FULL);
	word(&b, 70, 190, "缩进的是新段。");
	check_str(blocks(arena, read_boxes(arena, &b)), S("P " FULL
	    "共5条。/P 另起一段，/P 不接上文。/P " FULL "/P 缩进的是新段。"));
}

Test(doc_pdf, a_paragraph_goes_on_over_the_page_and_its_number)
{
	struct arena	*arena = test_arena();
	struct doc	*doc;
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 290, 780, "-");
	word(&b, 300, 780, "1");
	word(&b, 310, 780, "-");
	word(&b, 50, 700, FULL);
	page(&b);
	word(&b, 50, 100, "共5条。");
	word(&b, 300, 780, "2");
	doc = read_boxes(arena, &b);
	check_str(blocks(arena, doc), S("P " FULL "共5条。/P - 1 -/P 2"));
	check_int(doc->block[0].place.page, 1);
	check_int(doc->block[2].place.page, 2);
}

Test(doc_pdf, a_title_of_two_lines_is_one_heading)
{
	struct arena	*arena = test_arena();
	struct doc	*doc;
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	sized(&b, 180, 60, 20, "青石镇人民政府");
	sized(&b, 110, 90, 20, "2023年政府信息公开工作年报");
	word(&b, 50, 130, FULL);
	word(&b, 70, 150, "一、总体情况");
	word(&b, 50, 170, FULL);
	doc = read_boxes(arena, &b);
	check_str(blocks(arena, doc),
	    S("H 青石镇人民政府2023年政府信息公开工作年报/P " FULL
	    "/H 一、总体情况/P " FULL));
	check_int(doc->block[0].level, 1);
	check_int(doc->block[2].level, 2);
}

Test(doc_pdf, a_blank_is_only_where_one_was_meant)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 100, "共");
	word(&b, 62.5, 100, "2023");
	word(&b, 85, 100, "年");
	word(&b, 50, 200, "Word");
	word(&b, 72.5, 200, "one");
	word(&b, 50, 300, "公开");
	word(&b, 77.5, 300, "年报");
	check_str(blocks(arena, read_boxes(arena, &b)),
	    S("P 共2023年/P Word one/P 公开 年报"));
}

Test(doc_pdf, lines_of_a_label_are_one_cell_in_the_row_of_its_figures)
{
	struct arena	*arena = test_arena();
	struct doc	*doc;
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 100, "重复申请");
	ROW(&b, 100, ones);
	word(&b, 50, 120, "要求行政机关确认或");
	word(&b, 50, 132, "重新出具已获取信息");
	ROW(&b, 126, twos);
	word(&b, 50, 152, "其他");
	ROW(&b, 152, threes);
	doc = read_boxes(arena, &b);
	check_str(blocks(arena, doc), S("T [0,重复申请][0,1][0,11][0,1]"
	    "[1,要求行政机关确认或重新出具已获取信息][1,2][1,22][1,2]"
	    "[2,其他][2,3][2,33][2,3]"));
	check_int(doc->block[0].table->grid, DOC_GRID_LAYOUT);
	check_int(doc->block[0].table->cols, 4);
	cr_assert_float_eq(doc->block[0].table->cell[1].x0, 300, 0.01);
	cr_assert_float_eq(doc->block[0].table->cell[2].x1, 350, 0.01);
	check_int(doc->block[0].table->cell[2].place.page, 1);
}

Test(doc_pdf, a_label_in_the_middle_of_its_rows_joins_the_first)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 120, "不予公开");
	word(&b, 120, 100, "1.国家秘密");
	ROW(&b, 100, ones);
	word(&b, 120, 120, "2.法律禁止");
	ROW(&b, 120, twos);
	word(&b, 120, 140, "3.案卷");
	ROW(&b, 140, threes);
	check_str(blocks(arena, read_boxes(arena, &b)),
	    S("T [0,不予公开][0,1.国家秘密][0,1][0,11][0,1][1,2.法律禁止]"
	    "[1,2][1,22][1,2][2,3.案卷][2,3][2,33][2,3]"));
}

Test(doc_pdf, labels_with_blanks_behind_them_stay_apart)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 100, "规章");
	word(&b, 50, 120, "文件");
	ROW(&b, 120, ones);
	word(&b, 50, 140, "许可");
	ROW(&b, 140, twos);
	word(&b, 50, 160, "处罚");
	check_str(blocks(arena, read_boxes(arena, &b)),
	    S("T [0,规章][1,文件][1,1][1,11][1,1][2,许可][2,2][2,22][2,2]"
	    "[3,处罚]"));
}

Test(doc_pdf, where_the_order_drawn_tells_nothing_a_line_is_a_row)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	ROW(&b, 100, ones);
	ROW(&b, 126, twos);
	word(&b, 50, 132, "二行");
	word(&b, 50, 120, "标签");
	word(&b, 50, 100, "重复申请");
	check_str(blocks(arena, read_boxes(arena, &b)),
	    S("T [0,重复申请][0,1][0,11][0,1][1,标签][2,2][2,22][2,2]"
	    "[3,二行]"));
}

Test(doc_pdf, heads_that_nearly_touch_are_parted_over_their_columns)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 285, 80, "结果维持");
	word(&b, 327, 80, "结果纠正");
	word(&b, 369, 80, "总");
	word(&b, 389, 80, "计");
	word(&b, 50, 100, "件数");
	ROW(&b, 100, ones);
	word(&b, 50, 120, "次数");
	ROW(&b, 120, twos);
	check_str(blocks(arena, read_boxes(arena, &b)),
	    S("T [0,结果维持][0,结果纠正][0,总计][1,件数][1,1][1,11][1,1]"
	    "[2,次数][2,2][2,22][2,2]"));
}

Test(doc_pdf, a_figure_broken_by_its_column_is_whole_again)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 200, "收费");
	word(&b, 300, 200, "5");
	word(&b, 330, 194, "12345");
	word(&b, 337, 206, "6");
	word(&b, 380, 200, "7");
	word(&b, 50, 230, "处罚");
	ROW(&b, 230, twos);
	check_str(blocks(arena, read_boxes(arena, &b)),
	    S("T [0,收费][0,5][0,123456][0,7][1,处罚][1,2][1,22][1,2]"));
}

Test(doc_pdf, figures_under_each_other_are_never_joined)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 300, 100, "1");
	word(&b, 300, 112, "2");
	word(&b, 340, 100, "3");
	word(&b, 340, 112, "4");
	check_str(blocks(arena, read_boxes(arena, &b)),
	    S("T [0,1][0,3][1,2][1,4]"));
}

Test(doc_pdf, a_heading_between_two_tables_is_in_neither)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 100, "一、新收");
	ROW(&b, 100, ones);
	word(&b, 50, 120, "二、结转");
	ROW(&b, 120, twos);
	word(&b, 75, 150, "四、复议诉讼情况");
	word(&b, 280, 180, "行政复议");
	word(&b, 330, 200, "维持");
	word(&b, 370, 200, "纠正");
	word(&b, 335, 220, "1");
	word(&b, 375, 220, "2");
	check_str(blocks(arena, read_boxes(arena, &b)),
	    S("T [0,一、新收][0,1][0,11][0,1][1,二、结转][1,2][1,22][1,2]"
	    "/H 四、复议诉讼情况/T [0,行政复议][1,维持][1,纠正][2,1][2,2]"));
}

Test(doc_pdf, two_things_on_one_line_are_no_table)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 100, "联系人：甲");
	word(&b, 200, 100, "电话：乙");
	check_str(blocks(arena, read_boxes(arena, &b)),
	    S("P 联系人：甲 电话：乙"));
}

Test(doc_pdf, heads_and_feet_of_pages_are_in_no_table)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	for (int i = 1; i <= 3; i++) {
		page(&b);
		word(&b, 50, 20, "青石镇年报");
		word(&b, 50, 50, "件数");
		ROW(&b, 50, ones);
		word(&b, 50, 70, "次数");
		ROW(&b, 70, twos);
		word(&b, 50, 790, "http://a.cn");
		word(&b, 500, 790, i == 1 ? "1/3" : i == 2 ? "2/3" : "3/3");
	}
	cr_assert(str_starts(blocks(arena, read_boxes(arena, &b)),
	    S("P 青石镇年报/T [0,件数][0,1][0,11][0,1][1,次数][1,2][1,22][1,2]"
	    "/P http://a.cn 1/3/P 青石镇年报/T ")));
}

Test(doc_pdf, the_end_of_a_figure_at_the_top_of_a_page_is_no_page_number)
{
	struct arena	*arena = test_arena();
	struct doc	*doc;
	struct buf	 b;

	begin(&b, arena);
	for (int i = 1; i <= 2; i++) {
		page(&b);
		if (i == 2)
			word(&b, 300, 60, "95");
		word(&b, 50, 80, "件数");
		ROW(&b, 80, ones);
		word(&b, 50, 100, "次数");
		ROW(&b, 100, twos);
		word(&b, 290, 780, i == 1 ? "7" : "8");
	}
	doc = read_boxes(arena, &b);
	check_str(blocks(arena, doc),
	    S("T [0,件数][0,1][0,11][0,1][1,次数][1,2][1,22][1,2]/P 7/"
	    "T [0,95][1,件数][1,1][1,11][1,1][2,次数][2,2][2,22][2,2]/P 8"));
}

Test(doc_pdf, bold_print_is_not_read_twice)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 100, "公开");
	word(&b, 50.3, 100, "公开");
	word(&b, 50, 120, "公开");
	check_str(blocks(arena, read_boxes(arena, &b)), S("P 公开/P 公开"));
}

Test(doc_pdf, characters_mistaken_for_radicals_are_put_right)
{
	struct arena	*arena = test_arena();
	struct buf	 b;

	begin(&b, arena);
	page(&b);
	word(&b, 50, 100, "⾏政⻓⽉⼀⼾⿓");
	check_str(blocks(arena, read_boxes(arena, &b)), S("P 行政长月一户龍"));
}

Test(doc_pdf, what_the_file_says_of_itself_is_kept_if_it_can_be_read)
{
	struct arena	*arena = test_arena();
	struct fault	 fault = { .code = OK };
	struct doc	*doc;

	check_ok(doc_pdf(arena, S("<title>年报 &amp; 附件</title>"
	    "<meta name=\"CreationDate\" content=\"2024-01-31\"/>"
	    "<meta name=\"Author\" content=\"þÿ\001x\"/>"
	    "<page width=\"9\" height=\"9\"><word xMin=\"1\" yMin=\"1\" "
	    "xMax=\"2\" yMax=\"2\">&lt;a&gt;</word></page>"), &doc, &fault),
	    fault);
	check_str(doc->title, S("年报 & 附件"));
	check_int(doc->metas, 2);
	check_str(doc->meta[1].name, S("creationdate"));
	check_str(doc->block[0].text, S("<a>"));
}

Test(doc_pdf, a_document_without_text_or_pages_is_refused)
{
	struct arena	*arena = test_arena();
	struct fault	 fault;
	struct doc	*doc;

	check_int(doc_pdf(arena, S("<page width=\"1\" height=\"1\">"), &doc,
	    &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("doc.pdf_no_text"));
	check_int(doc_pdf(arena, S(""), &doc, &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("doc.pdf_no_pages"));
}

static size_t
solid(str text)
{
	size_t		at = 0, n = 0;
	uint32_t	point;

	while ((point = utf8_next(text, &at)) != 0)
		n += !utf8_is_blank(point);
	return n;
}

/* Whatever is laid out however, each character comes out once. */
Test(doc_pdf, nothing_on_a_page_is_lost_or_doubled)
{
	static const char *const	some[] = {
		"0", "12", "/", "公", "一、总体", "行政许可", "345", "件。", "A1",
	};
	uint64_t	state = 7;

	for (int round = 0; round < 200; round++) {
		struct arena	*arena = arena_new((size_t)64 << 20);
		size_t		 want = 0, got = 0;
		struct doc	*doc;
		struct buf	 b;

		begin(&b, arena);
		for (int i = 0; i < 120; i++) {
			state = state * 6364136223846793005u + 1;
			if (i % 40 == 0)
				page(&b);
			/* Each has a place of its own: none is a shadow. */
			sized(&b, (double)(state >> 33) / 0x7fffffff * 500,
			    (round % 2 == 0 ? 12 : 3) * (i % 40) + 20,
			    6 + (int)(state >> 40) % 9,
			    some[i % 9]);
			want += solid(str_of(some[i % 9]));
		}
		doc = read_boxes(arena, &b);
		for (size_t i = 0; i < doc->n; i++) {
			got += solid(doc->block[i].text);
			if (doc->block[i].table == NULL)
				continue;
			for (size_t k = 0; k < doc->block[i].table->n; k++)
				got += solid(doc->block[i].table->
				    cell[k].text);
		}
		cr_assert_eq(got, want, "round %d: %zu of %zu", round, got,
		    want);
		arena_free(arena);
	}
}
