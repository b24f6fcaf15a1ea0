#include "store/search_match.h"

#include <string.h>

#include "base/arena.h"
#include "store/db_driver.h"
#include "store/search_list.h"
#include "woven/sql.h"

#define SCRATCH_BYTES	((size_t)1 << 30)
#define CARDS_ONE_BY_ONE 64	/* candidates; for more, all are read */
#define SHARED_MOST	127u	/* words counted in a candidate */

static void
free_arena(void *arena)
{
	arena_free(arena);
}

struct arena *
search_match_divert(struct search_match *match)
{
	struct arena	*arena = match->db->arena;

	if (match->scratch == NULL) {
		match->scratch = arena_new(SCRATCH_BYTES);
		arena_defer(arena, free_arena, match->scratch);
	}
	arena_reset(match->scratch);
	match->db->arena = match->scratch;
	return arena;
}

void
search_match_restore(struct search_match *match, struct arena *arena)
{
	match->db->arena = arena;
}

/* --- words ---------------------------------------------------------------- */

/* A term's list in the block where it would stand; false if it is damaged. */
static bool
find_list(const struct sql_search_blocks_row *row, uint64_t term,
    struct search_list *ret)
{
	struct search_unpacker	unpacker = { 0 };

	ret->n = 0;
	if (row->first == NULL || row->data == NULL)
		return true;
	unpacker.s = *row->data;
	unpacker.list.term = (uint64_t)*row->first;
	while (search_list_next(&unpacker)) {
		if (unpacker.list.term < term)
			continue;
		if (unpacker.list.term == term)
			*ret = unpacker.list;
		break;
	}
	return !unpacker.damaged;
}

/* Meet a segment's documents with the list, or begin with it. */
static bool
meet(const struct search_list *list, size_t documents, struct arena *scratch,
    struct search_found *found)
{
	search_entry	*entry = arena_array(scratch, list->n, sizeof *entry);

	if (list->n > documents || !search_list_read(list, documents, entry))
		return false;
	found->n = search_list_meet(found->at, found->n, entry, list->n,
	    found->at);
	return true;
}

static bool
begin(const struct search_list *list, size_t documents, struct arena *arena,
    struct search_found *found)
{
	if (list->n > documents)
		return false;
	found->at = arena_array(arena, list->n, sizeof *found->at);
	found->n = list->n;
	return search_list_read(list, documents, found->at);
}

/* Look one term up in all segments; the first begins the lists. */
static enum err
look_up(struct search_match *match, uint64_t term, bool first,
    struct search_found *found)
{
	struct db			*db = match->db;
	struct sql_search_blocks_row	*row;
	struct arena			*arena = search_match_divert(match);
	size_t				 rows, at = 0;
	enum err			 e;

	e = sql_search_blocks(db, match->generation, (int64_t)term, &row,
	    &rows);
	search_match_restore(match, arena);
	for (size_t i = 0; e == OK && i < match->segments; i++) {
		struct search_list	list = { 0 };
		size_t			documents = match->segment[i].documents;
		bool			whole = true;

		if (!first && found[i].n == 0)
			continue;
		while (at < rows && row[at].segment < match->segment[i].id)
			at++;
		if (at < rows && row[at].segment == match->segment[i].id)
			whole = find_list(&row[at], term, &list);
		if (!whole || !(first ?
		    begin(&list, documents, arena, &found[i]) :
		    meet(&list, documents, match->scratch, &found[i])))
			e = FAIL(db->fault, ERR_STORE, "search.damaged");
	}
	return e;
}

static bool
all_empty(const struct search_match *match, const struct search_found *found)
{
	for (size_t i = 0; i < match->segments; i++)
		if (found[i].n > 0)
			return false;
	return true;
}

enum err
search_match_word(struct search_match *match, const struct search_word *word,
    struct search_found *ret)
{
	enum err	e = OK;

	for (size_t i = 0; e == OK && i < word->terms; i++) {
		e = look_up(match, word->term[i], i == 0, ret);
		if (e == OK && all_empty(match, ret))
			break;
	}
	return e;
}

/* --- candidates ----------------------------------------------------------- */

/* The first word's documents become candidates. */
static void
take(struct search_found *found)
{
	for (size_t i = 0; i < found->n; i++)
		found->at[i] = (found->at[i] & ~0xFFu) |
		    ((found->at[i] & SEARCH_TITLE) != 0 ? 2 : 0);
}

/* Keep the candidates that hold another word too. */
static void
keep_both(struct search_found *found, const struct search_found *word)
{
	size_t	i = 0, j = 0, k = 0;

	while (i < found->n && j < word->n) {
		uint32_t	one = found->at[i] >> 8;
		uint32_t	other = word->at[j] >> 8;

		if (one == other) {
			search_candidate	both = found->at[i];

			if ((word->at[j] & SEARCH_TITLE) != 0 &&
			    (both & 0xFF) >> 1 < SHARED_MOST)
				both += 2;
			found->at[k++] = both;
		}
		i += one <= other;
		j += other <= one;
	}
	found->n = k;
}

/* Drop the candidates that hold an excluded word, or mark those that may. */
static void
leave_out(struct search_found *found, const struct search_found *word,
    bool exact)
{
	size_t	j = 0, k = 0;

	for (size_t i = 0; i < found->n; i++) {
		search_candidate	one = found->at[i];
		bool			hit;

		while (j < word->n && word->at[j] >> 8 < one >> 8)
			j++;
		hit = j < word->n && word->at[j] >> 8 == one >> 8;
		if (!hit || !exact)
			found->at[k++] = hit ? one | SEARCH_DOUBT : one;
	}
	found->n = k;
}

static enum err
all_documents(struct search_match *match)
{
	for (size_t i = 0; i < match->segments; i++) {
		struct search_found	*found = &match->found[i];

		found->n = match->segment[i].documents;
		found->at = arena_array(match->db->arena, found->n,
		    sizeof *found->at);
		for (size_t k = 0; k < found->n; k++)
			found->at[k] = (search_candidate)k << 8;
	}
	return OK;
}

static enum err
apply_word(struct search_match *match, const struct search_word *word,
    struct search_found *lists)
{
	struct arena_mark	mark;
	enum err		e;

	/* Its diversion stands in front of the mark. */
	search_match_restore(match, search_match_divert(match));
	mark = arena_mark(match->db->arena);
	memset(lists, 0, match->segments * sizeof *lists);
	e = search_match_word(match, word, lists);
	for (size_t i = 0; e == OK && i < match->segments; i++) {
		if (word->excluded)
			leave_out(&match->found[i], &lists[i], word->exact);
		else
			keep_both(&match->found[i], &lists[i]);
	}
	arena_rewind(match->db->arena, mark);
	return e;
}

static enum err
apply_words(struct search_match *match)
{
	const struct search_words	*words = match->words;
	struct search_found		*lists;
	enum err			 e;

	lists = arena_array(match->db->arena, match->segments, sizeof *lists);
	if (words->wanted == 0)
		e = all_documents(match);
	else
		e = search_match_word(match, &words->at[0], match->found);
	for (size_t i = 0; words->wanted > 0 && i < match->segments; i++)
		take(&match->found[i]);
	for (size_t i = words->wanted > 0; e == OK && i < words->n; i++) {
		if (all_empty(match, match->found))
			break;
		e = apply_word(match, &words->at[i], lists);
	}
	return e;
}

static void
drop_dead(const struct search_segment *segment, struct search_found *found)
{
	size_t	j = 0, k = 0;

	if (segment->deads == 0)
		return;
	for (size_t i = 0; i < found->n; i++) {
		uint32_t	n = found->at[i] >> 8;

		while (j < segment->deads && segment->dead[j] < n)
			j++;
		if (j == segment->deads || segment->dead[j] != n)
			found->at[k++] = found->at[i];
	}
	found->n = k;
}

/* --- filters -------------------------------------------------------------- */

/* What a filter lets through, in the numbers of one segment. */
struct sieve {
	bool	*agency;	/* of each body; NULL: all */
	bool	 closed;	/* nothing passes */
	bool	 open;		/* everything does */
	day	 from, until;
	bool	*kind, *column, *validity;	/* of each value; NULL: any */
};

static bool
is_among(const struct sql_search_bodies_row *body, size_t bodies, int64_t id)
{
	size_t	low = 0, high = bodies;

	while (low < high) {
		size_t	middle = (low + high) / 2;

		if (body[middle].agency < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < bodies && body[low].agency == id;
}

static void
sieve_agencies(struct arena *arena, const struct search_segment *segment,
    const struct sql_search_bodies_row *body, size_t bodies,
    struct sieve *sieve)
{
	size_t	in = 0;

	sieve->agency = arena_array(arena, segment->agencies,
	    sizeof *sieve->agency);
	for (size_t i = 0; i < segment->agencies; i++) {
		sieve->agency[i] = is_among(body, bodies, segment->agency[i]);
		in += sieve->agency[i];
	}
	sieve->closed = in == 0;
	if (in == segment->agencies)
		sieve->agency = NULL;
}

/* A year, or a month of it. */
static void
sieve_days(const struct search_filter *filter, struct sieve *sieve)
{
	int	month = filter->month;

	if (filter->year == 0)
		return;
	sieve->from = day_make(filter->year, month == 0 ? 1 : month, 1);
	sieve->until = month == 0 || month == 12 ? day_make(filter->year, 12,
	    31) : day_make(filter->year, month + 1, 1) - 1;
	sieve->closed |= sieve->from == DAY_NONE;
}

/* Which values of a segment are wanted, parted by line breaks. */
static bool *
sieve_values(struct arena *arena, const struct search_segment *segment,
    str wanted, struct sieve *sieve)
{
	bool	*value, some = false;
	str	 one;

	if (wanted.n == 0)
		return NULL;
	sieve->open = false;
	value = arena_array(arena, segment->values, sizeof *value);
	while (str_cut(&wanted, '\n', &one))
		for (size_t i = 0; i < segment->values; i++)
			if (one.n > 0 && str_eq(segment->value[i], one))
				value[i] = some = true;
	sieve->closed |= !some;
	return value;
}

static bool
passes(const struct sieve *sieve, const struct search_card *card)
{
	return (sieve->agency == NULL || sieve->agency[card->agency]) &&
	    card->day >= sieve->from && card->day <= sieve->until &&
	    (sieve->kind == NULL || sieve->kind[card->kind]) &&
	    (sieve->column == NULL || sieve->column[card->column]) &&
	    (sieve->validity == NULL || sieve->validity[card->validity]);
}

static enum err
strain(struct search_match *match, size_t i, const struct sieve *sieve)
{
	struct search_found	*found = &match->found[i];
	struct search_card	 card;
	size_t			 k = 0;
	enum err		 e = OK;

	if (found->n > CARDS_ONE_BY_ONE)
		e = search_segment_cards(match->db, &match->segment[i]);
	for (size_t n = 0; e == OK && n < found->n; n++) {
		e = search_segment_card(match->db, &match->segment[i],
		    found->at[n] >> 8, &card);
		if (e == OK && passes(sieve, &card))
			found->at[k++] = found->at[n];
	}
	found->n = k;
	return e;
}

enum err
search_match_sift(struct search_match *match)
{
	const struct search_filter	*filter = match->filter;
	struct db			*db = match->db;
	struct sql_search_bodies_row	*body = NULL;
	size_t				 bodies = 0;
	bool				 all;
	enum err			 e = OK;

	all = filter->agency == DB_EVERYTHING && str_has(db->scope, S(",0,"));
	if (!all)
		e = sql_search_bodies(db, filter->agency, &body, &bodies);
	for (size_t i = 0; e == OK && i < match->segments; i++) {
		const struct search_segment	*segment = &match->segment[i];
		struct sieve	sieve = { .open = true, .from = INT32_MIN,
				    .until = INT32_MAX };

		drop_dead(segment, &match->found[i]);
		if (match->found[i].n == 0)
			continue;
		if (!all)
			sieve_agencies(db->arena, segment, body, bodies,
			    &sieve);
		sieve_days(filter, &sieve);
		sieve.kind = sieve_values(db->arena, segment, filter->kind,
		    &sieve);
		sieve.column = sieve_values(db->arena, segment,
		    filter->column, &sieve);
		sieve.validity = sieve_values(db->arena, segment,
		    filter->validity, &sieve);
		if (sieve.closed)
			match->found[i].n = 0;
		else if (!sieve.open || sieve.agency != NULL ||
		    filter->year != 0)
			e = strain(match, i, &sieve);
	}
	return e;
}

enum err
search_match(struct search_match *match)
{
	enum err	e;

	e = search_segments(match->db, match->generation, &match->segment,
	    &match->segments);
	if (e != OK)
		return e;
	match->found = arena_array(match->db->arena, match->segments,
	    sizeof *match->found);
	e = apply_words(match);
	return e == OK ? search_match_sift(match) : e;
}

/* --- order ---------------------------------------------------------------- */

/* Those that share most words first, each group in its order. */
static void
group(struct arena *arena, struct search_found *found)
{
	struct arena_mark	 mark = arena_mark(arena);
	search_candidate	*sorted;
	size_t			 place[SHARED_MOST + 1] = { 0 }, sum = 0;

	if (found->n == 0)
		return;
	sorted = arena_array(arena, found->n, sizeof *sorted);
	for (size_t i = 0; i < found->n; i++)
		place[(found->at[i] & 0xFF) >> 1]++;
	for (size_t i = SHARED_MOST + 1; i-- > 0;) {
		size_t	count = place[i];

		place[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < found->n; i++)
		sorted[place[(found->at[i] & 0xFF) >> 1]++] = found->at[i];
	memcpy(found->at, sorted, found->n * sizeof *sorted);
	arena_rewind(arena, mark);
}

struct search_cursor
search_match_walk(struct search_match *match, enum search_order order)
{
	struct search_cursor	cursor = { .match = match, .order = order };
	struct arena		*arena = match->db->arena;

	if (order == SEARCH_BEST)
		for (size_t i = 0; i < match->segments; i++)
			group(arena, &match->found[i]);
	cursor.at = arena_array(arena, match->segments, sizeof *cursor.at);
	cursor.card = arena_array(arena, match->segments,
	    sizeof *cursor.card);
	cursor.known = arena_array(arena, match->segments,
	    sizeof *cursor.known);
	return cursor;
}

/* The candidate `a' of a segment comes before `b' of another. */
static bool
is_before(const struct search_cursor *cursor, size_t a, size_t b)
{
	const struct search_found	*found = cursor->match->found;
	uint32_t	one = (found[a].at[cursor->at[a]] & 0xFF) >> 1;
	uint32_t	other = (found[b].at[cursor->at[b]] & 0xFF) >> 1;

	if (cursor->order == SEARCH_BEST && one != other)
		return one > other;
	return search_segment_compare(cursor->card[a].day, cursor->card[a].id,
	    cursor->card[b].day, cursor->card[b].id) < 0;
}

enum err
search_match_next(struct search_cursor *cursor, struct search_pick *ret,
    bool *ret_there)
{
	struct search_match	*match = cursor->match;
	size_t			 best = match->segments;
	enum err		 e;

	for (size_t i = 0; i < match->segments; i++) {
		if (cursor->at[i] == match->found[i].n)
			continue;
		if (!cursor->known[i]) {
			e = search_segment_card(match->db, &match->segment[i],
			    match->found[i].at[cursor->at[i]] >> 8,
			    &cursor->card[i]);
			if (e != OK)
				return e;
			cursor->known[i] = true;
		}
		if (best == match->segments || is_before(cursor, i, best))
			best = i;
	}
	*ret_there = best < match->segments;
	if (!*ret_there)
		return OK;
	*ret = (struct search_pick){ best,
	    match->found[best].at[cursor->at[best]++], cursor->card[best] };
	cursor->known[best] = false;
	return OK;
}
