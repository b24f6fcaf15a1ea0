#include "tests/report.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/data.h"

const struct forms *
report_forms(struct arena *arena)
{
	const struct forms	*forms;
	struct fault		 fault;

	check_ok(forms_load(arena, "annual-report", &forms, &fault), fault);
	return forms;
}

enum err
report_forms_with(struct arena *arena, const char *name, const char *text,
    const struct forms **ret, struct fault *fault)
{
	const char	*root = test_folder();
	char		*folder, *file;
	enum err	 e;

	folder = arena_printf(arena, "%s/forms", root);
	file = arena_printf(arena, "%s/%s", folder, name);
	cr_assert_eq(mkdir(folder, 0700), 0);
	check_ok(file_write(file, str_of(text), fault), *fault);
	data_override(root);
	e = forms_load(arena, "annual-report", ret, fault);
	data_override(NULL);
	return e;
}

/* --- cells -------------------------------------------------------------- */

struct filled_cell *
report_cell(struct filled *filled, const char *table, const char *row,
    const char *column)
{
	const struct filled_table	*at;
	ptrdiff_t			 r, c;

	at = filled_table(filled, str_of(table));
	cr_assert(at != NULL && at->table != NULL, "no table %s", table);
	r = form_row(at->table, str_of(row));
	cr_assert(r >= 0, "no row %s in %s", row, table);
	c = form_column(&at->table->row[r], str_of(column));
	cr_assert(c >= 0, "no column %s in %s", column, row);
	return &at->cell[at->table->row[r].first + (size_t)c];
}

static void
set(struct filled_cell *cell, int64_t value)
{
	*cell = (struct filled_cell){ .state = FILLED_NUMBER,
	    .value = number_of(value), .place = cell->place };
}

void
report_set(struct filled *filled, const char *table, const char *row,
    const char *column, int64_t value)
{
	set(report_cell(filled, table, row, column), value);
}

void
report_state(struct filled *filled, const char *table, const char *row,
    const char *column, enum filled_state state, const char *raw)
{
	struct filled_cell	*cell = report_cell(filled, table, row,
				    column);

	*cell = (struct filled_cell){ .state = state, .raw = str_of(raw),
	    .place = cell->place };
}

/* --- reports ------------------------------------------------------------ */

struct filled *
report_zero(struct arena *arena, const struct forms *forms, int year)
{
	struct filled	*filled = arena_alloc(arena, sizeof *filled);

	filled->forms = forms;
	filled->form = forms_of_year(forms, year);
	filled->year = year;
	filled->agency.text = S("某县人民政府");
	filled->tables = filled->form->tables;
	filled->table = arena_array(arena, filled->tables,
	    sizeof *filled->table);
	for (size_t i = 0; i < filled->tables; i++) {
		struct filled_table	*at = &filled->table[i];

		at->form = filled->form;
		at->table = &filled->form->table[i];
		at->pieces = 1;
		at->cell = arena_array(arena, at->table->cells,
		    sizeof *at->cell);
		for (size_t c = 0; c < at->table->cells; c++) {
			at->cell[c].place.line = (unsigned)(100 * i + c + 1);
			set(&at->cell[c], 0);
		}
	}
	return filled;
}

/* A small figure, often 0, as in real reports. */
static int64_t
figure(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16 & 3) == 0 ? *seed >> 20 & 31 : 0;
}

static int64_t
value_of(const struct filled_cell *cell)
{
	int64_t	value;

	cr_assert(filled_int(cell, &value));
	return value;
}

/* Table 3 by columns: parts, then total, then the balance. */
static void
fill_received(struct filled *filled, unsigned *seed)
{
	const struct filled_table *at = filled_table(filled, S("t3"));
	const struct form_table	*table = at->table;

	for (size_t c = 0; c < 6; c++) {
		int64_t	total = 0, in, out;
		struct filled_cell *column = at->cell + c;

		for (size_t r = 2; r < table->rows - 2; r++) {
			set(&column[table->row[r].first], figure(seed));
			total += value_of(&column[table->row[r].first]);
		}
		out = figure(seed);
		in = figure(seed) % (total + out + 1);
		set(&column[table->row[0].first], total + out - in);
		set(&column[table->row[1].first], in);
		set(&column[table->row[table->rows - 2].first], total);
		set(&column[table->row[table->rows - 1].first], out);
	}
	for (size_t r = 0; r < table->rows; r++) {
		struct filled_cell	*row = at->cell + table->row[r].first;
		int64_t			 sum = 0;

		for (size_t c = 0; c < 6; c++)
			sum += value_of(&row[c]);
		set(&row[6], sum);
	}
}

static void
fill_disputes(struct filled *filled, unsigned *seed)
{
	const struct filled_table *at = filled_table(filled, S("t4"));

	for (size_t r = 0; r < 3; r++) {
		struct filled_cell	*row = at->cell + 5 * r;
		int64_t			 sum = 0;

		for (size_t c = 0; c < 4; c++) {
			set(&row[c], figure(seed));
			sum += value_of(&row[c]);
		}
		set(&row[4], sum);
	}
}

/* Rising along each row, which keeps the relations of both forms. */
static void
fill_disclosed(struct filled *filled, unsigned *seed)
{
	const struct filled_table *at = filled_table(filled, S("t2"));
	const struct form_table	*table = at->table;

	for (size_t r = 0; r < table->rows; r++) {
		int64_t	value = 0;

		for (size_t c = 0; c < table->row[r].columns; c++) {
			value += figure(seed);
			set(&at->cell[table->row[r].first + c], value);
		}
	}
}

struct filled *
report_random(struct arena *arena, const struct forms *forms, int year,
    unsigned seed)
{
	struct filled	*filled = report_zero(arena, forms, year);

	fill_disclosed(filled, &seed);
	fill_received(filled, &seed);
	fill_disputes(filled, &seed);
	return filled;
}

/* --- checking ----------------------------------------------------------- */

/* Rules about figures; what a report says in words is tested elsewhere. */
static bool
about_figures(const struct finding *finding)
{
	static const char *const rules[] = {
		"C0", "C1", "C2", "C3", "C4", "I1", "I2", "I3", "I4", "I5",
		"I6", "L0", "L1", "P1", "R1", "R2", "R3", "S2"
	};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(finding->check->id, rules[i]) == 0)
			return true;
	return false;
}

void
report_run(struct check_run *run)
{
	size_t	kept = 0;

	check_ok(check_rules_load(run->job->arena, &run->rules,
	    run->job->fault), *run->job->fault);
	check_report(run);
	for (size_t i = 0; i < run->n; i++)
		if (about_figures(&run->finding[i]))
			run->finding[kept++] = run->finding[i];
	run->n = kept;
}

struct check_run *
report_check_pair(struct arena *arena, const struct filled *report,
    const struct filled *previous)
{
	struct job		*job = arena_alloc(arena, sizeof *job);
	struct check_run	*run = arena_alloc(arena, sizeof *run);

	job->arena = arena;
	job->fault = arena_alloc(arena, sizeof *job->fault);
	job->today = day_make(2026, 11, 21);
	check_ok(word_load(arena, LANG_ZH, &job->words, job->fault),
	    *job->fault);
	run->job = job;
	run->report = report;
	run->previous = previous;
	report_run(run);
	return run;
}

struct check_run *
report_check(struct arena *arena, const struct filled *report)
{
	return report_check_pair(arena, report, NULL);
}

size_t
report_count(const struct check_run *run, const char *rule,
    const char *table, const char *row, const char *column)
{
	size_t	n = 0;

	for (size_t i = 0; i < run->n; i++) {
		const struct finding	*finding = &run->finding[i];

		n += strcmp(finding->check->id, rule) == 0 &&
		    str_eq(finding->table, str_of(table)) &&
		    str_eq(finding->row, str_of(row)) &&
		    str_eq(finding->column, str_of(column));
	}
	return n;
}

const struct finding *
report_one(const struct check_run *run, const char *rule)
{
	const struct finding	*found = NULL;

	for (size_t i = 0; i < run->n; i++) {
		if (strcmp(run->finding[i].check->id, rule) != 0)
			continue;
		cr_assert_null(found, "%s was found twice: %.*s", rule,
		    STRF(run->finding[i].message));
		found = &run->finding[i];
	}
	cr_assert_not_null(found, "%s found nothing", rule);
	return found;
}

size_t
report_total(const struct check_run *run)
{
	return run->n;
}
