/*
 * Whatever pdftotext prints, or something in its stead, becomes a document or
 * a fault.
 *
 * Seeds: *.boxes.html
 */
#include <assert.h>
#include <setjmp.h>
#include <stdint.h>
#include <stddef.h>

#include "base/arena.h"
#include "doc/doc_pdf.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)256 << 20);
	struct fault	 fault = { .code = OK };
	struct doc	*doc = NULL;
	jmp_buf		 spent;
	enum err	 e;

	if (setjmp(spent) == 0) {
		arena_on_limit(arena, &spent);
		e = doc_pdf(arena, (str){ (const char *)data, size }, &doc,
		    &fault);
		assert((e == OK) == (doc != NULL));
		assert((e == OK) == (fault.key == NULL));
	}
	arena_free(arena);
	return 0;
}
