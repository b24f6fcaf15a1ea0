#include "base/arena.h"
#include "check/check_at.h"
#include "check/check_name.h"

/* Names collected for a sentence, each once. */
struct names {
	str	*at;
	size_t	 n;
};

static void
add_name(struct names *names, str name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_eq(names->at[i], name))
			return;
	names->at[names->n++] = name;
}

/* The rows and columns of one table that another version of it lacks. */
static struct names
only_in(struct arena *arena, const struct form_table *table,
    const struct form_table *other)
{
	struct names	names = { .n = 0 };

	names.at = arena_array(arena, table->rows + table->cells,
	    sizeof *names.at);
	for (size_t i = 0; i < table->rows; i++) {
		const struct form_row	*row = &table->row[i];
		ptrdiff_t		 at = form_row(other, row->key);

		if (at < 0) {
			add_name(&names, check_name_row(arena, table, i));
			continue;
		}
		for (size_t j = 0; j < row->columns; j++)
			if (form_column(&other->row[at],
			    row->column[j].key) < 0)
				add_name(&names, check_name_column(row, j));
	}
	return names;
}

static str
names_text(const struct check_run *run, const struct names *names)
{
	str	joined = check_name_join(run->job->arena, names->at, names->n,
		    word(run->job->words, "check.list.and"));

	return names->n == 0 ? word(run->job->words, "check.S2.nothing") :
	    joined;
}

/*
 * A table that is the same in both forms is nobody's mistake, whichever form
 * it was read as.
 */
static void
check_table(struct check_run *run, const struct filled_table *at,
    const struct form *due)
{
	struct arena		*arena = run->job->arena;
	const struct form_table	*want = form_table(due, at->table->key);
	struct names		 extra, missing;
	struct finding		*finding;

	if (want == NULL)
		return;
	extra = only_in(arena, at->table, want);
	missing = only_in(arena, want, at->table);
	if (extra.n + missing.n == 0)
		return;
	finding = FIND(run, "other", at->table->title,
	    str_printf(arena, "%d", run->report->year), due->key,
	    at->form->key, names_text(run, &missing),
	    names_text(run, &extra));
	check_at_table(finding, at->table, at);
	finding->expected = due->key;
	finding->found = at->form->key;
	finding->quote = check_name_join(arena, extra.at, extra.n, S("、"));
}

/* A head that mixes the wordings of two forms, or says one of them twice. */
static void
check_head(struct check_run *run, const struct filled_remark *remark)
{
	const struct filled_table *at = filled_table(run->report,
					    remark->table);
	const struct form_row	  *row;
	struct finding		  *finding;
	str			   name;

	row = &at->table->row[form_row(at->table, remark->row)];
	name = check_name_row(run->job->arena, at->table,
	    (size_t)(row - at->table->row));
	if (remark->kind == FILLED_HEAD_OTHER)
		finding = FIND(run, "mixed", at->table->title, name,
		    remark->quote, remark->form, at->form->key);
	else
		finding = FIND(run, "doubled", at->table->title, name,
		    remark->quote, check_name_column(row, (size_t)form_column(
		    row, remark->column)));
	check_at_row(finding, at, (size_t)(row - at->table->row));
	finding->severity = remark->kind == FILLED_HEAD_OTHER ? CHECK_ERROR :
	    CHECK_WARNING;
	finding->quote = remark->quote;
	finding->place = remark->place;
}

static void
check_heads(struct check_run *run)
{
	const struct filled	*report = run->report;

	for (size_t i = 0; i < report->remarks; i++)
		if (report->remark[i].kind == FILLED_HEAD_OTHER ||
		    report->remark[i].kind == FILLED_HEAD_DOUBLE)
			check_head(run, &report->remark[i]);
}

CHECK(format, .id = "S2", .severity = CHECK_ERROR, .scope = CHECK_ONE)
(struct check_run *run)
{
	const struct filled	*report = run->report;
	const struct form	*due;

	check_heads(run);
	due = forms_of_year(report->forms, report->year);
	if (due == NULL)
		return;
	for (size_t i = 0; i < report->tables; i++) {
		const struct filled_table	*at = &report->table[i];

		if (at->table != NULL && at->form != due)
			check_table(run, at, due);
	}
}
