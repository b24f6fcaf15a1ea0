#include "base/number_scan.h"

#include "base/number_han.h"
#include "base/utf8.h"

#define DIGITS	18		/* of a struct number */
#define SCALE	9

/* What joins groups of three digits; all kinds of comma are one. */
enum joint { JOINT_NONE, JOINT_COMMA, JOINT_BLANK };

/* Digits being gathered into a number. */
struct gathering {
	int64_t	units;
	int	digits;		/* without leading zeros */
	int	scale;
	bool	over;		/* more than fit */
};

/* 千, 万 and their like behind a number. */
struct unit {
	int64_t	value;		/* 1 when there is none */
	int	zeros;
	size_t	to;
};

int
number_scan_digit(str s, size_t *at)
{
	const unsigned char	*byte = (const unsigned char *)s.at + *at;

	if (*at < s.n && byte[0] >= '0' && byte[0] <= '9') {
		++*at;
		return byte[0] - '0';
	}
	if (*at + 3 <= s.n && byte[0] == 0xEF && byte[1] == 0xBC &&
	    byte[2] >= 0x90 && byte[2] <= 0x99) {
		*at += 3;
		return byte[2] - 0x90;
	}
	return -1;
}

bool
number_scan_is(str s, size_t at, str what)
{
	return str_starts(str_sub(s, at, s.n), what);
}

static size_t
digits_end(str s, size_t at, size_t *ret_n)
{
	size_t	n = 0;

	while (number_scan_digit(s, &at) >= 0)
		n++;
	*ret_n = n;
	return at;
}

static bool
digit_follows(str s, size_t at)
{
	return number_scan_digit(s, &at) >= 0;
}

/* The joint that a character is. */
static enum joint
joint_of(uint32_t point)
{
	if (point == ',' || point == U'，')
		return JOINT_COMMA;
	if (utf8_is_blank(point) && point >= ' ')
		return JOINT_BLANK;
	return JOINT_NONE;
}

/* True when a digit and then `point' (or its wide form) stand before `at'. */
static bool
continues(str s, size_t at, uint32_t point, uint32_t wide)
{
	uint32_t	before = utf8_previous(s, &at);

	if (before != point && before != wide)
		return false;
	before = utf8_previous(s, &at);
	return (before >= '0' && before <= '9') ||
	    (before >= 0xFF10 && before <= 0xFF19);
}

/*
 * The end of the groups of three behind the first digits [at, to), or `to'
 * itself when there are none or when they rather are a list (1,234,5).
 */
static size_t
groups_end(str s, size_t at, size_t to, enum number_scan_place place)
{
	size_t		end = to, next = to, after, n;
	enum joint	joint = joint_of(utf8_next(s, &next));
	size_t		first = at;

	if (joint == JOINT_NONE || !digit_follows(s, next) ||
	    (joint == JOINT_BLANK && place == NUMBER_SCAN_AMONG) ||
	    number_scan_digit(s, &first) == 0 || continues(s, at, ',', U'，'))
		return to;
	do {
		after = digits_end(s, next, &n);
		if (n != 3)
			return to;
		end = next = after;
	} while (joint_of(utf8_next(s, &next)) == joint &&
	    digit_follows(s, next));
	return end;
}

/* Gather the digits of [at, to), whatever stands between them. */
static void
gather(struct gathering *gathering, str s, size_t at, size_t to)
{
	while (at < to) {
		int	digit = number_scan_digit(s, &at);

		if (digit < 0) {
			(void)utf8_next(s, &at);
			continue;
		}
		if (gathering->digits == DIGITS) {
			gathering->over = true;
			continue;
		}
		gathering->units = gathering->units * 10 + digit;
		if (gathering->units > 0)
			gathering->digits++;
	}
}

/*
 * The fraction behind `at': [*ret_from, return value) are its digits.  None
 * when more points follow or precede, as in 3.1.2 and 2021.1.19.
 */
static size_t
fraction_end(str s, size_t number, size_t at, size_t *ret_from)
{
	size_t		next = at, end, n;
	uint32_t	point = utf8_next(s, &next);

	*ret_from = at;
	if ((point != '.' && point != U'．') || continues(s, number, '.', U'．'))
		return at;
	end = digits_end(s, next, &n);
	if (n == 0)
		return at;
	*ret_from = next;
	next = end;
	point = utf8_next(s, &next);
	if ((point == '.' || point == U'．') && digit_follows(s, next)) {
		*ret_from = at;
		return at;
	}
	return end;
}

/* The end of the digits [from, to) without the zeros at the end. */
static size_t
needed(str s, size_t from, size_t to)
{
	size_t	end = from;

	while (from < to)
		if (number_scan_digit(s, &from) > 0)
			end = from;
	return end;
}

/* A number in ASCII or full-width digits; *ret_n is how many lead it. */
static enum number_scan
scan_digits(str s, size_t at, enum number_scan_place place,
    struct number_span *ret, size_t *ret_n)
{
	struct gathering	gathering = { .units = 0 };
	size_t			to = digits_end(s, at, ret_n), end, from, n;

	if (*ret_n == 0)
		return NUMBER_SCAN_NONE;
	if (*ret_n <= 3)
		to = groups_end(s, at, to, place);
	end = fraction_end(s, at, to, &from);
	gather(&gathering, s, at, to);
	n = needed(s, from, end);
	gather(&gathering, s, from, n);
	while (from < n && number_scan_digit(s, &from) >= 0)
		gathering.scale++;
	*ret = (struct number_span){ .from = at, .to = end,
	    .value = { gathering.units, gathering.scale } };
	return gathering.over || gathering.scale > SCALE ?
	    NUMBER_SCAN_UNFIT : NUMBER_SCAN_FOUND;
}

/* Past a blank or two that do not part cells or lines. */
static size_t
past_blanks(str s, size_t at)
{
	for (int i = 0; i < 2; i++) {
		size_t	next = at;

		if (joint_of(utf8_next(s, &next)) != JOINT_BLANK)
			break;
		at = next;
	}
	return at;
}

/* Move past `what' at *at. */
static bool
past(str s, size_t *at, str what)
{
	if (!number_scan_is(s, *at, what))
		return false;
	*at += what.n;
	return true;
}

static void
grow(struct unit *unit, int zeros, size_t to)
{
	unit->zeros += zeros;
	while (zeros-- > 0)
		unit->value *= 10;
	unit->to = to;
}

/* 百 or 千 behind digits, but not that of 百分点 and 千分之. */
static void
take_small_unit(str s, struct unit *unit)
{
	size_t	at = unit->to;
	int	zeros;

	if (past(s, &at, S("百")) || past(s, &at, S("佰")))
		zeros = 2;
	else if (past(s, &at, S("千")) || past(s, &at, S("仟")))
		zeros = 3;
	else
		return;
	if (!number_scan_is(s, at, S("分")))
		grow(unit, zeros, at);
}

/*
 * 百, 千, 万, 亿, 千万, 万亿 behind a number that ends at `at'; those below 万
 * only behind digits, for a numeral has its own.
 */
static struct unit
unit_at(str s, size_t at, bool digits)
{
	struct unit	unit = { 1, 0, at };

	if (digits)
		take_small_unit(s, &unit);
	at = past_blanks(s, unit.to);
	if (past(s, &at, S("万")) || past(s, &at, S("萬")))
		grow(&unit, 4, at);
	at = unit.zeros >= 4 ? unit.to : past_blanks(s, unit.to);
	if (past(s, &at, S("亿")) || past(s, &at, S("億")))
		grow(&unit, 8, at);
	return unit;
}

/* 多, 余 or 几 right behind a number: it is more than that. */
static bool
rough_at(str s, size_t *at)
{
	return past(s, at, S("余")) || past(s, at, S("餘")) ||
	    past(s, at, S("多")) || past(s, at, S("几")) ||
	    past(s, at, S("幾"));
}

/*
 * The rest of an amount like 1亿2000万: smaller terms right behind a larger
 * one.  A last term without unit has all the digits its place asks for.
 */
static bool
add_terms(str s, struct number_span *span, struct unit unit)
{
	struct number_span	term;
	struct unit		next;
	size_t			n;

	while (unit.zeros >= 4 && span->value.scale == 0 && !span->rough) {
		if (scan_digits(s, span->to, NUMBER_SCAN_AMONG, &term, &n) !=
		    NUMBER_SCAN_FOUND)
			return true;
		next = unit_at(s, term.to, true);
		if (next.zeros >= unit.zeros || term.value.units == 0 ||
		    (next.zeros == 0 && (int)n != unit.zeros))
			return true;
		if (!number_multiply(term.value, number_of(next.value),
		    &term.value) || !number_add(span->value, term.value,
		    &span->value))
			return false;
		span->to = next.to;
		unit = next;
	}
	return true;
}

/* Multiply in what stands behind the number: 余, 万, and smaller terms. */
static bool
take_unit(str s, struct number_span *span)
{
	struct unit	unit;

	span->rough = rough_at(s, &span->to) || span->rough;
	unit = unit_at(s, span->to, !span->han);
	span->to = unit.to;
	if (!number_multiply(span->value, number_of(unit.value), &span->value))
		return false;
	span->rough = rough_at(s, &span->to) || span->rough;
	return span->han || add_terms(s, span, unit);
}

static void
take_percent(str s, struct number_span *span)
{
	size_t	at = past_blanks(s, span->to);

	if (past(s, &at, S("%")) || past(s, &at, S("％")))
		span->percent = true;
	else if (past(s, &at, S("‰")))
		span->permille = true;
	else
		return;
	span->to = at;
}

/* The number at `at' as it stands, with its units but without a percentage. */
static enum number_scan
scan_plain(str s, size_t at, enum number_scan_place place,
    struct number_span *ret)
{
	enum number_scan	scan;
	bool			unit = false;
	size_t			n, next;

	scan = scan_digits(s, at, place, ret, &n);
	if (scan == NUMBER_SCAN_NONE)
		scan = number_han_scan(s, at, place, ret, &unit);
	if (scan != NUMBER_SCAN_FOUND)
		return scan;
	if (unit && (past(s, &ret->to, S("来")) || past(s, &ret->to, S("來"))))
		ret->rough = true;
	next = ret->to;
	if (!take_unit(s, ret)) {
		ret->to = next;
		return NUMBER_SCAN_UNFIT;
	}
	return NUMBER_SCAN_FOUND;
}

/* 百分之 and 千分之 and what follows them. */
static enum number_scan
scan_share(str s, size_t at, struct number_span *ret)
{
	bool			percent = number_scan_is(s, at, S("百"));
	size_t			number = at + S("百分之").n;
	enum number_scan	scan;

	if (number_scan_is(s, number, S("百")) &&
	    !number_scan_is(s, number, S("百分之"))) {
		*ret = (struct number_span){ .value = number_of(100),
		    .han = true, .to = number + S("百").n };
		scan = NUMBER_SCAN_FOUND;
	} else {
		scan = scan_plain(s, past_blanks(s, number), NUMBER_SCAN_AMONG,
		    ret);
	}
	ret->from = at;
	ret->percent = percent;
	ret->permille = !percent;
	return scan;
}

/* A fraction such as 三分之一 is passed over, both of its numbers. */
static enum number_scan
scan_fraction(str s, size_t at, size_t numerator, struct number_span *ret)
{
	struct number_span	above;

	*ret = (struct number_span){ .from = at, .to = numerator };
	if (scan_plain(s, numerator, NUMBER_SCAN_AMONG, &above) !=
	    NUMBER_SCAN_NONE)
		ret->to = above.to;
	return NUMBER_SCAN_UNFIT;
}

enum number_scan
number_scan(str s, size_t at, enum number_scan_place place,
    struct number_span *ret)
{
	enum number_scan	scan;
	size_t			next = at;

	if (number_scan_is(s, at, S("百分之")) ||
	    number_scan_is(s, at, S("千分之")))
		return scan_share(s, at, ret);
	if (past(s, &next, S("万分之")) || past(s, &next, S("萬分之")))
		return scan_fraction(s, at, next, ret);
	scan = scan_plain(s, at, place, ret);
	if (scan == NUMBER_SCAN_NONE)
		return scan;
	next = ret->to;
	if (past(s, &next, S("分之")))
		return scan_fraction(s, at, next, ret);
	if (scan == NUMBER_SCAN_FOUND)
		take_percent(s, ret);
	return scan;
}
