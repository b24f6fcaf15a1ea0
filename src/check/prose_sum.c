#include "check/prose_sum.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"

#define GREATEST	((int64_t)1 << 50)	/* none larger is added */

static int64_t
count_of(const struct prose_list *list, size_t part)
{
	return list->part[part].mention->count;
}

static int64_t
sum_of(const struct prose_list *list, size_t first, size_t last)
{
	int64_t	sum = 0;

	for (size_t i = first; i < last; i++)
		sum += count_of(list, i);
	return sum;
}

/* --- what explains a list ----------------------------------------------- */

/* Is it one of the counts that may be meant, or two of them together? */
static bool
is_whole(const struct prose_list *list, int64_t sum)
{
	for (size_t i = 0; i < list->wholes; i++) {
		if (list->whole[i]->count == sum)
			return true;
		for (size_t j = 0; j < i; j++)
			if (list->whole[i]->count + list->whole[j]->count ==
			    sum)
				return true;
	}
	return false;
}

/* All together, or some from the first on: then the rest is another split. */
static bool
beginning_adds_up(const struct prose_list *list)
{
	int64_t	sum = 0;

	for (size_t i = 0; i < list->parts; i++) {
		sum += count_of(list, i);
		if (is_whole(list, sum))
			return true;
	}
	return false;
}

/* With what follows it, a sentence or two further on. */
static bool
goes_on_to_add_up(const struct prose_list *list)
{
	int64_t	sum = sum_of(list, 0, list->parts);

	for (size_t i = 0; i < list->behinds; i++) {
		sum += list->behind[i];
		if (is_whole(list, sum))
			return true;
	}
	return false;
}

/* A run of two or more in the middle. */
static bool
run_adds_up(const struct prose_list *list)
{
	for (size_t i = 0; i + 1 < list->parts; i++) {
		int64_t	sum = count_of(list, i);

		for (size_t j = i + 1; j < list->parts; j++) {
			sum += count_of(list, j);
			if (is_whole(list, sum))
				return true;
		}
	}
	return false;
}

/* A part that the parts right behind it split again. */
static bool
splits_a_part(const struct prose_list *list)
{
	int64_t	total = sum_of(list, 0, list->parts);

	for (size_t i = 0; i + 2 < list->parts; i++) {
		int64_t	sum = 0;

		for (size_t j = i + 1; j < list->parts; j++) {
			sum += count_of(list, j);
			if (j > i + 1 && sum == count_of(list, i) &&
			    is_whole(list, total - sum))
				return true;
		}
	}
	return false;
}

/* --- the whole that is meant -------------------------------------------- */

static bool
is_carried(const struct prose_list *list, const struct prose_mention *m)
{
	return prose_has(list->block, m->lead, m->token,
	    PROSE_SET(PROSE_CARRIED_IN));
}

/*
 * The one count that is meant: carried ones apart, all candidates of the
 * parts' unit are equal.  NULL when there are several or none.
 */
static const struct prose_mention *
meant(const struct prose_list *list)
{
	const struct prose_mention	*one = NULL, *m;

	for (size_t i = 0; i < list->wholes; i++) {
		m = list->whole[i];
		if (is_carried(list, m) || !str_eq(m->unit,
		    list->whole[0]->unit))
			continue;
		if (one != NULL && one->count != m->count)
			return NULL;
		one = m;
	}
	return one;
}

/* The most that can be meant. */
static int64_t
most(const struct prose_list *list)
{
	int64_t	sum = 0;

	for (size_t i = 0; i < list->wholes; i++)
		sum += list->whole[i]->count;
	return sum;
}

/* --- how alike the parts are -------------------------------------------- */

/* The last two characters before the count. */
static str
suffix_of(const struct prose_list *list, size_t part)
{
	const struct prose_mention	*m = list->part[part].mention;
	str	lead;

	if (m->lead == m->token)
		return S("");
	lead = str_sub(list->block->text, list->block->token[m->lead].from,
	    m->from);
	return lead.n < 6 ? lead : str_sub(lead, lead.n - 6, lead.n);
}

static bool
same_suffix(const struct prose_list *list)
{
	for (size_t i = 0; i < list->parts; i++)
		if (suffix_of(list, i).n < 6 ||
		    !str_eq(suffix_of(list, i), suffix_of(list, 0)))
			return false;
	return true;
}

/* All parts are told apart by the same thing; `ret' by what. */
static bool
one_aspect(const struct prose_list *list, enum prose_aspect *ret)
{
	*ret = list->part[0].aspect;
	for (size_t i = 1; i < list->parts; i++)
		if (list->part[i].aspect != *ret)
			return false;
	return true;
}

/* Parts of two known aspects, as applicants and routes, must not be added. */
static bool
many_aspects(const struct prose_list *list)
{
	enum prose_aspect	known = PROSE_BY_UNKNOWN;

	for (size_t i = 0; i < list->parts; i++) {
		if (list->part[i].aspect == PROSE_BY_UNKNOWN)
			continue;
		if (known != PROSE_BY_UNKNOWN &&
		    known != list->part[i].aspect)
			return true;
		known = list->part[i].aspect;
	}
	return false;
}

static bool
all_shared(const struct prose_list *list)
{
	for (size_t i = 0; i < list->parts; i++)
		if (list->part[i].share == NULL)
			return false;
	return true;
}

/* --- the verdict -------------------------------------------------------- */

static bool
is_too_much(const struct prose_list *list)
{
	enum prose_aspect	by;

	if (many_aspects(list))
		return false;
	if (list->parts == 1)
		return list->cue == PROSE_CUE_AMONG ||
		    list->cue == PROSE_CUE_HOLDING;
	if (list->parts > 2)
		return true;
	return same_suffix(list) || (one_aspect(list, &by) &&
	    by != PROSE_BY_UNKNOWN);
}

/* Something beyond the count of parts says that all of them are named. */
static bool
claims_all(const struct prose_list *list)
{
	enum prose_aspect	by;

	if (list->rest)
		return true;
	if (list->parts < 3)
		return false;
	if (all_shared(list) || same_suffix(list))
		return true;
	return list->cue == PROSE_CUE_COLON || list->cue == PROSE_CUE_BRACKET ||
	    list->cue == PROSE_CUE_ITEMS || (one_aspect(list, &by) &&
	    (by == PROSE_BY_CHANNEL || by == PROSE_BY_ROUTE ||
	    by == PROSE_BY_APPLICANT));
}

static bool
is_too_little(const struct prose_list *list, int64_t sum, int64_t whole)
{
	enum prose_aspect	by;

	if (list->hedged || list->nested || list->mixed || many_aspects(list))
		return false;
	if (one_aspect(list, &by) && (by == PROSE_BY_RESULT ||
	    by == PROSE_BY_HANDLING))
		return all_shared(list) && list->parts > 2 &&
		    sum * 2 >= whole;
	if (list->cue == PROSE_CUE_HOLDING && !list->rest && list->parts < 5)
		return false;
	if (claims_all(list))
		return sum * 2 >= whole;
	return (list->parts > 3 && sum * 100 >= whole * 85) ||
	    (list->parts == 3 && sum * 10 >= whole * 9);
}

static struct prose_sum
judge_total(const struct prose_list *list)
{
	struct prose_sum	sum = {
		.verdict = PROSE_SAYS_NOTHING, .last = list->parts,
		.sum = sum_of(list, 0, list->parts),
	};
	int64_t			whole = list->whole[0]->count;

	for (size_t i = 0; i < list->parts; i++)
		if (sum_of(list, i, list->parts) == whole) {
			sum.verdict = PROSE_ADDS_UP;
			sum.whole = list->whole[0];
			return sum;
		}
	if (list->parts < 2 || list->mixed || list->rough ||
	    many_aspects(list) || sum.sum * 2 < whole || whole * 2 < sum.sum)
		return sum;
	sum.whole = list->whole[0];
	sum.verdict = sum.sum > whole ? PROSE_TOO_MUCH : PROSE_TOO_LITTLE;
	return sum;
}

struct prose_sum
prose_sum_judge(const struct prose_list *list)
{
	const struct prose_mention	*whole = meant(list);
	struct prose_sum		 sum = {
		.verdict = PROSE_SAYS_NOTHING, .last = list->parts,
	};

	for (size_t i = 0; i < list->parts; i++)
		if (count_of(list, i) > GREATEST)
			return sum;
	for (size_t i = 0; i < list->behinds; i++)
		if (list->behind[i] > GREATEST)
			return sum;
	if (list->cue == PROSE_CUE_TOTAL)
		return judge_total(list);
	sum.sum = sum_of(list, 0, list->parts);
	if (beginning_adds_up(list) || goes_on_to_add_up(list) ||
	    run_adds_up(list) || splits_a_part(list)) {
		sum.verdict = PROSE_ADDS_UP;
		sum.whole = is_whole(list, sum.sum) && whole != NULL &&
		    whole->count == sum.sum ? whole : NULL;
		return sum;
	}
	if (list->rough || whole == NULL)
		return sum;
	if (sum.sum > whole->count && sum.sum > (list->nested ? most(list) :
	    whole->count) && is_too_much(list))
		sum.verdict = PROSE_TOO_MUCH;
	else if (sum.sum < whole->count && is_too_little(list, sum.sum,
	    whole->count))
		sum.verdict = PROSE_TOO_LITTLE;
	if (sum.verdict != PROSE_SAYS_NOTHING)
		sum.whole = whole;
	return sum;
}

str
prose_sum_text(struct arena *arena, const struct prose_list *list,
    const struct prose_sum *sum)
{
	struct buf	buf;

	buf_init(&buf, arena, 4096);
	for (size_t i = sum->first; i < sum->last; i++) {
		if (i > sum->first)
			buf_put(&buf, S("+"));
		buf_put(&buf, number_text(arena,
		    number_of(count_of(list, i))));
	}
	buf_put(&buf, S("="));
	buf_put(&buf, number_text(arena, number_of(sum->sum)));
	return buf_str(&buf);
}
