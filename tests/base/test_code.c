#include "tests/test.h"

#include "base/code.h"

Test(code, organisation_codes_of_real_bodies_hold)
{
	cr_assert(code_organisation(S("000014349")));
	cr_assert(code_organisation(S("01527918X")));
	cr_assert(code_organisation(S("k15129216")));
}

Test(code, a_wrong_organisation_code_names_the_right_character)
{
	cr_assert_not(code_organisation(S("035210000")));
	check_int(code_organisation_check(S("035210000")), '8');
	check_int(code_organisation_check(S("0352100")), 0);
	check_int(code_organisation_check(S("03521-000")), 0);
}

Test(code, credit_codes_of_real_bodies_hold)
{
	cr_assert(code_credit(S("11441700007280420Y")));
	cr_assert(code_credit(S("11330800MB0R57773W")));
	cr_assert_not(code_credit(S("11330800MB0R57773X")));
	cr_assert_not(code_credit(S("11330800MB0R5777")));
}

Test(code, an_identity_number_needs_its_check_and_a_real_birthday)
{
	/* The example of the standard, GB 11643-1999. */
	cr_assert(code_identity(S("11010519491231002X")));
	cr_assert(code_identity(S("11010519491231002x")));
	cr_assert_not(code_identity(S("110105194912310021")));
	cr_assert_not(code_identity(S("11010519491331002X")));
	cr_assert_not(code_identity(S("1101051949123100")));
}

Test(code, luhn_holds_for_its_classic_example_and_no_neighbour)
{
	cr_assert(code_luhn(S("79927398713")));
	for (int last = 0; last <= 9; last++) {
		char	digits[] = "7992739871?";

		digits[10] = (char)('0' + last);
		cr_assert_eq(code_luhn(str_of(digits)), last == 3);
	}
	cr_assert_not(code_luhn(S("")));
	cr_assert_not(code_luhn(S("7992-7398713")));
}
