/*
 * keyring - the master keys at work, and the store's own key under them.
 *
 * A data key is wrapped by a master key, which a file outside the data folder
 * holds.  Another process may have changed that file since the store was
 * opened: a number that the keys at hand lack is looked for in it once more,
 * and nothing is wrapped by a key that it does not hold now.
 *
 * The store's own key makes blind indexes and seals second factors.  It stays
 * the same whatever master key wraps it, else nothing would be found again.
 *
 * Calls: base, store, job.
 */
#ifndef KEYRING_H
#define KEYRING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/seal.h"
#include "base/str.h"
#include "domain/job.h"

/* The suite that is set, and the kind of digest that goes with it. */
enum seal_suite keyring_suite(const struct job *job);
enum digest_kind keyring_digest(const struct job *job);

/*
 * The newest master key in the file now, and one by its number.  ERR_FORBIDDEN
 * "seal.no_key" if the file, or the number in it, is not there, and
 * "seal.forgotten" if that number is keyring_gone.
 */
enum err keyring_newest(struct job *job, const struct seal_key **ret);
enum err keyring_master(struct job *job, int64_t number,
	    const struct seal_key **ret);

/*
 * A master key of a number was forgotten: it is older than the newest of the
 * file, and not in it.  False for one that is only not at hand.
 */
bool	 keyring_gone(struct job *job, int64_t number);

/*
 * The store's own key for a purpose.  In a writing job keyring_make makes it
 * where there is none yet; without it keyring_own is ERR_NOT_FOUND
 * "seal.no_own_key".
 */
enum err keyring_make(struct job *job);
enum err keyring_own(struct job *job, str purpose,
	    const struct seal_key **ret);

/* Wrap the store's own key by the newest master key. */
enum err keyring_rotate(struct job *job);

/* Make another own key if it is the forgotten master key of this number that
   wraps it; was it? */
enum err keyring_renew(struct job *job, int64_t master, bool *ret);

#endif
