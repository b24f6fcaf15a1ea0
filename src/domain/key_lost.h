/*
 * key_lost - what a forgotten master key wrapped is written off.
 *
 * A folder that was restored from before a master key was forgotten holds data
 * keys that open never again.  They are destroyed, so that keys can be rotated
 * and verify has nothing to say; where the store's own key is among them, a new
 * one is made and the second factors that it sealed are taken off.
 *
 * Calls: base, store, job, journal, keyring, subject.
 */
#ifndef KEY_LOST_H
#define KEY_LOST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/job.h"

struct key_lost {
	int64_t	keys;		/* data keys that were destroyed */
	bool	own;		/* the store's own key was one more */
};

/*
 * Write off what the master key of a number wraps.  ERR_CONFLICT
 * "seal.not_forgotten" while the key file may still hold it, ERR_NOT_FOUND
 * "seal.wraps_nothing".
 */
enum err key_lost(struct job *job, int64_t master, struct key_lost *ret);

#endif
