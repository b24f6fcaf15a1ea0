#include "check/personal.h"

#include <string.h>

#include "base/arena.h"
#include "base/code.h"
#include "base/han.h"
#include "base/utf8.h"

#define GROUPS		5u
#define DIGITS_MOST	19u
#define CARD_SHORTEST	16u
#define MOBILE_LENGTH	11u
#define SHORTEST	11u	/* bytes of any number */

/* How a number is written: digits a group, the groups parted by a mark. */
struct shape {
	enum personal_kind	kind;
	uint32_t		mark;		/* 0 for one group */
	unsigned		group[GROUPS];	/* ended by 0 */
};

static const struct shape	shapes[] = {
	{ PERSONAL_IDENTITY, 0, { 18 } },
	{ PERSONAL_IDENTITY, ' ', { 6, 8, 4 } },
	{ PERSONAL_IDENTITY, '-', { 6, 8, 4 } },
	{ PERSONAL_MOBILE, 0, { 11 } },
	{ PERSONAL_MOBILE, '-', { 3, 4, 4 } },
	{ PERSONAL_MOBILE, 0, { 13 } },
	{ PERSONAL_CARD, 0, { 16 } },
	{ PERSONAL_CARD, 0, { 17 } },
	{ PERSONAL_CARD, 0, { 18 } },
	{ PERSONAL_CARD, 0, { 19 } },
	{ PERSONAL_CARD, ' ', { 4, 4, 4, 4 } },
	{ PERSONAL_CARD, ' ', { 4, 4, 4, 4, 3 } },
	{ PERSONAL_CARD, '-', { 4, 4, 4, 4 } },
	{ PERSONAL_CARD, '-', { 4, 4, 4, 4, 3 } },
};

/* How many digits stay at the beginning and at the end. */
static const size_t	shown[][2] = {
	[PERSONAL_IDENTITY] = { 4, 4 },
	[PERSONAL_MOBILE] = { 3, 4 },
	[PERSONAL_CARD] = { 4, 4 },
};

static bool
is_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

static bool
is_word(uint32_t point)
{
	return is_digit(point) || (point >= 'a' && point <= 'z') ||
	    (point >= 'A' && point <= 'Z');
}

static bool
is_one_of(const char *marks, uint32_t point)
{
	return point != 0 && point < 0x80 &&
	    strchr(marks, (int)point) != NULL;
}

/* The digits of a number of this shape at `at'; where it ends, or 0. */
static size_t
read_shape(const struct shape *shape, str text, size_t at,
    char digits[DIGITS_MOST], size_t *ret_n)
{
	size_t	n = 0, due = 0;

	for (size_t g = 0; g < GROUPS && shape->group[g] > 0; g++) {
		due += shape->group[g];
		if (g > 0 && utf8_next(text, &at) != shape->mark)
			return 0;
		while (n < due) {
			uint32_t	point = han_half(utf8_next(text, &at));

			if (shape->kind == PERSONAL_IDENTITY && n == 17 &&
			    (point == 'X' || point == 'x'))
				point = 'X';
			else if (!is_digit(point))
				return 0;
			digits[n++] = (char)point;
		}
	}
	*ret_n = n;
	return at;
}

/* With or without the number of the country. */
static bool
is_mobile(str digits)
{
	if (digits.n > MOBILE_LENGTH && !str_starts(digits, S("86")))
		return false;
	digits = str_sub(digits, digits.n - MOBILE_LENGTH, digits.n);
	return digits.at[0] == '1' && digits.at[1] >= '3';
}

static bool
is_card(str digits)
{
	return code_luhn(digits) && !code_identity(digits) &&
	    (str_starts(digits, S("62")) || (digits.n == CARD_SHORTEST &&
	    (digits.at[0] == '4' || digits.at[0] == '5')));
}

static bool
is_valid(enum personal_kind kind, str digits)
{
	switch (kind) {
	case PERSONAL_IDENTITY:
		return code_identity(digits);
	case PERSONAL_MOBILE:
		return is_mobile(digits);
	case PERSONAL_CARD:
		return is_card(digits);
	}
	return false;
}

/* Nothing behind it makes it part of an address or an amount of money. */
static bool
ends_well(str text, size_t to)
{
	uint32_t	after = han_half(utf8_next(text, &to));

	if (after == '.')
		return !is_digit(han_half(utf8_next(text, &to)));
	return !is_word(after) && !is_one_of("/-=_", after) &&
	    after != 0x5143;
}

/* A number that begins at `at', whichever shape it has. */
static bool
read_number(str text, size_t at, struct personal *ret)
{
	char	digits[DIGITS_MOST];
	size_t	n, to;

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		to = read_shape(&shapes[i], text, at, digits, &n);
		if (to == 0 || !ends_well(text, to) ||
		    !is_valid(shapes[i].kind, (str){ digits, n }))
			continue;
		*ret = (struct personal){ .kind = shapes[i].kind, .from = at,
		    .to = to, .digits = n };
		return true;
	}
	return false;
}

/* Only a digit or the first byte of a full-width one can begin a number. */
static bool
may_begin(char byte)
{
	return (byte >= '0' && byte <= '9') || (unsigned char)byte == 0xEF;
}

bool
personal_next(str text, size_t *at, struct personal *ret)
{
	while (*at + SHORTEST <= text.n) {
		size_t		from = *at, before = from;
		uint32_t	last;

		if (!may_begin(text.at[*at])) {
			++*at;
			continue;
		}
		last = han_half(utf8_previous(text, &before));
		if (!is_digit(han_half(utf8_next(text, at))) ||
		    is_word(last) || is_one_of("./-=_", last) ||
		    !read_number(text, from, ret))
			continue;
		*at = ret->to;
		return true;
	}
	return false;
}

/* Write over the middle digits of a number. */
static void
write_over(char *bytes, str text, const struct personal *number)
{
	size_t	at = number->from, digit = 0;

	while (at < number->to) {
		size_t		from = at;
		uint32_t	point = utf8_next(text, &at);

		if (!is_word(han_half(point)))
			continue;
		if (digit >= shown[number->kind][0] &&
		    digit < number->digits - shown[number->kind][1])
			(void)utf8_put(bytes + from, point < 0x80 ? '*' :
			    0xFF0A);
		digit++;
	}
}

str
personal_hide(struct arena *arena, str text)
{
	struct personal	 number;
	size_t		 at = 0;
	char		*bytes = NULL;

	while (personal_next(text, &at, &number)) {
		if (bytes == NULL)
			bytes = str_c(arena, text);
		write_over(bytes, text, &number);
	}
	return bytes == NULL ? text : (str){ bytes, text.n };
}
