/*
 * What utf8_clean gives back is well-formed, and cleaning it again changes
 * nothing.
 *
 * Seeds: *.txt *.html
 */
#include <assert.h>
#include <stdint.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/utf8.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)64 << 20);
	str		 clean, again;

	clean = utf8_clean(arena, (str){ (const char *)data, size });
	again = utf8_clean(arena, clean);
	assert(utf8_valid(clean));
	assert(str_eq(clean, again));
	arena_free(arena);
	return 0;
}
