/*
 * credential - how a person proves who he is: a password, and a lock that
 * people put on it.
 *
 * Of a password only its hash is kept.  Making one takes 0.1 s and much
 * memory: credential_hash and credential_matches go through the store's gate
 * and are called outside of a transaction; everything else inside of one.
 *
 * Calls: base, store, job, journal, keyring, password, person, session.
 */
#ifndef CREDENTIAL_H
#define CREDENTIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"
#include "domain/password.h"
#include "domain/session.h"

struct person;

struct credential {
	int64_t	person;		/* whose */
	str	password;	/* what is kept of it; empty: none yet */
	int64_t	password_at;	/* when it was set, milliseconds */
	bool	renew;		/* somebody else set it: to be changed */
	str	totp;		/* the sealed secret; empty: none */
	bool	second;		/* a code is asked for: it was confirmed */
	int64_t	totp_last;	/* step of the last code that was taken */
	bool	locked;		/* by people, not by failures */
};

/* The rules that are set, and what hashing costs under them. */
enum err credential_rules(struct job *job, struct password_rules *ret);

/* A person's; one that has none yet is empty. */
enum err credential_load(struct job *job, int64_t person,
	    struct credential *ret);

/* Who it is: the actor himself wherever he works, else a person that the
   actor sees. */
enum err credential_person(struct job *job, int64_t id, struct person *ret);

/* What the person must do before anything else. */
enum session_due credential_due(const struct job *job,
	    const struct password_rules *rules,
	    const struct credential *credential);

/* Hash a password; outside of a transaction.  ERR_BUSY "seal.busy". */
enum err credential_hash(struct job *job, const struct password_rules *rules,
	    str password, str *ret_kept);

/*
 * Whether it is the password that is kept; outside of a transaction.  An
 * empty one takes as long as any.  *ret_new is a new hash if the kept one is
 * old, else empty.
 */
enum err credential_matches(struct job *job,
	    const struct password_rules *rules, str kept, str password,
	    bool *ret_is, str *ret_new);

/* Who sets a password: the person himself, or somebody else, which makes it
   one to be changed at once. */
enum credential_by { CREDENTIAL_OWN, CREDENTIAL_OTHER };

/* Keep a hash as a person's password, sign him out everywhere and let no
   older invitation hold. */
enum err credential_keep(struct job *job, const struct person *person,
	    str kept, enum credential_by by, str reason);

/* Keep a new hash of the same password, unless it changed meanwhile. */
enum err credential_rehash(struct job *job,
	    const struct credential *credential, str kept);

/* The person himself acts, or one who holds the need on his body:
   ERR_FORBIDDEN "account.not_yours". */
enum err credential_may(struct job *job, const struct person *person,
	    str need);

/*
 * Lock it, sign the person out everywhere and let no invitation hold; and let
 * it be used again, its failures forgotten.  Needs person.unlock; nobody locks
 * himself.
 */
enum err credential_lock(struct job *job, int64_t person, str reason);
enum err credential_unlock(struct job *job, int64_t person, str reason);

/* Tell in the journal what happened to a person's account; person 0: to one
   that does not exist. */
enum err credential_tell(struct job *job, int64_t person, int64_t agency,
	    str action, str reason);

#endif
