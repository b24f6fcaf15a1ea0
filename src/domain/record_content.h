/*
 * record_content - the canonical text of a version of a record: what the
 * transparency log holds of it, and what anybody can check against it.
 *
 * It is JSON of fixed members in a fixed order, so equal versions give equal
 * bytes.
 *
 * Calls: base, store, job.
 */
#ifndef RECORD_CONTENT_H
#define RECORD_CONTENT_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* Of one that is or was; ERR_NOT_FOUND "record.unknown". */
enum err record_content(struct job *job, int64_t record, int64_t version,
	    str *ret);

#endif
