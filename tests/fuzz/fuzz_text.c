/*
 * Whatever the bytes, reading them as text, plain and Markdown, ends with a
 * document whose text is well-formed and whose tables hold together, or with
 * a fault.
 *
 * Seeds: *.txt *.md
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "tests/doc_sound.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_named(struct arena *arena, str bytes, str name)
{
	struct fault	 fault = { .code = OK };
	struct doc	*doc;
	enum err	 e;

	e = doc_read_text(arena, bytes, name, &doc, &fault);
	if (e == OK)
		doc_sound(doc);
	else
		assert(fault.code == e && fault.key != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)512 << 20);
	str		 bytes = { (const char *)data, size };

	read_named(arena, bytes, S("x.txt"));
	read_named(arena, bytes, S("x.md"));
	arena_free(arena);
	return 0;
}
