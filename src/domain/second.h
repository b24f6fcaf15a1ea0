/*
 * second - the second factor: codes of a phone app, and recovery codes for
 * the day on which the phone is lost.
 *
 * The secret is sealed under the store's own key.  It counts once a first
 * code has shown that the app has it.  No code is taken twice.
 *
 * Calls: base, store, job, credential, keyring, person, session, totp.
 */
#ifndef SECOND_H
#define SECOND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct credential;

#define SECOND_CODES	10	/* recovery codes of a person */

/* What an app is told, which is shown once. */
struct second_secret {
	str	text;		/* to be typed in, "GEZD GNBV ..." */
	str	uri;		/* for a QR code */
};

/*
 * Begin: a new secret for oneself; `issuer' is what the app shows.
 * ERR_CONFLICT "account.second.there" if one counts already.
 */
enum err second_begin(struct job *job, int64_t person, str issuer,
	    struct second_secret *ret);

/* The app's first code: from now on it counts.  The recovery codes are shown
   this once.  ERR_FORBIDDEN "account.second.wrong". */
enum err second_confirm(struct job *job, int64_t person, str code,
	    str ret_recovery[SECOND_CODES]);

/* Take a code of the app or a recovery code, in a writing job; each works
   once. */
enum err second_take(struct job *job, const struct credential *credential,
	    str code, bool *ret_taken);

/* No second factor any more: by oneself, or with person.unlock for who lost
   the phone. */
enum err second_off(struct job *job, int64_t person, str reason);

/* How many recovery codes are left. */
enum err second_left(struct job *job, int64_t person, int64_t *ret);

#endif
