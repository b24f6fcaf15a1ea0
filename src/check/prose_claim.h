/*
 * prose_claim - 无, 均, 全部: statements about all or none, held against the
 * tables.
 *
 * Calls: base, form, check, prose, prose_fact.
 */
#ifndef PROSE_CLAIM_H
#define PROSE_CLAIM_H

#include "check/prose.h"

/* Add findings of the running rule for the claims that the tables deny. */
void	prose_claim_check(struct check_run *run, const struct prose *prose);

#endif
