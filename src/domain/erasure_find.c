#include "domain/erasure_find.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

#define PRIME		((UINT64_C(1) << 61) - 1)
#define SIEVE		65536	/* bits that tell most hashes of no needle */

/* Needles of one length. */
struct group {
	const struct erasure_needle	*needle; /* sorted by hash */
	size_t				 needles;
	size_t				 n;	/* bytes of each */
	uint64_t			 last;	/* base to the power n - 1 */
	uint8_t				*sieve;
};

struct erasure_finder {
	uint8_t		 key[ERASURE_KEY];
	uint64_t	 base;
	struct group	*group;		/* longest first */
	size_t		 groups;
};

static uint64_t
times(uint64_t a, uint64_t b)
{
	unsigned __int128	product = (unsigned __int128)a * b;
	uint64_t		low = (uint64_t)product & PRIME;
	uint64_t		sum = low + (uint64_t)(product >> 61);

	return sum >= PRIME ? sum - PRIME : sum;
}

static uint64_t
plus(uint64_t a, uint64_t b)
{
	uint64_t	sum = a + b;

	return sum >= PRIME ? sum - PRIME : sum;
}

static uint64_t
digit(char byte)
{
	return (uint64_t)(uint8_t)byte + 1;
}

static uint64_t
roll_of(uint64_t base, str text)
{
	uint64_t	roll = 0;

	for (size_t i = 0; i < text.n; i++)
		roll = plus(times(roll, base), digit(text.at[i]));
	return roll;
}

/* The base of the hash: a number that only the key tells. */
static uint64_t
base_of(const uint8_t *key)
{
	struct digest	mac = digest_mac(DIGEST_SHA256, (str){
	    (const char *)key, ERASURE_KEY }, S("rolling hash"));
	uint64_t	base;

	memcpy(&base, mac.at, sizeof base);
	return base % (PRIME - 1000) + 500;
}

static struct digest
mac_of(const uint8_t *key, str text)
{
	return digest_mac(DIGEST_SHA256, (str){ (const char *)key,
	    ERASURE_KEY }, text);
}

struct erasure_needle
erasure_needle(const uint8_t *key, str text)
{
	return (struct erasure_needle){ text.n,
	    roll_of(base_of(key), text), mac_of(key, text) };
}

/* Longest first, then by hash. */
static int
by_length(const void *left, const void *right)
{
	const struct erasure_needle	*a = left, *b = right;

	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	return a->roll < b->roll ? -1 : a->roll > b->roll;
}

static void
group_begin(struct arena *arena, struct erasure_finder *finder,
    const struct erasure_needle *first)
{
	struct group	*group = &finder->group[finder->groups++];

	*group = (struct group){ .needle = first, .n = first->n, .last = 1,
	    .sieve = arena_alloc(arena, SIEVE / 8) };
	for (size_t i = 1; i < group->n; i++)
		group->last = times(group->last, finder->base);
}

struct erasure_finder *
erasure_finder(struct arena *arena, const uint8_t *key,
    const struct erasure_needle *needle, size_t n)
{
	struct erasure_finder	*finder = arena_alloc(arena, sizeof *finder);
	struct erasure_needle	*sorted = arena_array(arena, n, sizeof *needle);

	memcpy(finder->key, key, ERASURE_KEY);
	finder->base = base_of(key);
	finder->group = arena_array(arena, n, sizeof *finder->group);
	if (n == 0)
		return finder;
	memcpy(sorted, needle, n * sizeof *needle);
	qsort(sorted, n, sizeof *sorted, by_length);
	for (size_t i = 0; i < n; i++) {
		struct group	*group;
		uint64_t	 bit = sorted[i].roll % SIEVE;

		if (i == 0 || sorted[i].n != sorted[i - 1].n)
			group_begin(arena, finder, &sorted[i]);
		group = &finder->group[finder->groups - 1];
		group->needles++;
		group->sieve[bit / 8] |= (uint8_t)(1u << (bit % 8));
	}
	return finder;
}

/* The text at a place, whose hash is `roll', is one of the group. */
static bool
is_needle(const struct erasure_finder *finder, const struct group *group,
    uint64_t roll, const char *at)
{
	uint64_t	bit = roll % SIEVE;
	struct digest	mac;
	size_t		low = 0, high = group->needles;

	if ((group->sieve[bit / 8] >> (bit % 8) & 1) == 0)
		return false;
	while (low < high) {
		size_t	middle = (low + high) / 2;

		if (group->needle[middle].roll < roll)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == group->needles || group->needle[low].roll != roll)
		return false;
	mac = mac_of(finder->key, (str){ at, group->n });
	for (; low < group->needles && group->needle[low].roll == roll; low++)
		if (digest_eq(&mac, &group->needle[low].mac))
			return true;
	return false;
}

/* The first place at or behind `from' where a text of the group begins, or
   -1. */
static ptrdiff_t
group_find(const struct erasure_finder *finder, const struct group *group,
    str text, size_t from)
{
	uint64_t	roll;

	if (text.n < group->n || from > text.n - group->n)
		return -1;
	roll = roll_of(finder->base, (str){ text.at + from, group->n });
	for (size_t i = from; ; i++) {
		uint64_t	gone;

		if (is_needle(finder, group, roll, text.at + i))
			return (ptrdiff_t)i;
		if (i + group->n == text.n)
			return -1;
		gone = times(digit(text.at[i]), group->last);
		roll = plus(times(plus(roll, PRIME - gone), finder->base),
		    digit(text.at[i + group->n]));
	}
}

bool
erasure_found(const struct erasure_finder *finder, str text)
{
	for (size_t i = 0; i < finder->groups; i++)
		if (group_find(finder, &finder->group[i], text, 0) >= 0)
			return true;
	return false;
}

/* A text with marks for those of one group. */
static str
strike_group(struct arena *arena, const struct erasure_finder *finder,
    const struct group *group, str text)
{
	size_t		from = 0;
	ptrdiff_t	at = group_find(finder, group, text, 0);
	struct buf	buf;

	if (at < 0)
		return text;
	/* Each of at least one byte becomes a mark. */
	buf_init(&buf, arena, (text.n + 1) * ERASURE_MARK.n);
	while (at >= 0) {
		buf_put(&buf, str_sub(text, from, (size_t)at));
		buf_put(&buf, ERASURE_MARK);
		from = (size_t)at + group->n;
		at = group_find(finder, group, text, from);
	}
	buf_put(&buf, str_sub(text, from, text.n));
	return buf_str(&buf);
}

bool
erasure_strike(struct arena *arena, const struct erasure_finder *finder,
    str text, str *ret)
{
	str	struck = text;

	if (!erasure_found(finder, text))
		return false;
	for (size_t i = 0; i < finder->groups; i++)
		struck = strike_group(arena, finder, &finder->group[i],
		    struck);
	*ret = struck;
	return true;
}
