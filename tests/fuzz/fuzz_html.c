/*
 * Whatever the bytes, reading them as a page ends with a document whose text
 * is well-formed and whose tables hold together, or with a fault.
 *
 * Seeds: *.html
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "tests/doc_sound.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)512 << 20);
	struct fault	 fault = { .code = OK };
	struct doc	*doc;
	enum err	 e;

	e = doc_read_html(arena, (str){ (const char *)data, size }, S("x"),
	    &doc, &fault);
	if (e == OK)
		doc_sound(doc);
	else
		assert(fault.code == e && fault.key != NULL);
	arena_free(arena);
	return 0;
}
