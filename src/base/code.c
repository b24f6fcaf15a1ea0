#include "base/code.h"

#include <string.h>

#include "base/day.h"

#define ORGANISATION_LENGTH	9
#define CREDIT_LENGTH		18
#define IDENTITY_LENGTH		18

/* The value of a character in an alphabet; -1 if it is not in it. */
static int
value(const char *alphabet, char c)
{
	const char	*found = c == '\0' ? NULL : strchr(alphabet, c);

	return found == NULL ? -1 : (int)(found - alphabet);
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* The weighted sum of the first n characters; -1 if one is not allowed. */
static int
weighted(str code, const char *alphabet, const int *weight, size_t n)
{
	int	sum = 0;

	for (size_t i = 0; i < n; i++) {
		int	v = value(alphabet, upper(code.at[i]));

		if (v < 0)
			return -1;
		sum += v * weight[i];
	}
	return sum;
}

char
code_organisation_check(str code)
{
	static const char	alphabet[] =
				    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const int	weight[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
	int			sum;

	if (code.n != ORGANISATION_LENGTH)
		return 0;
	sum = weighted(code, alphabet, weight, ORGANISATION_LENGTH - 1);
	if (sum < 0)
		return 0;
	return "0X987654321"[sum % 11];
}

bool
code_organisation(str code)
{
	char	check = code_organisation_check(code);

	return check != 0 && upper(code.at[code.n - 1]) == check;
}

char
code_credit_check(str code)
{
	static const char	alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const int	weight[] = { 1, 3, 9, 27, 19, 26, 16, 17, 20,
				    29, 25, 13, 8, 24, 10, 30, 28 };
	int			sum;

	if (code.n != CREDIT_LENGTH)
		return 0;
	sum = weighted(code, alphabet, weight, CREDIT_LENGTH - 1);
	if (sum < 0)
		return 0;
	return alphabet[(31 - sum % 31) % 31];
}

bool
code_credit(str code)
{
	char	check = code_credit_check(code);

	return check != 0 && code.at[code.n - 1] == check;
}

static int
two(str code, size_t at)
{
	return (code.at[at] - '0') * 10 + (code.at[at + 1] - '0');
}

bool
code_identity(str code)
{
	static const int	weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7,
				    9, 10, 5, 8, 4, 2 };
	int			sum;

	if (code.n != IDENTITY_LENGTH)
		return false;
	sum = weighted(code, "0123456789", weight, IDENTITY_LENGTH - 1);
	if (sum < 0 || upper(code.at[17]) != "10X98765432"[sum % 11])
		return false;
	return day_make(two(code, 6) * 100 + two(code, 8), two(code, 10),
	    two(code, 12)) != DAY_NONE && two(code, 6) >= 18 &&
	    two(code, 6) <= 20;
}

bool
code_luhn(str digits)
{
	int	sum = 0;

	for (size_t i = 0; i < digits.n; i++) {
		int	v = digits.at[digits.n - 1 - i] - '0';

		if (v < 0 || v > 9)
			return false;
		if (i % 2 == 1)
			v = v * 2 > 9 ? v * 2 - 9 : v * 2;
		sum += v;
	}
	return digits.n > 0 && sum % 10 == 0;
}
