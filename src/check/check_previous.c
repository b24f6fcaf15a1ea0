#include "check/check_previous.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "check/check_at.h"
#include "check/check_name.h"
#include "check/check_sums.h"

/* True when all characters of `part' stand in `whole' in their order. */
static bool
is_within(str part, str whole)
{
	size_t	at = 0, from = 0;

	while (at < part.n) {
		uint32_t	want = utf8_next(part, &at);
		uint32_t	got;

		do
			got = utf8_next(whole, &from);
		while (got != 0 && got != want);
		if (got == 0)
			return false;
	}
	return true;
}

/*
 * Names of bodies are shortened by leaving characters out (市科委 for
 * 市科学技术委员会), so one within the other may be the same body.
 */
static bool
same_body(const struct check_run *run)
{
	struct arena	*arena = run->job->arena;
	str		 now = han_fold(arena, run->report->agency.text);
	str		 then = han_fold(arena, run->previous->agency.text);

	return is_within(now, then) || is_within(then, now);
}

static bool
year_before(const struct check_run *run)
{
	return run->report->year == 0 || run->previous->year == 0 ||
	    run->previous->year == run->report->year - 1;
}

const struct filled *
check_previous_fitting(const struct check_run *run)
{
	if (run->previous == NULL || !same_body(run) || !year_before(run))
		return NULL;
	return run->previous;
}

/* --- what cannot be compared -------------------------------------------- */

/* The rows or columns of a relation that last year's form does not have. */
static str
lacking(const struct check_run *run, const struct form_table *now,
    const struct form_table *then, const struct form_rule *rule)
{
	struct arena	*arena = run->job->arena;
	str		*name = arena_array(arena, rule->lefts + rule->rights,
			    sizeof *name);
	size_t		 n = 0;

	for (size_t i = 0; i < rule->lefts + rule->rights; i++) {
		const struct form_term	*term = i < rule->lefts ?
					    &rule->left[i] :
					    &rule->right[i - rule->lefts];
		size_t			 row = term->index;
		ptrdiff_t		 at;

		if (!term->last)
			continue;
		if (rule->kind == FORM_SUM_COLUMNS)
			row = rule->row[0];
		at = form_row(then, now->row[row].key);
		if (rule->kind == FORM_SUM_ROWS && at < 0)
			name[n++] = check_name_row(arena, now, row);
		if (rule->kind == FORM_SUM_COLUMNS && (at < 0 ||
		    form_column(&then->row[at],
		    now->row[row].column[term->index].key) < 0))
			name[n++] = check_name_column(&now->row[row],
			    term->index);
	}
	return check_name_join(arena, name, n,
	    word(run->job->words, "check.list.and"));
}

/* Say which relations with last year cannot be held, and why. */
static void
compare_forms(struct check_run *run, const struct filled_table *at)
{
	const struct form_table	*now = at->table;
	const struct filled_table *then;
	struct arena		*arena = run->job->arena;
	struct finding		*finding;

	then = filled_table(run->previous, now->key);
	for (size_t i = 0; i < now->rules; i++) {
		const struct form_rule	*rule = &now->rule[i];
		str			 names;

		if (!rule->last)
			continue;
		if (then == NULL || then->table == NULL) {
			finding = FIND(run, "lost", now->title);
			finding->severity = CHECK_NOTE;
			check_at_table(finding, now, at);
			return;
		}
		names = lacking(run, now, then->table, rule);
		if (names.n == 0)
			continue;
		finding = FIND(run, "changed", now->title, names,
		    str_printf(arena, "%d", then->form->from));
		finding->severity = CHECK_NOTE;
		check_at_table(finding, now, at);
	}
}

CHECK(pair, .id = "C0", .severity = CHECK_WARNING, .scope = CHECK_PREVIOUS)
(struct check_run *run)
{
	struct arena	*arena = run->job->arena;

	if (!same_body(run)) {
		struct finding	*finding;

		finding = FIND(run, "body", run->report->agency.text,
		    run->previous->agency.text);
		finding->quote = run->previous->agency.text;
	} else if (!year_before(run))
		FIND(run, "year", str_printf(arena, "%d", run->report->year),
		    str_printf(arena, "%d", run->previous->year));
	else
		for (size_t i = 0; i < run->report->tables; i++)
			if (run->report->table[i].table != NULL)
				compare_forms(run, &run->report->table[i]);
}

CHECK(carried, .id = "C1", .severity = CHECK_ERROR, .scope = CHECK_PREVIOUS)
(struct check_run *run)
{
	check_sums_hold(run);
}

CHECK(stock, .id = "C2", .severity = CHECK_ERROR, .scope = CHECK_PREVIOUS)
(struct check_run *run)
{
	check_sums_hold(run);
}

/* Holds inside one report too: what is published now is part of the total. */
CHECK(items, .id = "C3", .severity = CHECK_WARNING, .scope = CHECK_ONE)
(struct check_run *run)
{
	check_sums_hold(run);
}

CHECK(pending, .id = "C4", .severity = CHECK_WARNING, .scope = CHECK_PREVIOUS)
(struct check_run *run)
{
	check_sums_hold(run);
}
