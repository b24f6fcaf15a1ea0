/*
 * account - signing in and out, and setting passwords.
 *
 * The doors of the program for people: each of these functions runs its own
 * transactions, with the costly hashing between them, and so is called
 * outside of one.  They act as the machine itself; who may come in is what
 * they find out.
 *
 * A login that does not exist, a wrong password, a wrong code and a lock are
 * told by the same sentence and take the same time.
 *
 * Calls: base, store, job, attempt, credential, errand, invitation, person,
 * second, session.
 */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"
#include "domain/session.h"

/* What somebody brings who wants to come in. */
struct account_try {
	str	login;		/* as typed */
	str	password;	/* as typed */
	str	code;		/* of the second factor; may be empty */
	str	source;		/* where it comes from; empty: from here */
};

struct account_entry {
	int64_t			person;	/* who came in */
	enum session_due	due;	/* what he must do first */
	str			token;	/* of the session */
};

/*
 * Come in.  ERR_FORBIDDEN "account.wrong"; "account.code" if the password is
 * right and a code is wanted; ERR_BUSY "account.wait" with the minutes to
 * wait, "seal.busy".
 */
enum err account_enter(struct job *job, const struct account_try *try,
	    struct account_entry *ret);

/* Leave; a token that is none is no error. */
enum err account_leave(struct job *job, str token);

/*
 * A person who is in sets another password: he is signed out everywhere and
 * in again here.  ERR_INVALID says what is wrong with the new one,
 * ERR_FORBIDDEN "account.wrong" that the old one is not his.
 */
enum err account_password(struct job *job, int64_t person, str old, str new,
	    struct account_entry *ret);

/* Set the first password by an invitation; who it was. */
enum err account_accept(struct job *job, str token, str password,
	    int64_t *ret_person);

/* Set a password from the machine itself; the person must change it when he
   comes in next. */
enum err account_set(struct job *job, int64_t person, str password,
	    str reason);

#endif
