#include "check/check.h"
#include "check/prose.h"
#include "check/prose_fact.h"
#include "check/prose_figure.h"
#include "check/prose_tell.h"

#define GREATEST	((int64_t)1 << 40)

/* --- one thing, two numbers --------------------------------------------- */

/* Kinds that a report has one number of, and the table that would settle it. */
static bool
is_settled(const struct filled *report, enum prose_what what)
{
	if (what == PROSE_RECEIVED)
		return prose_figure_of(report, S("t3"), S("new"),
		    S("total")).known;
	return prose_figure_of(report, S("t4"), S("review"),
	    S("total")).known;
}

static bool
is_single(const struct prose *prose, const struct prose_fact *fact)
{
	return (fact->what == PROSE_RECEIVED || fact->what == PROSE_REVIEWS ||
	    fact->what == PROSE_SUITS) && !fact->part && !fact->loose &&
	    prose_fact_current(prose, fact);
}

/* What was carried in, wherever the prose says so; 0 if it does not. */
static int64_t
carried_over(const struct prose *prose)
{
	for (size_t i = 0; i < prose->facts; i++)
		if (prose->fact[i].what == PROSE_CARRIED_OVER)
			return prose->fact[i].count;
	return 0;
}

static void
tell_two(struct check_run *run, const struct prose_fact *first,
    const struct prose_fact *second)
{
	struct finding	*finding;

	finding = FIND(run, "two_numbers", prose_tell_phrase(run, first),
	    prose_tell_phrase(run, second));
	prose_mark(run->job->arena, second->block, second->from, second->to,
	    finding);
	finding->expected = prose_tell_count(run, first->count);
	finding->found = prose_tell_count(run, second->count);
}

/*
 * Where the table is there, it is held against each number by other rules;
 * without it the two numbers are held against each other.
 */
static void
check_facts(struct check_run *run, const struct prose *prose)
{
	int64_t	over = carried_over(prose);

	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*fact = &prose->fact[i];

		if (!is_single(prose, fact) ||
		    is_settled(run->report, fact->what))
			continue;
		for (size_t j = 0; j < i; j++) {
			const struct prose_fact	*first = &prose->fact[j];

			if (first->what != fact->what ||
			    first->scope != fact->scope ||
			    !is_single(prose, first))
				continue;
			if (first->count != fact->count &&
			    first->count + over != fact->count &&
			    fact->count + over != first->count)
				tell_two(run, first, fact);
			break;
		}
	}
}

/* --- the number of what was published ----------------------------------- */

/* A sentence that says nothing but how much was published in all. */
struct published {
	const struct prose_block	*block;
	const struct prose_mention	*m;
	const struct prose_token	*verb;
};

/* Does the text around speak of one channel only? */
static bool
of_one_channel(const struct prose_block *block, size_t sentence)
{
	size_t	from = sentence == 0 ? 0 : sentence - 1;

	return prose_has(block, block->sentence[from].first,
	    block->sentence[sentence].last, PROSE_SET(PROSE_CHANNEL));
}

static bool
is_published(const struct prose_block *block, const struct prose_mention *m,
    struct published *ret)
{
	prose_set	free = PROSE_ANY(PROSE_STOP, PROSE_GATHER,
			    PROSE_SUM_UP, PROSE_TIME, PROSE_INFORMATION,
			    PROSE_TOTAL);
	bool		what = false;

	*ret = (struct published){ .block = block, .m = m };
	if (m->kind != PROSE_COUNT || m->count < 0 || m->quoted)
		return false;
	for (size_t i = block->sentence[m->sentence].first; i < m->token; i++) {
		const struct prose_token	*t = &block->token[i];

		if (t->mark != 0 || (t->mention >= 0 &&
		    block->mention[t->mention].kind != PROSE_COUNT))
			continue;
		if ((t->is & PROSE_SET(PROSE_PUBLISH)) != 0 &&
		    ret->verb == NULL)
			ret->verb = t;
		else if ((t->is & free) == 0)
			return false;
		if ((t->is & PROSE_SET(PROSE_INFORMATION)) != 0)
			what = true;
		if (str_is(t->key, "part") || str_is(t->key, "past") ||
		    str_is(t->key, "coming"))
			return false;
	}
	return ret->verb != NULL && what &&
	    !of_one_channel(block, m->sentence);
}

static str
token_text(const struct prose_block *block, const struct prose_token *token)
{
	return str_sub(block->text, token->from, token->to);
}

static void
check_published(struct check_run *run, const struct prose *prose)
{
	struct published	 first = { .block = NULL }, next;
	struct finding		*finding;
	int			 year;
	bool			 partial;

	for (size_t i = 0; i < prose->blocks; i++) {
		const struct prose_block	*block = &prose->block[i];

		for (size_t j = 0; j < block->mentions; j++) {
			if (!is_published(block, &block->mention[j], &next))
				continue;
			prose_fact_time(block, next.m->token, &year, &partial);
			if (partial || (year != 0 && prose->filled->year != 0 &&
			    year != prose->filled->year))
				continue;
			if (first.block == NULL) {
				first = next;
				continue;
			}
			if (next.m->count == first.m->count ||
			    !str_eq(next.m->unit, first.m->unit) ||
			    !str_eq(token_text(block, next.verb),
			    token_text(first.block, first.verb)))
				continue;
			finding = FIND(run, "two_numbers",
			    prose_quote(run->job->arena, first.block,
			    first.verb->from, first.m->to),
			    prose_quote(run->job->arena, block,
			    next.verb->from, next.m->to));
			prose_mark(run->job->arena, block, next.verb->from,
			    next.m->to, finding);
			finding->expected = prose_tell_count(run,
			    first.m->count);
			finding->found = prose_tell_count(run, next.m->count);
		}
	}
}

/* --- in and out --------------------------------------------------------- */

/* The applications of one paragraph; NULL where it does not say. */
struct balance {
	const struct prose_fact	*in, *over, *done, *on;
	bool			 unclear;	/* said twice, differently */
};

static void
put(const struct prose_fact **slot, const struct prose_fact *fact,
    bool *unclear)
{
	if (*slot != NULL && (*slot)->count != fact->count)
		*unclear = true;
	if (*slot == NULL)
		*slot = fact;
}

static struct balance
balance_of(const struct prose *prose, const struct prose_block *block)
{
	struct balance	balance = { .in = NULL };

	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*fact = &prose->fact[i];

		if (fact->block != block || fact->mention < 0 ||
		    !prose_fact_current(prose, fact) ||
		    fact->count > GREATEST)
			continue;
		if (fact->what == PROSE_RECEIVED && !fact->part)
			put(&balance.in, fact, &balance.unclear);
		else if (fact->what == PROSE_CARRIED_OVER)
			put(&balance.over, fact, &balance.unclear);
		else if (fact->what == PROSE_CARRIED_ON)
			put(&balance.on, fact, &balance.unclear);
		else if (fact->what == PROSE_HANDLED)
			put(&balance.done, fact, &balance.unclear);
	}
	return balance;
}

/* Only 办结 says that the case is over; or 剩余 that there are no others. */
static bool
is_final(const struct balance *balance)
{
	const struct prose_fact		*done = balance->done;
	const struct prose_fact		*on = balance->on;
	const struct prose_mention	*m = &done->block->mention[
	    done->mention];
	const struct prose_mention	*rest = &on->block->mention[
	    on->mention];

	return prose_has(done->block, m->lead, m->tail,
	    PROSE_SET(PROSE_FINISH)) || prose_has(on->block, rest->lead,
	    rest->token, PROSE_SET(PROSE_REST));
}

/*
 * What came in is what was done and what was carried on, however the numbers
 * are meant: with what was carried in, or without.
 */
static void
check_balance(struct check_run *run, const struct prose *prose,
    const struct prose_block *block)
{
	const struct balance	 balance = balance_of(prose, block);
	struct finding		*finding;
	int64_t			 in, out, over;

	if (balance.in == NULL || balance.done == NULL || balance.on == NULL ||
	    balance.unclear || !is_final(&balance) || balance.in->scope !=
	    balance.done->scope)
		return;
	over = balance.over == NULL ? 0 : balance.over->count;
	in = balance.in->count;
	out = balance.done->count + balance.on->count;
	if (in == out || in + over == out || in + over == out + over)
		return;
	if (balance.over == NULL && out > in)
		return;
	finding = FIND(run, balance.over == NULL ? "balance" : "balance_over",
	    prose_tell_count(run, balance.in->count),
	    prose_tell_count(run, balance.done->count),
	    prose_tell_count(run, balance.on->count),
	    prose_tell_count(run, out), prose_tell_count(run, over),
	    prose_tell_count(run, in + over));
	prose_mark(run->job->arena, block, balance.in->from,
	    balance.on->to > balance.in->from ? balance.on->to :
	    balance.in->to, finding);
	finding->expected = prose_tell_count(run, in + over);
	finding->found = prose_tell_count(run, out);
}

CHECK(prose_self, .id = "T8", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run);

	check_facts(run, prose);
	check_published(run, prose);
	for (size_t i = 0; i < prose->blocks; i++)
		check_balance(run, prose, &prose->block[i]);
}
