/*
 * proof_shingle - how much of two texts is the same, without keeping them.
 *
 * Of all runs of four characters, the least in each of 64 orders: two texts
 * have as many of these in common as they have runs (min-wise hashing).
 */
#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "check/proof.h"

#define RUN		4u	/* characters */
#define FEWEST		30u	/* runs by which a text can be told */

/* A well-mixed number of a number (splitmix64). */
static uint64_t
mix(uint64_t n)
{
	n += 0x9E3779B97F4A7C15u;
	n = (n ^ n >> 30) * 0xBF58476D1CE4E5B9u;
	n = (n ^ n >> 27) * 0x94D049BB133111EBu;
	return n ^ n >> 31;
}

static bool
counts(uint32_t point)
{
	return utf8_is_han(point) || (point >= '0' && point <= '9') ||
	    (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z');
}

void
proof_shingle(str text, struct proof_shingle *ret)
{
	uint64_t	factor[PROOF_SHINGLES], last[RUN] = { 0 };
	uint32_t	n = 0;

	for (size_t i = 0; i < PROOF_SHINGLES; i++) {
		factor[i] = mix(i) | 1;
		ret->least[i] = UINT32_MAX;
	}
	ret->runs = 0;
	for (size_t at = 0; at < text.n;) {
		uint32_t	point = han_half(utf8_next(text, &at));
		uint64_t	run;

		if (!counts(point))
			continue;
		last[n++ % RUN] = point;
		if (n < RUN)
			continue;
		run = mix(last[n % RUN] | last[(n + 1) % RUN] << 32) ^
		    mix(~(last[(n + 2) % RUN] | last[(n + 3) % RUN] << 32));
		ret->runs++;
		for (size_t i = 0; i < PROOF_SHINGLES; i++) {
			uint32_t	place = (uint32_t)(run * factor[i] >>
					    32);

			if (place < ret->least[i])
				ret->least[i] = place;
		}
	}
}

unsigned
proof_shingle_alike(const struct proof_shingle *a,
    const struct proof_shingle *b)
{
	unsigned	same = 0;

	if (a->runs < FEWEST || b->runs < FEWEST)
		return 0;
	for (size_t i = 0; i < PROOF_SHINGLES; i++)
		same += a->least[i] == b->least[i];
	return same * 100 / PROOF_SHINGLES;
}

static void
put(char *to, uint32_t n)
{
	for (unsigned i = 0; i < 4; i++)
		to[i] = (char)(n >> 8 * i & 0xFF);
}

static uint32_t
get(const char *from)
{
	uint32_t	n = 0;

	for (unsigned i = 0; i < 4; i++)
		n |= (uint32_t)(uint8_t)from[i] << 8 * i;
	return n;
}

str
proof_shingle_bytes(struct arena *arena, const struct proof_shingle *shingle)
{
	char	*bytes = arena_alloc(arena, PROOF_SHINGLE_BYTES);

	for (size_t i = 0; i < PROOF_SHINGLES; i++)
		put(bytes + 4 * i, shingle->least[i]);
	put(bytes + 4 * PROOF_SHINGLES, shingle->runs);
	return (str){ bytes, PROOF_SHINGLE_BYTES };
}

bool
proof_shingle_read(str bytes, struct proof_shingle *ret)
{
	if (bytes.n != PROOF_SHINGLE_BYTES)
		return false;
	for (size_t i = 0; i < PROOF_SHINGLES; i++)
		ret->least[i] = get(bytes.at + 4 * i);
	ret->runs = get(bytes.at + 4 * PROOF_SHINGLES);
	return true;
}
