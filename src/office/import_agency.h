/*
 * import_agency - bodies brought in from a table, a row each.
 *
 * Rows are told apart by our code.  An empty field leaves what is there, `-'
 * empties it.  Bodies may stand in any order: each is put behind the one
 * above it, its supervisor is set when all are there, and what is closed is
 * closed last, from below.
 *
 * Calls: base, domain, import.
 */
#ifndef IMPORT_AGENCY_H
#define IMPORT_AGENCY_H

#include "office/import.h"

extern const struct import_kind import_agency;

#endif
