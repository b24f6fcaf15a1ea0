#include "tests/test.h"

#include <string.h>

#include <openssl/evp.h>

#include "base/digest.h"
#include "base/seal.h"
#include "base/seal_suite.h"

#define EACH_SUITE(suite) \
	for (enum seal_suite suite = SEAL_DEFAULT; suite < SEAL__SUITES; \
	    suite++)

/* A key of 32 bytes of one value. */
static const struct seal_key *
key_of(enum seal_suite suite, int value)
{
	uint8_t	bytes[SEAL_KEY];

	memset(bytes, value, sizeof bytes);
	return seal_key_of(test_arena(), suite, 7, bytes);
}

/* The text does not open under this key and context. */
static void
check_refused(const struct seal_key *key, str context, str sealed)
{
	struct arena	*arena = arena_new((size_t)1 << 20);
	struct fault	 fault = { 0 };
	str		 text = S("untouched");

	/* A copy of exactly its length: reading past its end is seen. */
	sealed = str_copy(arena, sealed);
	check_int(seal_open(arena, key, context, sealed, &text, &fault),
	    ERR_FORBIDDEN);
	cr_assert_str_eq(fault.key, "seal.broken");
	check_str(text, S("untouched"));
	arena_free(arena);
}

Test(seal, what_was_shut_opens_again)
{
	static const char	nul[] = "a\0b";
	const str		texts[] = { S(""), S("13800000000"),
				    S("石门镇人民政府"), S(nul) };
	struct fault		fault = { 0 };

	EACH_SUITE(suite)
		for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
			str	sealed, text;

			sealed = seal_shut(test_arena(), key_of(suite, 1),
			    S("applicant 12 phone"), texts[i]);
			check_ok(seal_open(test_arena(), key_of(suite, 1),
			    S("applicant 12 phone"), sealed, &text, &fault),
			    fault);
			check_str(text, texts[i]);
		}
}

Test(seal, a_large_text_opens_again)
{
	struct arena	*arena = test_arena();
	size_t		 n = ((size_t)1 << 20) + 3;
	char		*large = arena_alloc(arena, n);
	struct fault	 fault = { 0 };
	str		 text;

	for (size_t i = 0; i < n; i++)
		large[i] = (char)(i * 31);
	EACH_SUITE(suite) {
		str	sealed = seal_shut(arena, key_of(suite, 1), S("x"),
			    (str){ large, n });

		check_ok(seal_open(arena, key_of(suite, 1), S("x"), sealed,
		    &text, &fault), fault);
		cr_assert(str_eq(text, (str){ large, n }));
	}
}

Test(seal, every_changed_byte_is_found)
{
	EACH_SUITE(suite) {
		const struct seal_key	*key = key_of(suite, 1);
		str			 sealed;
		char			*changed;

		sealed = seal_shut(test_arena(), key, S("x"),
		    S("13800000000"));
		changed = str_c(test_arena(), sealed);
		for (size_t i = 0; i < sealed.n; i++) {
			changed[i] ^= 0x10;
			check_refused(key, S("x"), (str){ changed, sealed.n });
			changed[i] ^= 0x10;
		}
	}
}

Test(seal, every_truncated_text_is_refused)
{
	EACH_SUITE(suite) {
		const struct seal_key	*key = key_of(suite, 1);
		str			 sealed;

		sealed = seal_shut(test_arena(), key, S("x"),
		    S("13800000000"));
		for (size_t n = 0; n < sealed.n; n++)
			check_refused(key, S("x"), str_sub(sealed, 0, n));
		/* str_c puts a NUL behind it. */
		check_refused(key, S("x"), (str){ str_c(test_arena(), sealed),
		    sealed.n + 1 });
	}
}

Test(seal, another_context_key_number_or_suite_is_refused)
{
	EACH_SUITE(suite) {
		enum seal_suite	other = suite == SEAL_GM ? SEAL_DEFAULT :
				    SEAL_GM;
		uint8_t		bytes[SEAL_KEY];
		str		sealed;

		sealed = seal_shut(test_arena(), key_of(suite, 1),
		    S("applicant 12 phone"), S("13800000000"));
		check_refused(key_of(suite, 1), S("applicant 13 phone"),
		    sealed);
		check_refused(key_of(suite, 1), S(""), sealed);
		check_refused(key_of(suite, 2), S("applicant 12 phone"),
		    sealed);
		check_refused(key_of(other, 1), S("applicant 12 phone"),
		    sealed);
		memset(bytes, 1, sizeof bytes);
		check_refused(seal_key_of(test_arena(), suite, 8, bytes),
		    S("applicant 12 phone"), sealed);
	}
}

Test(seal, the_same_text_is_never_sealed_the_same)
{
	EACH_SUITE(suite)
		cr_assert(!str_eq(seal_shut(test_arena(), key_of(suite, 1),
		    S("x"), S("a")), seal_shut(test_arena(),
		    key_of(suite, 1), S("x"), S("a"))));
}

/* Between a context and a text no byte may change sides. */
Test(seal, context_and_text_do_not_run_into_each_other)
{
	const struct seal_suite_methods	*gm = &seal_suite_gm;
	uint8_t				 at[16 + 2 + 32] = { 0 };
	uint8_t				 to[8];

	gm->shut(key_of(SEAL_GM, 1)->at, S("ab"), S("cd"), at);
	cr_assert(gm->open(key_of(SEAL_GM, 1)->at, S("ab"),
	    (str){ (const char *)at, sizeof at }, to));
	cr_assert(!gm->open(key_of(SEAL_GM, 1)->at, S("abc"),
	    (str){ (const char *)at, sizeof at }, to));
}

/* draft-irtf-cfrg-xchacha-03, A.3.1. */
Test(seal, the_default_suite_is_the_standards_xchacha20_poly1305)
{
	uint8_t	key[SEAL_KEY], at[24 + 114 + 16], to[114];
	str	also = S("\x50\x51\x52\x53\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7");
	str	text = S("Ladies and Gentlemen of the class of '99: If I "
		    "could offer you only one tip for the future, sunscreen "
		    "would be it.");

	for (int i = 0; i < SEAL_KEY; i++)
		key[i] = (uint8_t)(0x80 + i);
	for (int i = 0; i < 24; i++)
		at[i] = (uint8_t)(0x40 + i);
	seal_suite_sodium.shut(key, also, text, at);
	cr_assert_arr_eq(at + 24, "\xbd\x6d\x17\x9d\x3e\x83\xd4\x3b", 8);
	cr_assert_arr_eq(at + 24 + 114, "\xc0\x87\x59\x24\xc1\xc7\x98\x79"
	    "\x47\xde\xaf\xd8\x78\x0a\xcf\x49", 16);
	cr_assert(seal_suite_sodium.open(key, also,
	    (str){ (const char *)at, sizeof at }, to));
	cr_assert_arr_eq(to, text.at, sizeof to);
}

/* GB/T 32907-2016 appendix A.1: one block of SM4. */
Test(seal, sm4_is_the_standards)
{
	static const uint8_t	 block[] = { 0x01, 0x23, 0x45, 0x67, 0x89,
				    0xab, 0xcd, 0xef, 0xfe, 0xdc, 0xba, 0x98,
				    0x76, 0x54, 0x32, 0x10 };
	static const uint8_t	 want[] = { 0x68, 0x1e, 0xdf, 0x34, 0xd2,
				    0x06, 0x96, 0x5e, 0x86, 0xb3, 0xe9, 0x4f,
				    0x53, 0x6e, 0x42, 0x46 };
	EVP_CIPHER_CTX		*context = EVP_CIPHER_CTX_new();
	uint8_t			 got[16];
	int			 n = 0;

	check_int(EVP_EncryptInit_ex(context, EVP_sm4_ecb(), NULL, block,
	    NULL), 1);
	check_int(EVP_EncryptUpdate(context, got, &n, block, 16), 1);
	EVP_CIPHER_CTX_free(context);
	cr_assert_arr_eq(got, want, 16);
}

/* Counter mode is the block cipher over nonce, nonce + 1 and so on. */
Test(seal, gm_encrypts_with_sm4_in_counter_mode_under_its_own_key)
{
	const struct seal_key	*key = key_of(SEAL_GM, 1);
	EVP_CIPHER_CTX		*context = EVP_CIPHER_CTX_new();
	uint8_t			 at[16 + 32 + 32] = { 0 }, got[32];
	uint8_t			 counter[32] = { 0 };
	struct digest		 own;
	int			 n = 0;

	counter[31] = 1;
	own = digest_mac(DIGEST_SM3, (str){ (const char *)key->at,
	    SEAL_KEY }, S("sm4-ctr"));
	check_int(EVP_EncryptInit_ex(context, EVP_sm4_ecb(), NULL, own.at,
	    NULL), 1);
	check_int(EVP_EncryptUpdate(context, got, &n, counter, 32), 1);
	EVP_CIPHER_CTX_free(context);
	seal_suite_gm.shut(key->at, S(""), (str){ (const char[32]){ 0 }, 32 },
	    at);
	cr_assert_arr_eq(at + 16, got, 32);
}

Test(seal, a_wrapped_key_comes_out_again_with_its_own_suite)
{
	struct fault	fault = { 0 };

	EACH_SUITE(under)
		EACH_SUITE(suite) {
			const struct seal_key	*got, *key;
			str			 wrapped;

			key = seal_key_new(test_arena(), suite, 0);
			wrapped = seal_wrap(test_arena(), key_of(under, 1),
			    S("subject 5"), key);
			check_ok(seal_unwrap(test_arena(), key_of(under, 1),
			    S("subject 5"), wrapped, &got, &fault), fault);
			check_int(got->suite, suite);
			cr_assert_arr_eq(got->at, key->at, SEAL_KEY);
			check_int(seal_unwrap(test_arena(), key_of(under, 1),
			    S("subject 6"), wrapped, &got, &fault),
			    ERR_FORBIDDEN);
		}
}

Test(seal, what_is_sealed_but_no_key_does_not_unwrap)
{
	const str	texts[] = { S(""), S("\x09""01234567890123456789012345"
			    "678901"), S("\x01""short") };
	struct fault	fault = { 0 };

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		const struct seal_key	*got;
		str			 sealed;

		sealed = seal_shut(test_arena(), key_of(SEAL_DEFAULT, 1),
		    S("x"), texts[i]);
		check_int(seal_unwrap(test_arena(), key_of(SEAL_DEFAULT, 1),
		    S("x"), sealed, &got, &fault), ERR_FORBIDDEN);
	}
}

Test(seal, a_blind_index_depends_on_text_and_key_alone)
{
	EACH_SUITE(suite) {
		const struct seal_key	*key = key_of(suite, 1), *other;
		str			 blind;

		blind = seal_blind(test_arena(), key, S("110101199003070011"));
		other = seal_key_for(test_arena(), key, S("blind index"));
		check_int(blind.n, 32);
		check_str(seal_blind(test_arena(), key_of(suite, 1),
		    S("110101199003070011")), blind);
		cr_assert(!str_eq(seal_blind(test_arena(), key,
		    S("110101199003070012")), blind));
		cr_assert(!str_eq(seal_blind(test_arena(), key_of(suite, 2),
		    S("110101199003070011")), blind));
		cr_assert(!str_eq(seal_blind(test_arena(), other,
		    S("110101199003070011")), blind));
	}
}

/* A key and what of it is still there at the end of its arena. */
struct remains {
	const struct seal_key	*key;
	uint8_t			 at[SEAL_KEY];
};

static void
look(void *context)
{
	struct remains	*remains = context;

	memcpy(remains->at, remains->key->at, SEAL_KEY);
}

Test(seal, a_key_is_wiped_at_the_end_of_its_arena)
{
	static const uint8_t	 nothing[SEAL_KEY];
	struct arena		*arena = arena_new((size_t)1 << 20);
	struct remains		 remains;

	/* Deferred before the key, so called after what the key defers. */
	arena_defer(arena, look, &remains);
	remains.key = seal_key_new(arena, SEAL_DEFAULT, 3);
	cr_assert_arr_neq(remains.key->at, nothing, SEAL_KEY);
	arena_free(arena);
	cr_assert_arr_eq(remains.at, nothing, SEAL_KEY);
}

Test(seal, suites_have_the_names_of_the_settings)
{
	enum seal_suite	suite;

	cr_assert(seal_suite_read(S("gm"), &suite));
	check_int(suite, SEAL_GM);
	cr_assert(seal_suite_read(S("default"), &suite));
	check_int(suite, SEAL_DEFAULT);
	cr_assert(!seal_suite_read(S("GM"), &suite));
	check_str(seal_suite_name(SEAL_GM), S("gm"));
}

Test(seal, random_text_is_hexadecimal_and_never_twice_the_same)
{
	str	a = seal_random_text(test_arena(), 32);
	str	b = seal_random_text(test_arena(), 32);

	check_int(a.n, 64);
	cr_assert(!str_eq(a, b));
	for (size_t i = 0; i < a.n; i++)
		cr_assert(strchr("0123456789abcdef", a.at[i]) != NULL);
}
