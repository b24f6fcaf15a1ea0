/*
 * Any bytes can be looked through for a text, by themselves and as a part of
 * a package.
 *
 * Seeds: *.html *.txt *.json *.xlsx *.docx *.document.xml
 */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "doc/doc_trawl.h"
#include "tests/fuzz/pack.h"

#define ARENA_BYTES	((size_t)256 << 20)

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
look(void *context, str text)
{
	size_t	*sum = context;

	/* Every byte can be read. */
	for (size_t i = 0; i < text.n; i++)
		*sum += (uint8_t)text.at[i];
	return false;
}

static str
package(struct arena *arena, str part)
{
	struct pack	pack = pack_begin();

	pack_add(&pack, "a", part);
	pack_add(&pack, "b", part);
	return pack_end(&pack, arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena		*arena = arena_new(ARENA_BYTES);
	str			 bytes = { (const char *)data, size };
	size_t			 sum = 0;
	struct doc_trawl	 trawl = { .look = look, .context = &sum };
	jmp_buf			 spent;

	/* Those cost a run of poppler each, which has a fuzzer of its own. */
	if (str_has(bytes, S("%PDF-"))) {
		arena_free(arena);
		return 0;
	}
	if (setjmp(spent) == 0) {
		arena_on_limit(arena, &spent);
		doc_trawl(arena, bytes, &trawl);
		doc_trawl(arena, package(arena, bytes), &trawl);
	}
	arena_free(arena);
	return 0;
}
