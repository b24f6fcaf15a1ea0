/*
 * check_place - another place's name where the body's own should stand (N3).
 *
 * Texts are copied from neighbours; their names come along.
 */
#include "base/utf8.h"
#include "check/check.h"
#include "check/facts.h"
#include "check/passage.h"

#define NAME_SHORTEST	2u	/* characters of a place's name */
#define NAME_LONGEST	3u

/* The rank whose word ends the name of a place inside `name'. */
static const struct facts_rank *
rank_of(const struct facts *facts, str name)
{
	for (size_t i = 0; i < facts->ranks; i++)
		if (facts_any(&facts->rank[i].name, name))
			return &facts->rank[i];
	return NULL;
}

static bool
in_names(const struct facts *facts, str character)
{
	return !facts_any(&facts->not_names, character);
}

/*
 * Where the name of a place begins whose rank word begins at `at': it has two
 * or three characters, and before it stands one that is in no name, or none.
 * `at' where that cannot be told.
 */
static size_t
name_begin(const struct facts *facts, str text, size_t at)
{
	size_t		next = at, begin = at;
	unsigned	n = 0;

	while (next > 0) {
		uint32_t	point = utf8_previous(text, &next);

		if (!utf8_is_han(point) ||
		    !in_names(facts, str_sub(text, next, begin)))
			break;
		if (++n > NAME_LONGEST)
			return at;
		begin = next;
	}
	return n < NAME_SHORTEST ? at : begin;
}

static bool
stands_behind(const struct facts_rank *rank, str rest)
{
	for (size_t i = 0; i < rank->behind.n; i++)
		if (str_starts(rest, rank->behind.text[i]))
			return true;
	return false;
}

/* A place of the rank, called by name, that the own name does not have. */
static bool
other_place(const struct facts *facts, const struct facts_rank *rank, str own,
    str text, size_t *from, size_t *ret_from, size_t *ret_to)
{
	for (size_t at = *from; at < text.n; at++) {
		for (size_t i = 0; i < rank->name.n; i++) {
			str	word = rank->name.text[i];
			size_t	to = at + word.n, begin;

			if (!str_starts(str_sub(text, at, text.n), word) ||
			    !stands_behind(rank, str_sub(text, to, text.n)))
				continue;
			begin = name_begin(facts, text, at);
			if (begin == at ||
			    str_has(own, str_sub(text, begin, to)))
				continue;
			*from = to;
			*ret_from = begin;
			*ret_to = to;
			return true;
		}
	}
	return false;
}

static void
other_places(struct check_run *run)
{
	str			 own = run->report->agency.text;
	const struct facts_rank	*rank = rank_of(run->rules->facts, own);
	struct passage		 passage = { .report = run->report };

	if (rank == NULL)
		return;
	while (passage_next(&passage)) {
		str	text = passage.text->text;
		size_t	next = 0, from, to;

		if (other_place(run->rules->facts, rank, own, text, &next,
		    &from, &to)) {
			passage_mark(FIND(run, "other", str_sub(text, from, to),
			    own), &passage, from, to)->expected = own;
			return;
		}
	}
}

/*
 * A word of the body's rank (镇) stands close behind a word above it (市):
 * "name of the city, city, name of the town, town".
 */
static bool
close_behind(const struct facts *facts, str before)
{
	size_t	begin = before.n;

	for (unsigned n = 0; n <= NAME_LONGEST; n++) {
		for (size_t k = 0; n >= NAME_SHORTEST && k < facts->above.n;
		    k++)
			if (str_ends(str_sub(before, 0, begin),
			    facts->above.text[k]))
				return true;
		if (!utf8_is_han(utf8_previous(before, &begin)))
			break;
	}
	return false;
}

static bool
lies_straight_in(const struct facts *facts, str place)
{
	for (size_t i = 0; i < facts->above_body.n; i++) {
		str		rank = facts->above_body.text[i];
		ptrdiff_t	at = str_find(place, rank, 0);

		for (; at >= 0; at = str_find(place, rank,
		    (size_t)at + rank.n))
			if (close_behind(facts, str_sub(place, 0, (size_t)at)))
				return true;
	}
	return false;
}

/* A word about a district at `at', and not the end or part of a longer one. */
static bool
speaks_of_district(const struct facts *facts, str text, str word, size_t at)
{
	size_t		before = at;
	uint32_t	point;

	for (size_t i = 0; i < facts->district_others.n; i++) {
		str	other = facts->district_others.text[i];

		for (size_t k = 0; k <= at && k < other.n; k++)
			if (str_starts(str_sub(text, at - k, text.n), other))
				return false;
	}
	if (!str_starts(word, S("区")) || at == 0)
		return true;
	point = utf8_previous(text, &before);
	return !utf8_is_han(point) || facts_any(&facts->district_behind,
	    str_sub(text, before, at));
}

static bool
find_district(const struct facts *facts, str text, size_t *ret_from,
    size_t *ret_to)
{
	for (size_t i = 0; i < facts->district_words.n; i++) {
		str		word = facts->district_words.text[i];
		ptrdiff_t	at = str_find(text, word, 0);

		for (; at >= 0; at = str_find(text, word,
		    (size_t)at + word.n)) {
			if (!speaks_of_district(facts, text, word, (size_t)at))
				continue;
			*ret_from = (size_t)at;
			*ret_to = (size_t)at + word.n;
			return true;
		}
	}
	return false;
}

/* A district spoken of as the superior of a town that has none. */
static void
other_rank(struct check_run *run)
{
	const struct facts	*facts = run->rules->facts;
	struct passage		 passage = { .report = run->report };
	str			 place = run->report->contact.text;

	if (!lies_straight_in(facts, place) || str_has(place, S("区")))
		return;
	while (passage_next(&passage)) {
		str	text = passage.text->text;
		size_t	from, to;

		if (!find_district(facts, text, &from, &to))
			continue;
		passage_mark(FIND(run, "rank", str_sub(text, from, to)),
		    &passage, from, to);
		return;
	}
}

CHECK(other_place, .id = "N3", .severity = CHECK_NOTE)
(struct check_run *run)
{
	other_places(run);
	other_rank(run);
}
