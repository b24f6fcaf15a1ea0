#include "base/seal.h"
#include "base/sign.h"
#include "tests/test.h"

/* Sign under a suite; the key is a new one. */
static void
signs(enum seal_suite suite, const char *head)
{
	struct arena		*arena = test_arena();
	const struct seal_key	*key = seal_key_new(arena, suite, 1);
	struct fault		 fault = { 0 };
	str			 mine, again, other, signature;

	check_ok(sign_public(arena, key, &mine, &fault), fault);
	check_ok(sign_public(arena, key, &again, &fault), fault);
	check_ok(sign_public(arena, seal_key_new(arena, suite, 1), &other,
	    &fault), fault);
	check_ok(sign_text(arena, key, S("石门镇"), &signature, &fault),
	    fault);
	cr_assert(str_starts(mine, str_of(head)));
	check_str(mine, again);
	cr_assert(sign_holds(mine, S("石门镇"), signature));
	cr_assert(!sign_holds(mine, S("石门乡"), signature));
	cr_assert(!sign_holds(other, S("石门镇"), signature));
}

Test(sign, an_ed25519_signature_is_of_one_text_by_one_key)
{
	signs(SEAL_DEFAULT, "ed25519:");
}

Test(sign, an_sm2_signature_is_of_one_text_by_one_key)
{
	signs(SEAL_GM, "sm2:04");
}

Test(sign, nothing_holds_by_a_key_or_signature_that_is_none)
{
	struct arena		*arena = test_arena();
	const struct seal_key	*key = seal_key_new(arena, SEAL_GM, 1);
	struct fault		 fault = { 0 };
	str			 mine, signature;

	check_ok(sign_public(arena, key, &mine, &fault), fault);
	check_ok(sign_text(arena, key, S("a"), &signature, &fault), fault);
	cr_assert(!sign_holds(S(""), S("a"), signature));
	cr_assert(!sign_holds(S("rsa:00"), S("a"), signature));
	cr_assert(!sign_holds(S("sm2:04ff"), S("a"), signature));
	cr_assert(!sign_holds(S("ed25519:zz"), S("a"), signature));
	cr_assert(!sign_holds(str_sub(mine, 0, mine.n - 1), S("a"),
	    signature));
	cr_assert(!sign_holds(mine, S("a"), S("")));
	cr_assert(!sign_holds(mine, S("a"), str_sub(signature, 0,
	    signature.n - 2)));
}
