/*
 * Any bytes handed to form_read give a form or a fault that names a line.
 *
 * Seeds: annual-report-*.yaml
 */
#include <assert.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "form/form.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What every user of a form relies on. */
static void
check_form(const struct form *form)
{
	assert(form->sections > 0 && form->tables > 0);
	for (size_t t = 0; t < form->tables; t++) {
		const struct form_table	*table = &form->table[t];
		size_t			 cells = 0;

		assert(table->section < form->sections && table->blocks > 0);
		for (size_t r = 0; r < table->rows; r++) {
			assert(table->row[r].first == cells);
			assert(table->row[r].columns > 0);
			assert(table->row[r].block < table->blocks);
			cells += table->row[r].columns;
		}
		assert(cells == table->cells);
		for (size_t i = 0; i < table->rules; i++)
			assert(table->rule[i].lefts > 0 &&
			    table->rule[i].rights > 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)256 << 20);
	struct form	*form = NULL;
	struct fault	 fault = { .code = OK };
	jmp_buf		 spent;
	enum err	 e;

	if (setjmp(spent) == 0) {
		arena_on_limit(arena, &spent);
		e = form_read(arena, "f", (str){ (const char *)data, size },
		    &form, &fault);
		assert((e == OK) == (form != NULL));
		if (e == OK)
			check_form(form);
		else
			assert(fault.key != NULL);
	}
	arena_free(arena);
	return 0;
}
