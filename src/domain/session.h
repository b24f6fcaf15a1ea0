/*
 * session - who is signed in.
 *
 * The holder has a token of 256 random bits; the store keeps its digest, so
 * that who reads the store cannot sign in.  A session ends with signing out,
 * with another password, with a lock, when it is not used for session_idle
 * minutes, and after session_hours in any case.
 *
 * Calls: base, store, job, errand, keyring.
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* What must be done before anything else. */
enum session_due { SESSION_NOTHING, SESSION_PASSWORD, SESSION_SECOND,
	SESSION__DUES };

struct session {
	int64_t			person;		/* who */
	enum session_due	due;		/* see above */
	int64_t			created_at;	/* milliseconds */
};

/* Begin one; the token is for its holder alone. */
enum err session_new(struct job *job, int64_t person, enum session_due due,
	    str *ret_token);

/*
 * Whose token it is.  That it was used is left to an errand.  ERR_FORBIDDEN
 * "account.signed_out" for anything else.
 */
enum err session_find(struct job *job, str token, struct session *ret);

/* What was due of a person is done. */
enum err session_met(struct job *job, int64_t person, enum session_due due);

/* End one, which tells whose it was; a token that is none is no error and
   nobody's (0).  End all of a person's. */
enum err session_end(struct job *job, str token, int64_t *ret_person);
enum err session_end_all(struct job *job, int64_t person);

/* Take away those that are over anyway. */
enum err session_sweep(struct job *job);

#endif
