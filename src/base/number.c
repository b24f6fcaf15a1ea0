#include "base/number.h"

#include "base/number_han.h"
#include "base/number_scan.h"
#include "base/utf8.h"

#define LIMIT		1000000000000000000	/* 10^18 */
#define SCALE		9

typedef __int128	wide;

static wide
power_of_ten(int n)
{
	wide	power = 1;

	while (n-- > 0)
		power *= 10;
	return power;
}

/* Bring units / 10^scale within the bounds of a number, losing nothing. */
static bool
fit(wide units, int scale, struct number *ret)
{
	while (scale > 0 && units % 10 == 0 &&
	    (scale > SCALE || units >= LIMIT || units <= -LIMIT)) {
		units /= 10;
		scale--;
	}
	if (scale > SCALE || units >= LIMIT || units <= -LIMIT)
		return false;
	*ret = (struct number){ (int64_t)units, scale };
	return true;
}

struct number
number_of(int64_t integer)
{
	return (struct number){ integer, 0 };
}

int
number_compare(struct number a, struct number b)
{
	wide	left = a.units * power_of_ten(SCALE - a.scale);
	wide	right = b.units * power_of_ten(SCALE - b.scale);

	return (left > right) - (left < right);
}

bool
number_add(struct number a, struct number b, struct number *ret)
{
	int	scale = a.scale > b.scale ? a.scale : b.scale;

	return fit(a.units * power_of_ten(scale - a.scale) +
	    b.units * power_of_ten(scale - b.scale), scale, ret);
}

bool
number_subtract(struct number a, struct number b, struct number *ret)
{
	b.units = -b.units;
	return number_add(a, b, ret);
}

bool
number_multiply(struct number a, struct number b, struct number *ret)
{
	return fit((wide)a.units * b.units, a.scale + b.scale, ret);
}

bool
number_integer(struct number n, int64_t *ret)
{
	int64_t	power = (int64_t)power_of_ten(n.scale);

	if (n.units % power != 0)
		return false;
	*ret = n.units / power;
	return true;
}

str
number_text(struct arena *arena, struct number n)
{
	char		text[24];
	size_t		at = sizeof text;
	uint64_t	left = n.units < 0 ? -(uint64_t)n.units :
			    (uint64_t)n.units;

	for (; n.scale > 0 && left % 10 == 0; n.scale--)
		left /= 10;
	do {
		text[--at] = (char)('0' + left % 10);
		left /= 10;
		if (--n.scale == 0)
			text[--at] = '.';
	} while (left > 0 || n.scale >= 0);
	if (n.units < 0)
		text[--at] = '-';
	return str_copy(arena, (str){ text + at, sizeof text - at });
}

/* The sign that a character is: -1, 1, or 0 for none. */
static int
sign_of(uint32_t point)
{
	switch (point) {
	case '+':
	case 0xFF0B:
		return 1;
	case '-':
	case 0xFF0D:
	case 0x2212:
		return -1;
	default:
		return 0;
	}
}

bool
number_read(str s, struct number *ret)
{
	struct number_span	span;
	size_t			at = 0, next;
	int			sign;

	s = str_trim(s);
	sign = sign_of(utf8_next(s, &at));
	next = at;
	if (sign == 0)
		at = 0;
	else if (number_scan_digit(s, &next) < 0)
		return false;
	if (number_scan(s, at, NUMBER_SCAN_ALONE, &span) != NUMBER_SCAN_FOUND ||
	    span.to != s.n || span.rough || span.percent || span.permille)
		return false;
	*ret = span.value;
	if (sign < 0)
		ret->units = -ret->units;
	return true;
}

/* The character with which a range or a word cannot end: a sign may follow. */
static bool
before_sign(uint32_t point)
{
	static const uint32_t	known[] = { '(', ':', ',', ';', '|', '/', '"',
	    '\'', '=', '<', '>', '[', '\t', '\n', U'（', U'：', U'，', U'；',
	    U'、', U'。', U'“', U'‘', U'【', U'〔', U'≤', U'≥', U'＝', U'为', U'為',
	    U'是', U'比', U'长', U'長', U'少', U'减', U'減' };

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (point == known[i])
			return true;
	return false;
}

/* After these and blanks a hyphen still joins two dates or numbers. */
static bool
joins(uint32_t point)
{
	static const uint32_t	known[] = { U'年', U'月', U'日', U'号', U'號',
	    U'时', U'時', U'周', U')', U'）', U']', U'〕', U'】', U'%', U'％' };

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (point == known[i])
			return true;
	return (point >= '0' && point <= '9') ||
	    (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z') ||
	    (point >= 0xFF10 && point <= 0xFF19);
}

/*
 * The sign right before byte `at': -1, 1, or 0 for none.  *ret_from is where
 * it stands.
 */
static int
sign_before(str s, size_t at, size_t *ret_from)
{
	int		sign = sign_of(utf8_previous(s, &at));
	size_t		blanks = 0;
	uint32_t	point;

	if (sign == 0)
		return 0;
	*ret_from = at;
	point = utf8_previous(s, &at);
	while (point != 0 && !before_sign(point)) {
		if (!utf8_is_blank(point) || blanks == 8)
			return blanks > 0 && !joins(point) &&
			    sign_of(point) == 0 ? sign : 0;
		point = utf8_previous(s, &at);
		blanks++;
	}
	return sign;
}

/* Find where a number may begin, at or after `at'. */
static bool
candidate(str s, size_t *at)
{
	while (*at < s.n) {
		unsigned char	byte = (unsigned char)s.at[*at];
		size_t		next = *at;

		if (byte >= '0' && byte <= '9')
			return true;
		if (byte < 0x80) {
			++*at;
			continue;
		}
		if (number_scan_digit(s, &next) >= 0)
			return true;
		if (number_han_begins(utf8_next(s, &next)))
			return true;
		*at = next;
	}
	return false;
}

bool
number_find(str s, size_t from, struct number_span *ret)
{
	struct number_span	span;
	size_t			at = from, sign_at;
	int			sign;

	while (candidate(s, &at)) {
		switch (number_scan(s, at, NUMBER_SCAN_AMONG, &span)) {
		case NUMBER_SCAN_FOUND:
			sign = span.han ? 0 : sign_before(s, at, &sign_at);
			if (sign != 0 && sign_at >= from)
				span.from = sign_at;
			if (sign < 0 && sign_at >= from)
				span.value.units = -span.value.units;
			*ret = span;
			return true;
		case NUMBER_SCAN_UNFIT:
			at = span.to;
			break;
		case NUMBER_SCAN_NONE:
			(void)utf8_next(s, &at);
			break;
		}
	}
	return false;
}
