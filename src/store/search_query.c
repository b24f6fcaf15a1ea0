#include "store/search_query.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "store/search.h"
#include "store/search_token.h"

/* A text being cut into words. */
struct reading {
	struct arena		*arena;
	str			 text;
	size_t			 at;	/* next byte */
	struct search_words	*words;
	size_t			 excluded; /* kept at the end of the room */
};

static bool
is_quote(uint32_t point)
{
	return point == '"' || point == U'“' || point == U'”' ||
	    point == U'＂' || point == U'„' || point == U'‟';
}

static bool
is_minus(uint32_t point)
{
	return point == '-' || point == U'－' || point == U'−';
}

static bool
is_gap(uint32_t point)
{
	return point <= ' ' || point == 0x7F || utf8_is_blank(point);
}

/* The first characters of a text. */
static str
head(str text, size_t characters)
{
	size_t	at = 0;

	while (characters-- > 0 && at < text.n)
		(void)utf8_next(text, &at);
	return str_sub(text, 0, at);
}

/* Pass over what is, or is not, a gap or a quote; gives what was passed. */
static str
take_until(struct reading *reading, bool (*ends)(uint32_t))
{
	size_t	from = reading->at, next = from;

	for (; reading->at < reading->text.n; reading->at = next)
		if (ends(utf8_next(reading->text, &next)))
			break;
	return str_sub(reading->text, from, reading->at);
}

static bool
ends_word(uint32_t point)
{
	return is_gap(point) || is_quote(point);
}

static bool
ends_gap(uint32_t point)
{
	return !is_gap(point);
}

/*
 * Of the terms within reach, those that say most: pairs and runs, and a
 * character only where it stands alone.  When there are too many every other
 * one goes.
 */
void
search_query_terms(struct search_word *word)
{
	struct search_walk	walk = { .s = word->s };
	struct search_term	term;
	size_t			all = 0, step = 1;

	word->terms = 0;
	while (search_token_next(&walk, &term) && term.at + 1 < SEARCH_REACH) {
		bool	single = term.term < SEARCH_TERM_HASHED &&
			    (term.term & 0xFFFF) == 0 &&
			    term.term < (uint64_t)1 << 32;

		if (single && !term.alone)
			continue;
		if (all++ % step != 0)
			continue;
		if (word->terms == SEARCH_TERMS) {
			for (size_t i = 0; i < SEARCH_TERMS / 2; i++)
				word->term[i] = word->term[2 * i];
			word->terms = SEARCH_TERMS / 2;
			step *= 2;
		}
		word->term[word->terms++] = term.term;
	}
	word->exact = all == 1 && word->term[0] < SEARCH_TERM_HASHED &&
	    walk.byte >= word->s.n && walk.pair == 0;
}

/* Keep a word; the wanted ones in front, in their order. */
static void
keep(struct reading *reading, str typed, bool excluded)
{
	struct search_words	*words = reading->words;
	struct search_word	*word;
	str			 s;

	s = str_trim(search_token_text(reading->arena, typed).s);
	if (s.n == 0 || words->n == SEARCH_WORDS)
		return;
	for (size_t i = 0; i < words->n; i++)
		if (words->at[i].excluded == excluded &&
		    str_eq(words->at[i].s, s))
			return;
	word = &words->at[words->n++];
	*word = (struct search_word){ .s = s, .typed = typed,
	    .excluded = excluded };
	search_query_terms(word);
	if (excluded)
		return;
	for (; word > words->at + words->wanted; word--) {
		struct search_word	other = word[-1];

		word[-1] = word[0];
		word[0] = other;
	}
	words->wanted++;
}

/* One word, phrase, or minus with either. */
static void
take(struct reading *reading)
{
	size_t	next = reading->at;
	bool	excluded;
	str	typed;

	excluded = is_minus(utf8_next(reading->text, &next));
	if (excluded)
		reading->at = next;
	next = reading->at;
	if (is_quote(utf8_next(reading->text, &next))) {
		reading->at = next;
		typed = take_until(reading, is_quote);
		(void)utf8_next(reading->text, &reading->at);
	} else {
		typed = take_until(reading, ends_word);
	}
	keep(reading, typed, excluded);
}

/* A query of many words looks each up by fewer terms. */
static void
share_terms(struct search_words *words)
{
	size_t	most = SEARCH_LOOKUPS / (words->n > 0 ? words->n : 1);

	for (size_t i = 0; i < words->n; i++)
		if (words->at[i].terms > most)
			words->at[i].terms = most;
}

struct search_words
search_query_read(struct arena *arena, str text)
{
	struct search_words	words = { .blank = true };
	struct reading		reading = { .arena = arena, .words = &words };

	reading.text = head(utf8_clean(arena, head(text, SEARCH_QUERY)),
	    SEARCH_QUERY);
	words.at = arena_array(arena, SEARCH_WORDS, sizeof *words.at);
	for (;;) {
		(void)take_until(&reading, ends_gap);
		if (reading.at >= reading.text.n)
			break;
		words.blank = false;
		take(&reading);
	}
	share_terms(&words);
	return words;
}
