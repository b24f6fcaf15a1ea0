/*
 * Repairing and folding never make a text longer, keep it well-formed and are
 * done after once; undoing mojibake gives well-formed text or none.
 *
 * Seeds: *.txt *.json
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)64 << 20);
	str		 s, repaired, folded, undone;

	s = utf8_clean(arena, (str){ (const char *)data, size });
	repaired = han_repair(arena, s);
	assert(utf8_valid(repaired) && repaired.n <= s.n);
	folded = han_fold(arena, s);
	assert(utf8_valid(folded) && folded.n <= s.n);
	assert(str_eq(han_fold(arena, folded), folded));
	assert(han_mojibake(s) <= 100);
	if (han_unmojibake(arena, s, &undone))
		assert(utf8_valid(undone));
	arena_free(arena);
	return 0;
}
