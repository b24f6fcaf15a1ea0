#include "check/prose_claim.h"

#include "check/check.h"
#include "check/prose_fact.h"
#include "check/prose_figure.h"
#include "check/prose_tell.h"

#define REACH	3	/* tokens between 均 and what all of them became */

#define DISPUTE	PROSE_ANY(PROSE_REVIEW, PROSE_SUIT, PROSE_DIRECT, \
	    PROSE_AFTER_REVIEW)

/* A claim in the tokens [first, last). */
struct claim {
	const struct prose_block *block;
	size_t	first, last;	/* from its subject to its end */
	size_t	all;		/* the word 均 */
	size_t	verb;		/* what all became */
};

static struct prose_figure
suits_of(const struct filled *report, str column)
{
	return prose_figure_add(prose_figure_of(report, S("t4"), S("direct"),
	    column), prose_figure_of(report, S("t4"), S("after_review"),
	    column));
}

/* --- none --------------------------------------------------------------- */

static void
check_none(struct check_run *run, const struct prose *prose,
    const struct prose_fact *fact)
{
	struct prose_figure	 figure;
	struct finding		*finding;
	bool			 reviews = fact->what == PROSE_REVIEWS;

	if (fact->mention >= 0 || !prose_fact_current(prose, fact) ||
	    (!reviews && fact->what != PROSE_SUITS) ||
	    !prose_tell_ours(run, fact))
		return;
	figure = reviews ? prose_figure_of(run->report, S("t4"), S("review"),
	    S("total")) : suits_of(run->report, S("total"));
	if (!figure.known || figure.value == 0)
		return;
	finding = FIND(run, reviews ? "no_review" : "no_suit",
	    prose_tell_phrase(run, fact),
	    prose_tell_count(run, figure.value));
	prose_tell_cell(run, finding, fact, S("t4"), reviews ? S("review") :
	    S("direct"), S("total"), figure.value);
}

/* --- all ---------------------------------------------------------------- */

/* The clause in front of a token: its first token. */
static size_t
clause_of(const struct prose_block *block, size_t token)
{
	size_t	first = block->sentence[block->token[token].sentence].first;

	while (token > first && !prose_breaks(&block->token[token - 1]))
		token--;
	return token;
}

/* The word of one of the classes right behind 均, few words between. */
static bool
find_verb(const struct prose_block *block, size_t all, prose_set of,
    size_t *ret)
{
	size_t	last = block->sentence[block->token[all].sentence].last;

	for (size_t i = all + 1; i < last && i - all <= REACH; i++) {
		if (prose_breaks(&block->token[i]))
			return false;
		if ((block->token[i].is & of) != 0) {
			*ret = i;
			return true;
		}
	}
	return false;
}

/* The nearest clause that names disputes, from 均 back in its sentence. */
static bool
find_subject(struct claim *claim)
{
	const struct prose_block	*block = claim->block;
	size_t	first = block->sentence[block->token[claim->all].sentence]
		    .first;
	size_t	last = claim->all;

	for (;;) {
		claim->first = clause_of(block, last);
		if (prose_has(block, claim->first, claim->all, DISPUTE))
			return true;
		if (claim->first <= first)
			return false;
		last = claim->first - 1;
	}
}

static struct finding *
tell_claim(struct check_run *run, const struct claim *claim,
    const char *message, int64_t against)
{
	const struct prose_block	*block = claim->block;
	size_t				 from, to;
	struct finding			*finding;

	from = block->token[claim->first].from;
	to = block->token[claim->last - 1].to;
	finding = FIND(run, message,
	    prose_quote(run->job->arena, block, from, to),
	    prose_tell_count(run, against));
	prose_mark(run->job->arena, block, from, to, finding);
	finding->expected = S("0");
	finding->found = prose_tell_count(run, against);
	return finding;
}

/* 均维持: no other outcome, and none still pending. */
static void
check_upheld(struct check_run *run, struct claim *claim)
{
	static const char *const	others[] = {
		"corrected", "other", "pending"
	};
	const struct prose_block	*block = claim->block;
	struct prose_figure		 figure;
	struct finding			*finding;
	int64_t				 against = 0;
	prose_set			 is;

	if (!find_subject(claim) || !prose_fact_of_disclosure(block,
	    block->token[claim->all].sentence))
		return;
	is = prose_classes(block, claim->first, claim->verb);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (str_is(str_of(others[i]), "pending") &&
		    (is & PROSE_ANY(PROSE_DONE, PROSE_JUDGE)) != 0)
			continue;
		if ((is & PROSE_SET(PROSE_REVIEW)) != 0) {
			figure = prose_figure_of(run->report, S("t4"),
			    S("review"), str_of(others[i]));
			against += figure.known ? figure.value : 0;
		}
		if ((is & PROSE_SET(PROSE_SUIT)) != 0) {
			figure = suits_of(run->report, str_of(others[i]));
			against += figure.known ? figure.value : 0;
		}
	}
	if (against == 0)
		return;
	finding = tell_claim(run, claim, "upheld", against);
	finding->table = S("t4");
	finding->row = (is & PROSE_SET(PROSE_REVIEW)) != 0 ? S("review") :
	    S("direct");
}

/*
 * Does the claim speak of all applications?  They are named in its clause, or
 * before it in its sentence, or it begins a sentence right behind theirs.
 * Those that were carried in are only some of them.
 */
static bool
of_applications(const struct claim *claim)
{
	const struct prose_block	*block = claim->block;
	size_t				 i = block->token[claim->all].sentence;
	const struct prose_sentence	*sentence = &block->sentence[i];
	prose_set	named = PROSE_ANY(PROSE_APPLICATION, PROSE_ASK);
	prose_set	others = PROSE_ANY(PROSE_FOREIGN, PROSE_REVIEW,
			    PROSE_SUIT);
	size_t		before;

	if (prose_has(block, sentence->first, claim->last, others) ||
	    prose_has(block, claim->first, claim->all,
	    PROSE_SET(PROSE_CARRIED_IN)))
		return false;
	if (prose_has(block, claim->first, claim->last, named))
		return true;
	if (claim->first == sentence->first)
		return i > 0 && prose_has(block, sentence[-1].first,
		    sentence[-1].last, named) && !prose_has(block,
		    sentence[-1].first, sentence[-1].last, others);
	before = clause_of(block, claim->first - 1);
	return !prose_has(block, before, claim->first,
	    PROSE_SET(PROSE_CARRIED_IN)) && prose_has(block,
	    sentence->first, claim->all, named);
}

/*
 * 已全部办结: nothing was carried on.  按时 speaks only of what was due, and
 * answering (全部答复) may mean those that could be answered: a note.
 */
static void
check_finished(struct check_run *run, struct claim *claim)
{
	const struct prose_block	*block = claim->block;
	struct prose_figure		 figure;
	struct finding			*finding;
	int				 year;
	bool				 partial;

	claim->first = clause_of(block, claim->all);
	prose_fact_time(block, claim->all, &year, &partial);
	if (!of_applications(claim) || partial || (year != 0 &&
	    run->report->year != 0 && year != run->report->year) ||
	    prose_has(block, claim->first, claim->last,
	    PROSE_SET(PROSE_IN_TIME)))
		return;
	figure = prose_figure_of(run->report, S("t3"), S("carried_out"),
	    S("total"));
	if (!figure.known)
		figure = prose_figure_of(run->report, S("t3"),
		    S("carried_out"), S(PROSE_FIGURE_PARTS));
	if (!figure.known || figure.value == 0)
		return;
	finding = tell_claim(run, claim, "finished", figure.value);
	finding->table = S("t3");
	finding->row = S("carried_out");
	finding->column = S("total");
	if ((block->token[claim->verb].is & PROSE_SET(PROSE_FINISH)) == 0)
		finding->severity = CHECK_NOTE;
}

/* 均 at this token: what is claimed, if anything is. */
static void
check_all(struct check_run *run, struct claim *claim)
{
	const struct prose_block	*block = claim->block;

	if (find_verb(block, claim->all, PROSE_SET(PROSE_OUTCOME),
	    &claim->verb) && str_is(block->token[claim->verb].key, "upheld")) {
		claim->last = claim->verb + 1;
		check_upheld(run, claim);
	} else if (find_verb(block, claim->all, PROSE_ANY(PROSE_FINISH,
	    PROSE_HANDLE), &claim->verb)) {
		claim->last = claim->verb + 1;
		check_finished(run, claim);
	}
}

void
prose_claim_check(struct check_run *run, const struct prose *prose)
{
	for (size_t i = 0; i < prose->facts; i++)
		check_none(run, prose, &prose->fact[i]);
	for (size_t i = 0; i < prose->blocks; i++) {
		const struct prose_block	*block = &prose->block[i];

		for (size_t j = 0; j < block->tokens; j++) {
			struct claim	claim = { .block = block, .all = j };

			if ((block->token[j].is & PROSE_SET(PROSE_ALL)) != 0)
				check_all(run, &claim);
		}
	}
}
