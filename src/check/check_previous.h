/*
 * check_previous - last year's report beside this one.
 *
 * Calls: base, form, check.
 */
#ifndef CHECK_PREVIOUS_H
#define CHECK_PREVIOUS_H

#include "check/check.h"

/*
 * Last year's report if it was given and is the same body's and the year's
 * before as far as both tell; else NULL, and C0 says why.
 */
const struct filled *check_previous_fitting(const struct check_run *run);

#endif
