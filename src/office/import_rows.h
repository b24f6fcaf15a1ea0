/*
 * import_rows - a piece of a file of JSON lines or CSV, row by row.
 *
 * Pure: bytes in, fields out.
 *
 * Calls: base, import_field.
 */
#ifndef IMPORT_ROWS_H
#define IMPORT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/record.h"

struct arena;
struct rules;

#define IMPORT_ROWS_FIELDS	100	/* of a row at most */

/* What the columns of a table are. */
struct import_rows_header {
	str	field[IMPORT_ROWS_FIELDS]; /* keys of import_field, by
					      column */
	size_t	n;			/* columns */
};

/*
 * Take the next row of CSV (RFC 4180) off `rest': its fields, up to
 * IMPORT_ROWS_FIELDS of them.  False if no whole row stands there: with `last'
 * the end of the text ends a row.
 */
bool	import_rows_csv(struct arena *arena, str *rest, bool last,
	    str *field, size_t *ret_n);

/* The columns by their heads; ERR_INVALID names one that is unknown or
   doubled, or that there is no title. */
enum err import_rows_header(const struct rules *rules, const str *field,
	    size_t n, struct import_rows_header *ret, struct fault *fault);

/* A record of a row of a table; ERR_INVALID tells why not. */
enum err import_rows_record(struct arena *arena, const struct rules *rules,
	    const struct import_rows_header *header, const str *field,
	    size_t n, struct record *ret, struct fault *fault);

/* A record of a line of JSON; ERR_INVALID tells why not. */
enum err import_rows_json(struct arena *arena, const struct rules *rules,
	    str line, struct record *ret, struct fault *fault);

#endif
