#include "base/day.h"
#include "check/check.h"
#include "check/prose.h"
#include "check/prose_fact.h"
#include "check/prose_tell.h"

#define LEAP	2000	/* a year in which every day that can be is */
#define NEAR	9	/* years that a wrong year is off at most */
#define HEADING	60	/* bytes: a longer sentence is no heading */

/* --- days that do not exist --------------------------------------------- */

static void
tell_words(struct check_run *run, const char *message,
    const struct prose_block *block, size_t from, size_t to)
{
	str		 words = prose_quote(run->job->arena, block, from, to);
	struct finding	*finding;

	finding = FIND(run, message, words);
	prose_mark(run->job->arena, block, from, to, finding);
	finding->found = words;
}

/* The mention right behind another, of a kind; NULL if there is none. */
static const struct prose_mention *
behind(const struct prose_block *block, const struct prose_mention *m,
    enum prose_kind kind)
{
	const struct prose_mention	*next = m + 1;

	return next < block->mention + block->mentions &&
	    next->token == m->token + 1 && next->kind == kind ? next : NULL;
}

static void
check_day(struct check_run *run, const struct prose_block *block,
    const struct prose_mention *month)
{
	const struct prose_mention	*last = behind(block, month, PROSE_DAY);
	const struct prose_mention	*year = NULL;
	size_t				 from = month->from;

	if (month > block->mention && month[-1].token + 1 == month->token &&
	    month[-1].kind == PROSE_YEAR)
		year = &month[-1];
	if (year != NULL)
		from = year->from;
	if (month->count < 1 || month->count > 12)
		tell_words(run, "month", block, from, month->to);
	else if (last != NULL && day_make(year == NULL ? LEAP :
	    (int)year->count, (int)month->count, (int)last->count) == DAY_NONE)
		tell_words(run, "day", block, from, last->to);
}

static void
check_days(struct check_run *run, const struct prose_block *block)
{
	for (size_t i = 0; i < block->mentions; i++) {
		const struct prose_mention	*m = &block->mention[i];

		if (m->quoted || m->rough)
			continue;
		if (m->kind == PROSE_MONTH)
			check_day(run, block, m);
		else if (m->kind == PROSE_QUARTER &&
		    (m->count < 1 || m->count > 4))
			tell_words(run, "quarter", block, m->from, m->to);
	}
}

/* --- years -------------------------------------------------------------- */

/* The year a sentence opens with: 2020年，; 0 if it opens otherwise. */
static const struct prose_mention *
opening_year(const struct prose_block *block,
    const struct prose_sentence *sentence)
{
	const struct prose_token	*token = &block->token[sentence->first];
	const struct prose_mention	*m;

	if (token->mention < 0)
		return NULL;
	m = &block->mention[token->mention];
	if (m->kind != PROSE_YEAR || m->rough ||
	    sentence->first + 1 >= sentence->last)
		return NULL;
	token = &block->token[sentence->first + 1];
	return token->mention < 0 && (token->is & PROSE_SET(PROSE_TIME)) == 0 ?
	    m : NULL;
}

static void
tell_year(struct check_run *run, const char *message,
    const struct prose_block *block, const struct prose_mention *m)
{
	struct finding	*finding;
	str		 year = prose_tell_count(run, run->report->year);

	finding = FIND(run, message, prose_quote(run->job->arena, block,
	    m->from, m->to), year);
	prose_mark(run->job->arena, block, m->from, m->to, finding);
	finding->expected = year;
	finding->found = prose_tell_count(run, m->count);
}

/* Is the reporting year named anywhere in this section? */
static bool
names_year(const struct prose *prose, const struct filled_section *section,
    int year)
{
	for (size_t i = 0; i < prose->blocks; i++) {
		const struct prose_block	*block = &prose->block[i];

		if (block->section != section)
			continue;
		for (size_t j = 0; j < block->mentions; j++)
			if (block->mention[j].kind == PROSE_YEAR &&
			    !block->mention[j].quoted &&
			    block->mention[j].count == year)
				return true;
	}
	return false;
}

static bool
is_near(const struct check_run *run, const struct prose_mention *m)
{
	int64_t	gap = m->count - run->report->year;

	return gap != 0 && gap >= -NEAR && gap <= NEAR;
}

/* A sentence long enough to be no heading. */
static bool
is_long(const struct prose_sentence *sentence)
{
	return sentence->to - sentence->from >= HEADING;
}

/*
 * A first section whose first sentence opens with another year and that never
 * names the reporting year was taken over from another report.
 */
static void
check_opening(struct check_run *run, const struct prose *prose)
{
	const struct prose_mention	*m;

	for (size_t i = 0; i < prose->blocks; i++) {
		const struct prose_block	*block = &prose->block[i];
		size_t				 j = 0;

		if (!str_is(block->key, "overview"))
			continue;
		while (j < block->sentences && !is_long(&block->sentence[j]))
			j++;
		if (j == block->sentences)
			continue;
		m = opening_year(block, &block->sentence[j]);
		if (m != NULL && is_near(run, m) && !names_year(prose,
		    block->section, run->report->year))
			tell_year(run, "opening", block, m);
		return;
	}
}

/* Is something counted behind a mention in its sentence? */
static bool
counts_behind(const struct prose_block *block, const struct prose_mention *m)
{
	const struct prose_mention	*end = block->mention + block->mentions;

	for (const struct prose_mention *c = m + 1; c < end &&
	    c->sentence == m->sentence; c++)
		if (c->kind == PROSE_COUNT)
			return true;
	return false;
}

/*
 * 截至2022年底 before a count, in a report on 2023: perhaps last year's
 * sentence, perhaps a standing number on purpose.
 */
static void
check_until(struct check_run *run, const struct prose *prose,
    const struct prose_block *block)
{
	for (size_t i = 0; i < block->mentions; i++) {
		const struct prose_mention	*m = &block->mention[i];

		if (m->kind == PROSE_YEAR && !m->quoted && m->token > 0 &&
		    m->count == run->report->year - 1 &&
		    str_is(block->token[m->token - 1].key, "until") &&
		    counts_behind(block, m) &&
		    !names_year(prose, block->section, run->report->year))
			tell_year(run, "until", block, m);
	}
}

static bool
is_same_kind(const struct prose_fact *a, const struct prose_fact *b)
{
	return a->what == b->what && str_eq(a->key[0], b->key[0]) &&
	    str_eq(a->column, b->column);
}

/* Is the number told for the reporting year, or already for this sentence? */
static bool
is_told(const struct prose *prose, const struct prose_fact *fact)
{
	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*f = &prose->fact[i];

		if (f != fact && is_same_kind(f, fact) &&
		    prose_fact_current(prose, f))
			return true;
		if (f < fact && f->block == fact->block &&
		    f->sentence == fact->sentence && f->year == fact->year)
			return true;
	}
	return false;
}

/*
 * A number that the report must give for its own year is given for the year
 * before, and for its own year nowhere.
 */
static void
check_facts(struct check_run *run, const struct prose *prose)
{
	struct finding	*finding;

	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*fact = &prose->fact[i];

		if ((fact->what != PROSE_RECEIVED &&
		    fact->what != PROSE_REVIEWS && fact->what != PROSE_SUITS &&
		    fact->what != PROSE_ENACTED) || fact->part ||
		    fact->partial || fact->year != run->report->year - 1 ||
		    is_told(prose, fact))
			continue;
		finding = FIND(run, "fact", prose_tell_phrase(run, fact),
		    prose_tell_count(run, fact->year),
		    prose_tell_count(run, run->report->year));
		prose_mark(run->job->arena, fact->block, fact->from, fact->to,
		    finding);
		finding->expected = prose_tell_count(run, run->report->year);
		finding->found = prose_tell_count(run, fact->year);
	}
}

/* 2023年，我局将: a plan for a year that is over. */
static bool
is_plan(const struct prose_block *block, const struct prose_mention *m)
{
	size_t	last = block->sentence[m->sentence].last;
	size_t	marks = 0;

	for (size_t i = m->token + 1; i < last && marks < 2; i++) {
		const struct prose_token	*t = &block->token[i];

		if (t->mention >= 0)
			return false;
		if ((t->is & PROSE_SET(PROSE_TIME)) != 0)
			return str_is(t->key, "coming");
		if (prose_breaks(t))
			marks++;
		else if (t->is == 0 && t->to - t->from > 24)
			return false;
	}
	return false;
}

/* What was weak in an earlier year, what is planned for a year that is over. */
static void
check_problems(struct check_run *run, const struct prose *prose)
{
	const struct prose_mention	*m;

	for (size_t i = 0; i < prose->blocks; i++) {
		const struct prose_block	*block = &prose->block[i];

		if (!str_is(block->key, "problems"))
			continue;
		for (size_t j = 0; j < block->sentences; j++) {
			const struct prose_sentence *s = &block->sentence[j];

			m = opening_year(block, s);
			if (m == NULL || m->count > run->report->year ||
			    m->count + NEAR < run->report->year)
				continue;
			if (is_plan(block, m))
				tell_year(run, "plan", block, m);
			else if (m->count < run->report->year &&
			    prose_has(block, s->first, s->last,
			    PROSE_SET(PROSE_WEIGHING)) &&
			    !names_year(prose, block->section,
			    run->report->year))
				tell_year(run, "weighing", block, m);
		}
	}
}

CHECK(prose_time, .id = "T7", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run);

	for (size_t i = 0; i < prose->blocks; i++)
		check_days(run, &prose->block[i]);
	if (run->report->year == 0)
		return;
	for (size_t i = 0; i < prose->blocks; i++)
		if (str_is(prose->block[i].key, "overview"))
			check_until(run, prose, &prose->block[i]);
	check_opening(run, prose);
	check_facts(run, prose);
	check_problems(run, prose);
}
