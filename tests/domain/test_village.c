#include "domain/village.h"

#include "doc/doc.h"
#include "doc/doc_write.h"
#include "tests/test.h"

static struct fault	fault;

static struct village_table
table_of(const char *key, const char *text)
{
	const struct village_kinds	*kinds;
	struct village_table		 table = { .n = 0 };
	struct csv_row			*row;
	size_t				 n;

	check_ok(village_load(test_arena(), &kinds, &fault), fault);
	check_ok(csv_read(test_arena(), str_of(text), &row, &n, &fault),
	    fault);
	check_ok(village_read(test_arena(), village_find(kinds, str_of(key)),
	    row, n, &table, &fault), fault);
	return table;
}

/* The only thing wrong with a table. */
static struct village_remark
wrong(const char *key, const char *text)
{
	struct village_table	table = table_of(key, text);
	struct village_remark	*remark;
	size_t			n;

	village_check(test_arena(), &table, &remark, &n);
	check_int(n, 1);
	return remark[0];
}

static void
is_right(const char *key, const char *text)
{
	struct village_table	table = table_of(key, text);
	struct village_remark	*remark;
	size_t			n;

	village_check(test_arena(), &table, &remark, &n);
	cr_assert_eq(n, 0, "%u %s", remark[0].line, remark[0].key);
}

#define FINANCE	"日期,项目,收入,支出,结余,备注\n"			\
		"2026-01-01,上月结余,,,1000.50,\n"
#define GRANTS	"姓名,补贴项目,金额,发放依据,发放日期\n"

Test(village, a_months_finance_whose_balances_hold_is_right)
{
	is_right("finance", "某村财务公开\n" FINANCE
	    "2026-01-05,土地流转收入,\"2,000\",,\"3,000.50\",\n"
	    "2026-01-09,路灯电费,,0.5,3000,\n");
	is_right("grant", GRANTS "张*,粮食直补,120.00,县农字1号,2026-01-05\n"
	    "李某,粮食直补,80,县农字1号,\n合计,,200,,\n");
	is_right("party", "公开事项,公开内容\n三会一课,学习\n");
}

Test(village, a_balance_that_does_not_hold_is_told)
{
	struct village_remark	remark = wrong("finance", FINANCE
				    "2026-01-09,路灯电费,,0.5,1001,\n");

	check_int(remark.line, 3);
	check_str(remark.column, S("结余"));
	check_str(str_of(remark.key), S("village.balance"));
	check_str(remark.arg[0], S("1001"));
	check_str(remark.arg[1], S("1000"));
}

Test(village, a_total_that_is_not_the_sum_is_told)
{
	struct village_remark	remark = wrong("grant", GRANTS
				    "张*,直补,120,依据,\n合计,,121,,\n");

	check_str(str_of(remark.key), S("village.total"));
	check_str(remark.arg[1], S("120"));
}

Test(village, a_name_that_is_not_masked_is_told_with_its_mask)
{
	struct village_remark	remark = wrong("grant", GRANTS
				    "张三丰,直补,120,依据,\n");

	check_str(str_of(remark.key), S("village.no_mask"));
	check_str(remark.arg[1], S("张**"));
	check_str(village_mask(test_arena(), S("李四")), S("李*"));
	check_str(village_mask(test_arena(), S("")), S(""));
}

Test(village, what_cannot_be_read_or_is_not_there_is_told)
{
	check_str(str_of(wrong("finance", FINANCE
	    "2026-01-09,电费,,半块,1000.50,\n").key),
	    S("village.wrong_money"));
	check_str(str_of(wrong("finance", FINANCE
	    "2026-01-09,电费,,0.001,1000.50,\n").key),
	    S("village.wrong_money"));
	check_str(str_of(wrong("finance", FINANCE
	    "一月九日,电费,,0.50,1000,\n").key), S("village.no_day"));
	check_str(str_of(wrong("grant", GRANTS
	    "张*,直补,120,,\n").key), S("village.needed"));
}

Test(village, a_table_without_its_heads_or_rows_is_refused)
{
	const struct village_kinds	*kinds;
	struct village_table		 table;
	struct csv_row			*row;
	size_t				 n;

	check_ok(village_load(test_arena(), &kinds, &fault), fault);
	check_ok(csv_read(test_arena(), S("甲,乙\n1,2\n"), &row, &n, &fault),
	    fault);
	check_int(village_read(test_arena(), &kinds->kind[0], row, n, &table,
	    &fault), ERR_INVALID);
	check_ok(csv_read(test_arena(), S(GRANTS), &row, &n, &fault), fault);
	check_int(village_read(test_arena(), village_find(kinds, S("grant")),
	    row, n, &table, &fault), ERR_INVALID);
}

Test(village, a_table_is_drawn_as_safe_html)
{
	struct village_table	table = table_of("party", "公开事项,公开内容\n"
				    "选举,<script>alert(1)</script>\n");
	struct doc		*doc;
	str			html;

	check_ok(village_draw(test_arena(), &table, S("一月党务公开"), &doc,
	    &fault), fault);
	check_ok(doc_write_html(test_arena(), doc, &html, &fault), fault);
	cr_assert(str_has(html, S("一月党务公开")));
	cr_assert(str_has(html, S("选举")));
	cr_assert(str_has(html, S("&lt;script&gt;")));
	cr_assert(!str_has(html, S("<script>alert")));
}
