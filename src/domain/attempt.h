/*
 * attempt - failures to sign in, counted by account and by source.
 *
 * A try is counted before the password is looked at, so that a hundred at
 * once are a hundred, and taken back if it went well.  Past some failures who
 * tries has to wait, twice as long each time (rules/password.yaml).  Logins
 * that do not exist are counted the same, so that waiting tells nothing.
 *
 * Calls: base, store, job, keyring, password.
 */
#ifndef ATTEMPT_H
#define ATTEMPT_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"
#include "domain/password.h"

/* What an account, and a source (an address), is counted under. */
str	 attempt_account(struct job *job, str login);
str	 attempt_source(struct job *job, str source);

/* Count a try.  *ret_until is 0, or the moment until which there is to be
   waited: then nothing was counted. */
enum err attempt_note(struct job *job, const struct password_tries *tries,
	    str key, int64_t *ret_until);

/* Say how many minutes there are to wait: ERR_BUSY "account.wait". */
enum err attempt_wait(struct job *job, int64_t until);

/* It was no failure after all; and: forget all of them. */
enum err attempt_undo(struct job *job, str key);
enum err attempt_clear(struct job *job, str key);

/* Take away what is forgotten anyway. */
enum err attempt_sweep(struct job *job,
	    const struct password_rules *rules);

#endif
