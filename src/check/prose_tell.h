/*
 * prose_tell - what findings about the prose have in common.
 *
 * Calls: base, form, check, prose, prose_fact.
 */
#ifndef PROSE_TELL_H
#define PROSE_TELL_H

#include "check/check.h"
#include "check/prose_fact.h"

/* "12" */
str	prose_tell_count(const struct check_run *run, int64_t count);

/* The report's words of a fact. */
str	prose_tell_phrase(const struct check_run *run,
	    const struct prose_fact *fact);

/*
 * Let a finding mark a fact and name the cell that says otherwise; `expected'
 * is what stands there.
 */
void	prose_tell_cell(const struct check_run *run, struct finding *finding,
	    const struct prose_fact *fact, str table, str row, str column,
	    int64_t expected);

/* Does the body answer for others too, as a government does? */
bool	prose_tell_counts_below(const struct check_run *run);

/*
 * Whether a fact counts for the body of the report: not for those below a
 * department, not for one office of a government.
 */
bool	prose_tell_ours(const struct check_run *run,
	    const struct prose_fact *fact);

#endif
