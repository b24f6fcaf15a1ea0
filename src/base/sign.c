#include "base/sign.h"

#include <string.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include "base/arena.h"

#define ED25519		"ed25519:"
#define SM2		"sm2:"
#define SM2_POINT	65	/* bytes: 04, x, y */
#define SM2_SIGNATURE	80	/* bytes of its DER at most */

static const char	sm2_identity[] = "1234567812345678";

/* The bytes that hexadecimal digits write; at most `room' of them. */
static bool
from_hex(str hex, uint8_t *to, size_t room, size_t *ret_n)
{
	const char	*end;

	return hex.n <= 2 * room && sodium_hex2bin(to, room, hex.at, hex.n,
	    NULL, ret_n, &end) == 0 && end == hex.at + hex.n;
}

static str
to_hex(struct arena *arena, const char *head, const uint8_t *at, size_t n)
{
	char	*hex = arena_alloc(arena, 2 * n + 1);

	(void)sodium_bin2hex(hex, 2 * n + 1, at, n);
	return str_printf(arena, "%s%s", head, hex);
}

static void
ed25519_pair(struct arena *arena, const struct seal_key *key, uint8_t *public,
    uint8_t *secret)
{
	const struct seal_key	*seed = seal_key_for(arena, key, S("sign"));

	_Static_assert(SEAL_KEY == crypto_sign_SEEDBYTES, "a seed is a key");
	(void)crypto_sign_seed_keypair(public, secret, seed->at);
}

static str
ed25519_sign(struct arena *arena, const struct seal_key *key, str text)
{
	uint8_t	public[crypto_sign_PUBLICKEYBYTES];
	uint8_t	secret[crypto_sign_SECRETKEYBYTES];
	uint8_t	signature[crypto_sign_BYTES];

	ed25519_pair(arena, key, public, secret);
	(void)crypto_sign_detached(signature, NULL, (const uint8_t *)text.at,
	    text.n, secret);
	sodium_memzero(secret, sizeof secret);
	return to_hex(arena, "", signature, sizeof signature);
}

static bool
ed25519_holds(str public_key, str text, str signature)
{
	uint8_t	public[crypto_sign_PUBLICKEYBYTES];
	uint8_t	bytes[crypto_sign_BYTES];
	size_t	keys, n;

	return from_hex(public_key, public, sizeof public, &keys) &&
	    keys == sizeof public &&
	    from_hex(signature, bytes, sizeof bytes, &n) &&
	    n == sizeof bytes && crypto_sign_verify_detached(bytes,
	    (const uint8_t *)text.at, text.n, public) == 0;
}

/* A private number in [1, order - 1] out of the key. */
static BIGNUM *
sm2_number(struct arena *arena, const struct seal_key *key,
    const EC_GROUP *group)
{
	const struct seal_key	*seed = seal_key_for(arena, key, S("sign"));
	BIGNUM			*n = BN_bin2bn(seed->at, SEAL_KEY, NULL);
	BIGNUM			*most = BN_dup(EC_GROUP_get0_order(group));
	BN_CTX			*context = BN_CTX_secure_new();

	if (n == NULL || most == NULL || context == NULL ||
	    BN_sub_word(most, 1) != 1 || BN_mod(n, n, most, context) != 1 ||
	    BN_add_word(n, 1) != 1) {
		BN_clear_free(n);
		n = NULL;
	}
	BN_CTX_free(context);
	BN_free(most);
	return n;
}

/* The point that belongs to a private number. */
static bool
sm2_point(const EC_GROUP *group, const BIGNUM *number, uint8_t *ret)
{
	EC_POINT	*point = EC_POINT_new(group);
	bool		 made;

	made = point != NULL && EC_POINT_mul(group, point, number, NULL,
	    NULL, NULL) == 1 && EC_POINT_point2oct(group, point,
	    POINT_CONVERSION_UNCOMPRESSED, ret, SM2_POINT, NULL) ==
	    SM2_POINT;
	EC_POINT_free(point);
	return made;
}

/* A key of OpenSSL's out of a point, with its private number or without. */
static EVP_PKEY *
sm2_key(const uint8_t *point, const BIGNUM *number)
{
	OSSL_PARAM_BLD	*build = OSSL_PARAM_BLD_new();
	EVP_PKEY_CTX	*context = EVP_PKEY_CTX_new_from_name(NULL, "SM2",
			    NULL);
	OSSL_PARAM	*params = NULL;
	EVP_PKEY	*key = NULL;

	if (build != NULL && context != NULL &&
	    OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME,
	    "SM2", 0) == 1 &&
	    OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY,
	    point, SM2_POINT) == 1 && (number == NULL ||
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY,
	    number) == 1))
		params = OSSL_PARAM_BLD_to_param(build);
	if (params == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
	    EVP_PKEY_fromdata(context, &key, number == NULL ?
	    EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, params) != 1)
		key = NULL;
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(build);
	EVP_PKEY_CTX_free(context);
	return key;
}

/* The point of a sealing key and, where wanted, its key of OpenSSL's. */
static bool
sm2_open(struct arena *arena, const struct seal_key *key, uint8_t *point,
    EVP_PKEY **ret)
{
	EC_GROUP	*group = EC_GROUP_new_by_curve_name(NID_sm2);
	BIGNUM		*number = NULL;
	bool		 made = false;

	if (group != NULL)
		number = sm2_number(arena, key, group);
	if (number != NULL)
		made = sm2_point(group, number, point);
	if (made && ret != NULL) {
		*ret = sm2_key(point, number);
		made = *ret != NULL;
	}
	BN_clear_free(number);
	EC_GROUP_free(group);
	return made;
}

/* A signing or checking run that knows the signer's identity. */
static EVP_MD_CTX *
sm2_run(EVP_PKEY *key)
{
	EVP_PKEY_CTX	*with = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
	EVP_MD_CTX	*run = EVP_MD_CTX_new();

	if (with != NULL && run != NULL && EVP_PKEY_CTX_set1_id(with,
	    sm2_identity, sizeof sm2_identity - 1) > 0) {
		EVP_MD_CTX_set_pkey_ctx(run, with);
		return run;
	}
	EVP_PKEY_CTX_free(with);
	EVP_MD_CTX_free(run);
	return NULL;
}

/* The caller of sm2_run lets go of what it made: OpenSSL leaves the context
   of the key to who set it. */
static void
sm2_done(EVP_MD_CTX *run)
{
	if (run == NULL)
		return;
	EVP_PKEY_CTX_free(EVP_MD_CTX_get_pkey_ctx(run));
	EVP_MD_CTX_free(run);
}

static bool
sm2_sign(struct arena *arena, const struct seal_key *key, str text, str *ret)
{
	uint8_t		 point[SM2_POINT], signature[SM2_SIGNATURE];
	size_t		 n = sizeof signature;
	EVP_PKEY	*pair = NULL;
	EVP_MD_CTX	*run = NULL;
	bool		 done;

	if (!sm2_open(arena, key, point, &pair))
		return false;
	run = sm2_run(pair);
	done = run != NULL && EVP_DigestSignInit(run, NULL, EVP_sm3(), NULL,
	    pair) == 1 && EVP_DigestSign(run, signature, &n,
	    (const uint8_t *)text.at, text.n) == 1;
	if (done)
		*ret = to_hex(arena, "", signature, n);
	sm2_done(run);
	EVP_PKEY_free(pair);
	return done;
}

static bool
sm2_holds(str public_key, str text, str signature)
{
	uint8_t		 point[SM2_POINT], bytes[SM2_SIGNATURE];
	EVP_MD_CTX	*run = NULL;
	EVP_PKEY	*key;
	size_t		 keys, n;
	bool		 holds;

	if (!from_hex(public_key, point, sizeof point, &keys) ||
	    keys != sizeof point ||
	    !from_hex(signature, bytes, sizeof bytes, &n))
		return false;
	key = sm2_key(point, NULL);
	if (key == NULL)
		return false;
	run = sm2_run(key);
	holds = run != NULL && EVP_DigestVerifyInit(run, NULL, EVP_sm3(),
	    NULL, key) == 1 && EVP_DigestVerify(run, bytes, n,
	    (const uint8_t *)text.at, text.n) == 1;
	sm2_done(run);
	EVP_PKEY_free(key);
	return holds;
}

enum err
sign_public(struct arena *arena, const struct seal_key *key, str *ret,
    struct fault *fault)
{
	uint8_t	public[crypto_sign_PUBLICKEYBYTES];
	uint8_t	secret[crypto_sign_SECRETKEYBYTES];
	uint8_t	point[SM2_POINT];

	if (key->suite == SEAL_GM) {
		if (!sm2_open(arena, key, point, NULL))
			return FAIL(fault, ERR_OUTSIDE, "seal.signing");
		*ret = to_hex(arena, SM2, point, sizeof point);
		return OK;
	}
	ed25519_pair(arena, key, public, secret);
	sodium_memzero(secret, sizeof secret);
	*ret = to_hex(arena, ED25519, public, sizeof public);
	return OK;
}

enum err
sign_text(struct arena *arena, const struct seal_key *key, str text, str *ret,
    struct fault *fault)
{
	if (key->suite != SEAL_GM)
		*ret = ed25519_sign(arena, key, text);
	else if (!sm2_sign(arena, key, text, ret))
		return FAIL(fault, ERR_OUTSIDE, "seal.signing");
	return OK;
}

bool
sign_holds(str public_key, str text, str signature)
{
	if (str_starts(public_key, S(ED25519)))
		return ed25519_holds(str_sub(public_key, sizeof ED25519 - 1,
		    public_key.n), text, signature);
	if (str_starts(public_key, S(SM2)))
		return sm2_holds(str_sub(public_key, sizeof SM2 - 1,
		    public_key.n), text, signature);
	return false;
}
