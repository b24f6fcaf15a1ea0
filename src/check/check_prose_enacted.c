#include "check/check.h"
#include "check/prose.h"
#include "check/prose_figure.h"
#include "check/prose_tell.h"

#define WAN	10000	/* yuan of 万元, the unit of the table */

static str
column_of(const struct prose_fact *fact)
{
	return fact->what == PROSE_ENACTED ? fact->column : S("decisions");
}

static bool
is_figure(const struct prose *prose, const struct prose_fact *fact)
{
	return (fact->what == PROSE_ENACTED || fact->what == PROSE_DECIDED) &&
	    prose_fact_current(prose, fact);
}

static bool
agrees(const struct filled *report, const struct prose_fact *fact)
{
	struct prose_figure	figure;

	figure = prose_figure_of(report, S("t2"), fact->key[0],
	    column_of(fact));
	return !figure.known || figure.value == fact->count;
}

/* Is the same figure told twice, rightly once or in two ways? */
static bool
is_doubtful(const struct prose *prose, const struct prose_fact *fact,
    const struct filled *report)
{
	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*f = &prose->fact[i];

		if (f != fact && f->what == fact->what &&
		    str_eq(f->key[0], fact->key[0]) &&
		    str_eq(f->column, fact->column) && is_figure(prose, f) &&
		    (agrees(report, f) || f->scope != fact->scope))
			return true;
	}
	return false;
}

static void
check_figure(struct check_run *run, const struct prose *prose,
    const struct prose_fact *fact)
{
	struct prose_figure	 figure;
	struct finding		*finding;

	if (agrees(run->report, fact) || !prose_tell_ours(run, fact) ||
	    is_doubtful(prose, fact, run->report))
		return;
	figure = prose_figure_of(run->report, S("t2"), fact->key[0],
	    column_of(fact));
	finding = FIND(run, "unequal", prose_tell_phrase(run, fact),
	    prose_tell_count(run, figure.value));
	prose_tell_cell(run, finding, fact, S("t2"), fact->key[0],
	    column_of(fact), figure.value);
}

/* The prose in yuan, the table in 万元: equal as far as its digits go. */
static void
check_charged(struct check_run *run, const struct prose_fact *fact)
{
	const struct filled_cell	*cell;
	struct number			 yuan, gap, unit = number_of(WAN);
	struct finding			*finding;

	cell = filled_cell(run->report, S("t2"), fact->key[0], S("amount"));
	if (cell == NULL || cell->state != FILLED_NUMBER ||
	    cell->unit.n != 0 ||
	    !number_multiply(cell->value, number_of(WAN), &yuan) ||
	    !number_subtract(yuan, fact->value, &gap))
		return;
	for (int i = 0; i < cell->value.scale; i++)
		unit.units /= 10;
	if (gap.units < 0)
		gap.units = -gap.units;
	if (number_compare(gap, unit) < 0 ||
	    number_compare(cell->value, fact->value) == 0)
		return;
	finding = FIND(run, "charged", prose_tell_phrase(run, fact),
	    number_text(run->job->arena, cell->value));
	prose_tell_cell(run, finding, fact, S("t2"), fact->key[0], S("amount"),
	    0);
	finding->expected = number_text(run->job->arena, cell->value);
	finding->found = number_text(run->job->arena, fact->value);
}

CHECK(prose_enacted, .id = "T4", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run);

	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*fact = &prose->fact[i];

		if (is_figure(prose, fact))
			check_figure(run, prose, fact);
		else if (fact->what == PROSE_CHARGED &&
		    prose_fact_current(prose, fact) &&
		    prose_tell_ours(run, fact))
			check_charged(run, fact);
	}
}
