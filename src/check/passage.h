/*
 * passage - the paragraphs of a report one after the other.
 *
 * Calls: check, form.
 */
#ifndef PASSAGE_H
#define PASSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "check/check.h"

/* Start with .report set and the rest zero. */
struct passage {
	const struct filled		*report;	/* whose text it is */
	const struct filled_section	*section; /* of the present text */
	const struct filled_text	*text;	/* present; NULL at first */
	size_t				 i, k;	/* next section and text */
};

/* The next paragraph; false after the last. */
bool	 passage_next(struct passage *passage);

/*
 * Let a finding point at bytes [from, to) of the present paragraph and quote
 * the sentence around them.
 */
struct finding *passage_mark(struct finding *finding,
	    const struct passage *passage, size_t from, size_t to);

/* The sentence of a text around a byte, without blanks at its ends. */
str	 passage_sentence(str text, size_t at);

#endif
