/*
 * record_read - what saving records asks about those that are there.
 *
 * Calls: base, store, job, record.
 */
#ifndef RECORD_READ_H
#define RECORD_READ_H

#include "domain/record.h"

/* As an import knows it; ERR_NOT_FOUND without a fault. */
enum err record_read_origin(struct job *job, int64_t agency, str origin,
	    struct record *ret);

#endif
