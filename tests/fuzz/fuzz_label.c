/*
 * Any text handed to the finder of labels: what it finds lies inside of the
 * text, a label that is found is found again in its own wording, and no text
 * is more than wholly like another.
 *
 * Seeds: *.txt
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "form/match_lore.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena		*kept;
	static const struct forms	*forms;
	struct arena			*arena = arena_new((size_t)1 << 26);
	const struct match_index	*index;
	const struct match_label	*label;
	enum match_how			 how;
	str				 text;

	if (kept == NULL) {
		struct fault	fault;

		kept = arena_new((size_t)1 << 26);
		if (forms_load(kept, "annual-report", &forms, &fault) != OK)
			abort();	/* the forms do not load */
	}
	index = forms->lore->index;
	text = utf8_clean(arena, (str){ (const char *)data, size });
	assert(match_label_number(text) <= text.n);
	assert(match_label_noteless(arena, text).n <= text.n);
	assert(match_label_alike(text, text) <= 100);
	assert(match_label_within(text, S("总计")) <= 100);
	label = match_label_whole(arena, index, text, &how);
	assert(label == NULL ||
	    match_label_whole(arena, index, label->fold, &how) == label);
	for (size_t at = 0; at < text.n && at < 256;
	    (void)utf8_next(text, &at)) {
		size_t	to = 0;

		label = match_label_at(index, text, at, &to);
		assert(label == NULL || (to > at && to <= text.n &&
		    label->hits > 0));
	}
	arena_free(arena);
	return 0;
}
