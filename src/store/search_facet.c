#include "store/search_facet.h"

#include <stdlib.h>

#include "base/arena.h"
#include "store/search_card.h"

#define YEARS	10000

/* What came up in one segment, by the numbers of its lists. */
struct counter {
	int64_t	*agency, *kind, *column, *validity;
};

struct search_tally {
	struct arena			*arena;
	const struct search_segment	*segment;
	size_t				 segments;
	struct counter			*counter; /* of each segment */
	int64_t				*year;
};

struct search_tally *
search_facet_begin(struct arena *arena, const struct search_segment *segment,
    size_t segments)
{
	struct search_tally	*tally = arena_alloc(arena, sizeof *tally);

	*tally = (struct search_tally){ arena, segment, segments,
	    arena_array(arena, segments, sizeof *tally->counter),
	    arena_array(arena, YEARS, sizeof *tally->year) };
	return tally;
}

void
search_facet_count(struct search_tally *tally, size_t segment,
    const struct search_card *card)
{
	struct counter	*counter = &tally->counter[segment];
	size_t		 values = tally->segment[segment].values;

	if (counter->agency == NULL)
		*counter = (struct counter){
		    arena_array(tally->arena,
		    tally->segment[segment].agencies, sizeof(int64_t)),
		    arena_array(tally->arena, values, sizeof(int64_t)),
		    arena_array(tally->arena, values, sizeof(int64_t)),
		    arena_array(tally->arena, values, sizeof(int64_t)) };
	counter->agency[card->agency]++;
	counter->kind[card->kind]++;
	counter->column[card->column]++;
	counter->validity[card->validity]++;
	if (card->day != DAY_NONE)
		tally->year[day_parts(card->day).year % YEARS]++;
}

/* Counts of one facet by value. */
struct sums {
	struct search_names	 names;
	int64_t			*n;
	size_t			 room;
};

static void
add(struct arena *arena, struct sums *sums, str value, int64_t n)
{
	size_t	i;

	if (n == 0)
		return;
	i = search_card_name(arena, &sums->names, value);
	if (i >= sums->room) {
		size_t	room = 2 * i + 16;

		sums->n = arena_grow(arena, sums->n, sums->room, room,
		    sizeof *sums->n);
		sums->room = room;
	}
	sums->n[i] += n;
}

static int
compare(const void *a, const void *b)
{
	const struct search_count	*one = a, *other = b;

	if (one->n != other->n)
		return one->n > other->n ? -1 : 1;
	return str_compare(one->value, other->value);
}

static void
answer(struct arena *arena, const struct sums *sums,
    struct search_answer *ret, enum search_facet facet)
{
	size_t			 n = sums->names.n;
	struct search_count	*count = arena_array(arena, n, sizeof *count);

	for (size_t i = 0; i < n; i++)
		count[i] = (struct search_count){ sums->names.at[i],
		    sums->n[i] };
	if (facet != SEARCH_BY_YEAR)
		qsort(count, n, sizeof *count, compare);
	ret->facet[facet] = count;
	ret->facets[facet] = n;
}

void
search_facet_end(struct search_tally *tally, struct search_answer *ret)
{
	struct sums	sums[SEARCH__FACETS] = { 0 };
	struct arena	*arena = tally->arena;

	for (size_t i = 0; i < tally->segments; i++) {
		const struct search_segment	*segment = &tally->segment[i];
		const struct counter		*counter = &tally->counter[i];

		for (size_t k = 0; counter->agency != NULL &&
		    k < segment->agencies; k++)
			add(arena, &sums[SEARCH_BY_AGENCY], str_printf(arena,
			    "%lld", (long long)segment->agency[k]),
			    counter->agency[k]);
		for (size_t k = 0; counter->agency != NULL &&
		    k < segment->values; k++) {
			str	value = segment->value[k];

			add(arena, &sums[SEARCH_BY_KIND], value,
			    counter->kind[k]);
			add(arena, &sums[SEARCH_BY_COLUMN], value,
			    counter->column[k]);
			add(arena, &sums[SEARCH_BY_VALIDITY], value,
			    counter->validity[k]);
		}
	}
	for (size_t i = YEARS; i-- > 0;)
		if (tally->year[i] > 0)
			add(arena, &sums[SEARCH_BY_YEAR],
			    str_printf(arena, "%zu", i), tally->year[i]);
	for (enum search_facet i = 0; i < SEARCH__FACETS; i++)
		answer(arena, &sums[i], ret, i);
}
