#include <stdlib.h>

#include "base/arena.h"
#include "store/db_driver.h"
#include "store/search.h"
#include "store/search_facet.h"
#include "store/search_match.h"
#include "store/search_near.h"
#include "store/search_row.h"
#include "store/search_show.h"
#include "store/search_token.h"
#include "woven/sql.h"

#define CHECKS		500	/* texts read once the page is full */
#define RANKED		200	/* documents ranked by number and title */

/* Where to go on: a place in the order of the candidates. */
struct place {
	int64_t		shared;	/* words in number and title, if that counts */
	int64_t		day;
	int64_t		id;
};

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
	size_t				 checks, checks_most;
	struct place			 after;	/* only what is behind it */
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

/* Look in a document's text for the words the index is not sure of. */
static bool
check(struct finding *finding, const struct search_card *card,
    const struct sql_search_texts_row *row)
{
	struct arena		*scratch = finding->match.scratch;
	struct arena_mark	 mark = arena_mark(scratch);
	struct texts		 texts = { .plain = card->plain,
				    .part = { row->body, row->title,
				    row->number } };
	bool			 found = row->id != 0;

	finding->checks++;
	for (size_t i = 0; found && i < finding->words.n; i++) {
		const struct search_word	*word = &finding->words.at[i];

		if (!word->exact)
			found = holds(scratch, &texts, word->s) !=
			    word->excluded;
	}
	arena_rewind(scratch, mark);
	return found;
}

/* --- collecting ----------------------------------------------------------- */

/* Whether enough texts were read. */
static bool
is_enough(const struct finding *finding)
{
	return finding->checks >= finding->checks_most ||
	    (finding->hits == finding->want && finding->checks >= CHECKS);
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

/* Where a candidate stands in the order that was asked for. */
static struct place
place_of(const struct finding *finding, const struct search_pick *pick)
{
	return (struct place){ finding->query->order == SEARCH_BEST ?
	    (pick->candidate & 0xFF) >> 1 : 0, pick->card.day, pick->card.id };
}

static bool
is_behind(const struct place *place, const struct place *after)
{
	if (place->shared != after->shared)
		return place->shared < after->shared;
	return search_segment_compare((day)after->day, after->id,
	    (day)place->day, place->id) < 0;
}

/* The next candidates, up to SEARCH_ROWS; fewer at the end. */
static enum err
take_some(const struct finding *finding, struct search_cursor *cursor,
    struct search_pick *pick, size_t *ret_n)
{
	bool		there = true;
	size_t		n = 0;
	enum err	e = OK;

	while (n < SEARCH_ROWS) {
		e = search_match_next(cursor, &pick[n], &there);
		if (e != OK || !there)
			break;
		if (finding->query->after.n > 0) {
			struct place	place = place_of(finding, &pick[n]);

			if (!is_behind(&place, &finding->after))
				continue;
		}
		n++;
	}
	*ret_n = n;
	return e;
}

static bool
in_doubt(const struct finding *finding, const struct search_pick *pick)
{
	return finding->doubt || (pick->candidate & SEARCH_DOUBT) != 0;
}

/* The rest is not looked at: say so, and where to go on. */
static void
stop(struct finding *finding, const struct place *last)
{
	struct search_answer	*answer = finding->answer;

	answer->more_than = true;
	if (finding->hits < finding->want)
		answer->further = str_printf(finding->db->arena,
		    "%lld,%lld,%lld", (long long)last->shared,
		    (long long)last->day, (long long)last->id);
}

/* Keep those that hold the words, reading texts where there is doubt. */
static enum err
judge(struct finding *finding, const struct search_pick *pick, size_t n,
    struct place *last)
{
	struct search_match		*match = &finding->match;
	struct sql_search_texts_row	*row;
	struct arena			*arena;
	int64_t				 id[SEARCH_ROWS];
	size_t				 ids = 0, at = 0;
	enum err			 e;

	for (size_t i = 0; i < n; i++)
		if (in_doubt(finding, &pick[i]))
			id[ids++] = pick[i].card.id;
	arena = search_match_divert(match);
	e = search_row_texts(finding->db, id, ids, &row);
	search_match_restore(match, arena);
	for (size_t i = 0; e == OK && i < n; i++) {
		bool	doubt = in_doubt(finding, &pick[i]);

		if (doubt && is_enough(finding)) {
			stop(finding, last);
			break;
		}
		if (!doubt || check(finding, &pick[i].card, &row[at++]))
			keep(finding, &pick[i]);
		*last = place_of(finding, &pick[i]);
	}
	return e;
}

/* Go through the candidates in order. */
static enum err
collect(struct finding *finding)
{
	struct search_cursor	cursor;
	struct search_pick	pick[SEARCH_ROWS];
	struct place		last = finding->after;
	size_t			n;
	enum err		e;

	cursor = search_match_walk(&finding->match, finding->query->order);
	do {
		e = take_some(finding, &cursor, pick, &n);
		if (e == OK)
			e = judge(finding, pick, n, &last);
	} while (e == OK && n == SEARCH_ROWS && !finding->answer->more_than);
	return e;
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

/* Score the first ones that have something in number or title, and put them
   in order. */
static enum err
rank(struct finding *finding)
{
	struct search_match		*match = &finding->match;
	struct sql_search_titles_row	*row;
	struct arena			*arena;
	struct hit			*scored[RANKED];
	int64_t				 id[RANKED];
	size_t				 n = finding->hits, ids = 0;
	enum err			 e;

	if (n > RANKED)
		n = RANKED;
	for (size_t i = 0; i < n; i++)
		if ((finding->hit[i].pick.candidate & 0xFE) != 0) {
			id[ids] = finding->hit[i].pick.card.id;
			scored[ids++] = &finding->hit[i];
		}
	arena = search_match_divert(match);
	e = search_row_titles(finding->db, id, ids, &row);
	search_match_restore(match, arena);
	for (size_t i = 0; e == OK && i < ids; i++)
		scored[i]->score = score_of(&finding->words,
		    search_token_text(match->scratch, row[i].number).s,
		    search_token_text(match->scratch, row[i].title).s);
	qsort(finding->hit, n, sizeof *finding->hit, compare);
	return e;
}

/* --- answering ------------------------------------------------------------ */

static void
show(struct finding *finding, const struct sql_search_texts_row *row)
{
	struct search_answer	*answer = finding->answer;
	struct search_hit	*hit = &answer->hit[answer->hits];
	struct arena		*arena = finding->db->arena;
	struct arena		*scratch = finding->match.scratch;
	struct arena_mark	 mark = arena_mark(scratch);

	hit->id = row->id;
	hit->agency = row->agency;
	hit->number = str_copy(arena, row->number);
	hit->title = str_copy(arena, row->title);
	hit->kind = str_copy(arena, row->kind);
	hit->column = str_copy(arena, row->catalogue);
	hit->validity = str_copy(arena, row->validity);
	hit->day = row->day;
	hit->snippet = search_show_snippet(arena, scratch, row->body,
	    &finding->words);
	hit->title_marks = search_show_marks(arena, hit->title,
	    &finding->words, &hit->title_mark);
	hit->snippet_marks = search_show_marks(arena, hit->snippet,
	    &finding->words, &hit->snippet_mark);
	answer->hits++;
	arena_rewind(scratch, mark);
}

/* Show some hits from `i' on. */
static enum err
show_some(struct finding *finding, size_t i, size_t n)
{
	struct search_match		*match = &finding->match;
	struct sql_search_texts_row	*row;
	struct arena			*arena;
	int64_t				 id[SEARCH_ROWS];
	enum err			 e;

	for (size_t k = 0; k < n; k++)
		id[k] = finding->hit[i + k].pick.card.id;
	arena = search_match_divert(match);
	e = search_row_texts(finding->db, id, n, &row);
	search_match_restore(match, arena);
	for (size_t k = 0; e == OK && k < n; k++)
		if (row[k].id != 0)
			show(finding, &row[k]);
	return e;
}

static enum err
answer_hits(struct finding *finding)
{
	struct search_answer	*answer = finding->answer;
	size_t			 end = finding->from + finding->most;
	enum err		 e = OK;

	if (end > finding->hits)
		end = finding->hits;
	answer->hit = arena_array(finding->db->arena, finding->most,
	    sizeof *answer->hit);
	for (size_t i = finding->from; e == OK && i < end; i += SEARCH_ROWS)
		e = show_some(finding, i, end - i < SEARCH_ROWS ? end - i :
		    SEARCH_ROWS);
	if (e == OK && finding->tally != NULL)
		search_facet_end(finding->tally, answer);
	if (e == OK && answer->total == 0 && !answer->more_than)
		e = search_near(&finding->match, &answer->suggestion);
	return e;
}

/* Read where to go on from. */
static enum err
read_after(struct finding *finding)
{
	const char	*at;
	char		*end;
	long long	 part[3];

	if (finding->query->after.n == 0)
		return OK;
	at = str_c(finding->db->arena, finding->query->after);
	for (int i = 0; i < 3; i++) {
		part[i] = strtoll(at, &end, 10);
		if (end == at || *end != (i < 2 ? ',' : '\0'))
			return FAIL(finding->db->fault, ERR_INVALID,
			    "search.further", finding->query->after);
		at = end + 1;
	}
	finding->after = (struct place){ part[0], part[1], part[2] };
	return OK;
}

/* Keep what was asked for within its bounds. */
static void
bound(struct finding *finding)
{
	const struct search_query	*query = finding->query;
	int	from = query->from, most = query->most;
	int	checks = query->checks;

	from = from < 0 ? 0 : from > SEARCH_DEEP ? SEARCH_DEEP : from;
	most = most < 0 ? 0 : most > SEARCH_PAGE ? SEARCH_PAGE : most;
	finding->checks_most = checks <= 0 || checks > SEARCH_CHECKS ?
	    SEARCH_CHECKS : (size_t)checks;
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
	doubtful = is_doubtful(finding) || finding->query->after.n > 0;
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
	e = read_after(&finding);
	return e == OK ? find(&finding) : e;
}
