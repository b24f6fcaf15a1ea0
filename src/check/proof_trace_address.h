/*
 * proof_trace_address - where somebody lives, told from where an office is.
 *
 * A house's number behind the name of a place; and in front of it a word that
 * says that somebody lives there, or a cell that holds nothing but a name.
 *
 * Calls: base, proof_rules.
 */
#ifndef PROOF_TRACE_ADDRESS_H
#define PROOF_TRACE_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "check/proof_rules.h"

/* The next one at or after *at, which moves behind it; false if none. */
bool	 proof_trace_address_next(const struct proof_rules *rules, str text,
	    size_t *at, size_t *ret_from, size_t *ret_to);

/* Two to four characters that are a person's name and nothing else. */
bool	 proof_trace_address_name(const struct proof_rules *rules, str word);

#endif
