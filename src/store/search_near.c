#include "store/search_near.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "store/db_driver.h"
#include "store/search_list.h"
#include "store/search_match.h"
#include "store/search_row.h"
#include "store/search_token.h"
#include "woven/sql.h"

#define WORD_MOST	30	/* characters of a word that is put right */
#define TITLES		64	/* documents whose titles are read */
#define BODIES		8	/* ... whose texts are */
#define TITLE_COUNTS	4	/* times what a term elsewhere does */
#define QUERY_BYTES	8192

/* --- one slip ------------------------------------------------------------- */

/* Characters and where they stand; offset[n] is the end. */
struct points {
	uint32_t	*at;
	size_t		*offset;
	size_t		 n;
};

static struct points
points_of(struct arena *arena, str s)
{
	struct points	points;
	size_t		next = 0;

	points.at = arena_array(arena, s.n + 1, sizeof *points.at);
	points.offset = arena_array(arena, s.n + 1, sizeof *points.offset);
	for (points.n = 0; next < s.n; points.n++) {
		points.offset[points.n] = next;
		points.at[points.n] = utf8_next(s, &next);
	}
	points.offset[points.n] = s.n;
	return points;
}

/* The window is the word but for one slip. */
static bool
is_near(const uint32_t *window, size_t n, const struct points *word)
{
	const uint32_t	*w = word->at;
	size_t		 head = 0, tail = 0, less = n < word->n ? n : word->n;

	while (head < less && window[head] == w[head])
		head++;
	while (tail < less - head &&
	    window[n - 1 - tail] == w[word->n - 1 - tail])
		tail++;
	if (n != word->n)
		return head + tail >= less;
	if (head + tail == n)
		return false;
	if (head + tail + 2 == n && window[head] == w[head + 1] &&
	    window[head + 1] == w[head])
		return true;
	return word->n > 2 && head + tail + 1 == n;
}

/* It does not begin, end or reach over a gap. */
static bool
is_whole(const uint32_t *window, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (window[i] < 0x80)
			return false;
	return n > 1;
}

str
search_near_part(struct arena *arena, str text, str word)
{
	struct points	all = points_of(arena, text);
	struct points	want = points_of(arena, word);
	size_t		more = want.n > 2 ? 1 : 0;
	size_t		least = want.n - more, most = want.n + more;

	if (want.n < 2 || want.n > WORD_MOST)
		return (str){ 0 };
	for (size_t i = 0; i < all.n; i++)
		for (size_t n = most; n >= least; n--)
			if (i + n <= all.n && is_near(all.at + i, n, &want) &&
			    is_whole(all.at + i, n))
				return str_sub(text, all.offset[i],
				    all.offset[i + n]);
	return (str){ 0 };
}

/* --- where it may stand --------------------------------------------------- */

/* What the word is looked for by: its characters if it is short, since a slip
   leaves no pair, else its pairs. */
static size_t
evidence(str word, uint64_t *term, size_t room)
{
	struct search_walk	walk = { .s = word };
	struct search_term	one;
	bool			brief = utf8_count(word) < 4;
	size_t			n = 0;

	while (n < room && search_token_next(&walk, &one))
		if ((one.term < (uint64_t)1 << 32) &&
		    ((one.term & 0xFFFF) == 0) == brief)
			term[n++] = one.term;
	return n;
}

/* Count a term's documents into those of a segment. */
static void
count(const struct search_found *list, unsigned char *score)
{
	for (size_t i = 0; i < list->n; i++) {
		unsigned char	*one = &score[list->at[i] >> 8];

		*one = (unsigned char)(*one + 1 +
		    ((list->at[i] & SEARCH_TITLE) != 0 ? TITLE_COUNTS : 0));
	}
}

/* The documents that hold some of the terms become candidates. */
static enum err
gather(struct search_match *match, const uint64_t *term, size_t n)
{
	struct arena		*arena = match->db->arena;
	struct search_found	*list;
	unsigned char		**score;
	enum err		 e = OK;

	list = arena_array(arena, match->segments, sizeof *list);
	score = arena_array(arena, match->segments, sizeof *score);
	for (size_t i = 0; i < match->segments; i++)
		score[i] = arena_alloc(arena, match->segment[i].documents);
	for (size_t k = 0; e == OK && k < n; k++) {
		struct search_word	one = { .term = { term[k] },
					    .terms = 1 };

		e = search_match_word(match, &one, list);
		for (size_t i = 0; e == OK && i < match->segments; i++)
			count(&list[i], score[i]);
	}
	for (size_t i = 0; e == OK && i < match->segments; i++) {
		struct search_found	*found = &match->found[i];
		size_t			 documents;

		documents = match->segment[i].documents;
		found->at = arena_array(arena, documents, sizeof *found->at);
		for (size_t k = 0; k < documents; k++)
			if (score[i][k] > 0)
				found->at[found->n++] = (uint32_t)k << 8 |
				    (uint32_t)score[i][k] << 1;
	}
	return e;
}

/* Look in each one's title, then in its text if it is among the first. */
static enum err
look_into(struct search_match *match, const int64_t *id, size_t n, str word,
    str *ret)
{
	struct sql_search_titles_row	*title;
	struct sql_search_texts_row	*text;
	struct arena			*arena = search_match_divert(match);
	str				 part = { 0 };
	enum err			 e;

	e = search_row_titles(match->db, id, n, &title);
	if (e == OK)
		e = search_row_texts(match->db, id, n < BODIES ? n : BODIES,
		    &text);
	for (size_t i = 0; e == OK && i < n && part.n == 0; i++) {
		part = search_near_part(match->scratch,
		    search_token_text(match->scratch, title[i].title).s, word);
		if (part.n == 0 && i < BODIES)
			part = search_near_part(match->scratch,
			    search_token_text(match->scratch, text[i].body).s,
			    word);
	}
	search_match_restore(match, arena);
	*ret = str_copy(arena, part);
	return e;
}

/* What a word may have been; empty if nothing is near. */
static enum err
put_right(const struct search_match *of, str word, str *ret)
{
	struct search_match	match = *of;
	struct search_cursor	cursor;
	struct search_pick	pick;
	uint64_t		term[SEARCH_TERMS];
	int64_t			id[TITLES];
	size_t			n = evidence(word, term, SEARCH_TERMS);
	size_t			ids = 0;
	bool			there = n > 0;
	enum err		e;

	*ret = (str){ 0 };
	match.found = arena_array(match.db->arena, match.segments,
	    sizeof *match.found);
	e = gather(&match, term, n);
	if (e == OK)
		e = search_match_sift(&match);
	cursor = search_match_walk(&match, SEARCH_BEST);
	while (e == OK && there && ids < TITLES) {
		e = search_match_next(&cursor, &pick, &there);
		if (e == OK && there)
			id[ids++] = pick.card.id;
	}
	return e == OK ? look_into(&match, id, ids, word, ret) : e;
}

/* --- the query ------------------------------------------------------------ */

/* The words as they were typed, but one. */
static str
rewrite(struct arena *arena, const struct search_words *words,
    const struct search_word *wrong, str right)
{
	struct buf	buf;

	buf_init(&buf, arena, QUERY_BYTES);
	for (size_t i = 0; i < words->n; i++) {
		const struct search_word	*word = &words->at[i];
		str	s = word == wrong ? right : word->typed;
		bool	quoted = word != wrong && str_has(word->s, S(" "));

		buf_put(&buf, buf.n > 0 ? S(" ") : S(""));
		buf_put(&buf, word->excluded ? S("-") : S(""));
		buf_put(&buf, quoted ? S("\"") : S(""));
		buf_put(&buf, s);
		buf_put(&buf, quoted ? S("\"") : S(""));
	}
	return buf_str(&buf);
}

static bool
is_there(const struct search_match *match, const struct search_found *list)
{
	for (size_t i = 0; i < match->segments; i++)
		if (list[i].n > 0)
			return true;
	return false;
}

enum err
search_near(const struct search_match *match, str *ret)
{
	const struct search_words	*words = match->words;
	struct search_match		 copy = *match;
	struct search_found		*list;
	str				 right;
	enum err			 e = OK;

	list = arena_array(match->db->arena, match->segments, sizeof *list);
	for (size_t i = 0; e == OK && ret->n == 0 && i < words->wanted; i++) {
		const struct search_word	*word = &words->at[i];

		memset(list, 0, match->segments * sizeof *list);
		e = search_match_word(&copy, word, list);
		if (e != OK || (words->wanted > 1 && is_there(match, list)))
			continue;
		e = put_right(match, word->s, &right);
		if (e == OK && right.n > 0)
			*ret = rewrite(match->db->arena, words, word, right);
	}
	return e;
}
