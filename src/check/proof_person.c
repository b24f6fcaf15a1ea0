/*
 * proof_person - personal data left in what is to be public.
 */
#include "check/passage.h"
#include "check/proof_run.h"

#define AROUND	300u	/* bytes in which a word tells of a number */

/* Words that tell of an office's own number, in the sentence or before it on
   the line. */
static bool
is_contact(const struct proof_run *run, const struct proof_passage *passage,
    const struct proof_trace *trace)
{
	size_t	from = trace->from > AROUND ? trace->from - AROUND : 0;
	size_t	at = trace->from - from, begin, end;
	str	near = str_sub(passage->text, from, trace->to + AROUND);

	proof_run_line(near, at, &begin, &end);
	return proof_rules_any(&run->rules->contact,
	    str_sub(near, begin, at)) ||
	    proof_rules_any(&run->rules->contact,
	    passage_sentence(near, at));
}

enum contact { EITHER, CONTACT, PRIVATE };

/* Tell of each trace of a kind; the number alone is quoted. */
static void
leaks(struct proof_run *run, enum proof_trace_kind kind, enum contact which)
{
	for (size_t i = 0; i < run->passages; i++) {
		const struct proof_passage	*passage = &run->passage[i];

		for (size_t k = 0; k < passage->traces; k++) {
			const struct proof_trace	*trace =
			    &passage->trace[k];
			str				 shown;

			if (trace->kind != kind || (which != EITHER &&
			    is_contact(run, passage, trace) !=
			    (which == CONTACT)))
				continue;
			shown = str_sub(passage->hidden, trace->from,
			    trace->to);
			proof_run_mark(PROOF_FIND(run, passage, "left",
			    shown), passage, trace->from, trace->to);
		}
	}
}

PROOF(identity, .key = "identity")
(struct proof_run *run)
{
	leaks(run, PROOF_TRACE_IDENTITY, EITHER);
}

PROOF(identity_old, .key = "identity_old")
(struct proof_run *run)
{
	leaks(run, PROOF_TRACE_IDENTITY_OLD, EITHER);
}

PROOF(mobile, .key = "mobile")
(struct proof_run *run)
{
	leaks(run, PROOF_TRACE_MOBILE, PRIVATE);
}

PROOF(mobile_contact, .key = "mobile_contact")
(struct proof_run *run)
{
	leaks(run, PROOF_TRACE_MOBILE, CONTACT);
}

PROOF(landline, .key = "landline")
(struct proof_run *run)
{
	leaks(run, PROOF_TRACE_LANDLINE, PRIVATE);
}

PROOF(card, .key = "card")
(struct proof_run *run)
{
	leaks(run, PROOF_TRACE_CARD, EITHER);
}

PROOF(passport, .key = "passport")
(struct proof_run *run)
{
	leaks(run, PROOF_TRACE_PASSPORT, EITHER);
}

PROOF(address, .key = "address")
(struct proof_run *run)
{
	leaks(run, PROOF_TRACE_ADDRESS, EITHER);
}
