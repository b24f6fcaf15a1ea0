/*
 * Any bytes read as the JSON of another program: the document holds together,
 * and of its values under names the tables become a report in which every
 * figure that was read is a value's, or a cell's of a table in the file.
 *
 * Seeds: *.json
 */
#include <assert.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "doc/doc_read.h"
#include "form/form_match.h"
#include "tests/doc_sound.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct forms *
load(void)
{
	static struct arena		*lasting;
	static const struct forms	*forms;
	enum err			 e;

	if (forms == NULL) {
		lasting = arena_new((size_t)64 << 20);
		e = forms_load(lasting, "annual-report", &forms, NULL);
		assert(e == OK);
	}
	return forms;
}

/* Every value has names, and stands in the list that it was counted in. */
static void
check_named(const struct doc *doc)
{
	for (size_t i = 0; i < doc->nameds; i++) {
		const struct doc_named	*named = &doc->named[i];

		assert(named->names > 0 && named->place.line > 0);
		assert(named->of == 0 ? named->index == 0 :
		    named->index < named->of);
		doc_sound_text(named->text, 1);
		for (size_t k = 0; k < named->names; k++)
			doc_sound_text(named->name[k], 1);
	}
}

static void
check_filled(const struct filled *filled)
{
	for (size_t t = 0; t < filled->tables; t++) {
		const struct filled_table	*at = &filled->table[t];

		assert((at->table == NULL) == (at->cell == NULL));
		for (size_t i = 0; at->table != NULL && i < at->table->cells;
		    i++) {
			const struct filled_cell	*cell = &at->cell[i];

			assert(cell->state != FILLED_NUMBER ||
			    cell->raw.n > 0);
			assert(cell->state != FILLED_LOST ||
			    cell->raw.n == 0);
			assert(cell->state != FILLED_NUMBER ||
			    cell->place.line > 0);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct forms	*forms = load();
	struct arena		*arena = arena_new((size_t)256 << 20);
	struct fault		 fault = { .code = OK };
	struct doc		*doc = NULL;
	struct filled		*filled;
	jmp_buf			 spent;

	if (setjmp(spent) == 0) {
		arena_on_limit(arena, &spent);
		if (doc_read_json(arena, (str){ (const char *)data, size },
		    S("a.json"), &doc, &fault) == OK) {
			if (doc->n > 0)
				doc_sound(doc);
			check_named(doc);
			if (form_match(arena, forms, doc, &filled,
			    &fault) == OK)
				check_filled(filled);
		} else
			assert(doc == NULL && fault.key != NULL);
	}
	arena_free(arena);
	return 0;
}
