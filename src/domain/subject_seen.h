/*
 * subject_seen - that somebody saw a sealed field stands in the journal.
 *
 * Seeing happens in reading jobs, which cannot write: an errand adds the
 * entry, in the name of who saw it and with the moment at which he did.
 *
 * Calls: base, store, job, errand, journal, person.
 */
#ifndef SUBJECT_SEEN_H
#define SUBJECT_SEEN_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* The job's actor sees a field now. */
enum err subject_seen(struct job *job, int64_t subject, str field);

#endif
