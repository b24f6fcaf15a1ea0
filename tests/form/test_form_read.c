#include "tests/test.h"

#include "form/form.h"

/* A form that is right, in parts that a test can change. */
static const char	head[] =
	"key: \"2027\"\n"
	"kind: annual-report\n"
	"title: 年度报告\n"
	"years: {from: 2027}\n"
	"source: 某通知\n"
	"sections:\n"
	"  one: {title: [一、总的情况, 概况]}\n";
static const char	table[] =
	"tables:\n"
	"  t1:\n"
	"    section: one\n"
	"    most: 1000\n"
	"    columns:\n"
	"      a: 甲\n"
	"      both:\n"
	"        label: 合并\n"
	"        columns: {b: 乙, c: 丙}\n"
	"    rows:\n"
	"      x: 一、收\n"
	"      parts:\n"
	"        label: 分项\n"
	"        rows: {y: 1.办, z: 2.退}\n";
static const char	rules[] =
	"    rules:\n"
	"      - {id: P1, every: column, holds: x = parts, source: 表头}\n"
	"      - {id: I2, every: row, holds: a = both, source: 推得}\n";

static enum err
read_parts(const char *a, const char *b, const char *c, struct form **ret,
    struct fault *fault)
{
	struct arena	*arena = test_arena();

	return form_read(arena, "f.yaml", str_printf(arena, "%s%s%s", a, b,
	    c), ret, fault);
}

/* The form is refused with this sentence, at this line, naming this. */
static void
check_refused(enum err e, const struct fault *fault, const char *key,
    const char *line, const char *what)
{
	str	at;

	check_int(e, ERR_INVALID);
	check_str(str_of(fault->key), str_of(key));
	at = str_printf(test_arena(), "f.yaml:%s:", line);
	cr_assert(str_starts(fault->arg[0], at), "%.*s is not %.*s..",
	    STRF(fault->arg[0]), STRF(at));
	check_str(fault->arg[1], str_of(what));
}

Test(form_read, a_form_that_is_right_is_read)
{
	struct form	*form;
	struct fault	 fault;

	check_ok(read_parts(head, table, rules, &form, &fault), fault);
	check_int(form->from, 2027);
	check_int(form->until, FORM_OPEN);
	check_int(form->table[0].rows, 3);
	check_int(form->table[0].groups, 2);
	check_int(form->table[0].rule[0].rights, 2);
	check_str(form->section[0].title.variant[0], S("概况"));
	check_str(form->table[0].title, S("总的情况"));
}

Test(form_read, a_word_nobody_knows_is_refused_where_it_stands)
{
	struct form	*form;
	struct fault	 fault;

	check_refused(read_parts(head, table, "    rolls: add\n", &form,
	    &fault), &fault, "yaml.unknown", "22", "rolls");
	check_refused(read_parts(head, table, "    roll: sum\n", &form,
	    &fault), &fault, "form.choice", "22", "sum");
	check_refused(read_parts(head, table, "colour: red\n", &form,
	    &fault), &fault, "yaml.unknown", "22", "colour");
}

Test(form_read, a_table_without_its_section_is_refused)
{
	struct form	*form;
	struct fault	 fault;

	check_refused(read_parts(head,
	    "tables:\n  t1:\n    section: two\n    most: 9\n", "", &form,
	    &fault), &fault, "form.no_section", "10", "two");
}

Test(form_read, a_table_without_columns_or_rows_is_refused)
{
	struct form	*form;
	struct fault	 fault;
	static const char start[] =
	    "tables:\n  t1:\n    section: one\n    most: 9\n";

	check_refused(read_parts(head, start, "", &form, &fault), &fault,
	    "yaml.missing", "10", "columns");
	check_refused(read_parts(head, start, "    columns: {a: 甲}\n",
	    &form, &fault), &fault, "yaml.missing", "10", "rows");
	check_refused(read_parts(head, start, "    columns: {a: 甲}\n"
	    "    rows: {}\n", &form, &fault), &fault, "form.members", "13",
	    "rows");
}

Test(form_read, two_rows_that_read_alike_are_refused)
{
	struct form	*form;
	struct fault	 fault;
	static const char start[] =
	    "tables:\n  t1:\n    section: one\n    most: 9\n"
	    "    columns: {a: 甲}\n";

	check_refused(read_parts(head, start,
	    "    rows:\n      x: 1.其他\n      y: 2.其 他\n", &form, &fault),
	    &fault, "form.label_clash", "15", "x");
	check_refused(read_parts(head, start,
	    "    rows:\n      x: [其他, 其它, 其他：]\n", &form, &fault),
	    &fault, "form.label_twice", "14", "其他：");
}

Test(form_read, a_label_of_nothing_but_signs_is_refused)
{
	struct form	*form;
	struct fault	 fault;

	check_refused(read_parts(head, "tables:\n  t1:\n    section: one\n"
	    "    most: 9\n    columns: {a: （）}\n", "    rows: {x: 收}\n",
	    &form, &fault), &fault, "form.label", "12", "（）");
}

Test(form_read, a_key_that_cannot_stand_in_a_sum_is_refused)
{
	struct form	*form;
	struct fault	 fault;

	check_refused(read_parts(head, "tables:\n  t1:\n    section: one\n"
	    "    most: 9\n    columns: {last: 甲}\n", "    rows: {x: 收}\n",
	    &form, &fault), &fault, "form.key", "12", "last");
	check_refused(read_parts(head, "tables:\n  t1:\n    section: one\n"
	    "    most: 9\n    columns: {a+b: 甲}\n", "    rows: {x: 收}\n",
	    &form, &fault), &fault, "form.key", "12", "a+b");
}

Test(form_read, a_sum_over_what_is_not_there_is_refused)
{
	struct form	*form;
	struct fault	 fault;

	check_refused(read_parts(head, table, "    rules:\n      - "
	    "{id: P1, every: column, holds: x = w, source: 推}\n", &form,
	    &fault), &fault, "form.rule_term", "23", "w");
	check_refused(read_parts(head, table, "    rules:\n      - "
	    "{id: P1, every: column, holds: x - y, source: 推}\n", &form,
	    &fault), &fault, "form.rule_sign", "23", "-");
	check_refused(read_parts(head, table, "    rules:\n      - "
	    "{id: P1, every: column, holds: x = y = z, source: 推}\n",
	    &form, &fault), &fault, "form.rule_sign", "23", "=");
}

Test(form_read, a_rule_no_check_holds_is_refused)
{
	struct form	*form;
	struct fault	 fault;

	check_refused(read_parts(head, table, "    rules:\n      - "
	    "{id: Q7, every: column, holds: x = y, source: 推}\n", &form,
	    &fault), &fault, "form.rule_id", "23", "Q7");
	check_refused(read_parts(head, table, "    rules:\n      - "
	    "{id: C1, every: column, holds: x = y, source: 推}\n", &form,
	    &fault), &fault, "form.rule_shape", "23", "C1");
	check_refused(read_parts(head, table, "    rules:\n      - "
	    "{id: I1, every: column, holds: x >= y, source: 推}\n", &form,
	    &fault), &fault, "form.rule_shape", "23", "I1");
}

Test(form_read, a_sum_over_columns_that_differ_by_row_is_refused)
{
	struct form	*form;
	struct fault	 fault;

	check_refused(read_parts(head,
	    "tables:\n  t1:\n    section: one\n    most: 9\n"
	    "    blocks:\n"
	    "      - {columns: {a: 甲, b: 乙}, rows: {x: 收}}\n"
	    "      - {columns: {b: 乙, a: 甲}, rows: {y: 办}}\n",
	    "    rules:\n"
	    "      - {id: I2, every: row, holds: a = b, source: 推}\n",
	    &form, &fault), &fault, "form.rule_reach", "16", "y");
}

Test(form_read, years_that_end_before_they_begin_are_refused)
{
	struct form	*form;
	struct fault	 fault;
	enum err	 e;

	e = form_read(test_arena(), "f.yaml", S("key: \"1\"\nkind: k\n"
	    "title: 报告\nyears: {from: 2027, until: 2026}\nsource: 无\n"),
	    &form, &fault);
	check_int(e, ERR_INVALID);
	cr_assert(str_starts(fault.arg[0], S("f.yaml:4:")));
}
