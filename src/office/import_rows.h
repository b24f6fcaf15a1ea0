/*
 * import_rows - a piece of a file of JSON lines or CSV, row by row.
 *
 * Pure: bytes in, fields out.
 *
 * Calls: base.
 */
#ifndef IMPORT_ROWS_H
#define IMPORT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/record.h"

struct arena;

/* The fields of a record that a file may name, and "agency", "id", "version"
   that an export writes and an import passes over. */
#define IMPORT_COLUMNS	32

/* What a column of a CSV file is; NULL for one that is passed over. */
struct import_header {
	const char	*field[IMPORT_COLUMNS];	/* by column */
	size_t		 n;			/* columns */
};

/*
 * Take the next row of CSV (RFC 4180) off `rest': its fields, up to
 * IMPORT_COLUMNS of them.  False if no whole row stands there: with `last'
 * the end of the text ends a row.
 */
bool	import_rows_csv(struct arena *arena, str *rest, bool last,
	    str *field, size_t *ret_n);

/* The columns by their heads; ERR_INVALID names one that is unknown or
   doubled, or that there is no title. */
enum err import_rows_header(const str *field, size_t n,
	    struct import_header *ret, struct fault *fault);

/* A record of a row of CSV; ERR_INVALID tells why not. */
enum err import_rows_record(struct arena *arena,
	    const struct import_header *header, const str *field, size_t n,
	    struct record *ret, struct fault *fault);

/* A record of a line of JSON; ERR_INVALID tells why not. */
enum err import_rows_json(struct arena *arena, str line, struct record *ret,
	    struct fault *fault);

#endif
