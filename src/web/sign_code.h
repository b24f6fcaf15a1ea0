/*
 * sign_code - the password of somebody who is asked for a code next.
 *
 * The second step of signing in comes as a request of its own.  What was
 * typed in the first goes there and back in a hidden field, sealed under the
 * store's own key, for this login and for five minutes: the page holds no
 * password, and nothing is kept here.
 *
 * Calls: base, store, job, keyring.
 */
#ifndef SIGN_CODE_H
#define SIGN_CODE_H

#include "domain/job.h"

/* Seal a password for a login as typed; hexadecimal digits.  Outside of a
   transaction. */
enum err sign_code_shut(struct job *job, str login, str password, str *ret);

/* Open it again.  ERR_FORBIDDEN "desk.sign.late" if it is too old, of another
   login or nothing of ours. */
enum err sign_code_open(struct job *job, str login, str sealed, str *ret);

#endif
