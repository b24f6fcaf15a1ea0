#include "domain/catalogue.h"

#include "base/buf.h"
#include "tests/test.h"

#define USUAL								\
	"usual: {content: 全文, limit: 20日, mode: 主动公开, "		\
	"channels: [site], audience: 全社会}\n"

static enum err
loaded(str text, const struct catalogue **ret, struct fault *fault)
{
	*fault = (struct fault){ .code = OK };
	test_override("rules/catalogue.yaml", text);
	return catalogue_load(test_arena(), ret, fault);
}

static void
refused(const char *text, const char *key, const char *place)
{
	const struct catalogue	*catalogue;
	struct fault		 fault;

	cr_assert_neq(loaded(str_of(text), &catalogue, &fault), OK, "%s",
	    text);
	check_str(str_of(fault.key), str_of(key));
	check_str(fault.arg[0], str_printf(test_arena(),
	    "rules/catalogue.yaml:%s", place));
}

static const struct catalogue *
real(void)
{
	const struct catalogue	*catalogue = NULL;
	struct fault		 fault = { .code = OK };

	check_ok(catalogue_load(test_arena(), &catalogue, &fault), fault);
	return catalogue;
}

Test(catalogue, every_item_of_article_20_has_a_column)
{
	static const char *const	number[] = { "一", "二", "三", "四",
					    "五", "六", "七", "八", "九", "十",
					    "十一", "十二", "十三", "十四",
					    "十五" };
	const struct catalogue		*catalogue = real();

	for (size_t i = 0; i < sizeof number / sizeof number[0]; i++) {
		str	item = str_printf(test_arena(), "（%s）", number[i]);
		bool	found = false;

		for (size_t k = 0; k < catalogue->n; k++)
			found = found || (str_find(catalogue->column[k].item,
			    S("第二十条"), 0) >= 0 && str_find(
			    catalogue->column[k].item, item, 0) >= 0);
		cr_assert(found, "%s", number[i]);
	}
}

Test(catalogue, a_column_is_found_by_its_key_or_a_name_of_its_own)
{
	const struct catalogue	*catalogue;
	struct fault		 fault;

	check_ok(loaded(str_of(USUAL "columns:\n"
	    "  a: {name: 甲, item: 一, cycle: year}\n"
	    "  b:\n    name: 乙\n    item: 二\n    cycle: long\n"
	    "    levels: [county]\n    below:\n"
	    "      c: {name: 甲, item: 三, cycle: month}\n"),
	    &catalogue, &fault), fault);
	check_int(catalogue->n, 3);
	check_str(catalogue_key(catalogue, S(" 乙 ")), S("b"));
	check_str(catalogue_key(catalogue, S("甲")), S("甲"));
	check_str(catalogue_key(catalogue, S("c")), S("c"));
	check_str(catalogue_name(catalogue, S("c")), S("甲"));
	check_str(catalogue_name(catalogue, S("old")), S("old"));
	check_int(catalogue->column[2].above, 1);
	check_int(catalogue->column[2].depth, 1);
	cr_assert_not(catalogue->column[1].leaf);
	cr_assert(catalogue_fits(&catalogue->column[1], AGENCY_COUNTY));
	cr_assert_not(catalogue_fits(&catalogue->column[1],
	    AGENCY_TOWNSHIP));
	cr_assert(catalogue_fits(&catalogue->column[0], AGENCY_TOWNSHIP));
}

Test(catalogue, something_new_is_due_a_cycle_after_the_last)
{
	struct catalogue_column	column = { .cycle = CATALOGUE_MONTH,
				    .leaf = true };
	day			since = day_make(2026, 1, 31);

	check_int(catalogue_due(&column, DAY_NONE, since),
	    day_make(2026, 2, 28));
	check_int(catalogue_due(&column, day_make(2026, 12, 5), since),
	    day_make(2027, 1, 5));
	column.cycle = CATALOGUE_QUARTER;
	check_int(catalogue_due(&column, day_make(2026, 11, 30), since),
	    day_make(2027, 2, 28));
	column.cycle = CATALOGUE_YEAR;
	check_int(catalogue_due(&column, day_make(2024, 2, 29), since),
	    day_make(2025, 2, 28));
	column.cycle = CATALOGUE_PROMPT;
	check_int(catalogue_due(&column, since, since), DAY_NONE);
	column.cycle = CATALOGUE_YEAR;
	column.leaf = false;
	check_int(catalogue_due(&column, since, since), DAY_NONE);
}

Test(catalogue, what_is_wrong_in_the_file_is_told_with_its_place)
{
	refused(USUAL "columns:\n  a: {name: 甲, item: 一, cycle: never}\n",
	    "catalogue.cycle", "3:6");
	refused(USUAL "columns:\n  a: {name: 甲, item: 一, cycle: year, "
	    "levels: [moon]}\n", "catalogue.level", "3:6");
	refused(USUAL "columns:\n  a: {name: 甲, cycle: year}\n",
	    "yaml.missing", "3:6");
	refused(USUAL "columns:\n  a:\n    name: 甲\n    item: 一\n"
	    "    cycle: year\n    below:\n      a: {name: 乙, item: 一, "
	    "cycle: year}\n", "yaml.twice", "8:10");
	refused(USUAL "columns:\n  a: {name: 甲, item: 一, cycle: year, "
	    "below: [b]}\n", "yaml.want_map", "3:45");
	refused(USUAL "columns: {}\nmore: 1\n", "yaml.unknown", "3:7");
	refused("columns: {}\n", "yaml.missing", "1:1");
}

/* Too many columns are refused, and too many levels. */
Test(catalogue, a_tree_has_bounds)
{
	const struct catalogue	*catalogue;
	struct fault		 fault;
	struct buf		 buf;

	buf_init(&buf, test_arena(), 1 << 20);
	buf_put(&buf, S(USUAL "columns:\n"));
	for (int i = 0; i <= CATALOGUE_COLUMNS; i++)
		buf_printf(&buf, "  c%d: {name: 甲, item: 一, cycle: year}\n",
		    i);
	check_int(loaded(buf_str(&buf), &catalogue, &fault), ERR_INVALID);
	buf_clear(&buf);
	buf_put(&buf, S(USUAL "columns:\n"));
	for (int i = 0; i <= CATALOGUE_DEPTH; i++)
		buf_printf(&buf, "%*sd%d:\n%*sname: 甲\n%*sitem: 一\n"
		    "%*scycle: year\n%*sbelow:\n", 4 * i + 2, "", i,
		    4 * i + 4, "", 4 * i + 4, "", 4 * i + 4, "", 4 * i + 4,
		    "");
	buf_printf(&buf, "%*s{}\n", 40, "");
	check_int(loaded(buf_str(&buf), &catalogue, &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("yaml.want_map"));
}
