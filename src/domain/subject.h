/*
 * subject - sealed fields: what is known of a person or a case, under a data
 * key of its own.
 *
 * Each subject (an applicant, a case, a person's contact) has one data key,
 * wrapped by the master key in table subject_key.  Destroying the data key
 * makes everything sealed under it unreadable, in backups too.  Rotation
 * wraps the data keys anew and touches nothing else.
 *
 * A sealed field is bytes.  What a person sees leaves an errand journal_seen,
 * which tells in the journal who saw what of whom.
 *
 * Calls: base, store, job, agency, journal, errand, keyring.
 */
#ifndef SUBJECT_H
#define SUBJECT_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct seal_key;

/* Make the data key of a new subject of an agency that the actor sees. */
enum err subject_new(struct job *job, int64_t agency, int64_t *ret_id);

/* Seal a field; `field' names it ("phone") and is bound to it. */
enum err subject_shut(struct job *job, int64_t subject, str field, str text,
	    str *ret_sealed);

/*
 * Open a field for a person to see: an errand leaves in the journal who saw
 * which field of whom.  ERR_NOT_FOUND "seal.erased" once the key is destroyed,
 * "seal.forgotten" once the master key is that wraps it, and
 * "seal.no_subject" where the actor sees none; ERR_FORBIDDEN "seal.no_key"
 * while the master key is not there.
 */
enum err subject_open(struct job *job, int64_t subject, str field, str sealed,
	    str *ret_text);

/* The same for the machine's own work, which nobody sees. */
enum err subject_open_unseen(struct job *job, int64_t subject, str field,
	    str sealed, str *ret_text);

/* The data key itself, for what is too large for a field (see blob). */
enum err subject_key(struct job *job, int64_t subject,
	    const struct seal_key **ret);

/*
 * The blind index of a value for a kind of field ("identity").
 * ERR_NOT_FOUND "seal.no_own_key" before there is any subject.
 */
enum err subject_blind(struct job *job, str kind, str text, str *ret);

/* Destroy the data key: what it sealed is gone everywhere.  The caller has
   asked for the need; the journal keeps the reason. */
enum err subject_destroy(struct job *job, int64_t subject, str reason);

/*
 * Wrap up to `limit' data keys anew that an older master key wraps;
 * *ret_left says how many are left.  The errand key_rotate does so until none
 * is left.
 */
enum err subject_rotate(struct job *job, int limit, int64_t *ret_left);

/* A new master key is the first of job->store->keys: leave the errand that
   wraps the data keys by it, and say so in the journal. */
enum err subject_turned(struct job *job);

/* How many keys the master key of a number wraps: while there are any, the
   key file must hold it. */
enum err subject_wrapped(struct job *job, int64_t master, int64_t *ret);

/*
 * A master key that wraps nothing any more is about to leave the file, so
 * that backups of its time open no more: say so in the journal.  ERR_CONFLICT
 * "seal.still_used" while it wraps something, ERR_NOT_FOUND "seal.no_number".
 */
enum err subject_forget(struct job *job, int64_t master);

#endif
