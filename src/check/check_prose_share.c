#include "check/check.h"
#include "check/prose.h"
#include "check/prose_sum.h"
#include "check/prose_tell.h"

#define MOST	((int64_t)10000000000)	/* counts that are reckoned with */
#define DIGITS	4			/* of a percentage's fraction */

/* Ten to the power of a small number. */
static int64_t
power(int digits)
{
	int64_t	n = 1;

	while (digits-- > 0)
		n *= 10;
	return n;
}

/* Are the numbers small enough that nothing overflows? */
static bool
is_small(const struct prose_mention *share, int64_t part, int64_t whole)
{
	return share->value.scale <= DIGITS && whole > 0 && part >= 0 &&
	    part <= MOST && whole <= MOST && share->value.units >= 0 &&
	    share->value.units <= 1000 * power(DIGITS);
}

/*
 * Is it that share, rounded, cut off or rounded up at the printed digits?
 * |100 part / whole - share| must be less than one of the last digit.
 */
static bool
is_share(const struct prose_mention *share, int64_t part, int64_t whole)
{
	int64_t	gap;

	if (!is_small(share, part, whole))
		return true;
	gap = 100 * part * power(share->value.scale) -
	    share->value.units * whole;
	return (gap < 0 ? -gap : gap) < whole;
}

/* The share at the printed digits, rounded. */
static str
share_text(const struct check_run *run, const struct prose_mention *share,
    int64_t part, int64_t whole)
{
	int64_t	units;

	units = (200 * part * power(share->value.scale) + whole) / (2 * whole);
	return str_printf(run->job->arena, "%.*s%%", STRF(number_text(
	    run->job->arena, (struct number){ units, share->value.scale })));
}

static str
words_of(const struct check_run *run, const struct prose_block *block,
    const struct prose_mention *m)
{
	return prose_quote(run->job->arena, block, m->from, m->to);
}

static struct finding *
tell(struct check_run *run, const char *message,
    const struct prose_block *block, const struct prose_mention *share,
    int64_t part, int64_t whole)
{
	str		 expected = share_text(run, share, part, whole);
	struct finding	*finding;

	finding = FIND(run, message, words_of(run, block, share),
	    prose_tell_count(run, part), prose_tell_count(run, whole),
	    expected);
	prose_mark(run->job->arena, block, share->from, share->to, finding);
	finding->expected = expected;
	finding->found = words_of(run, block, share);
	return finding;
}

/* --- shares of a whole -------------------------------------------------- */

/* Does the share fit any count that may be the whole? */
static bool
fits_some(const struct prose_list *list, const struct prose_part *part,
    int64_t sum)
{
	if (is_share(part->share, part->mention->count, sum))
		return true;
	for (size_t i = 0; i < list->wholes; i++)
		if (is_share(part->share, part->mention->count,
		    list->whole[i]->count))
			return true;
	return false;
}

/*
 * Only where the parts are the whole, and only if more of the shares fit than
 * not: otherwise they are shares of something else.
 */
static void
check_shares(struct check_run *run, const struct prose_list *list)
{
	const struct prose_sum	sum = prose_sum_judge(list);
	size_t			fit = 0, misfit = 0;

	if (sum.verdict != PROSE_ADDS_UP || sum.whole == NULL)
		return;
	for (size_t i = 0; i < list->parts; i++) {
		if (list->part[i].share == NULL)
			continue;
		if (fits_some(list, &list->part[i], sum.sum))
			fit++;
		else
			misfit++;
	}
	if (misfit == 0 || misfit > fit)
		return;
	for (size_t i = 0; i < list->parts; i++)
		if (list->part[i].share != NULL &&
		    !fits_some(list, &list->part[i], sum.sum))
			tell(run, "share", list->block, list->part[i].share,
			    list->part[i].mention->count, sum.whole->count);
}

/* --- growth ------------------------------------------------------------- */

static bool
lead_has(const struct prose_block *block, const struct prose_mention *m,
    prose_set of)
{
	return prose_has(block, m->lead, m->token, of);
}

/* Only words of comparing stand before it: 较上年增加, 同比增长了. */
static bool
only_compares(const struct prose_block *block, const struct prose_mention *m)
{
	const struct prose_token	*t;
	prose_set			 known = PROSE_ANY(PROSE_MORE,
					    PROSE_LESS, PROSE_COMPARE,
					    PROSE_TIME, PROSE_GATHER,
					    PROSE_AND);

	for (size_t i = m->lead; i < m->token; i++) {
		t = &block->token[i];
		if (t->mention >= 0 || t->mark != 0 || (t->is & known) != 0)
			continue;
		if (t->is != 0 || t->to - t->from > 3)
			return false;
	}
	return true;
}

/* The count before a mention in its sentence, years and the like passed. */
static const struct prose_mention *
count_before(const struct prose_block *block, const struct prose_mention *m)
{
	for (const struct prose_mention *c = m; c > block->mention; c--) {
		if (c[-1].sentence != m->sentence)
			return NULL;
		if (c[-1].kind == PROSE_COUNT)
			return c[-1].count < 0 || c[-1].quoted ||
			    c[-1].depth != m->depth ? NULL : &c[-1];
		if (c[-1].kind == PROSE_PERCENT)
			return NULL;
	}
	return NULL;
}

/* Earlier count and change that a growth in percent is said of. */
static bool
find_growth(const struct prose_block *block, const struct prose_mention *share,
    int64_t *ret_change, int64_t *ret_earlier)
{
	const struct prose_mention	*near = count_before(block, share);
	const struct prose_mention	*far;
	prose_set			 moved = PROSE_ANY(PROSE_MORE,
					    PROSE_LESS);
	bool				 up, near_up;

	if (near == NULL || (far = count_before(block, near)) == NULL ||
	    !str_eq(near->unit, far->unit) || lead_has(block, far,
	    PROSE_ANY(PROSE_COMPARE, PROSE_MORE, PROSE_LESS)) ||
	    !only_compares(block, near))
		return false;
	up = lead_has(block, share, PROSE_SET(PROSE_MORE));
	if (lead_has(block, near, moved)) {
		near_up = lead_has(block, near, PROSE_SET(PROSE_MORE));
		*ret_change = near->count;
		*ret_earlier = near_up ? far->count - near->count :
		    far->count + near->count;
		return near_up == up;
	}
	if (!lead_has(block, near, PROSE_SET(PROSE_COMPARE)))
		return false;
	*ret_earlier = near->count;
	*ret_change = up ? far->count - near->count :
	    near->count - far->count;
	return *ret_change > 0;
}

static void
check_growth(struct check_run *run, const struct prose_block *block,
    const struct prose_mention *share)
{
	int64_t	change, earlier;

	if (!lead_has(block, share, PROSE_ANY(PROSE_MORE, PROSE_LESS)) ||
	    !only_compares(block, share) ||
	    !find_growth(block, share, &change, &earlier) ||
	    earlier <= 0 || is_share(share, change, earlier))
		return;
	tell(run, "growth", block, share, change, earlier);
}

/* --- rates -------------------------------------------------------------- */

static void
check_rate(struct check_run *run, const struct prose_block *block,
    const struct prose_mention *share)
{
	struct finding	*finding;

	if (!lead_has(block, share, PROSE_ANY(PROSE_RATE, PROSE_SHARE)) ||
	    lead_has(block, share, PROSE_ANY(PROSE_MORE, PROSE_LESS)) ||
	    number_compare(share->value, number_of(100)) <= 0)
		return;
	finding = FIND(run, "rate", words_of(run, block, share));
	prose_mark(run->job->arena, block, share->from, share->to, finding);
	finding->found = words_of(run, block, share);
}

CHECK(prose_share, .id = "T6", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run);

	for (size_t i = 0; i < prose->lists; i++)
		check_shares(run, &prose->list[i]);
	for (size_t i = 0; i < prose->blocks; i++) {
		const struct prose_block	*block = &prose->block[i];

		for (size_t j = 0; j < block->mentions; j++) {
			const struct prose_mention	*m = &block->mention[j];

			if (m->kind != PROSE_PERCENT || m->quoted || m->rough)
				continue;
			check_growth(run, block, m);
			check_rate(run, block, m);
		}
	}
}
