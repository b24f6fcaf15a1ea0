/*
 * csv - comma-separated values, RFC 4180, UTF-8 with a byte-order mark so
 * that spreadsheet programs show Chinese.
 *
 * A field that a spreadsheet would run as a formula (= + - @ in front) is
 * written with an apostrophe before it; numbers are left alone.
 *
 * Calls: arena, buf, str.
 */
#ifndef CSV_H
#define CSV_H

#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/* The byte-order mark that begins a file. */
void	csv_begin(struct buf *buf);

/* One record, ended by CR LF. */
void	csv_record(struct buf *buf, const str *field, size_t n);

#endif
