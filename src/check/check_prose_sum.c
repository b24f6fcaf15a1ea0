#include "check/check.h"
#include "check/prose.h"
#include "check/prose_claim.h"
#include "check/prose_sum.h"
#include "check/prose_tell.h"

/*
 * Results that stop short of the applications may leave those that were
 * carried on: then table 3 knows the rest.
 */
static bool
rest_is_carried(const struct check_run *run, const struct prose_list *list,
    const struct prose_sum *sum)
{
	const struct filled_cell	*cell;
	int64_t				 carried;

	if (list->part[0].aspect != PROSE_BY_RESULT)
		return false;
	cell = filled_cell(run->report, S("t3"), S("carried_out"), S("total"));
	return filled_int(cell, &carried) &&
	    sum->whole->count - sum->sum == carried;
}

static void
tell_sum(struct check_run *run, const struct prose_list *list,
    const struct prose_sum *sum)
{
	struct arena			*arena = run->job->arena;
	const struct prose_mention	*last =
	    list->part[sum->last - 1].mention;
	const struct prose_mention	*whole = sum->whole;
	int64_t				 gap = sum->sum - whole->count;
	struct finding			*finding;
	size_t				 from, to;

	if (sum->verdict == PROSE_TOO_LITTLE && rest_is_carried(run, list, sum))
		return;
	finding = FIND(run, sum->verdict == PROSE_TOO_MUCH ?
	    list->parts == 1 ? "part_above" : "above" : "below",
	    prose_sum_text(arena, list, sum),
	    prose_tell_count(run, whole->count),
	    prose_tell_count(run, gap < 0 ? -gap : gap), whole->unit);
	from = whole->from < last->from ? whole->from :
	    list->part[0].mention->from;
	to = whole->from < last->from ? last->to : whole->to;
	prose_mark(arena, list->block, from, to, finding);
	finding->expected = prose_tell_count(run, sum->sum);
	finding->found = prose_tell_count(run, whole->count);
}

static void
check_sums(struct check_run *run, const struct prose *prose)
{
	struct prose_sum	sum;

	for (size_t i = 0; i < prose->lists; i++) {
		sum = prose_sum_judge(&prose->list[i]);
		if (sum.verdict == PROSE_TOO_MUCH ||
		    sum.verdict == PROSE_TOO_LITTLE)
			tell_sum(run, &prose->list[i], &sum);
	}
}

CHECK(prose_sum, .id = "T3", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run);

	check_sums(run, prose);
	prose_claim_check(run, prose);
}
