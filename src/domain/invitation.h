/*
 * invitation - a person sets a password of his own, once and for a while.
 *
 * Nobody hands out passwords: who makes an account invites its person, and
 * the token in the invitation is all that is needed to set a password.  The
 * store keeps its digest.  A new invitation ends the one before.
 *
 * Calls: base, store, job, credential, keyring, person.
 */
#ifndef INVITATION_H
#define INVITATION_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* Invite a person who works here; needs person.change on his body. */
enum err invitation_new(struct job *job, int64_t person, str reason,
	    str *ret_token, int64_t *ret_until);

/* Whose it is, and: use it up.  ERR_FORBIDDEN "account.no_invitation" for one
   that is used, over or none. */
enum err invitation_find(struct job *job, str token, int64_t *ret_person);
enum err invitation_use(struct job *job, str token, int64_t *ret_person);

/* Take away those that are long over. */
enum err invitation_sweep(struct job *job);

#endif
