/*
 * check_personal - personal data left in the text (X1, X2, X3).
 *
 * The finding hides most of the number: a report about a leak must not leak
 * it again.
 */
#include <string.h>

#include "base/code.h"
#include "check/check.h"
#include "check/facts.h"
#include "check/passage.h"

#define MOBILE_LENGTH	11
#define CARD_SHORTEST	16
#define CARD_LONGEST	19

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * The next run of digits, an X at its end included, that no letter, dot,
 * slash, hyphen or equals sign touches: those are addresses and numbers of
 * documents.
 */
static bool
next_digits(str text, size_t *from, size_t *ret_from, size_t *ret_to)
{
	for (size_t i = *from; i < text.n; ) {
		size_t	to;
		char	before, after;

		if (!is_digit(text.at[i])) {
			i++;
			continue;
		}
		for (to = i; to < text.n && is_digit(text.at[to]); )
			to++;
		if (to < text.n && to - i == 17 &&
		    (text.at[to] == 'X' || text.at[to] == 'x'))
			to++;
		before = i > 0 ? text.at[i - 1] : ' ';
		after = to < text.n ? text.at[to] : ' ';
		*from = to;
		*ret_from = i;
		*ret_to = to;
		if (!is_word(before) && !is_word(after) &&
		    memchr("./-=_", before, 5) == NULL &&
		    memchr("/-=_", after, 4) == NULL)
			return true;
		i = to;
	}
	return false;
}

/* "1101********002X" */
static str
hidden(struct arena *arena, str number)
{
	str	copy = str_copy(arena, number);
	char	*at = str_c(arena, copy);

	for (size_t i = 4; i + 4 < number.n; i++)
		at[i] = '*';
	return (str){ at, number.n };
}

/* Point at the number without quoting it. */
static void
leak(struct check_run *run, const struct passage *passage, size_t from,
    size_t to)
{
	struct arena	*arena = run->job->arena;
	str		 text = passage->text->text;
	str		 number = hidden(arena, str_sub(text, from, to));
	struct finding	*finding = passage_mark(FIND(run, "left", number),
			    passage, from, to);

	finding->quote = number;
	finding->found = number;
}

static void
leaks(struct check_run *run, bool (*is)(const struct check_run *run,
    const struct passage *passage, size_t from, size_t to))
{
	struct passage	passage = { .report = run->report };

	while (passage_next(&passage)) {
		size_t	next = 0, from, to;

		while (next_digits(passage.text->text, &next, &from, &to))
			if (is(run, &passage, from, to))
				leak(run, &passage, from, to);
	}
}

static bool
is_identity(const struct check_run *run, const struct passage *passage,
    size_t from, size_t to)
{
	(void)run;
	return code_identity(str_sub(passage->text->text, from, to));
}

/* A mobile number where nobody is told how to reach the body. */
static bool
is_mobile(const struct check_run *run, const struct passage *passage,
    size_t from, size_t to)
{
	str	text = passage->text->text;

	return to - from == MOBILE_LENGTH && text.at[from] == '1' &&
	    text.at[from + 1] >= '3' &&
	    !facts_any(&run->rules->facts->contact,
	    passage_sentence(text, from));
}

/* UnionPay, Visa and MasterCard numbers by first digits and Luhn. */
static bool
is_card(const struct check_run *run, const struct passage *passage,
    size_t from, size_t to)
{
	str	number = str_sub(passage->text->text, from, to);

	(void)run;
	if (number.n < CARD_SHORTEST || number.n > CARD_LONGEST ||
	    !code_luhn(number) || code_identity(number))
		return false;
	return str_starts(number, S("62")) || (number.n == CARD_SHORTEST &&
	    (number.at[0] == '4' || number.at[0] == '5'));
}

CHECK(identity_numbers, .id = "X1", .severity = CHECK_ERROR)
(struct check_run *run)
{
	leaks(run, is_identity);
}

CHECK(mobile_numbers, .id = "X2", .severity = CHECK_WARNING)
(struct check_run *run)
{
	leaks(run, is_mobile);
}

CHECK(bank_cards, .id = "X3", .severity = CHECK_WARNING)
(struct check_run *run)
{
	leaks(run, is_card);
}
