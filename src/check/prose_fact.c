#include "check/prose_fact.h"

#include "base/arena.h"
#include "check/prose_none.h"
#include "check/prose_sense.h"

#define FACTS	2000	/* of one report */

/* Facts being gathered. */
struct gatherer {
	struct arena		*arena;
	struct prose		*prose;
	struct prose_fact	*fact;
	size_t			 n;
	size_t			 room;
};

/* --- time and scope ----------------------------------------------------- */

/* 较2022年: a year that is only compared with. */
static bool
is_compared(const struct prose_block *block, size_t token)
{
	return token > 0 && (block->token[token - 1].is &
	    PROSE_SET(PROSE_COMPARE)) != 0;
}

/* What a word of time makes of the time; true if nothing before it matters. */
static bool
take_word(const struct prose_token *t, bool compared, bool *partial)
{
	if (str_is(t->key, "until") || str_is(t->key, "since") || *partial ||
	    compared)
		return false;
	*partial = !str_is(t->key, "whole");
	return true;
}

/*
 * The nearest word of time in front of the token decides; further back only
 * where a month alone was named.  Up to December is the whole year.
 */
void
prose_fact_time(const struct prose_block *block, size_t token,
    int *ret_year, bool *ret_partial)
{
	const struct prose_token	*t;
	const struct prose_mention	*m;
	bool				 december = false;
	size_t				 first;

	first = block->sentence[block->token[token].sentence].first;
	*ret_year = 0;
	*ret_partial = false;
	for (size_t i = token; i > first; i--) {
		t = &block->token[i - 1];
		m = t->mention < 0 ? NULL : &block->mention[t->mention];
		if (t->depth > block->token[token].depth ||
		    (m != NULL && m->quoted))
			continue;
		if (m != NULL && m->kind == PROSE_MONTH && m->count == 12)
			december = true;
		if (m != NULL && !december && (m->kind == PROSE_MONTH ||
		    m->kind == PROSE_QUARTER))
			*ret_partial = true;
		if (m != NULL && m->kind == PROSE_YEAR &&
		    !is_compared(block, i - 1)) {
			*ret_year = (int)m->count;
			return;
		}
		if ((t->is & PROSE_SET(PROSE_TIME)) != 0 && take_word(t,
		    is_compared(block, i - 1), ret_partial))
			return;
	}
}

enum prose_scope
prose_fact_scope(const struct prose_block *block, size_t token)
{
	size_t		first;
	ptrdiff_t	at;

	first = block->sentence[block->token[token].sentence].first;
	at = prose_last(block, first, token, PROSE_SET(PROSE_WIDE) |
	    PROSE_SET(PROSE_UNIT_OF));
	if (at < 0)
		return PROSE_OWN;
	return (block->token[at].is & PROSE_SET(PROSE_WIDE)) != 0 ?
	    PROSE_ALL_BELOW : PROSE_ONE_OF;
}

bool
prose_fact_current(const struct prose *prose, const struct prose_fact *fact)
{
	int	year = prose->filled->year;

	return !fact->partial && (fact->year == 0 || year == 0 ||
	    fact->year == year);
}

bool
prose_fact_of_applications(const struct prose_block *block, size_t sentence)
{
	const struct prose_sentence	*s = &block->sentence[sentence];
	prose_set	is = PROSE_SET(PROSE_APPLICATION);

	if (str_is(block->key, "received") || (s->topic & is) != 0 ||
	    prose_has(block, s->first, s->last, is))
		return true;
	return sentence > 0 && prose_has(block, s[-1].first, s[-1].last, is);
}

bool
prose_fact_of_disclosure(const struct prose_block *block, size_t sentence)
{
	const struct prose_sentence	*s = &block->sentence[sentence];
	prose_set	is = PROSE_SET(PROSE_APPLICATION) |
			    PROSE_SET(PROSE_DISCLOSURE);

	return str_is(block->key, "received") ||
	    str_is(block->key, "disputes") || (s->topic & is) != 0 ||
	    prose_has(block, s->first, s->last, is);
}

/* --- gathering ---------------------------------------------------------- */

static void
add_fact(struct gatherer *gatherer, const struct prose_fact *fact)
{
	if (gatherer->n == FACTS)
		return;
	if (gatherer->n == gatherer->room) {
		size_t	want = gatherer->room == 0 ? 32 : gatherer->room * 2;

		gatherer->fact = arena_grow(gatherer->arena, gatherer->fact,
		    gatherer->n, want, sizeof *fact);
		gatherer->room = want;
	}
	gatherer->fact[gatherer->n++] = *fact;
}

/* Is something named as a whole with parts before this token? */
static bool
is_part(const struct prose_block *block, size_t token)
{
	size_t	first = block->sentence[block->token[token].sentence].first;

	return block->token[token].depth > 0 || prose_has(block, first, token,
	    PROSE_SET(PROSE_PART) | PROSE_SET(PROSE_HOLDING));
}

/* The last fact of the same sentence that counts applications or disputes. */
static const struct prose_fact *
governor(const struct gatherer *gatherer, const struct prose_block *block,
    size_t sentence)
{
	for (size_t i = gatherer->n; i > 0; i--) {
		const struct prose_fact	*fact = &gatherer->fact[i - 1];

		if (fact->block != block || fact->sentence != sentence)
			return NULL;
		if (fact->what == PROSE_RECEIVED ||
		    (fact->what >= PROSE_REVIEWS &&
		    fact->what <= PROSE_LATER_SUITS))
			return fact;
	}
	return NULL;
}

static void
read_mention(struct gatherer *gatherer, const struct prose_block *block,
    size_t i)
{
	const struct prose_mention	*m = &block->mention[i];
	struct prose_fact		 fact = {
		.block = block, .sentence = m->sentence, .count = m->count,
		.value = m->value, .to = m->to, .mention = (ptrdiff_t)i,
		.part = is_part(block, m->token),
		.scope = prose_fact_scope(block, m->token),
	};

	if (m->quoted || m->rough || (m->kind != PROSE_COUNT &&
	    m->kind != PROSE_MONEY) || (m->kind == PROSE_COUNT && m->count < 0))
		return;
	prose_sense_read(gatherer->prose, block, m, governor(gatherer, block,
	    m->sentence), &fact);
	if (fact.what == PROSE_NOTHING)
		return;
	fact.from = m->lead < m->token ? block->token[m->lead].from : m->from;
	if (fact.what != PROSE_CARRIED_OVER && fact.what != PROSE_CARRIED_ON)
		prose_fact_time(block, m->token, &fact.year, &fact.partial);
	add_fact(gatherer, &fact);
}

static void
read_none(struct gatherer *gatherer, const struct prose_block *block,
    size_t token)
{
	struct prose_fact	fact = {
		.block = block, .sentence = block->token[token].sentence,
		.mention = -1, .scope = prose_fact_scope(block, token),
	};
	struct prose_none	none;

	if (!prose_none_read(block, token, &none))
		return;
	if (!none.applications &&
	    !prose_fact_of_disclosure(block, fact.sentence))
		return;
	fact.from = block->token[none.first].from;
	fact.to = block->token[none.last - 1].to;
	prose_fact_time(block, none.first, &fact.year, &fact.partial);
	fact.what = PROSE_RECEIVED;
	if (none.applications)
		add_fact(gatherer, &fact);
	fact.what = PROSE_REVIEWS;
	if (none.reviews)
		add_fact(gatherer, &fact);
	fact.what = PROSE_SUITS;
	if (none.suits)
		add_fact(gatherer, &fact);
}

void
prose_fact_read(struct arena *arena, struct prose *prose)
{
	struct gatherer	gatherer = { .arena = arena, .prose = prose };

	for (size_t i = 0; i < prose->blocks; i++) {
		const struct prose_block	*block = &prose->block[i];

		for (size_t j = 0; j < block->tokens; j++) {
			const struct prose_token	*t = &block->token[j];

			if (t->mention >= 0)
				read_mention(&gatherer, block,
				    (size_t)t->mention);
			else if ((t->is & PROSE_SET(PROSE_NONE)) != 0)
				read_none(&gatherer, block, j);
		}
	}
	prose->fact = gatherer.fact;
	prose->facts = gatherer.n;
}
