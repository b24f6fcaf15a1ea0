/*
 * Any text read as a report: every cell of a table that was found has a
 * state that agrees with its text, a table that was not is lost, and every
 * section is the form's or none.
 *
 * Seeds: *.txt *.md
 */
#include <assert.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "doc/doc_read.h"
#include "form/form_match.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct filled *filled)
{
	assert(filled->form != NULL && filled->tables == filled->form->tables);
	for (size_t t = 0; t < filled->tables; t++) {
		const struct filled_table *table = &filled->table[t];

		assert((table->table == NULL) == (table->cell == NULL));
		for (size_t i = 0; table->table != NULL &&
		    i < table->table->cells; i++) {
			const struct filled_cell *cell = &table->cell[i];

			assert(cell->state != FILLED_NUMBER ||
			    cell->raw.n > 0);
			assert(cell->state != FILLED_LOST ||
			    cell->raw.n == 0);
		}
	}
	for (size_t s = 0; s < filled->sections; s++)
		assert(filled->section[s].section <
		    (ptrdiff_t)filled->form->sections);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena		*kept;
	static const struct forms	*forms;
	struct arena			*arena = arena_new((size_t)1 << 28);
	jmp_buf				 spent;
	struct doc			*doc;
	struct filled			*filled;
	struct fault			 fault;

	if (kept == NULL) {
		kept = arena_new((size_t)1 << 26);
		if (forms_load(kept, "annual-report", &forms, &fault) != OK)
			abort();	/* the forms do not load */
	}
	if (setjmp(spent) == 0) {
		arena_on_limit(arena, &spent);
		if (doc_read_text(arena, (str){ (const char *)data, size },
		    S("a.txt"), &doc, &fault) == OK &&
		    form_match(arena, forms, doc, &filled, &fault) == OK)
			check(filled);
	}
	arena_free(arena);
	return 0;
}
