/*
 * calls - the n-th call to the store fails.
 *
 * The linker puts these before db_begin, db_run, db_row, db_rows and
 * db_commit (see the Makefile).
 */
#ifndef CALLS_H
#define CALLS_H

#include <stdbool.h>

#include "base/err.h"

/* Let the n-th call give this error; 0: none. */
void	 calls_fail(unsigned n, enum err error);

/* Did it? */
bool	 calls_failed(void);

#endif
