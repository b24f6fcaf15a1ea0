#include <stdlib.h>

#include "base/arena.h"
#include "store/db_driver.h"
#include "store/search.h"
#include "store/search_facet.h"
#include "store/search_match.h"
#include "store/search_near.h"
#include "store/search_show.h"
#include "store/search_token.h"
#include "woven/sql.h"

#define CHECKS		500	/* texts read once the page is full */
#define CHECKS_MOST	20000	/* ... until it is */
#define RANKED		200	/* documents ranked by number and title */

/* A document that was found. */
struct hit {
	struct search_pick	pick;
	int			score;	/* of the best ones */
	size_t			place;	/* before they were scored */
};

/* A query being answered. */
struct finding {
	struct db			*db;
	const struct search_query	*query;
	size_t				 from, most;	/* of it, in bounds */
	struct search_words		 words;
	struct search_match		 match;
	bool				 doubt;	/* every text must be read */
	struct hit			*hit;
	size_t				 hits, want;
	size_t				 checks;
	struct search_tally		*tally;	/* NULL: not asked */
	struct search_answer		*answer;
};

/* --- is it really there? -------------------------------------------------- */

/* A document's texts, folded when that is needed. */
struct texts {
	str	part[3];	/* body, title and number */
	str	folded[3];
	bool	plain;		/* folding them changes no token */
	bool	done;		/* they are folded */
};

static bool
stands_in(const str part[3], str word)
{
	for (int i = 0; i < 3; i++)
		if (search_token_find(part[i], word, 0) >= 0)
			return true;
	return false;
}

/* Look in the texts as they are first: most words are written plainly. */
static bool
holds(struct arena *arena, struct texts *texts, str word)
{
	if (stands_in(texts->part, word))
		return true;
	if (texts->plain && !str_has(word, S(" ")))
		return false;
	for (int i = 0; i < 3 && !texts->done; i++)
		texts->folded[i] = search_token_text(arena,
		    texts->part[i]).s;
	texts->done = true;
	return stands_in(texts->folded, word);
}

/* Read a document's text and look for the words the index is not sure of. */
static enum err
check(struct finding *finding, const struct search_card *card,
    bool *ret_found)
{
	struct search_match		*match = &finding->match;
	struct arena			*arena = search_match_divert(match);
	struct sql_search_text_row	 row;
	struct texts			 texts = { .plain = card->plain };
	enum err			 e;

	finding->checks++;
	*ret_found = false;
	e = sql_search_text(finding->db, card->id, &row);
	search_match_restore(match, arena);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	texts.part[0] = row.body;
	texts.part[1] = row.title;
	texts.part[2] = row.number;
	*ret_found = true;
	for (size_t i = 0; *ret_found && i < finding->words.n; i++) {
		const struct search_word	*word = &finding->words.at[i];

		if (!word->exact)
			*ret_found = holds(match->scratch, &texts, word->s) !=
			    word->excluded;
	}
	return OK;
}

/* --- collecting ----------------------------------------------------------- */

/* Whether enough texts were read. */
static bool
is_enough(const struct finding *finding)
{
	return finding->checks >= (finding->hits < finding->want ?
	    CHECKS_MOST : CHECKS);
}

static void
keep(struct finding *finding, const struct search_pick *pick)
{
	if (finding->hits < finding->want) {
		finding->hit[finding->hits] = (struct hit){ .pick = *pick,
		    .place = finding->hits };
		finding->hits++;
	}
	finding->answer->total++;
	if (finding->tally != NULL)
		search_facet_count(finding->tally, pick->segment,
		    &pick->card);
}

/* Go through the candidates in order, reading texts where there is doubt. */
static enum err
collect(struct finding *finding)
{
	struct search_cursor	cursor;
	struct search_pick	pick;
	bool			there, found;
	enum err		e;

	cursor = search_match_walk(&finding->match, finding->query->order);
	for (;;) {
		e = search_match_next(&cursor, &pick, &there);
		if (e != OK || !there)
			return e;
		found = true;
		if (finding->doubt ||
		    (pick.candidate & SEARCH_DOUBT) != 0) {
			if (is_enough(finding)) {
				finding->answer->more_than = true;
				return OK;
			}
			e = check(finding, &pick.card, &found);
			if (e != OK)
				return e;
		}
		if (found)
			keep(finding, &pick);
	}
}

/* The same where the index is sure of all: only a page is walked. */
static enum err
collect_page(struct finding *finding)
{
	struct search_match	*match = &finding->match;
	struct search_cursor	 cursor;
	struct search_pick	 pick;
	bool			 there = true;
	enum err		 e = OK;

	cursor = search_match_walk(match, finding->query->order);
	while (e == OK && there && finding->hits < finding->want) {
		e = search_match_next(&cursor, &pick, &there);
		if (e == OK && there) {
			finding->hit[finding->hits] = (struct hit){
			    .pick = pick, .place = finding->hits };
			finding->hits++;
		}
	}
	for (size_t i = 0; i < match->segments; i++)
		finding->answer->total += (int64_t)match->found[i].n;
	return e;
}

/* Count every candidate. */
static enum err
count_all(struct finding *finding)
{
	struct search_match	*match = &finding->match;
	struct search_card	 card;
	enum err		 e = OK;

	for (size_t i = 0; e == OK && i < match->segments; i++) {
		const struct search_found	*found = &match->found[i];

		if (found->n > 0)
			e = search_segment_cards(finding->db,
			    &match->segment[i]);
		for (size_t k = 0; e == OK && k < found->n; k++) {
			e = search_segment_card(finding->db,
			    &match->segment[i], found->at[k] >> 8, &card);
			if (e == OK)
				search_facet_count(finding->tally, i, &card);
		}
	}
	return e;
}

/* Some candidate needs its text read. */
static bool
is_doubtful(const struct finding *finding)
{
	const struct search_match	*match = &finding->match;

	if (finding->doubt)
		return true;
	for (size_t i = finding->words.wanted; i < finding->words.n; i++)
		if (!finding->words.at[i].exact)
			for (size_t k = 0; k < match->segments; k++)
				for (size_t j = 0; j < match->found[k].n; j++)
					if ((match->found[k].at[j] &
					    SEARCH_DOUBT) != 0)
						return true;
	return false;
}

/* --- ranking -------------------------------------------------------------- */

/* The number counts most, then the title; the whole of either above all. */
static int
score_of(const struct search_words *words, str number, str title)
{
	int	score = 0;

	for (size_t i = 0; i < words->wanted; i++) {
		str	word = words->at[i].s;

		if (search_token_find(number, word, 0) >= 0)
			score += str_eq(number, word) ? 100 : 4;
		if (search_token_find(title, word, 0) >= 0)
			score += str_eq(title, word) ? 50 : 2;
	}
	return score;
}

static int
compare(const void *a, const void *b)
{
	const struct hit	*one = a, *other = b;

	if (one->score != other->score)
		return one->score > other->score ? -1 : 1;
	return (one->place > other->place) - (one->place < other->place);
}

/* Score the first ones and put them in order. */
static enum err
rank(struct finding *finding)
{
	struct search_match	*match = &finding->match;
	size_t			 n = finding->hits;
	enum err		 e = OK;

	if (n > RANKED)
		n = RANKED;
	for (size_t i = 0; e == OK && i < n; i++) {
		struct arena			*arena;
		struct sql_search_title_row	 row;

		/* Nothing of it is in number or title. */
		if ((finding->hit[i].pick.candidate & 0xFE) == 0)
			continue;
		arena = search_match_divert(match);
		e = sql_search_title(finding->db,
		    finding->hit[i].pick.card.id, &row);
		search_match_restore(match, arena);
		if (e == OK)
			finding->hit[i].score = score_of(&finding->words,
			    search_token_text(match->scratch, row.number).s,
			    search_token_text(match->scratch, row.title).s);
		else if (e == ERR_NOT_FOUND)
			e = OK;
	}
	qsort(finding->hit, n, sizeof *finding->hit, compare);
	return e;
}

/* --- answering ------------------------------------------------------------ */

static enum err
show(struct finding *finding, const struct search_pick *pick)
{
	struct search_match		*match = &finding->match;
	struct search_answer		*answer = finding->answer;
	struct search_hit		*hit = &answer->hit[answer->hits];
	struct arena			*arena = search_match_divert(match);
	struct sql_search_text_row	 row;
	enum err			 e;

	e = sql_search_text(finding->db, pick->card.id, &row);
	search_match_restore(match, arena);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	hit->id = pick->card.id;
	hit->agency = row.agency;
	hit->number = str_copy(arena, row.number);
	hit->title = str_copy(arena, row.title);
	hit->kind = str_copy(arena, row.kind);
	hit->column = str_copy(arena, row.catalogue);
	hit->validity = str_copy(arena, row.validity);
	hit->day = row.day;
	hit->snippet = search_show_snippet(arena, match->scratch, row.body,
	    &finding->words);
	hit->title_marks = search_show_marks(arena, hit->title,
	    &finding->words, &hit->title_mark);
	hit->snippet_marks = search_show_marks(arena, hit->snippet,
	    &finding->words, &hit->snippet_mark);
	answer->hits++;
	return OK;
}

static enum err
answer_hits(struct finding *finding)
{
	struct search_answer	*answer = finding->answer;
	enum err		 e = OK;

	answer->hit = arena_array(finding->db->arena, finding->most,
	    sizeof *answer->hit);
	for (size_t i = finding->from; e == OK && i < finding->hits &&
	    answer->hits < finding->most; i++)
		e = show(finding, &finding->hit[i].pick);
	if (e == OK && finding->tally != NULL)
		search_facet_end(finding->tally, answer);
	if (e == OK && answer->total == 0 && !answer->more_than)
		e = search_near(&finding->match, &answer->suggestion);
	return e;
}

/* Keep what was asked for within its bounds. */
static void
bound(struct finding *finding)
{
	const struct search_query	*query = finding->query;
	int	from = query->from, most = query->most;

	from = from < 0 ? 0 : from > SEARCH_DEEP ? SEARCH_DEEP : from;
	most = most < 0 ? 0 : most > SEARCH_PAGE ? SEARCH_PAGE : most;
	finding->from = (size_t)from;
	finding->most = (size_t)most;
	finding->want = finding->from + finding->most;
	if (query->order == SEARCH_BEST && finding->want < RANKED)
		finding->want = RANKED;
	for (size_t i = 0; i < finding->words.wanted; i++)
		if (!finding->words.at[i].exact)
			finding->doubt = true;
}

static enum err
find(struct finding *finding)
{
	bool		doubtful;
	enum err	e = search_match(&finding->match);

	if (e != OK)
		return e;
	if (finding->query->facets)
		finding->tally = search_facet_begin(finding->db->arena,
		    finding->match.segment, finding->match.segments);
	finding->hit = arena_array(finding->db->arena, finding->want,
	    sizeof *finding->hit);
	doubtful = is_doubtful(finding);
	e = doubtful ? collect(finding) : collect_page(finding);
	if (e == OK && !doubtful && finding->tally != NULL)
		e = count_all(finding);
	if (e == OK && finding->query->order == SEARCH_BEST)
		e = rank(finding);
	return e == OK ? answer_hits(finding) : e;
}

enum err
search_find(struct db *db, const struct search_query *query,
    struct search_answer *ret)
{
	struct finding			finding = { .db = db, .query = query,
					    .answer = ret };
	struct sql_search_stamp_row	stamp;
	enum err			e;

	*ret = (struct search_answer){ 0 };
	e = sql_search_stamp(db, &stamp);
	if (e != OK)
		return e;
	if (stamp.tokenizer != 0 && stamp.tokenizer != SEARCH_TOKEN_VERSION)
		return FAIL(db->fault, ERR_CONFLICT, "search.tokenizer");
	finding.words = search_query_read(db->arena, query->text);
	/* Signs alone find nothing; nothing at all finds everything. */
	if (finding.words.n == 0 && !finding.words.blank)
		return OK;
	finding.match = (struct search_match){ .db = db,
	    .generation = stamp.generation, .words = &finding.words,
	    .filter = &query->filter };
	bound(&finding);
	return find(&finding);
}
