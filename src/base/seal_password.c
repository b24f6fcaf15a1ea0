#include "base/seal_password.h"

#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sodium.h>

#include "base/arena.h"
#include "base/number.h"

/* Under gm: "$pbkdf2-sm3$" iterations "$" salt "$" hash, in hexadecimal. */
#define GM_HEAD		S("$pbkdf2-sm3$")
#define GM_SALT		16
#define GM_HASH		32
#define GM_ITERATIONS	100000000	/* more than anyone would wait for */

/* Bytes as hexadecimal digits in an arena. */
static str
figures(struct arena *arena, const uint8_t *bytes, size_t n)
{
	char	*to = arena_alloc(arena, 2 * n + 1);

	return (str){ sodium_bin2hex(to, 2 * n + 1, bytes, n), 2 * n };
}

static bool
gm_hash(str password, const uint8_t *salt, uint32_t iterations, uint8_t *to)
{
	return PKCS5_PBKDF2_HMAC(password.at, (int)password.n, salt, GM_SALT,
	    (int)iterations, EVP_sm3(), GM_HASH, to) == 1;
}

static bool
gm_make(struct arena *arena, uint32_t iterations, str password, str *ret)
{
	uint8_t	salt[GM_SALT], hash[GM_HASH];

	seal_random(salt, sizeof salt);
	if (!gm_hash(password, salt, iterations, hash))
		return false;
	*ret = str_printf(arena, "%.*s%u$%.*s$%.*s", STRF(GM_HEAD),
	    (unsigned)iterations, STRF(figures(arena, salt, sizeof salt)),
	    STRF(figures(arena, hash, sizeof hash)));
	return true;
}

static bool
read_figures(str text, uint8_t *to, size_t want)
{
	size_t	n = 0;

	return text.n == 2 * want && sodium_hex2bin(to, want, text.at, text.n,
	    NULL, &n, NULL) == 0 && n == want;
}

static bool
read_iterations(str text, uint32_t *ret)
{
	struct number	number;
	int64_t		n;

	if (!number_read(text, &number) || !number_integer(number, &n) ||
	    n < 1 || n > GM_ITERATIONS)
		return false;
	*ret = (uint32_t)n;
	return true;
}

static bool
gm_is(str kept, str password, uint32_t *ret_iterations)
{
	str	rest = str_sub(kept, GM_HEAD.n, kept.n), count, salt;
	uint8_t	salted[GM_SALT], hash[GM_HASH], made[GM_HASH];

	if (!str_cut(&rest, '$', &count) || !str_cut(&rest, '$', &salt) ||
	    !read_iterations(count, ret_iterations) ||
	    !read_figures(salt, salted, sizeof salted) ||
	    !read_figures(rest, hash, sizeof hash) ||
	    !gm_hash(password, salted, *ret_iterations, made))
		return false;
	return CRYPTO_memcmp(hash, made, sizeof hash) == 0;
}

static bool
sodium_make(struct arena *arena, const struct seal_password_cost *cost,
    str password, str *ret)
{
	char	*kept = arena_alloc(arena, crypto_pwhash_STRBYTES);

	if (sodium_init() < 0 || crypto_pwhash_str(kept, password.at,
	    password.n, cost->passes, (size_t)cost->memory << 10) != 0)
		return false;
	*ret = str_of(kept);
	return true;
}

enum err
seal_password(struct arena *arena, const struct seal_password_cost *cost,
    str password, str *ret, struct fault *fault)
{
	bool	made;

	if (password.n > SEAL_PASSWORD_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "seal.password_long");
	if (password.n == 0)
		password = S("");
	made = cost->suite == SEAL_GM ?
	    gm_make(arena, cost->iterations, password, ret) :
	    sodium_make(arena, cost, password, ret);
	return made ? OK : FAIL(fault, ERR_BUSY, "seal.no_memory");
}

str
seal_password_nobody(struct arena *arena,
    const struct seal_password_cost *cost)
{
	static const uint8_t	nothing[GM_HASH];

	if (cost->suite == SEAL_GM)
		return str_printf(arena, "%.*s%u$%.*s$%.*s", STRF(GM_HEAD),
		    (unsigned)cost->iterations, STRF(figures(arena, nothing,
		    GM_SALT)), STRF(figures(arena, nothing, GM_HASH)));
	/* 16 and 32 bytes of nothing in base 64. */
	return str_printf(arena, "$argon2id$v=19$m=%u,t=%u,p=1$"
	    "AAAAAAAAAAAAAAAAAAAAAA$"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	    (unsigned)cost->memory, (unsigned)cost->passes);
}

static bool
sodium_is(str kept, const struct seal_password_cost *cost, str password,
    bool *ret_old)
{
	char	text[crypto_pwhash_STRBYTES] = { 0 };

	if (kept.n == 0 || kept.n >= sizeof text || sodium_init() < 0)
		return false;
	memcpy(text, kept.at, kept.n);
	if (crypto_pwhash_str_verify(text, password.at, password.n) != 0)
		return false;
	*ret_old = cost->suite != SEAL_DEFAULT ||
	    crypto_pwhash_str_needs_rehash(text, cost->passes,
	    (size_t)cost->memory << 10) != 0;
	return true;
}

bool
seal_password_is(str kept, const struct seal_password_cost *cost,
    str password, bool *ret_old)
{
	uint32_t	iterations = 0;

	if (password.n > SEAL_PASSWORD_BYTES)
		return false;
	if (password.n == 0)
		password = S("");
	if (!str_starts(kept, GM_HEAD))
		return sodium_is(kept, cost, password, ret_old);
	if (!gm_is(kept, password, &iterations))
		return false;
	*ret_old = cost->suite != SEAL_GM || iterations != cost->iterations;
	return true;
}
