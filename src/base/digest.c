#include "base/digest.h"

#include <assert.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/arena.h"

static const struct {
	const char	*name;
	const EVP_MD	*(*method)(void);
} kinds[] = {
	[DIGEST_SHA256]	= { "sha256:", EVP_sha256 },
	[DIGEST_SM3]	= { "sm3:", EVP_sm3 },
};

struct digest_run {
	enum digest_kind	 kind;
	EVP_MD_CTX		*context;	/* NULL once ended */
};

/*
 * OpenSSL refuses to digest only when it was built without the method or has
 * no memory left; neither can be gone on from.
 */
static void
must(int answer)
{
	assert(answer == 1);
}

struct digest
digest_of(enum digest_kind kind, str bytes)
{
	struct digest	digest = { .kind = kind };

	must(EVP_Digest(bytes.at, bytes.n, digest.at, NULL,
	    kinds[kind].method(), NULL));
	return digest;
}

static void
let_go(void *what)
{
	struct digest_run	*run = what;

	EVP_MD_CTX_free(run->context);
	run->context = NULL;
}

struct digest_run *
digest_begin(struct arena *arena, enum digest_kind kind)
{
	struct digest_run	*run = arena_alloc(arena, sizeof *run);

	run->kind = kind;
	run->context = EVP_MD_CTX_new();
	assert(run->context != NULL);
	arena_defer(arena, let_go, run);
	must(EVP_DigestInit_ex(run->context, kinds[kind].method(), NULL));
	return run;
}

void
digest_more(struct digest_run *run, str bytes)
{
	must(EVP_DigestUpdate(run->context, bytes.at, bytes.n));
}

struct digest
digest_end(struct digest_run *run)
{
	struct digest	digest = { .kind = run->kind };

	must(EVP_DigestFinal_ex(run->context, digest.at, NULL));
	let_go(run);
	return digest;
}

struct digest
digest_mac(enum digest_kind kind, str key, str bytes)
{
	struct digest	 digest = { .kind = kind };
	unsigned char	*made;

	made = HMAC(kinds[kind].method(), key.at, (int)key.n,
	    (const unsigned char *)bytes.at, bytes.n, digest.at, NULL);
	assert(made != NULL);
	return digest;
}

str
digest_text(struct arena *arena, const struct digest *digest)
{
	static const char	 figures[] = "0123456789abcdef";
	const char		*name = kinds[digest->kind].name;
	size_t			 head = strlen(name);
	char			*text;

	text = arena_alloc(arena, head + 2 * DIGEST_BYTES + 1);
	memcpy(text, name, head);
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		text[head + 2 * i] = figures[digest->at[i] >> 4];
		text[head + 2 * i + 1] = figures[digest->at[i] & 15];
	}
	return (str){ text, head + 2 * DIGEST_BYTES };
}

/* The value of a hexadecimal digit, lower case; -1 for anything else. */
static int
figure(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
read_bytes(str text, uint8_t *to)
{
	if (text.n != 2 * (size_t)DIGEST_BYTES)
		return false;
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		int	high = figure(text.at[2 * i]);
		int	low = figure(text.at[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		to[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

bool
digest_read(str text, struct digest *ret)
{
	struct digest	digest = { .kind = DIGEST_SHA256 };

	for (int kind = 0; kind < DIGEST__KINDS; kind++) {
		str	head = str_of(kinds[kind].name);

		if (!str_starts(text, head))
			continue;
		digest.kind = (enum digest_kind)kind;
		if (!read_bytes(str_sub(text, head.n, text.n), digest.at))
			return false;
		*ret = digest;
		return true;
	}
	return false;
}

str
digest_bytes(const struct digest *digest)
{
	return (str){ (const char *)digest->at, DIGEST_BYTES };
}

bool
digest_take(enum digest_kind kind, str bytes, struct digest *ret)
{
	if (bytes.n != DIGEST_BYTES)
		return false;
	ret->kind = kind;
	memcpy(ret->at, bytes.at, DIGEST_BYTES);
	return true;
}

str
digest_kind_name(enum digest_kind kind)
{
	str	head = str_of(kinds[kind].name);

	return str_sub(head, 0, head.n - 1);
}

bool
digest_kind_read(str name, enum digest_kind *ret)
{
	for (int kind = 0; kind < DIGEST__KINDS; kind++)
		if (str_eq(name, digest_kind_name((enum digest_kind)kind))) {
			*ret = (enum digest_kind)kind;
			return true;
		}
	return false;
}

bool
digest_eq(const struct digest *a, const struct digest *b)
{
	return a->kind == b->kind &&
	    CRYPTO_memcmp(a->at, b->at, DIGEST_BYTES) == 0;
}
