/*
 * import_table - the rows of a CSV or XLSX file, and its heads matched.
 *
 * Calls: base, doc, import.
 */
#ifndef IMPORT_TABLE_H
#define IMPORT_TABLE_H

#include "base/csv.h"
#include "office/import.h"

/* The rows of a file as they stand there; those of a feed too. */
enum err import_table_rows(struct job *job, str path, str bytes,
	    struct csv_row **ret, size_t *ret_n);

/* Read what rules/import.yaml says of every kind: is it as it should be? */
enum err import_table_rules(struct arena *arena, struct fault *fault);

/* Find the heads and put the rows behind them into the import. */
enum err import_table_match(struct import *import, const struct csv_row *row,
	    size_t n);

#endif
