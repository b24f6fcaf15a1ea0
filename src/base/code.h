/*
 * code - the check characters of Chinese codes and numbers.
 *
 * Calls: day, str.
 */
#ifndef CODE_H
#define CODE_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Organisation code, GB 11714: eight characters 0-9 A-Z and a check
 * character, without hyphen, in either case.
 */
bool	code_organisation(str code);

/* Unified social credit code, GB 32100: 18 characters, upper case. */
bool	code_credit(str code);

/*
 * Citizen identity number, GB 11643: 18 characters, a date of birth that
 * exists, and a check character (X or x for ten).
 */
bool	code_identity(str code);

/* Luhn's check digit over digits only. */
bool	code_luhn(str digits);

/* What the check character should be; 0 if the others are no such code. */
char	code_organisation_check(str code);
char	code_credit_check(str code);

#endif
