/*
 * proof_word - wrong words and wrong names, from the program's list and the
 * office's own.
 */
#include "check/proof_run.h"

#define MOST	5	/* findings of one wrong word in one text */

/* It stands inside one of the words in which it is right. */
static bool
is_right(const struct proof_pair *pair, str text, size_t at)
{
	for (size_t i = 0; i < pair->but.n; i++) {
		str		but = pair->but.word[i];
		size_t		from = at > but.n ? at - but.n : 0;
		ptrdiff_t	found = str_find(str_sub(text, from,
				    at + but.n), but, 0);

		if (found >= 0 && from + (size_t)found <= at &&
		    from + (size_t)found + but.n >= at + pair->wrong.n)
			return true;
	}
	return false;
}

static void
look_for(struct proof_run *run, const struct proof_passage *passage,
    const struct proof_pair *pair)
{
	ptrdiff_t	at = -1;
	int		n = 0;

	while (n < MOST && (at = str_find(passage->text, pair->wrong,
	    (size_t)(at + 1))) >= 0) {
		if (is_right(pair, passage->text, (size_t)at))
			continue;
		proof_run_mark(PROOF_FIND(run, passage, "wrong", pair->wrong,
		    pair->right), passage, (size_t)at,
		    (size_t)at + pair->wrong.n);
		n++;
	}
}

PROOF(wrong_words, .key = "wrong_words")
(struct proof_run *run)
{
	const struct proof_subject	*subject = run->subject;

	for (size_t i = 0; i < run->passages; i++) {
		for (size_t k = 0; k < run->rules->pairs; k++)
			look_for(run, &run->passage[i], &run->rules->pair[k]);
		for (size_t k = 0; k < subject->pairs; k++)
			if (subject->pair[k].wrong.n > 0)
				look_for(run, &run->passage[i],
				    &subject->pair[k]);
	}
}
