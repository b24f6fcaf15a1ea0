#include <assert.h>

#include <sodium.h>

#include "base/seal.h"
#include "base/seal_suite.h"

#define NONCE	crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG	crypto_aead_xchacha20poly1305_ietf_ABYTES

/* libsodium picks its fastest code once; doing so again costs nothing. */
static void
ready(void)
{
	int	answer = sodium_init();

	assert(answer >= 0);
}

static void
shut(const uint8_t *key, str also, str text, uint8_t *at)
{
	ready();
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(at + NONCE, NULL,
	    (const uint8_t *)text.at, text.n, (const uint8_t *)also.at,
	    also.n, NULL, at, key);
}

static bool
open_sealed(const uint8_t *key, str also, str sealed, uint8_t *to)
{
	const uint8_t	*at = (const uint8_t *)sealed.at;

	ready();
	return crypto_aead_xchacha20poly1305_ietf_decrypt(to, NULL, NULL,
	    at + NONCE, sealed.n - NONCE, (const uint8_t *)also.at, also.n,
	    at, key) == 0;
}

static void
derive(const uint8_t *key, str text, uint8_t *to)
{
	ready();
	(void)crypto_generichash(to, SEAL_KEY, (const uint8_t *)text.at,
	    text.n, key, SEAL_KEY);
}

const struct seal_suite_methods	seal_suite_sodium = {
	.name = "default",
	.nonce = NONCE,
	.tag = TAG,
	.shut = shut,
	.open = open_sealed,
	.derive = derive,
};
