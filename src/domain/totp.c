#include "domain/totp.h"

#include <assert.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/buf.h"

#define STEP_MS		30000
#define DRIFT		1		/* steps before and after */
#define DIGITS		6
#define MODULUS		1000000u	/* ten to the DIGITS */
#define SHA1_BYTES	20
#define GROUP		4		/* letters between blanks */
#define TEXT_BYTES	1024		/* of a secret or an address */

int64_t
totp_step(int64_t now)
{
	return now / STEP_MS;
}

/* RFC 4226, 5.3. */
uint32_t
totp_number(str secret, int64_t step)
{
	uint8_t	 counter[8], mac[SHA1_BYTES];
	uint8_t	*made;
	unsigned at;

	for (int i = 0; i < 8; i++)
		counter[i] = (uint8_t)((uint64_t)step >> (56 - 8 * i));
	made = HMAC(EVP_sha1(), secret.at, (int)secret.n, counter,
	    sizeof counter, mac, NULL);
	assert(made != NULL);
	at = mac[SHA1_BYTES - 1] & 15u;
	return (mac[at] & 0x7Fu) << 24 | (uint32_t)mac[at + 1] << 16 |
	    (uint32_t)mac[at + 2] << 8 | mac[at + 3];
}

str
totp_code(struct arena *arena, str secret, int64_t step)
{
	return str_printf(arena, "%0*u", DIGITS,
	    (unsigned)(totp_number(secret, step) % MODULUS));
}

/* In constant time; `code' has DIGITS digits. */
static bool
code_is(str secret, str code, int64_t step)
{
	uint32_t	number = totp_number(secret, step) % MODULUS;
	char		digits[DIGITS];

	for (int i = DIGITS - 1; i >= 0; i--) {
		digits[i] = (char)('0' + number % 10);
		number /= 10;
	}
	return CRYPTO_memcmp(digits, code.at, DIGITS) == 0;
}

bool
totp_is(str secret, str code, int64_t now, int64_t last, int64_t *ret_step)
{
	int64_t	step = totp_step(now);

	if (code.n != DIGITS)
		return false;
	for (int64_t at = step - DRIFT; at <= step + DRIFT; at++)
		if (at > last && code_is(secret, code, at)) {
			*ret_step = at;
			return true;
		}
	return false;
}

/* Eight letters for five bytes (RFC 4648); secrets need no padding. */
static void
put_base32(struct buf *buf, str secret, size_t group)
{
	static const char	alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	assert(secret.n % 5 == 0);
	for (size_t i = 0; i < secret.n / 5 * 8; i++) {
		size_t		byte = i * 5 / 8, bit = i * 5 % 8;
		unsigned	two = (uint8_t)secret.at[byte] * 256u;

		if (byte + 1 < secret.n)
			two += (uint8_t)secret.at[byte + 1];
		if (group > 0 && i > 0 && i % group == 0)
			buf_byte(buf, ' ');
		buf_byte(buf, alphabet[two >> (11 - bit) & 31]);
	}
}

str
totp_text(struct arena *arena, str secret)
{
	struct buf	buf;

	buf_init(&buf, arena, TEXT_BYTES);
	put_base32(&buf, secret, GROUP);
	return buf_str(&buf);
}

/* A part of an address: everything but letters, digits and -_.~ encoded. */
static void
put_encoded(struct buf *buf, str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char	c = s.at[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
		    c == '.' || c == '~')
			buf_byte(buf, c);
		else
			buf_printf(buf, "%%%02X", (unsigned)(uint8_t)c);
	}
}

str
totp_uri(struct arena *arena, str issuer, str login, str secret)
{
	struct buf	buf;

	buf_init(&buf, arena, TEXT_BYTES);
	buf_put(&buf, S("otpauth://totp/"));
	put_encoded(&buf, issuer);
	buf_byte(&buf, ':');
	put_encoded(&buf, login);
	buf_put(&buf, S("?secret="));
	put_base32(&buf, secret, 0);
	buf_put(&buf, S("&issuer="));
	put_encoded(&buf, issuer);
	return buf_str(&buf);
}
