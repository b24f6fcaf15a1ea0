/*
 * proof_trace - what tells of a person in a text that is to be public.
 *
 * Besides the numbers of `personal': old identity numbers, landlines,
 * passports, and where somebody lives.  Words in front of a number and of an
 * address decide what it is.
 *
 * Calls: base, personal, proof_rules.
 */
#ifndef PROOF_TRACE_H
#define PROOF_TRACE_H

#include <stddef.h>

#include "base/str.h"
#include "check/proof_rules.h"

struct arena;

enum proof_trace_kind { PROOF_TRACE_IDENTITY, PROOF_TRACE_CARD,
	PROOF_TRACE_MOBILE, PROOF_TRACE_PASSPORT, PROOF_TRACE_IDENTITY_OLD,
	PROOF_TRACE_LANDLINE, PROOF_TRACE_ADDRESS, PROOF_TRACE__KINDS };

struct proof_trace {
	enum proof_trace_kind	kind;
	size_t			from, to;	/* bytes of the text */
};

/* All of them in the order of the text; none overlaps another. */
struct proof_trace *proof_trace_all(struct arena *arena,
	    const struct proof_rules *rules, str text, size_t *ret_n);

/*
 * The text with asterisks in the middle of each, as long in bytes as it was;
 * `text' itself where there is none.
 */
str	 proof_trace_hide(struct arena *arena, str text,
	    const struct proof_trace *trace, size_t n);

#endif
