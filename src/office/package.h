/*
 * package - what a body published in a span, in one ZIP file for another
 * system.
 *
 * records/ID.json holds a record by the names of rules/outlet-standard.yaml,
 * records/ID.html the same as a page, files/ID-NAME what is attached to it;
 * manifest.json tells the span and of every file its bytes and its digest.
 * The same records give the same bytes.
 *
 * Calls: base, doc, domain, deliver.
 */
#ifndef PACKAGE_H
#define PACKAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define PACKAGE_RECORDS	5000			/* at most */
#define PACKAGE_BYTES	((size_t)256 << 20)	/* of all files */

/* Build that of a body and all below it from a day until one, in a reading
   job; how many records are in it.  ERR_TOO_LARGE "package.many". */
enum err package_build(struct job *job, int64_t agency, day from, day until,
	    str *ret, size_t *ret_n);

#endif
