/*
 * check_sums - say which relations of the forms do not hold.
 *
 * Calls: base, form, check_sum.
 */
#ifndef CHECK_SUMS_H
#define CHECK_SUMS_H

#include "check/check.h"

/*
 * Hold every relation that bears the id of the running rule against the
 * report, and add a finding for each column or row in which it fails:
 * `unequal', `unfilled' (a total left at 0) or `below' (>=).  Relations with
 * last year are held only where both years tell the figures.
 */
void	check_sums_hold(struct check_run *run);

#endif
