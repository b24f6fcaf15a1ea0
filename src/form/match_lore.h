/*
 * match_lore - what is made once of forms and reading words for form_match.
 *
 * Calls: base, form.
 */
#ifndef MATCH_LORE_H
#define MATCH_LORE_H

#include "form/match_label.h"
#include "form/match_words.h"

struct match_names;

/* What never changes while reports are read. */
struct match_lore {
	const struct match_index *index;	/* of all labels */
	const struct match_words *words;	/* of rules/reading.yaml */
	const struct match_names *names;	/* of rules/names.yaml */
};

/* Make it; forms_load does so for the forms it loads. */
enum err match_lore_load(struct arena *arena, const struct forms *forms,
	    const struct match_lore **ret, struct fault *fault);

#endif
