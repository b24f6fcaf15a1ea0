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

/* More remarks of a kind in one table than this are told in one sentence. */
#define REMARKS_APART	3
/* Of which so many are quoted. */
#define REMARKS_QUOTED	5

/* What is said of each kind of remark; NULL where another rule says it. */
static const struct {
	const char		*id;		/* the rule that says it */
	const char		*message;
	const char		*many;		/* for several in one */
	enum check_severity	 severity;
} kinds[] = {
	[FILLED_CELL_UNREADABLE] = { NULL, NULL, NULL, CHECK_ERROR },
	[FILLED_ROW_UNCLEAR] = { "R2", "unclear", "unclear_many",
	    CHECK_WARNING },
	[FILLED_ROW_MISSING] = { "R2", "missing", "missing_many",
	    CHECK_WARNING },
	[FILLED_ROW_DOUBLE] = { "R2", "double", "double_many", CHECK_ERROR },
	[FILLED_TABLE_DOUBLE] = { "R2", "table_double", "table_double",
	    CHECK_WARNING },
	[FILLED_ROW_UNKNOWN] = { "R2", "unknown", "unknown_many",
	    CHECK_WARNING },
	[FILLED_SUBTOTAL] = { NULL, NULL, NULL, CHECK_ERROR },
	[FILLED_MOJIBAKE] = { "R3", "mojibake", "mojibake_many",
	    CHECK_WARNING }
};

static str
row_name(const struct check_run *run, const struct filled_remark *remark)
{
	const struct filled_table *at = filled_table(run->report,
					    remark->table);
	const struct form_table	  *table;
	ptrdiff_t		   row;

	table = form_table(run->report->form, remark->table);
	if (at != NULL && at->table != NULL)
		table = at->table;
	if (remark->row.n == 0 || table == NULL)
		return word(run->job->words, "check.cell.some_row");
	row = form_row(table, remark->row);
	if (row < 0)
		return check_name_group(run->job->arena, table, remark->row);
	return check_name_row(run->job->arena, table, (size_t)row);
}

/* The remarks of the same kind in the same table; how many. */
static size_t
alike(const struct check_run *run, const struct filled_remark *first,
    const struct filled_remark **ret)
{
	const struct filled	*report = run->report;
	size_t			 n = 0;

	for (size_t i = 0; i < report->remarks; i++)
		if (report->remark[i].kind == first->kind &&
		    str_eq(report->remark[i].table, first->table))
			ret[n++] = &report->remark[i];
	return n;
}

/* Rows that were not found are all named, others are quoted up to a few. */
static str
list_text(const struct check_run *run, const struct filled_remark **remark,
    size_t n)
{
	struct arena	*arena = run->job->arena;
	bool		 missing = remark[0]->kind == FILLED_ROW_MISSING;
	str		*text = arena_array(arena, n, sizeof *text);
	size_t		 shown = n;
	str		 list;

	if (!missing && n > REMARKS_QUOTED)
		shown = REMARKS_QUOTED;
	for (size_t i = 0; i < shown; i++)
		text[i] = missing ? row_name(run, remark[i]) :
		    remark[i]->quote;
	list = check_name_list(run, text, shown);
	return shown == n ? list :
	    WORD(arena, run->job->words, "check.list.more", list);
}

/* Stand where the remark does, or at its table. */
static void
stand(const struct check_run *run, struct finding *finding,
    const struct filled_remark *remark)
{
	const struct filled_table *at = filled_table(run->report,
					    remark->table);
	const struct doc_place	  *place = &remark->place;

	finding->severity = kinds[remark->kind].severity;
	finding->table = remark->table;
	if (place->line > 0 || place->page > 0 || place->xpath.n > 0)
		finding->place = *place;
	else if (at != NULL)
		finding->place = at->place;
}

static void
tell_alike(struct check_run *run, const struct filled_remark **remark,
    size_t n)
{
	struct finding	*finding;

	finding = FIND(run, kinds[remark[0]->kind].many,
	    title_of(run->report, remark[0]->table),
	    str_printf(run->job->arena, "%zu", n),
	    list_text(run, remark, n));
	stand(run, finding, remark[0]);
	finding->quote = remark[0]->quote;
}

static void
tell_one(struct check_run *run, const struct filled_remark *remark)
{
	struct finding	*finding;

	finding = FIND(run, kinds[remark->kind].message,
	    title_of(run->report, remark->table), row_name(run, remark),
	    remark->quote);
	stand(run, finding, remark);
	finding->row = remark->row;
	finding->column = remark->column;
	finding->quote = remark->quote;
}

/* Say the remarks that belong to the running rule. */
static void
tell_remarks(struct check_run *run)
{
	const struct filled	*report = run->report;
	const struct filled_remark **same = arena_array(run->job->arena,
					    report->remarks, sizeof *same);

	for (size_t i = 0; i < report->remarks; i++) {
		const struct filled_remark *remark = &report->remark[i];
		const char		   *id = kinds[remark->kind].id;
		size_t			    n;

		if (id == NULL || !str_is(str_of(id), run->check->id))
			continue;
		n = alike(run, remark, same);
		if (n <= REMARKS_APART)
			tell_one(run, remark);
		else if (same[0] == remark)
			tell_alike(run, same, n);
	}
}

CHECK(rows, .id = "R2", .severity = CHECK_WARNING, .scope = CHECK_ONE)
(struct check_run *run)
{
	tell_remarks(run);
	for (size_t i = 0; i < run->report->tables; i++)
		if (run->report->table[i].table != NULL)
			check_cells_tell(run, &run->report->table[i],
			    FILLED_LOST, "cells", "cells");
}

CHECK(mojibake, .id = "R3", .severity = CHECK_WARNING, .scope = CHECK_ONE)
(struct check_run *run)
{
	tell_remarks(run);
}
