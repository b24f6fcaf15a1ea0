/*
 * check_index - the index number's check character (N2; GB 11714, GB 32100).
 */
#include "base/code.h"
#include "check/check.h"

/* The part before the slash, where the number has two parts. */
static str
front_of(str index)
{
	ptrdiff_t	slash = str_find(index, S("/"), 0);

	return slash < 0 ? S("") : str_sub(index, 0, (size_t)slash);
}

static bool
has_letter_or_digit_only(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.at[i] >= '0' && s.at[i] <= '9') ||
		    (s.at[i] >= 'A' && s.at[i] <= 'Z') ||
		    (s.at[i] >= 'a' && s.at[i] <= 'z')))
			return false;
	return true;
}

/*
 * Only the two national schemes have a check character; others are local and
 * are left alone.  Codes that fail are in use, so this is a warning.
 */
CHECK(index_number, .id = "N2", .severity = CHECK_WARNING)
(struct check_run *run)
{
	str		 front = front_of(run->report->index.text);
	char		 want = 0;
	struct finding	*finding;

	if (!has_letter_or_digit_only(front))
		return;
	if (front.n == 9 && !code_organisation(front))
		want = code_organisation_check(front);
	else if (front.n == 18 && !code_credit(front))
		want = code_credit_check(front);
	if (want == 0)
		return;
	finding = FIND(run, "check_character", front,
	    str_copy(run->job->arena, (str){ &want, 1 }));
	finding->quote = run->report->index.text;
	finding->found = str_sub(front, front.n - 1, front.n);
	finding->expected = str_copy(run->job->arena, (str){ &want, 1 });
	finding->place = run->report->index.place;
}
