/*
 * digest - fingerprints of bytes: SHA-256 or SM3 (GB/T 32905), and HMAC.
 *
 * A digest that is kept stands behind the name of its kind, "sha256:..." or
 * "sm3:...", so that a store that changed its suite still reads the old ones.
 *
 * Calls: arena, str, OpenSSL.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

enum digest_kind { DIGEST_SHA256, DIGEST_SM3, DIGEST__KINDS };

#define DIGEST_BYTES	32	/* of either kind */

struct digest {
	enum digest_kind kind;			/* by what it was made */
	uint8_t		 at[DIGEST_BYTES];	/* its bytes */
};

/* The digest of bytes in one go. */
struct digest digest_of(enum digest_kind kind, str bytes);

/* The same piece by piece; the context lives in the arena. */
struct digest_run;
struct digest_run *digest_begin(struct arena *arena, enum digest_kind kind);
void	 digest_more(struct digest_run *run, str bytes);
struct digest digest_end(struct digest_run *run);

/* HMAC of the kind. */
struct digest digest_mac(enum digest_kind kind, str key, str bytes);

/* "sha256:" and 64 hexadecimal digits; false for anything else. */
str	 digest_text(struct arena *arena, const struct digest *digest);
bool	 digest_read(str text, struct digest *ret);

/* A view of its bytes; and back, false for any but DIGEST_BYTES of them. */
str	 digest_bytes(const struct digest *digest);
bool	 digest_take(enum digest_kind kind, str bytes, struct digest *ret);

/* "sha256" or "sm3"; and back, false for anything else. */
str	 digest_kind_name(enum digest_kind kind);
bool	 digest_kind_read(str name, enum digest_kind *ret);

/* In constant time. */
bool	 digest_eq(const struct digest *a, const struct digest *b);

#endif
