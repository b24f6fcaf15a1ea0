#include "base/arena.h"
#include "check/check.h"
#include "check/check_at.h"
#include "check/prose.h"
#include "check/prose_figure.h"
#include "check/prose_tell.h"
#include "domain/fee.h"

#define PAGES	1000	/* pages within which the tariff begins to charge */

static bool
says(const struct prose *prose, prose_set of)
{
	for (size_t i = 0; i < prose->blocks; i++)
		if (prose_has(&prose->block[i], 0, prose->block[i].tokens, of))
			return true;
	return false;
}

/*
 * Applications that ended because a notice of a fee was not paid need notices
 * of fees, which the report must tell of.
 */
static void
check_notice(struct check_run *run, const struct prose *prose)
{
	const struct filled_table	*at = filled_table(run->report,
					    S("t3"));
	struct prose_figure		 unpaid;
	struct finding			*finding;
	ptrdiff_t			 row, column;

	unpaid = prose_figure_of(run->report, S("t3"), S("other.no_payment"),
	    S("total"));
	if (!unpaid.known || unpaid.value == 0 || prose->blocks == 0 ||
	    says(prose, PROSE_SET(PROSE_FEE_NOTICE)))
		return;
	row = form_row(at->table, S("other.no_payment"));
	column = form_column(&at->table->row[row], S("total"));
	finding = FIND(run, "no_notice", prose_tell_count(run, unpaid.value));
	check_at_cell(finding, at, (size_t)row, (size_t)column);
}

/*
 * The smallest fee there was in a year: what one page beyond the free ones
 * cost.  False for a year in which there was none, or one and then another.
 */
static bool
smallest_fee(struct check_run *run, int year, struct fee *ret)
{
	struct fault	fault;
	enum err	e = OK;

	ret->yuan = 0;
	for (int64_t n = 1; n <= PAGES && ret->yuan == 0 && e == OK; n++)
		e = fee_compute(run->job->arena, FEE_PAGES, n,
		    day_make(year, 12, 31), ret, &fault);
	return e == OK && ret->since <= day_make(year, 1, 1);
}

static bool
is_multiple(struct number amount, int64_t of)
{
	int64_t	yuan;

	return number_integer(amount, &yuan) && of > 0 && yuan % of == 0;
}

/* An amount that no number of items or pages can come to. */
static void
check_amount(struct check_run *run, const struct prose_block *block,
    const struct prose_mention *m, const struct fee *smallest)
{
	struct finding	*finding;

	if (m->kind != PROSE_MONEY || m->rough || m->quoted ||
	    !prose_has(block, m->lead, m->token, PROSE_SET(PROSE_FEE)) ||
	    prose_has(block, m->lead, m->token, PROSE_ANY(PROSE_PROCLAIM,
	    PROSE_NONE)) || is_multiple(m->value, smallest->yuan))
		return;
	finding = FIND(run, "amount", number_text(run->job->arena, m->value),
	    prose_tell_count(run, smallest->yuan), smallest->source);
	prose_mark(run->job->arena, block, m->from, m->to, finding);
	finding->found = number_text(run->job->arena, m->value);
}

CHECK(prose_fee, .id = "F1", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run);
	struct fee		 smallest;

	check_notice(run, prose);
	if (!says(prose, PROSE_SET(PROSE_FEE)) ||
	    !smallest_fee(run, run->report->year, &smallest))
		return;
	for (size_t i = 0; i < prose->blocks; i++) {
		const struct prose_block	*block = &prose->block[i];

		for (size_t j = 0; j < block->mentions; j++)
			check_amount(run, block, &block->mention[j],
			    &smallest);
	}
}
