/*
 * Any bytes handed to form_json_read give a report or a fault, and what was
 * read and is written again reads back the same.
 *
 * Seeds: *.json
 */
#include <assert.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "form/form_json.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static str
written(struct arena *arena, const struct filled *filled)
{
	struct json	json;
	struct buf	buf;

	buf_init(&buf, arena, (size_t)64 << 20);
	json_init(&json, &buf, false);
	form_json_write(&json, arena, filled);
	assert(buf_err(&buf) == OK);
	return buf_str(&buf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena	 *lasting;
	static const struct forms *forms;
	struct arena	*arena;
	struct filled	*filled = NULL, *again;
	struct fault	 fault = { .code = OK };
	jmp_buf		 spent;
	enum err	 e;
	str		 bytes = { (const char *)data, size };

	if (forms == NULL) {
		lasting = arena_new((size_t)64 << 20);
		e = forms_load(lasting, "annual-report", &forms, NULL);
		assert(e == OK);
	}
	arena = arena_new((size_t)256 << 20);
	if (setjmp(spent) == 0) {
		arena_on_limit(arena, &spent);
		e = form_json_read(arena, forms, bytes, &filled, &fault);
		assert((e == OK) == (filled != NULL));
		assert((e == OK) == (fault.key == NULL));
		if (e == OK) {
			bytes = written(arena, filled);
			assert(form_json_read(arena, forms, bytes, &again,
			    &fault) == OK);
			assert(str_eq(written(arena, again), bytes));
		}
	}
	arena_free(arena);
	return 0;
}
