/*
 * seal - bytes that only the holder of a key can read or have written.
 *
 * Two suites stand behind one interface.  The default one is
 * XChaCha20-Poly1305, argon2id and BLAKE2b (libsodium); `gm' is SM4-CTR with
 * HMAC-SM3, PBKDF2-HMAC-SM3 and HMAC-SM3 (OpenSSL).  Every sealed text tells
 * its suite and its key's number, so that old ones open after a change.
 *
 * A key is 32 bytes and wiped by the arena's end.  A sealed text is bytes,
 * not UTF-8.  Key files are in seal_ring, passwords in seal_password.
 *
 * Calls: arena, digest, err, str, libsodium, OpenSSL.
 */
#ifndef SEAL_H
#define SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

enum seal_suite { SEAL_DEFAULT, SEAL_GM, SEAL__SUITES };

/* "default" or "gm", as in settings and key files; false for others. */
bool	 seal_suite_read(str name, enum seal_suite *ret);
str	 seal_suite_name(enum seal_suite suite);

#define SEAL_KEY	32	/* bytes of a key */

struct seal_key {
	enum seal_suite	suite;		/* what it is a key of */
	uint32_t	number;		/* which master key; 0 for data keys */
	uint8_t		at[SEAL_KEY];	/* its bytes */
};

/* A new random key. */
const struct seal_key *seal_key_new(struct arena *arena,
	    enum seal_suite suite, uint32_t number);

/* A key of known bytes; SEAL_KEY of them are copied. */
const struct seal_key *seal_key_of(struct arena *arena,
	    enum seal_suite suite, uint32_t number, const void *bytes);

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

/* A data key sealed under another key, and out of it again. */
str	 seal_wrap(struct arena *arena, const struct seal_key *under,
	    str context, const struct seal_key *key);
enum err seal_unwrap(struct arena *arena, const struct seal_key *under,
	    str context, str wrapped, const struct seal_key **ret,
	    struct fault *fault);

/* A key for one purpose out of a key ("blind index"). */
const struct seal_key *seal_key_for(struct arena *arena,
	    const struct seal_key *key, str purpose);

/*
 * The blind index of a text under a key: equal texts give equal indexes, and
 * without the key nothing can be told from them.  32 hexadecimal digits.
 */
str	 seal_blind(struct arena *arena, const struct seal_key *key, str text);

/* `n' random bytes, and as many as hexadecimal digits. */
void	 seal_random(void *at, size_t n);
str	 seal_random_text(struct arena *arena, size_t n);

#endif
