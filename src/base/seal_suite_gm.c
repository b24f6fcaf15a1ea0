#include <assert.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/digest.h"
#include "base/seal.h"
#include "base/seal_suite.h"

#define NONCE	16	/* the first counter block */
#define TAG	DIGEST_BYTES
#define PIECE	((size_t)1 << 30)	/* OpenSSL counts in int */

static void
derive(const uint8_t *key, str text, uint8_t *to)
{
	struct digest	digest = digest_mac(DIGEST_SM3,
			    (str){ (const char *)key, SEAL_KEY }, text);

	memcpy(to, digest.at, SEAL_KEY);
	explicit_bzero(&digest, sizeof digest);
}

/* SM4 in counter mode: the same call encrypts and decrypts. */
static void
sm4(const uint8_t *key, const uint8_t *nonce, str from, uint8_t *to)
{
	EVP_CIPHER_CTX	*context = EVP_CIPHER_CTX_new();
	uint8_t		 own[SEAL_KEY];
	bool		 well;

	derive(key, S("sm4-ctr"), own);
	well = context != NULL && EVP_EncryptInit_ex(context, EVP_sm4_ctr(),
	    NULL, own, nonce) == 1;
	for (size_t n = 0; well && n < from.n;) {
		str	piece = str_sub(from, n, n + PIECE);
		int	done = 0;

		well = EVP_EncryptUpdate(context, to + n, &done,
		    (const uint8_t *)piece.at, (int)piece.n) == 1;
		n += piece.n;
	}
	explicit_bzero(own, sizeof own);
	EVP_CIPHER_CTX_free(context);
	assert(well);
}

/*
 * The tag over what is proved beside the text and over nonce and cipher text:
 * a MAC of their two digests, so that no byte can pass from one to the other.
 */
static struct digest
tag_of(const uint8_t *key, str also, str sealed)
{
	struct digest	 part[2], tag;
	uint8_t		 own[SEAL_KEY];
	char		 both[2 * DIGEST_BYTES];

	part[0] = digest_of(DIGEST_SM3, also);
	part[1] = digest_of(DIGEST_SM3, sealed);
	memcpy(both, part[0].at, DIGEST_BYTES);
	memcpy(both + DIGEST_BYTES, part[1].at, DIGEST_BYTES);
	derive(key, S("hmac-sm3"), own);
	tag = digest_mac(DIGEST_SM3, (str){ (const char *)own, sizeof own },
	    (str){ both, sizeof both });
	explicit_bzero(own, sizeof own);
	return tag;
}

static void
shut(const uint8_t *key, str also, str text, uint8_t *at)
{
	struct digest	tag;

	sm4(key, at, text, at + NONCE);
	tag = tag_of(key, also, (str){ (const char *)at, NONCE + text.n });
	memcpy(at + NONCE + text.n, tag.at, TAG);
}

static bool
open_sealed(const uint8_t *key, str also, str sealed, uint8_t *to)
{
	str		proved = str_sub(sealed, 0, sealed.n - TAG);
	struct digest	tag = tag_of(key, also, proved);

	if (CRYPTO_memcmp(tag.at, sealed.at + proved.n, TAG) != 0)
		return false;
	sm4(key, (const uint8_t *)sealed.at,
	    str_sub(proved, NONCE, proved.n), to);
	return true;
}

const struct seal_suite_methods	seal_suite_gm = {
	.name = "gm",
	.nonce = NONCE,
	.tag = TAG,
	.shut = shut,
	.open = open_sealed,
	.derive = derive,
};
