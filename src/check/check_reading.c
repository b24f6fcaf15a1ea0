#include "base/arena.h"
#include "check/check_at.h"
#include "check/check_cells.h"
#include "check/check_name.h"

/*
 * What was wrong on the way from the document to the form.  A form reads only
 * what it can be sure of; what it could not is said here, so that nobody
 * takes silence for agreement.
 */

/* The title of a table of the report, whether it is lost or not. */
static str
title_of(const struct filled *report, str key)
{
	const struct form_table	*table = form_table(report->form, key);

	return table == NULL ? key : table->title;
}

CHECK(tables, .id = "R1", .severity = CHECK_WARNING, .scope = CHECK_ONE)
(struct check_run *run)
{
	const struct filled	*report = run->report;
	size_t			 lost = 0;

	for (size_t i = 0; i < report->tables; i++)
		lost += report->table[i].table == NULL;
	if (lost == report->tables && lost > 1) {
		FIND(run, "all", str_printf(run->job->arena, "%zu", lost));
		return;
	}
	for (size_t i = 0; i < report->tables; i++) {
		const struct form_table	*table = &report->form->table[i];
		struct finding		*finding;

		if (report->table[i].table != NULL)
			continue;
		finding = FIND(run, "one", table->title);
		finding->table = table->key;
	}
}

/* What is said of each kind of remark; NULL where another rule says it. */
static const struct {
	const char		*id;		/* the rule that says it */
	const char		*message;
	enum check_severity	 severity;
} remarks[] = {
	[FILLED_CELL_UNREADABLE] = { NULL, NULL, CHECK_ERROR },
	[FILLED_ROW_UNCLEAR] = { "R2", "unclear", CHECK_WARNING },
	[FILLED_ROW_MISSING] = { NULL, NULL, CHECK_WARNING },
	[FILLED_ROW_DOUBLE] = { "R2", "double", CHECK_ERROR },
	[FILLED_TABLE_DOUBLE] = { "R2", "table_double", CHECK_WARNING },
	[FILLED_ROW_UNKNOWN] = { "R2", "unknown", CHECK_WARNING },
	[FILLED_COLUMN_ADDED] = { "R2", "added", CHECK_NOTE },
	[FILLED_HEAD_OTHER] = { NULL, NULL, CHECK_ERROR },
	[FILLED_HEAD_DOUBLE] = { NULL, NULL, CHECK_WARNING },
	[FILLED_SUBTOTAL] = { NULL, NULL, CHECK_ERROR },
	[FILLED_MOJIBAKE] = { "R3", "mojibake", CHECK_WARNING }
};

static str
row_name(const struct check_run *run, const struct filled_remark *remark)
{
	const struct filled_table *at = filled_table(run->report,
					    remark->table);
	const struct form_table	  *table;
	ptrdiff_t		   row;

	table = at != NULL && at->table != NULL ? at->table :
	    form_table(run->report->form, remark->table);
	if (table == NULL)
		return remark->row;
	row = form_row(table, remark->row);
	if (row < 0)
		return check_name_group(run->job->arena, table, remark->row);
	return check_name_row(run->job->arena, table, (size_t)row);
}

static const char *
message_of(const struct filled_remark *remark)
{
	if (remark->kind == FILLED_ROW_UNCLEAR && remark->row.n == 0)
		return "unclear_row";
	return remarks[remark->kind].message;
}

/*
 * All tables stand there twice: two reports are in one file, and that is said
 * once, where the second table is seen first.  NULL if they do not.
 */
static const struct filled_remark *
second_report(const struct filled *report)
{
	const struct filled_remark	*first = NULL;
	size_t				 n = 0;

	for (size_t i = 0; i < report->remarks; i++) {
		if (report->remark[i].kind != FILLED_TABLE_DOUBLE)
			continue;
		if (first == NULL)
			first = &report->remark[i];
		n++;
	}
	return n == report->tables && n > 1 ? first : NULL;
}

static void
tell_second_report(struct check_run *run, const struct filled_remark *first)
{
	FIND(run, "report_double", str_printf(run->job->arena, "%zu",
	    run->report->tables))->place = first->place;
}

/* Say the remarks that belong to the running rule. */
static void
tell_remarks(struct check_run *run)
{
	const struct filled_remark *second = second_report(run->report);

	for (size_t i = 0; i < run->report->remarks; i++) {
		const struct filled_remark *remark = &run->report->remark[i];
		struct finding		   *finding;

		if (remarks[remark->kind].id == NULL ||
		    !str_is(str_of(remarks[remark->kind].id), run->check->id))
			continue;
		if (second != NULL && remark->kind == FILLED_TABLE_DOUBLE) {
			if (remark == second)
				tell_second_report(run, second);
			continue;
		}
		finding = FIND(run, message_of(remark),
		    title_of(run->report, remark->table),
		    row_name(run, remark), remark->quote);
		finding->severity = remarks[remark->kind].severity;
		finding->table = remark->table;
		finding->row = remark->row;
		finding->column = remark->column;
		finding->quote = remark->quote;
		finding->place = remark->place;
	}
}

/* Rows that were not found, those behind one another from first to last. */
static str
missing_text(const struct check_run *run, const struct form_table *table,
    const bool *missing)
{
	struct arena	*arena = run->job->arena;
	str		*name = arena_array(arena, table->rows, sizeof *name);
	size_t		 n = 0, to;

	for (size_t i = 0; i < table->rows; i = to + 1) {
		to = i;
		if (!missing[i])
			continue;
		while (to + 1 < table->rows && missing[to + 1])
			to++;
		name[n] = check_name_row(arena, table, i);
		if (to > i)
			name[n] = WORD(arena, run->job->words,
			    "check.cell.until", name[n],
			    check_name_row(arena, table, to));
		n++;
	}
	return check_name_join(arena, name, n,
	    word(run->job->words, "check.list.and"));
}

/* One finding a table: a table torn off lacks its whole rest. */
static void
tell_missing(struct check_run *run, const struct filled_table *at)
{
	struct arena	*arena = run->job->arena;
	bool		*missing = arena_array(arena, at->table->rows,
			    sizeof *missing);
	size_t		 first = at->table->rows, n = 0;
	struct finding	*finding;

	for (size_t i = 0; i < run->report->remarks; i++) {
		const struct filled_remark *remark = &run->report->remark[i];
		ptrdiff_t		    row;

		if (remark->kind != FILLED_ROW_MISSING ||
		    !str_eq(remark->table, at->table->key))
			continue;
		row = form_row(at->table, remark->row);
		if (row < 0 || missing[row])
			continue;
		missing[row] = true;
		first = (size_t)row < first ? (size_t)row : first;
		n++;
	}
	if (n == 0)
		return;
	finding = FIND(run, n == 1 ? "missing" : "missing_rows",
	    at->table->title, missing_text(run, at->table, missing),
	    str_printf(arena, "%zu", n));
	check_at_table(finding, at->table, at);
	finding->row = at->table->row[first].key;
}

CHECK(rows, .id = "R2", .severity = CHECK_WARNING, .scope = CHECK_ONE)
(struct check_run *run)
{
	tell_remarks(run);
	for (size_t i = 0; i < run->report->tables; i++)
		if (run->report->table[i].table != NULL) {
			tell_missing(run, &run->report->table[i]);
			check_cells_tell(run, &run->report->table[i],
			    FILLED_LOST, "cells", "cells");
		}
}

CHECK(mojibake, .id = "R3", .severity = CHECK_WARNING, .scope = CHECK_ONE)
(struct check_run *run)
{
	tell_remarks(run);
}
