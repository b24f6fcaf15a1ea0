#include "form/match_lore.h"

#include "base/arena.h"
#include "form/match_named.h"

enum err
match_lore_load(struct arena *arena, const struct forms *forms,
    const struct match_lore **ret, struct fault *fault)
{
	struct match_lore	*lore = arena_alloc(arena, sizeof *lore);
	enum err		 e;

	e = match_words_load(arena, &lore->words, fault);
	if (e == OK)
		e = match_named_load(arena, &lore->names, fault);
	if (e != OK)
		return e;
	lore->index = match_label_index(arena, forms);
	*ret = lore;
	return OK;
}
