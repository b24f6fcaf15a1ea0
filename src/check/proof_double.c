/*
 * proof_double - the record that is there already.
 */
#include "base/arena.h"
#include "base/han.h"
#include "check/proof_run.h"

#define ALIKE	85u	/* of 100: two texts are one */

PROOF(doubled_number, .key = "doubled_number")
(struct proof_run *run)
{
	const struct proof_subject	*subject = run->subject;
	str				 own;

	own = han_fold(run->arena, subject->number);
	for (size_t i = 0; own.n > 0 && i < subject->others; i++) {
		const struct proof_other	*other = &subject->other[i];

		if (str_eq(own, han_fold(run->arena, other->number)))
			(void)PROOF_FIND(run, NULL, "same", other->number,
			    other->title);
	}
}

PROOF(doubled_text, .key = "doubled_text")
(struct proof_run *run)
{
	const struct proof_subject	*subject = run->subject;
	struct proof_shingle		 own;

	if (subject->others == 0)
		return;
	proof_shingle(subject->text, &own);
	for (size_t i = 0; i < subject->others; i++) {
		const struct proof_other	*other = &subject->other[i];
		unsigned			 alike;

		alike = proof_shingle_alike(&own, &other->shingle);
		if (alike >= ALIKE)
			(void)PROOF_FIND(run, NULL, "alike", other->title,
			    str_int(run->arena, alike));
	}
}
