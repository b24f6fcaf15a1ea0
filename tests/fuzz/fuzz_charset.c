/*
 * Whatever the bytes and whatever charset they are said to be in, what comes
 * back is UTF-8, or a fault.  The first line is the hint.
 *
 * Seeds: *.txt *.html
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_read.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)256 << 20);
	struct fault	 fault = { .code = OK };
	str		 bytes = { (const char *)data, size };
	str		 hint = S(""), text, charset;
	enum err	 e;

	(void)str_cut(&bytes, '\n', &hint);
	(void)doc_read_sniff(bytes, hint);
	(void)doc_read_refusal(bytes);
	e = doc_read_charset(arena, bytes, hint, &text, &charset, &fault);
	if (e == OK)
		assert(utf8_valid(text) && charset.n > 0);
	else
		assert(fault.code == e && fault.key != NULL);
	arena_free(arena);
	return 0;
}
