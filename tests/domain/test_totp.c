#include "tests/test.h"

#include "domain/totp.h"

/* The secret of RFC 4226 and RFC 6238. */
#define SECRET	S("12345678901234567890")

/* RFC 6238 appendix B, SHA-1: eight digits at these seconds. */
Test(totp, the_standards_own_examples_come_out)
{
	static const struct {
		int64_t		seconds;
		uint32_t	digits;
	} vectors[] = {
		{ 59, 94287082 }, { 1111111109, 7081804 },
		{ 1111111111, 14050471 }, { 1234567890, 89005924 },
		{ 2000000000, 69279037 }, { 20000000000, 65353130 },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		check_int(totp_number(SECRET, totp_step(vectors[i].seconds *
		    1000)) % 100000000, vectors[i].digits);
}

/* RFC 4226 appendix D, counters 0 to 2. */
Test(totp, a_code_is_the_last_six_digits_with_leading_zeros)
{
	check_str(totp_code(test_arena(), SECRET, 0), S("755224"));
	check_str(totp_code(test_arena(), SECRET, 1), S("287082"));
	check_str(totp_code(test_arena(), SECRET, totp_step(1111111109000)),
	    S("081804"));
}

Test(totp, a_code_of_the_step_before_or_after_is_taken_and_no_other)
{
	int64_t	now = 1111111109000, step = totp_step(now), got = 0;

	for (int64_t away = -3; away <= 3; away++) {
		str	code = totp_code(test_arena(), SECRET, step + away);
		bool	taken = totp_is(SECRET, code, now, -1, &got);

		check_int(taken, away >= -1 && away <= 1);
		if (taken)
			check_int(got, step + away);
	}
}

Test(totp, a_code_is_taken_once)
{
	int64_t	now = 1111111109000, step = totp_step(now), got = 0;
	str	code = totp_code(test_arena(), SECRET, step);

	cr_assert(totp_is(SECRET, code, now, step - 1, &got));
	cr_assert(!totp_is(SECRET, code, now, step, &got));
	/* Neither is one from before the code that was taken. */
	cr_assert(!totp_is(SECRET, totp_code(test_arena(), SECRET, step - 1),
	    now, step, &got));
	cr_assert(totp_is(SECRET, totp_code(test_arena(), SECRET, step + 1),
	    now, step, &got));
}

Test(totp, what_is_not_six_digits_is_no_code)
{
	int64_t	now = 1111111109000, got;

	cr_assert(!totp_is(SECRET, S(""), now, -1, &got));
	cr_assert(!totp_is(SECRET, S("81804"), now, -1, &got));
	cr_assert(!totp_is(SECRET, S("0818040"), now, -1, &got));
	cr_assert(!totp_is(SECRET, S("08180x"), now, -1, &got));
}

/* RFC 4648: base 32 of the same bytes. */
Test(totp, the_secret_is_shown_in_base_32)
{
	check_str(totp_text(test_arena(), SECRET),
	    S("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"));
	check_str(totp_uri(test_arena(), S("石门镇"), S("li ming"), SECRET),
	    S("otpauth://totp/%E7%9F%B3%E9%97%A8%E9%95%87:li%20ming"
	    "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	    "&issuer=%E7%9F%B3%E9%97%A8%E9%95%87"));
}
