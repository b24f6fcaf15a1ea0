/*
 * What number_read takes has a text that reads back to the same number, and a
 * search moves on, stays inside, and never gives a value out of bounds.
 *
 * Seeds: *.txt *.md
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/number.h"
#include "base/utf8.h"

#define LIMIT	1000000000000000000

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_bounds(struct number n)
{
	assert(n.scale >= 0 && n.scale <= 9);
	assert(n.units > -LIMIT && n.units < LIMIT);
}

static void
check_read(struct arena *arena, str s)
{
	struct number	n, back;

	if (!number_read(s, &n))
		return;
	check_bounds(n);
	assert(number_read(number_text(arena, n), &back));
	assert(number_compare(n, back) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena		*arena = arena_new((size_t)64 << 20);
	str			 s = { (const char *)data, size };
	struct number_span	 span;

	check_read(arena, s);
	s = utf8_clean(arena, s);
	check_read(arena, s);
	for (size_t at = 0; number_find(s, at, &span); at = span.to) {
		assert(span.from >= at && span.to > span.from);
		assert(span.to <= s.n);
		assert(utf8_valid(str_sub(s, span.from, span.to)));
		check_bounds(span.value);
	}
	arena_free(arena);
	return 0;
}
