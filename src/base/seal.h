/*
 * seal - bytes that only the holder of a key can read or have written.
 *
 * Two suites stand behind one interface.  The default one is
 * XChaCha20-Poly1305, argon2id and BLAKE2b (libsodium); `gm' is SM4-CTR with
 * HMAC-SM3, PBKDF2-HMAC-SM3 and HMAC-SM3 (OpenSSL).  Every sealed text tells
 * its suite and its key's number, so that old ones open after a change.
 *
 * A key is 32 bytes and wiped by the arena's end.
 *
 * Calls: arena, digest, err, file, str, libsodium, OpenSSL.
 */
#ifndef SEAL_H
#define SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

enum seal_suite { SEAL_DEFAULT, SEAL_GM, SEAL__SUITES };

#define SEAL_KEY	32	/* bytes of a key */

struct seal_key {
	enum seal_suite	suite;
	uint32_t	number;		/* which master key; 0 for data keys */
	uint8_t		at[SEAL_KEY];
};

/* A new random key. */
const struct seal_key *seal_key_new(struct arena *arena,
	    enum seal_suite suite, uint32_t number);

/*
 * The keys of a master-key file, the newest first: a line each, so that
 * what an older key wrapped still opens while it is being wrapped anew.
 * ERR_INVALID if others than the owner may read the file.
 */
struct seal_ring {
	const struct seal_key	**key;	/* newest first */
	size_t			  n;
};
enum err seal_ring_read(struct arena *arena, const char *path,
	    struct seal_ring *ret, struct fault *fault);
enum err seal_ring_write(const char *path, const struct seal_ring *ring,
	    struct fault *fault);

/*
 * Seal a text.  `context' says what it is ("applicant 12 phone"); it is not
 * kept but must be given again, so that a sealed text cannot be moved to
 * another row.
 */
str	 seal_shut(struct arena *arena, const struct seal_key *key,
	    str context, str text);

/* ERR_FORBIDDEN "seal.broken": another key, context or changed bytes. */
enum err seal_open(struct arena *arena, const struct seal_key *key,
	    str context, str sealed, str *ret, struct fault *fault);

/* A key for one purpose out of a key ("blind index"). */
const struct seal_key *seal_key_for(struct arena *arena,
	    const struct seal_key *key, str purpose);

/*
 * The blind index of a text under a key: equal texts give equal indexes, and
 * without the key nothing can be told from them.  32 hexadecimal digits.
 */
str	 seal_blind(struct arena *arena, const struct seal_key *key, str text);

/* `n' random bytes. */
void	 seal_random(void *at, size_t n);

/*
 * What is kept of a password, with all that checking it needs in front.
 * Costs some 64 MiB and 0.1 s: the caller bounds how many run at once.
 */
enum err seal_password(struct arena *arena, enum seal_suite suite,
	    str password, str *ret, struct fault *fault);

/* It is that password; *ret_old if it should be hashed anew (another suite or
   weaker costs than today's). */
bool	 seal_password_is(str kept, str password, bool *ret_old);

#endif
