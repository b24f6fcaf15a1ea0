/*
 * sign - signatures that anyone can check who knows the public key.
 *
 * Ed25519 (libsodium), or under the suite `gm' SM2 with SM3 (GB/T 32918,
 * OpenSSL, the usual identity 1234567812345678).  A signing key is made out of
 * a sealing key for the purpose "sign", so that there is nothing more to keep.
 *
 * Calls: arena, seal, str, libsodium, OpenSSL.
 */
#ifndef SIGN_H
#define SIGN_H

#include <stdbool.h>

#include "base/err.h"
#include "base/seal.h"
#include "base/str.h"

struct arena;

/* The public key: "ed25519:" or "sm2:" and hexadecimal digits. */
enum err sign_public(struct arena *arena, const struct seal_key *key,
	    str *ret, struct fault *fault);

/* Sign a text; hexadecimal digits.  ERR_OUTSIDE "seal.signing" when OpenSSL
   does not do it. */
enum err sign_text(struct arena *arena, const struct seal_key *key, str text,
	    str *ret, struct fault *fault);

/* The signature is one of this text by the holder of this public key. */
bool	 sign_holds(str public_key, str text, str signature);

#endif
