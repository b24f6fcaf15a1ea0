#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "check/check_hide.h"

/* What a finding is put in order by. */
struct rank {
	struct finding	*finding;
	ptrdiff_t	 table, row, column;	/* -1 where it names none */
};

static const char *const severities[] = {
	[CHECK_NOTE] = "note",
	[CHECK_WARNING] = "warning",
	[CHECK_ERROR] = "error"
};

const char *
check_severity_name(enum check_severity severity)
{
	return severities[severity];
}

size_t
check_total(const struct check_run *run, enum check_severity severity)
{
	size_t	n = 0;

	for (size_t i = 0; i < run->n; i++)
		n += run->finding[i].severity == severity;
	return n;
}

struct finding *
check_find(struct check_run *run, const char *message, const str *args,
    size_t n)
{
	struct arena	*arena = run->job->arena;
	struct finding	*finding;
	const char	*key;

	if ((run->n & (run->n - 1)) == 0)
		run->finding = arena_grow(arena, run->finding, run->n,
		    run->n == 0 ? 1 : 2 * run->n, sizeof *finding);
	key = arena_printf(arena, "check.%s.%s", run->check->id, message);
	finding = &run->finding[run->n++];
	*finding = (struct finding){
		.check = run->check,
		.severity = run->check->severity,
		.message = str_trim(word_fill(arena, run->job->words, key,
		    args, n))
	};
	return finding;
}

/* --- order -------------------------------------------------------------- */

static struct rank
rank_of(const struct check_run *run, struct finding *finding)
{
	const struct filled	*report = run->report;
	struct rank		 rank = { finding, -1, -1, -1 };

	for (size_t i = 0; i < report->tables; i++) {
		const struct form_table	*table = report->table[i].table;

		if (!str_eq(report->form->table[i].key, finding->table))
			continue;
		rank.table = (ptrdiff_t)i;
		if (table == NULL)
			break;
		rank.row = form_row(table, finding->row);
		rank.column = form_column(&table->row[rank.row < 0 ? 0 :
		    rank.row], finding->column);
	}
	return rank;
}

static int
order(ptrdiff_t a, ptrdiff_t b)
{
	return (a > b) - (a < b);
}

static int
by_rank(const void *a, const void *b)
{
	const struct rank	*x = a, *y = b;
	const struct finding	*f = x->finding, *g = y->finding;
	int			 o = order(x->table, y->table);

	if (o == 0)
		o = order(x->row, y->row);
	if (o == 0)
		o = order(x->column, y->column);
	if (o == 0)
		o = order(f->place.page, g->place.page);
	if (o == 0)
		o = order(f->place.line, g->place.line);
	if (o == 0)
		o = strcmp(f->check->id, g->check->id);
	/* As they were found: the sort itself does not keep that. */
	return o != 0 ? o : (f > g) - (f < g);
}

static void
put_in_order(struct check_run *run)
{
	struct arena	*arena = run->job->arena;
	struct rank	*rank = arena_array(arena, run->n, sizeof *rank);
	struct finding	*sorted = arena_array(arena, run->n, sizeof *sorted);

	for (size_t i = 0; i < run->n; i++)
		rank[i] = rank_of(run, &run->finding[i]);
	qsort(rank, run->n, sizeof *rank, by_rank);
	for (size_t i = 0; i < run->n; i++)
		sorted[i] = *rank[i].finding;
	memcpy(run->finding, sorted, run->n * sizeof *sorted);
}

static bool
applies(const struct check_run *run, const struct check *check)
{
	switch (check->scope) {
	case CHECK_ONE:
		return true;
	case CHECK_PREVIOUS:
		return run->previous != NULL;
	case CHECK_CHILDREN:
		return run->children > 0;
	}
	return false;
}

void
check_report(struct check_run *run)
{
	for (size_t i = 0; i < check_count; i++) {
		if (!applies(run, check_index[i]))
			continue;
		run->check = check_index[i];
		run->check->run(run);
	}
	run->check = NULL;
	check_hide(run);
	if (run->n > 1)
		put_in_order(run);
}
