#include "check/check.h"
#include "check/prose.h"
#include "check/prose_figure.h"
#include "check/prose_tell.h"

#define ROWS	3

/* Which rows of table 4 a number of disputes is the sum of. */
static const char *const rows_of[PROSE_NOTHING + 1][ROWS] = {
	[PROSE_REVIEWS] = { "review" },
	[PROSE_SUITS] = { "direct", "after_review" },
	[PROSE_DISPUTES] = { "review", "direct", "after_review" },
	[PROSE_DIRECT_SUITS] = { "direct" },
	[PROSE_LATER_SUITS] = { "after_review" },
};

static struct prose_figure
figure_of(const struct filled *report, enum prose_what what, str column)
{
	struct prose_figure	sum = { .known = false }, figure;

	for (size_t i = 0; i < ROWS && rows_of[what][i] != NULL; i++) {
		figure = prose_figure_of(report, S("t4"),
		    str_of(rows_of[what][i]), column);
		sum = i == 0 ? figure : prose_figure_add(sum, figure);
	}
	return sum;
}

/* The total, or the sum of the outcomes where the two differ. */
static bool
agrees(const struct filled *report, const struct prose_fact *fact)
{
	struct prose_figure	total, parts;

	if (fact->what == PROSE_JUDGED) {
		total = figure_of(report, fact->of, fact->key[0]);
		return !total.known || total.value == fact->count ||
		    (total.blank && fact->count < total.value);
	}
	total = figure_of(report, fact->what, S("total"));
	parts = figure_of(report, fact->what, S(PROSE_FIGURE_PARTS));
	return !total.known || total.value == fact->count ||
	    (parts.known && parts.value == fact->count);
}

static bool
is_dispute(const struct prose *prose, const struct prose_fact *fact)
{
	return prose_fact_current(prose, fact) && fact->mention >= 0 &&
	    fact->what >= PROSE_REVIEWS && fact->what <= PROSE_JUDGED;
}

/* Another number of the same disputes agrees: then this one counts others. */
static bool
told_elsewhere(const struct check_run *run, const struct prose *prose,
    const struct prose_fact *fact)
{
	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*f = &prose->fact[i];

		if (f->what == fact->what && f != fact &&
		    f->of == fact->of && str_eq(f->key[0], fact->key[0]) &&
		    is_dispute(prose, f) && agrees(run->report, f))
			return true;
	}
	return false;
}

CHECK(prose_dispute, .id = "T2", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run);
	enum prose_what		 what;
	struct prose_figure	 figure;
	struct finding		*finding;
	str			 column;

	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*fact = &prose->fact[i];

		if (!is_dispute(prose, fact) || agrees(run->report, fact) ||
		    !prose_tell_ours(run, fact) ||
		    told_elsewhere(run, prose, fact))
			continue;
		what = fact->what == PROSE_JUDGED ? fact->of : fact->what;
		column = fact->what == PROSE_JUDGED ? fact->key[0] :
		    S("total");
		figure = figure_of(run->report, what, column);
		finding = FIND(run, rows_of[what][1] == NULL ? "unequal" :
		    "unequal_sum", prose_tell_phrase(run, fact),
		    prose_tell_count(run, figure.value));
		prose_tell_cell(run, finding, fact, S("t4"),
		    str_of(rows_of[what][0]), column, figure.value);
	}
}
