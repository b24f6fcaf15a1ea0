/*
 * password - which passwords are taken, what hashing one costs, and how long
 * one waits who got it wrong.
 *
 * All of it is data: rules/password.yaml, and rules/password-common.txt, the
 * passwords everybody tries first.  The profile is a setting.
 *
 * Calls: base.
 */
#ifndef PASSWORD_H
#define PASSWORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/seal_password.h"
#include "base/str.h"

struct arena;

/* How long one waits behind how many failures. */
struct password_tries {
	int64_t	free;		/* failures without a wait */
	int64_t	wait;		/* seconds of the first wait; then doubled */
	int64_t	most;		/* seconds of the longest wait */
	int64_t	forget;		/* seconds until failures are forgotten */
};

/* What is tried to be guessed: one account, or any from one address. */
enum password_kind { PASSWORD_ACCOUNT, PASSWORD_SOURCE, PASSWORD__KINDS };

struct password_rules {
	int64_t	 length;	/* characters at least */
	int64_t	 digits;	/* at least, if it is all digits */
	int64_t	 kinds;		/* of four kinds of characters, at least */
	int64_t	 variety;	/* characters that do not just go on */
	int64_t	 days;		/* until it must be changed; 0: never */
	bool	 second;	/* everybody needs a second factor */
	str	*row;		/* keys that lie beside each other */
	size_t	 rows;		/* how many */
	struct seal_password_cost cost; /* of a hash; its suite is default */
	struct password_tries	  tries[PASSWORD__KINDS]; /* see above */
};

/* Load the rules of a profile ("standard"). */
enum err password_load(struct arena *arena, str profile,
	    struct password_rules *ret, struct fault *fault);

/*
 * Is this password good enough for who signs in as `login'?  ERR_INVALID with
 * a sentence under account.password; it never holds the password.
 */
enum err password_check(struct arena *arena,
	    const struct password_rules *rules, str login, str password,
	    struct fault *fault);

/* Milliseconds to wait behind this many failures. */
int64_t	 password_wait(const struct password_tries *tries, int64_t failures);

#endif
