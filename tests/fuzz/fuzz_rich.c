/*
 * Whatever is cleaned, or read as Markdown, what comes out holds nothing but
 * what is allowed, and cleaned again it is the same; or there is a fault.
 * Drawn as a document and read from that, it is such a text again.
 *
 * Seeds: *.html
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "tests/rich_sound.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct arena *arena, enum err e, const struct rich *rich,
    const struct fault *fault)
{
	struct doc	*doc = NULL;

	if (e != OK) {
		assert(fault->code == e && fault->key != NULL);
		return;
	}
	rich_sound(arena, rich);
	if (rich_draw(arena, rich->html, S(""), &doc, NULL) == OK &&
	    rich_from_doc(arena, doc, &rich, NULL) == OK)
		rich_sound(arena, rich);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena		*arena = arena_new((size_t)512 << 20);
	struct fault		 fault = { .code = OK };
	const struct rich	*rich = NULL;
	str			 text = { (const char *)data, size };
	enum err		 e;

	e = rich_clean(arena, text, &rich, &fault);
	check(arena, e, rich, &fault);
	e = rich_from_markdown(arena, text, &rich, &fault);
	check(arena, e, rich, &fault);
	arena_free(arena);
	return 0;
}
