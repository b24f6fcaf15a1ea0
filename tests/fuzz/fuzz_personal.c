/*
 * Every personal number that is found in a text is unreadable in the hidden
 * text, which is as long and as well-formed, and nothing else changes.
 *
 * Seeds: *.txt test_check_facts.c
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/personal.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_hidden(str number)
{
	return str_has(number, S("*")) || str_has(number, S("＊"));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)64 << 20);
	str		 text, hidden;
	struct personal	 number;
	size_t		 at = 0, changed = 0;

	text = utf8_clean(arena, (str){ (const char *)data, size });
	hidden = personal_hide(arena, text);
	assert(hidden.n == text.n && utf8_valid(hidden));
	while (personal_next(text, &at, &number)) {
		assert(number.from < number.to && number.to <= at);
		assert(str_eq(str_sub(text, changed, number.from),
		    str_sub(hidden, changed, number.from)));
		assert(is_hidden(str_sub(hidden, number.from, number.to)));
		changed = number.to;
	}
	assert(str_eq(str_sub(text, changed, text.n),
	    str_sub(hidden, changed, text.n)));
	arena_free(arena);
	return 0;
}
