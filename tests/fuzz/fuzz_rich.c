/*
 * Whatever is cleaned, what comes out holds nothing but what is allowed, and
 * cleaned again it is the same; or there is a fault.
 *
 * Seeds: *.html
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "tests/rich_sound.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena		*arena = arena_new((size_t)512 << 20);
	struct fault		 fault = { .code = OK };
	const struct rich	*rich = NULL;
	enum err		 e;

	e = rich_clean(arena, (str){ (const char *)data, size }, &rich,
	    &fault);
	if (e == OK)
		rich_sound(arena, rich);
	else
		assert(fault.code == e && fault.key != NULL);
	arena_free(arena);
	return 0;
}
