#include "tests/report.h"

static const struct forms *
load(struct arena *arena)
{
	const struct forms	*forms;
	struct fault		 fault;

	check_ok(forms_load(arena, "annual-report", &forms, &fault), fault);
	return forms;
}

static void
check_keys(const struct form_table *table, const char *const *key, size_t n)
{
	check_int(table->rows, n);
	for (size_t i = 0; i < n && i < table->rows; i++)
		check_str(table->row[i].key, str_of(key[i]));
}

#define CHECK_KEYS(table, ...) \
	check_keys((table), (const char *const []){ __VA_ARGS__ }, \
	    sizeof((const char *const []){ __VA_ARGS__ }) / sizeof(char *))

static void
check_columns(const struct form_table *table, const char *row,
    const char *columns)
{
	ptrdiff_t	r = form_row(table, str_of(row));
	str		rest = str_of(columns), key;
	size_t		n = 0;

	cr_assert(r >= 0, "no row %s", row);
	while (str_cut(&rest, ' ', &key)) {
		cr_assert(n < table->row[r].columns, "%s: too few", row);
		check_str(table->row[r].column[n++].key, key);
	}
	check_int(table->row[r].columns, n);
}

Test(form, table_three_of_2021_has_the_keys_of_the_contract)
{
	const struct forms	*forms = load(test_arena());
	const struct form_table	*table;

	table = form_table(forms_of_year(forms, 2023), S("t3"));
	CHECK_KEYS(table, "new", "carried_in", "granted", "partial",
	    "denied.state_secret", "denied.law_forbids",
	    "denied.safety_stability", "denied.third_party",
	    "denied.internal", "denied.process", "denied.case_file",
	    "denied.inquiry", "unable.not_held", "unable.needs_making",
	    "unable.unclear", "declined.petition", "declined.repeated",
	    "declined.publication", "declined.excessive",
	    "declined.reconfirm", "other.no_correction", "other.no_payment",
	    "other.else", "total", "carried_out");
	check_columns(table, "new", "natural commercial research nonprofit "
	    "legal_service other_org total");
	check_int(table->cells, 175);
	cr_assert(!table->named);
}

Test(form, table_three_of_2019_has_one_row_for_other_handling)
{
	const struct forms	*forms = load(test_arena());
	const struct form_table	*table;

	table = form_table(forms_of_year(forms, 2020), S("t3"));
	check_int(table->rows, 23);
	check_int(table->cells, 161);
	check_int(form_row(table, S("other")), 20);
	check_int(form_row(table, S("other.else")), -1);
}

Test(form, table_two_has_the_keys_of_its_form)
{
	const struct forms	*forms = load(test_arena());
	const struct form_table	*now = form_table(forms_of_year(forms, 2021),
				    S("t2"));
	const struct form_table	*then = form_table(forms_of_year(forms, 2019),
				    S("t2"));

	CHECK_KEYS(now, "rules", "norms", "licences", "penalties",
	    "compulsion", "fees_wan");
	check_columns(now, "norms", "made repealed in_force");
	check_columns(now, "compulsion", "decisions");
	check_columns(now, "fees_wan", "amount");
	check_int(now->row[5].column[0].unit, FORM_AMOUNT);
	check_str(now->row[5].column[0].unit_word, S("万元"));
	cr_assert(now->named);
	CHECK_KEYS(then, "rules", "norms", "licences", "services",
	    "penalties", "compulsion", "fees", "procurement");
	check_columns(then, "rules", "made published total");
	check_columns(then, "services", "last_year change decisions");
	check_columns(then, "fees", "last_year change");
	check_columns(then, "procurement", "items amount");
	check_int(then->row[2].column[1].unit, FORM_CHANGE);
}

Test(form, table_four_stands_across)
{
	const struct forms	*forms = load(test_arena());
	const struct form_table	*table;

	table = form_table(forms_of_year(forms, 2021), S("t4"));
	CHECK_KEYS(table, "review", "direct", "after_review");
	check_columns(table, "direct", "upheld corrected other pending total");
	check_int(table->layout, FORM_ACROSS);
	check_str(table->row[0].group, S(""));
	check_str(table->row[2].group, S("suits"));
}

Test(form, the_number_in_front_of_a_label_stands_apart)
{
	const struct forms	*forms = load(test_arena());
	const struct form	*form = forms_of_year(forms, 2021);
	const struct form_table	*table = form_table(form, S("t3"));
	ptrdiff_t		 row = form_row(table, S("denied.internal"));

	check_str(form->section[1].title.number, S("二、"));
	check_str(form->section[1].title.text, S("主动公开政府信息情况"));
	check_str(table->row[row].label.number, S("5."));
	check_str(table->row[row].label.text, S("属于三类内部事务信息"));
	check_str(table->row[3].label.number, S("（二）"));
	check_str(table->block[0].corner.number, S(""));
	check_str(form_table(form, S("t2"))->block[0].head.text,
	    S("第二十条第（一）项"));
}

Test(form, a_group_in_a_sum_stands_for_its_rows)
{
	const struct forms	*forms = load(test_arena());
	const struct form_table	*table;
	const struct form_rule	*rule;

	table = form_table(forms_of_year(forms, 2021), S("t3"));
	rule = &table->rule[1];
	check_str(rule->id, S("I1"));
	check_int(rule->lefts, 1);
	check_int(rule->rights, 21);
	check_str(table->row[rule->right[20].index].key, S("other.else"));
	rule = &table->rule[2];
	check_int(rule->kind, FORM_SUM_COLUMNS);
	check_int(rule->rights, 6);
	check_int(rule->rows, 25);
}

Test(form, each_reporting_year_has_the_form_in_force)
{
	const struct forms	*forms = load(test_arena());

	check_str(forms_of_year(forms, 2019)->key, S("2019"));
	check_str(forms_of_year(forms, 2020)->key, S("2019"));
	check_str(forms_of_year(forms, 2021)->key, S("2021"));
	check_str(forms_of_year(forms, 2040)->key, S("2021"));
	cr_assert_null(forms_of_year(forms, 2018));
	cr_assert_null(form_table(forms_of_year(forms, 2021), S("t9")));
}

Test(form, a_kind_without_a_file_is_not_found)
{
	const struct forms	*forms;
	struct fault		 fault;

	check_int(forms_load(test_arena(), "tax-return", &forms, &fault),
	    ERR_NOT_FOUND);
	check_str(str_of(fault.key), S("form.none"));
}

static void
check_refused(const char *name, const char *head, const char *key)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms;
	struct fault		 fault;

	check_int(report_forms_with(arena, name, arena_printf(arena,
	    "%stitle: 报告\nsource: 无\nsections: {one: {title: 总的}}\n"
	    "tables: {t1: {section: one, most: 9, columns: {a: 甲}, "
	    "rows: {x: 收}}}\n", head), &forms, &fault), ERR_INVALID);
	check_str(str_of(fault.key), str_of(key));
}

Test(form, two_forms_for_one_year_are_refused)
{
	check_refused("annual-report-2020.yaml", "key: \"2020\"\n"
	    "kind: annual-report\nyears: {from: 2020}\n", "form.overlap");
	check_refused("annual-report-2021b.yaml", "key: 2021b\n"
	    "kind: annual-report\nyears: {from: 2021}\n", "form.overlap");
}

Test(form, a_file_of_another_kind_or_with_a_taken_key_is_refused)
{
	check_refused("annual-report-2027.yaml", "key: \"2027\"\n"
	    "kind: monthly\nyears: {from: 2027}\n", "form.kind");
	check_refused("annual-report-2027.yaml", "key: \"2021\"\n"
	    "kind: annual-report\nyears: {from: 2027}\n", "form.same_key");
}
