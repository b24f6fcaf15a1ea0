#include <string.h>

#include "base/yaml.h"
#include "check/prose.h"
#include "tests/report.h"

#define CASES	"tests/check/prose_cases.yaml"

/* The rules that read prose. */
static const char *const	rules[] = {
	"F1", "R4", "T1", "T2", "T3", "T4", "T6", "T7", "T8"
};

/* Findings of a rule: those that were right, came unasked, or are missing. */
struct tally {
	unsigned	right, alarm, missed;
};

static size_t
rule_index(const char *id)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(rules[i], id) == 0)
			return i;
	return SIZE_MAX;
}

/* --- a case as a report ------------------------------------------------- */

static void
put_section(struct arena *arena, struct filled *report, struct yaml *map,
    const char *key)
{
	struct filled_section	*section;
	str			 text = { NULL, 0 }, line;
	struct fault		 fault;

	check_ok(yaml_may_text(map, key, &text, &fault), fault);
	if (text.n == 0)
		return;
	section = &report->section[report->sections++];
	for (size_t i = 0; i < report->form->sections; i++)
		if (str_is(report->form->section[i].key, key))
			section->section = (ptrdiff_t)i;
	section->text = arena_array(arena, 16, sizeof *section->text);
	while (text.n > 0 && section->n < 16) {
		if (!str_cut(&text, '\n', &line)) {
			line = text;
			text.n = 0;
		}
		section->text[section->n].text = line;
		section->text[section->n++].raw = line;
	}
}

static void
add(struct filled *report, const char *table, const char *row,
    const char *column, int64_t value)
{
	struct filled_cell	*cell = report_cell(report, table, row, column);
	int64_t			 before;

	cr_assert(filled_int(cell, &before));
	report_set(report, table, row, column, before + value);
}

/* "granted: 5", "review.upheld: 2", "norms.made: 6" */
static void
put_cell(struct arena *arena, struct filled *report, const char *table,
    str key, int64_t value)
{
	char	*row = str_c(arena, key), *column;

	if (strcmp(table, "t3") == 0) {
		add(report, table, row, "natural", value);
		add(report, table, row, "total", value);
		return;
	}
	column = strrchr(row, '.');
	cr_assert_not_null(column, "%s: no column", row);
	*column++ = '\0';
	add(report, table, row, column, value);
	if (strcmp(table, "t4") == 0)
		add(report, table, row, "total", value);
}

static void
put_table(struct arena *arena, struct filled *report, struct yaml *map,
    const char *key)
{
	struct yaml		*cells = yaml_get(map, key);
	struct filled_table	*at = NULL;
	struct fault		 fault;
	int64_t			 value;

	for (size_t i = 0; i < report->tables; i++)
		if (str_is(report->form->table[i].key, key))
			at = &report->table[i];
	cr_assert_not_null(at);
	if (cells == NULL) {
		at->table = NULL;
		at->form = NULL;
		return;
	}
	for (size_t i = 0; i < cells->n; i++) {
		check_ok(yaml_want_int(cells, str_c(arena, cells->key[i]), 0,
		    1000000, &value, &fault), fault);
		put_cell(arena, report, key, cells->key[i], value);
	}
}

static struct filled *
report_of(struct arena *arena, const struct forms *forms, struct yaml *map)
{
	struct filled	*report;
	struct fault	 fault;
	int64_t		 year = 2023;

	check_ok(yaml_may_int(map, "year", 2019, 2030, &year, &fault), fault);
	report = report_zero(arena, forms, (int)year);
	report->agency.text = S("柳河镇人民政府");
	check_ok(yaml_may_text(map, "agency", &report->agency.text, &fault),
	    fault);
	report->section = arena_array(arena, 8, sizeof *report->section);
	put_section(arena, report, map, "overview");
	put_section(arena, report, map, "disputes");
	put_section(arena, report, map, "problems");
	put_section(arena, report, map, "others");
	put_table(arena, report, map, "t2");
	put_table(arena, report, map, "t3");
	put_table(arena, report, map, "t4");
	return report;
}

/* --- what was found ----------------------------------------------------- */

/* "T3 408", or "F1" where nothing particular was found. */
static bool
is_wanted(const struct finding *finding, str want)
{
	str	id = str_of(finding->check->id);

	if (!str_starts(want, id))
		return false;
	want = str_trim(str_sub(want, id.n, want.n));
	return want.n == 0 || str_eq(want, finding->found);
}

static bool
hold(const struct check_run *run, str name, const str *want, size_t wants,
    struct tally *tally)
{
	bool	*met = arena_array(run->job->arena, wants + 1, sizeof *met);
	bool	 good = true;

	for (size_t i = 0; i < run->n; i++) {
		const struct finding	*finding = &run->finding[i];
		size_t			 rule = rule_index(finding->check->id);
		size_t			 j = 0;

		if (rule == SIZE_MAX)
			continue;
		while (j < wants && (met[j] || !is_wanted(finding, want[j])))
			j++;
		if (j < wants) {
			met[j] = true;
			tally[rule].right++;
			continue;
		}
		tally[rule].alarm++;
		good = false;
		cr_log_error("%.*s: unasked %s %.*s: %.*s", STRF(name),
		    finding->check->id, STRF(finding->found),
		    STRF(finding->message));
	}
	for (size_t j = 0; j < wants; j++) {
		if (met[j])
			continue;
		for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
			if (str_starts(want[j], str_of(rules[i])))
				tally[i].missed++;
		good = false;
		cr_log_error("%.*s: missed %.*s", STRF(name), STRF(want[j]));
	}
	return good;
}

/* What all cases are read with. */
struct lore {
	const struct forms	*forms;
	const struct check_rules *rules;
	const struct words	*words;
};

static bool
try_case(const struct lore *lore, struct yaml *map, struct tally *tally)
{
	struct arena	*arena = arena_new((size_t)1 << 28);
	struct fault	 fault;
	struct job	 job = { .arena = arena, .words = lore->words,
			    .today = day_make(2026, 11, 21), .fault = &fault };
	struct check_run run = { .job = &job, .rules = lore->rules };
	str		 name, *want = NULL;
	size_t		 wants = 0;
	bool		 good;

	check_ok(yaml_want_text(map, "name", &name, &fault), fault);
	check_ok(yaml_may_texts(arena, map, "find", &want, &wants, &fault),
	    fault);
	run.report = report_of(arena, lore->forms, map);
	check_report(&run);
	good = hold(&run, name, want, wants, tally);
	check_ok(yaml_done(map, &fault), fault);
	arena_free(arena);
	return good;
}

Test(prose_cases, finds_what_is_wrong_and_nothing_else)
{
	struct arena		*arena = test_arena();
	struct lore		 lore = { .forms = report_forms(arena) };
	struct tally		 tally[sizeof rules / sizeof *rules] = { 0 };
	struct yaml		*root, *cases;
	struct fault		 fault;
	size_t			 bad = 0;
	str			 bytes;

	check_ok(check_rules_load(arena, &lore.rules, &fault), fault);
	check_ok(word_load(arena, LANG_ZH, &lore.words, &fault), fault);
	check_ok(file_read(arena, CASES, 1 << 20, &bytes, &fault), fault);
	check_ok(yaml_read(arena, CASES, bytes, &root, &fault), fault);
	check_ok(yaml_want(root, "cases", YAML_LIST, &cases, &fault), fault);
	for (size_t i = 0; i < cases->n; i++)
		bad += !try_case(&lore, &cases->item[i], tally);

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		unsigned	right = tally[i].right;
		unsigned	said = right + tally[i].alarm;
		unsigned	due = right + tally[i].missed;

		if (said + due > 0)
			cr_log_info("%s: %u of %u findings right, "
			    "%u of %u mistakes found", rules[i], right, said,
			    right, due);
	}
	cr_assert_eq(bad, 0, "%zu of %zu cases", bad, cases->n);
}
