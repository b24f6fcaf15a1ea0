/*
 * csv - comma-separated values, RFC 4180, UTF-8 with a byte-order mark so
 * that spreadsheet programs show Chinese.
 *
 * A field that a spreadsheet would run as a formula (= + - @ in front) is
 * written with an apostrophe before it; numbers are left alone.
 *
 * Calls: arena, buf, err, str.
 */
#ifndef CSV_H
#define CSV_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* The byte-order mark that begins a file. */
void	csv_begin(struct buf *buf);

/* One record, ended by CR LF. */
void	csv_record(struct buf *buf, const str *field, size_t n);

#define CSV_ROWS	500000u	/* that are read */
#define CSV_FIELDS	256u	/* of a row */

/* A row that was read. */
struct csv_row {
	unsigned	 line;	/* it begins there, from 1 */
	str		*field;	/* without quotes and the apostrophe above */
	size_t		 n;	/* how many */
};

/*
 * Read UTF-8, with or without the mark; blank lines are passed over.
 * ERR_INVALID "csv.quote" names the line of a quote that is not closed or has
 * text behind it; ERR_TOO_LARGE.
 */
enum err csv_read(struct arena *arena, str text, struct csv_row **ret,
	    size_t *ret_n, struct fault *fault);

#endif
