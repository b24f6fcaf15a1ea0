/*
 * seal_password - what is kept of a password instead of it.
 *
 * argon2id, or PBKDF2-HMAC-SM3 under `gm'; suite, costs and salt stand in
 * front of what is kept, so that it can be checked after they changed.  One
 * hash costs some 64 MiB and 0.1 s: the caller goes through a gate, which
 * bounds how many run at once.
 *
 * Calls: arena, err, seal, str, libsodium, OpenSSL.
 */
#ifndef SEAL_PASSWORD_H
#define SEAL_PASSWORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/seal.h"
#include "base/str.h"

struct arena;

#define SEAL_PASSWORD_BYTES	1024	/* of a password at most */

/* What one hash costs. */
struct seal_password_cost {
	enum seal_suite	suite;
	uint32_t	passes;		/* of argon2id */
	uint32_t	memory;		/* of argon2id, in KiB */
	uint32_t	iterations;	/* of PBKDF2, under gm */
};

/* Hash a password with a new salt.  ERR_TOO_LARGE, ERR_BUSY (no memory). */
enum err seal_password(struct arena *arena,
	    const struct seal_password_cost *cost, str password, str *ret,
	    struct fault *fault);

/* As if kept of a password that nobody has: checking it takes as long as
   checking any. */
str	 seal_password_nobody(struct arena *arena,
	    const struct seal_password_cost *cost);

/* It is that password; *ret_old if it should be hashed anew, because its
   suite or costs are not today's. */
bool	 seal_password_is(str kept, const struct seal_password_cost *cost,
	    str password, bool *ret_old);

#endif
