#include "tests/test.h"

#include "base/digest.h"

/* The text of a digest. */
static str
text_of(struct digest digest)
{
	return digest_text(test_arena(), &digest);
}

/* FIPS 180-4, and GB/T 32905-2016 appendix A. */
Test(digest, the_standards_own_examples_come_out)
{
	check_str(text_of(digest_of(DIGEST_SHA256, S("abc"))),
	    S("sha256:ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad"));
	check_str(text_of(digest_of(DIGEST_SHA256, S(""))),
	    S("sha256:e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855"));
	check_str(text_of(digest_of(DIGEST_SM3, S("abc"))),
	    S("sm3:66c7f0f462eeedd9d1f2d46bdc10e4e2"
	    "4167c4875cf2f7a2297da02b8f4ba8e0"));
	check_str(text_of(digest_of(DIGEST_SM3, S("abcdabcdabcdabcdabcdabcd"
	    "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcd"))),
	    S("sm3:debe9ff92275b8a138604889c18e5a4d"
	    "6fdb70e5387e5765293dcba39c0c5732"));
}

/* RFC 4231 case 2, and draft-sca-cfrg-sm3's HMAC of GM/T 0042. */
Test(digest, macs_are_those_of_the_standards)
{
	static const char	key[] =
				    "\x01\x02\x03\x04\x05\x06\x07\x08"
				    "\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10"
				    "\x11\x12\x13\x14\x15\x16\x17\x18"
				    "\x19\x1a\x1b\x1c\x1d\x1e\x1f\x20";

	check_str(text_of(digest_mac(DIGEST_SHA256, S("Jefe"),
	    S("what do ya want for nothing?"))),
	    S("sha256:5bdcc146bf60754e6a042426089575c7"
	    "5a003f089d2739839dec58b964ec3843"));
	check_str(text_of(digest_mac(DIGEST_SM3, S(key),
	    S("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
	    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
	    S("sm3:ca05e144ed05d1857840d1f318a4a866"
	    "9e559fc8391f414485bfdf7bb408963a"));
}

Test(digest, bytes_in_pieces_give_what_they_give_in_one_go)
{
	struct arena	*arena = test_arena();

	for (int kind = 0; kind < DIGEST__KINDS; kind++) {
		struct digest_run	*run;
		struct digest		 once, pieces;

		run = digest_begin(arena, (enum digest_kind)kind);
		digest_more(run, S("政府"));
		digest_more(run, S(""));
		digest_more(run, S("信息公开"));
		pieces = digest_end(run);
		once = digest_of((enum digest_kind)kind, S("政府信息公开"));
		cr_assert(digest_eq(&once, &pieces));
	}
}

Test(digest, a_run_that_was_never_ended_leaves_nothing)
{
	struct arena	*arena = arena_new((size_t)1 << 20);

	digest_more(digest_begin(arena, DIGEST_SM3), S("a"));
	arena_free(arena);
}

Test(digest, its_text_reads_back_and_nothing_else_does)
{
	static const char *const	bad[] = {
		"", "sha256:", "sm3:00", "md5:00",
		"sha256:zz7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad",
		"sha256:BA7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad",
		"sha256:ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad0",
		"ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad",
	};
	struct digest	digest = digest_of(DIGEST_SM3, S("a")), read;

	cr_assert(digest_read(text_of(digest), &read));
	cr_assert(digest_eq(&digest, &read));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_assert(!digest_read(str_of(bad[i]), &read), "%s", bad[i]);
}

Test(digest, two_kinds_are_never_the_same)
{
	struct digest	a = digest_of(DIGEST_SHA256, S("a")), b = a;

	b.kind = DIGEST_SM3;
	cr_assert(!digest_eq(&a, &b));
	b = a;
	b.at[DIGEST_BYTES - 1] ^= 1;
	cr_assert(!digest_eq(&a, &b));
}
