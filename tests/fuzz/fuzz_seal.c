/*
 * Bytes that no key has sealed do not open; bytes that one has sealed open
 * as what they were, and with one byte changed not at all.  A digest reads
 * back as its text, and no refusal of a password holds the password.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/seal.h"
#include "base/utf8.h"
#include "domain/password.h"
#include "domain/totp.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_sealed(struct arena *arena, enum seal_suite suite, str input)
{
	static const uint8_t	 bytes[SEAL_KEY] = "a key of thirty-two bytes";
	const struct seal_key	*key = seal_key_of(arena, suite, 1, bytes);
	const struct seal_key	*unwrapped;
	str			 sealed, text;
	char			*changed;

	assert(seal_open(arena, key, S("x"), input, &text, NULL) ==
	    ERR_FORBIDDEN);
	assert(seal_unwrap(arena, key, S("x"), input, &unwrapped, NULL) ==
	    ERR_FORBIDDEN);
	sealed = seal_shut(arena, key, input, input);
	assert(seal_open(arena, key, input, sealed, &text, NULL) == OK);
	assert(str_eq(text, input));
	changed = str_c(arena, sealed);
	changed[input.n % sealed.n] ^= 1;
	assert(seal_open(arena, key, input, (str){ changed, sealed.n }, &text,
	    NULL) == ERR_FORBIDDEN);
}

static void
check_password(struct arena *arena, str input)
{
	struct password_rules	rules;
	struct fault		fault = { .code = OK };
	enum err		e;

	assert(password_load(arena, S("strict"), &rules, NULL) == OK);
	e = password_check(arena, &rules, S("li.ming"), input, &fault);
	assert(e == OK || e == ERR_INVALID);
	for (size_t i = 0; i < fault.n; i++)
		assert(fault.arg[i].n <= 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)64 << 20);
	str		 input = str_copy(arena, (str){ (const char *)data,
			    size });
	struct digest	 digest;
	int64_t		 step;

	for (int suite = 0; suite < SEAL__SUITES; suite++)
		check_sealed(arena, (enum seal_suite)suite, input);
	if (digest_read(input, &digest))
		assert(str_eq(digest_text(arena, &digest), input));
	(void)totp_is(S("12345678901234567890"), input, 1111111109000, -1,
	    &step);
	if (utf8_valid(input))
		check_password(arena, input);
	arena_free(arena);
	return 0;
}
