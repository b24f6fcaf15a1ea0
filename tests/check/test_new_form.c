#include "form/form_json.h"
#include "tests/report.h"

/*
 * The promise of forms as data: the format of 2027 is a file.  This one is
 * invented: other rows, another kind of applicant, a table more, relations
 * of its own.  Not one line of C knows it.
 */
static const char	form_2027[] =
	"key: \"2027\"\n"
	"kind: annual-report\n"
	"title: 政府信息公开年报\n"
	"years: {from: 2027}\n"
	"source: 某年某通知\n"
	"sections:\n"
	"  overview: {title: 一、概述}\n"
	"  received: {title: 二、申请}\n"
	"  training: {title: 三、培训}\n"
	"tables:\n"
	"  t3:\n"
	"    section: received\n"
	"    unit: 件\n"
	"    most: 100000\n"
	"    columns:\n"
	"      natural: 自然人\n"
	"      bodies:\n"
	"        label: 组织\n"
	"        columns: {domestic: 境内, foreign: 境外}\n"
	"      total: 总计\n"
	"    rows:\n"
	"      new: 一、新收\n"
	"      carried_in: 二、结转\n"
	"      results:\n"
	"        label: 三、办理\n"
	"        rows:\n"
	"          open: （一）公开\n"
	"          shut:\n"
	"            label: （二）不公开\n"
	"            rows:\n"
	"              shut.law: 1.依法\n"
	"              shut.void: 2.没有\n"
	"          total: （三）合计\n"
	"      carried_out: 四、转下年\n"
	"    rules:\n"
	"      - id: P1\n"
	"        every: column\n"
	"        holds: new + carried_in = total + carried_out\n"
	"        printed: yes\n"
	"        source: 表头\n"
	"      - id: I1\n"
	"        every: column\n"
	"        holds: total = open + shut\n"
	"        source: 推得\n"
	"      - id: I2\n"
	"        every: row\n"
	"        holds: total = natural + bodies\n"
	"        source: 推得\n"
	"      - id: C1\n"
	"        every: column\n"
	"        holds: carried_in = last carried_out\n"
	"        source: 推得\n"
	"  t5:\n"
	"    section: training\n"
	"    most: 10000\n"
	"    blocks:\n"
	"      - columns: {times: 次数, people: 人次}\n"
	"        rows: {courses: 培训班}\n"
	"      - columns: {cost: {label: 经费, value: amount, unit: 万元}}\n"
	"        rows: {spending: 支出}\n";

static const char	report_2027[] =
	"{\"title\":\"甲县2027年政府信息公开年报\",\"agency\":\"甲县人民政府\","
	"\"year\":2027,\"tables\":{\"t3\":{"
	"\"new\":[4,1,2,7],\"carried_in\":[1,0,0,1],\"open\":[3,1,0,4],"
	"\"shut.law\":[1,0,0,1],\"shut.void\":[0,0,1,1],"
	"\"total\":[4,1,1,6],\"carried_out\":[1,0,1,2]},"
	"\"t5\":{\"courses\":{\"times\":3,\"people\":120},"
	"\"spending\":{\"cost\":1.25}}}}";

/* The forms with the invented one laid over them. */
static const struct forms *
forms_with_2027(struct arena *arena)
{
	const struct forms	*forms;
	struct fault		 fault;

	check_ok(report_forms_with(arena, "annual-report-2027.yaml",
	    form_2027, &forms, &fault), fault);
	return forms;
}

static struct filled *
read_2027(struct arena *arena, const struct forms *forms)
{
	struct filled	*filled;
	struct fault	 fault;

	check_ok(form_json_read(arena, forms, str_of(report_2027), &filled,
	    &fault), fault);
	return filled;
}

Test(new_form, a_file_is_all_it_takes_to_be_in_force)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = forms_with_2027(arena);

	check_int(forms->n, 3);
	check_str(forms_of_year(forms, 2026)->key, S("2021"));
	check_int(forms_of_year(forms, 2026)->until, 2026);
	check_str(forms_of_year(forms, 2027)->key, S("2027"));
}

Test(new_form, a_consistent_report_of_it_is_left_alone)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = forms_with_2027(arena);

	check_int(report_total(report_check(arena,
	    read_2027(arena, forms))), 0);
}

Test(new_form, its_relations_are_held)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = forms_with_2027(arena);
	struct filled		*report = read_2027(arena, forms);
	struct check_run	*run;

	report_set(report, "t3", "shut.void", "foreign", 2);
	run = report_check(arena, report);
	check_int(report_count(run, "I1", "t3", "total", "foreign"), 1);
	check_int(report_count(run, "I2", "t3", "shut.void", "total"), 1);
	check_int(report_total(run), 2);
	cr_assert(str_has(report_one(run, "I1")->message,
	    S("（二）2.没有 2")));
}

Test(new_form, its_balance_with_last_year_is_held)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = forms_with_2027(arena);
	struct filled		*report = read_2027(arena, forms);
	struct filled		*previous = report_zero(arena, forms, 2026);
	struct check_run	*run;

	previous->agency.text = S("甲县人民政府");
	run = report_check_pair(arena, report, previous);
	check_int(report_count(run, "C1", "t3", "carried_in", "natural"), 1);
	check_int(report_count(run, "C1", "t3", "carried_in", "total"), 1);
}

Test(new_form, it_is_written_as_json_and_read_again)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = forms_with_2027(arena);
	struct json		 json;
	struct buf		 buf;

	buf_init(&buf, arena, (size_t)1 << 20);
	json_init(&json, &buf, false);
	form_json_write(&json, arena, read_2027(arena, forms));
	cr_assert(str_has(buf_str(&buf),
	    S("\"format\":{\"table3\":\"2027\",\"table5\":\"2027\"}")));
	cr_assert(str_has(buf_str(&buf), S("\"shut.law\":[1,0,0,1]")));
	cr_assert(str_has(buf_str(&buf),
	    S("\"t5\":{\"courses\":{\"times\":3,\"people\":120},"
	    "\"spending\":{\"cost\":1.25}}")));
}

/* A report of 2027 on the paper of 2021 is told, and not taken for wrong. */
Test(new_form, an_old_table_in_its_year_is_told)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = forms_with_2027(arena);
	struct filled		*report = read_2027(arena, forms);
	struct filled		*old = report_zero(arena, forms, 2026);
	struct check_run	*run;

	report->table[0] = old->table[1];
	run = report_check(arena, report);
	check_str(report_one(run, "S2")->found, S("2021"));
	check_int(report_total(run), 1);
}
