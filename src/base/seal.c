#include "base/seal.h"

#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/seal_suite.h"

/* A sealed text begins with its suite and its key's number. */
#define HEAD		5
#define BLIND_BYTES	16

static const struct seal_suite_methods *const	suites[] = {
	[SEAL_DEFAULT]	= &seal_suite_sodium,
	[SEAL_GM]	= &seal_suite_gm,
};

/* The first byte of what a suite sealed. */
static const uint8_t	marks[] = {
	[SEAL_DEFAULT]	= 0x01,
	[SEAL_GM]	= 0x02,
};

bool
seal_suite_read(str name, enum seal_suite *ret)
{
	for (int suite = 0; suite < SEAL__SUITES; suite++) {
		if (!str_is(name, suites[suite]->name))
			continue;
		*ret = (enum seal_suite)suite;
		return true;
	}
	return false;
}

str
seal_suite_name(enum seal_suite suite)
{
	return str_of(suites[suite]->name);
}

static void
wipe(void *what)
{
	explicit_bzero(what, sizeof(struct seal_key));
}

static struct seal_key *
key_place(struct arena *arena, enum seal_suite suite, uint32_t number)
{
	struct seal_key	*key = arena_alloc(arena, sizeof *key);

	arena_defer(arena, wipe, key);
	key->suite = suite;
	key->number = number;
	return key;
}

const struct seal_key *
seal_key_new(struct arena *arena, enum seal_suite suite, uint32_t number)
{
	struct seal_key	*key = key_place(arena, suite, number);

	seal_random(key->at, sizeof key->at);
	return key;
}

const struct seal_key *
seal_key_of(struct arena *arena, enum seal_suite suite, uint32_t number,
    const void *bytes)
{
	struct seal_key	*key = key_place(arena, suite, number);

	memcpy(key->at, bytes, sizeof key->at);
	return key;
}

static void
write_head(const struct seal_key *key, uint8_t *to)
{
	to[0] = marks[key->suite];
	for (int i = 0; i < 4; i++)
		to[1 + i] = (uint8_t)(key->number >> (24 - 8 * i));
}

/* What is proved beside a sealed text: its head and its context. */
static str
proved(struct arena *arena, const struct seal_key *key, str context)
{
	uint8_t	*at = arena_alloc(arena, HEAD + context.n);

	write_head(key, at);
	if (context.n > 0)
		memcpy(at + HEAD, context.at, context.n);
	return (str){ (const char *)at, HEAD + context.n };
}

str
seal_shut(struct arena *arena, const struct seal_key *key, str context,
    str text)
{
	const struct seal_suite_methods	*suite = suites[key->suite];
	size_t				 n;
	uint8_t				*at;

	n = HEAD + suite->nonce + text.n + suite->tag;
	at = arena_alloc(arena, n);
	write_head(key, at);
	seal_random(at + HEAD, suite->nonce);
	suite->shut(key->at, proved(arena, key, context), text, at + HEAD);
	return (str){ (const char *)at, n };
}

enum err
seal_open(struct arena *arena, const struct seal_key *key, str context,
    str sealed, str *ret, struct fault *fault)
{
	const struct seal_suite_methods	*suite = suites[key->suite];
	size_t				 around;
	str				 also = proved(arena, key, context);
	uint8_t				*text;

	around = HEAD + suite->nonce + suite->tag;
	if (sealed.n < around || memcmp(sealed.at, also.at, HEAD) != 0)
		return FAIL(fault, ERR_FORBIDDEN, "seal.broken");
	text = arena_alloc(arena, sealed.n - around + 1);
	if (!suite->open(key->at, also, str_sub(sealed, HEAD, sealed.n), text))
		return FAIL(fault, ERR_FORBIDDEN, "seal.broken");
	*ret = (str){ (const char *)text, sealed.n - around };
	return OK;
}

str
seal_wrap(struct arena *arena, const struct seal_key *under, str context,
    const struct seal_key *key)
{
	char	bytes[1 + SEAL_KEY];
	str	wrapped;

	bytes[0] = (char)marks[key->suite];
	memcpy(bytes + 1, key->at, SEAL_KEY);
	wrapped = seal_shut(arena, under, context,
	    (str){ bytes, sizeof bytes });
	explicit_bzero(bytes, sizeof bytes);
	return wrapped;
}

/* The suite of a wrapped key's mark; false if there is none such. */
static bool
suite_of(uint8_t mark, enum seal_suite *ret)
{
	for (int suite = 0; suite < SEAL__SUITES; suite++)
		if (marks[suite] == mark) {
			*ret = (enum seal_suite)suite;
			return true;
		}
	return false;
}

enum err
seal_unwrap(struct arena *arena, const struct seal_key *under, str context,
    str wrapped, const struct seal_key **ret, struct fault *fault)
{
	enum seal_suite	suite = SEAL_DEFAULT;
	str		bytes;
	bool		well;
	enum err	e;

	e = seal_open(arena, under, context, wrapped, &bytes, fault);
	if (e != OK)
		return e;
	well = bytes.n == 1 + SEAL_KEY && suite_of((uint8_t)*bytes.at, &suite);
	if (well)
		*ret = seal_key_of(arena, suite, 0, bytes.at + 1);
	explicit_bzero((char *)bytes.at, bytes.n);
	return well ? OK : FAIL(fault, ERR_FORBIDDEN, "seal.broken");
}

const struct seal_key *
seal_key_for(struct arena *arena, const struct seal_key *key, str purpose)
{
	struct seal_key	*made = key_place(arena, key->suite, key->number);

	suites[key->suite]->derive(key->at, purpose, made->at);
	return made;
}

str
seal_blind(struct arena *arena, const struct seal_key *key, str text)
{
	uint8_t	 whole[SEAL_KEY];
	char	*figures = arena_alloc(arena, 2 * BLIND_BYTES + 1);

	suites[key->suite]->derive(key->at, text, whole);
	(void)sodium_bin2hex(figures, 2 * BLIND_BYTES + 1, whole, BLIND_BYTES);
	return (str){ figures, 2 * (size_t)BLIND_BYTES };
}

void
seal_random(void *at, size_t n)
{
	int	answer = sodium_init();

	assert(answer >= 0);
	randombytes_buf(at, n);
}

str
seal_random_text(struct arena *arena, size_t n)
{
	uint8_t	*bytes = arena_alloc(arena, n);
	char	*figures = arena_alloc(arena, 2 * n + 1);

	seal_random(bytes, n);
	(void)sodium_bin2hex(figures, 2 * n + 1, bytes, n);
	explicit_bzero(bytes, n);
	return (str){ figures, 2 * n };
}
