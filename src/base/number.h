/*
 * number - the numbers that people write in reports.
 *
 * Counts and amounts are exact decimals, never floating point.  Readable are
 * ASCII and full-width digits, thousands separators (half and full width,
 * and blanks between groups of three), a sign, a fraction, 千, 万 and 亿 behind
 * them (1亿2000万), and Chinese numerals (三百二十一, 两千零六, 二〇二一, 廿,
 * 三点五万, 壹仟).
 *
 * Calls: arena, str, utf8.
 */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

/* An exact decimal: units / 10^scale, |units| < 10^18, scale 0 .. 9. */
struct number {
	int64_t	units;		/* all digits */
	int	scale;		/* how many of them are a fraction */
};

/* A number found in running text. */
struct number_span {
	struct number	value;	/* with 万 and 亿 multiplied in */
	size_t		from;	/* first byte */
	size_t		to;	/* byte after the last, 万 and 亿 included */
	bool		han;	/* written in Chinese numerals */
	bool		rough;	/* 几, 数, 多, 余 inside or right behind it */
	bool		percent; /* % or ％ or 百分之; `to' is past it */
	bool		permille; /* ‰ or 千分之 */
};

/* An integer as number. */
struct number number_of(int64_t integer);

/* -1, 0, 1 by value, whatever the scales. */
int	number_compare(struct number a, struct number b);

/* Sum and difference; false when it does not fit (ret untouched). */
bool	number_add(struct number a, struct number b, struct number *ret);
bool	number_subtract(struct number a, struct number b, struct number *ret);

/* Product; false when it does not fit. */
bool	number_multiply(struct number a, struct number b, struct number *ret);

/* True when there is no fraction other than zeros; ret is the integer. */
bool	number_integer(struct number n, int64_t *ret);

/*
 * Read a text that is a number and nothing else but blanks around it.  False
 * when it is not, when digits would be lost, or when two readings are
 * possible (1.234,5 or 0,123 or 三五).  A leading zero before more digits is
 * allowed.  A lone 一 is 1: whether it was meant for a dash only the caller
 * can know.
 */
bool	number_read(str s, struct number *ret);

/*
 * Find the first number at or after byte `from'.  Digits that are part of a
 * word or of an identifier (A12, 3.1.2, 12:30) are still found: what they
 * mean is the caller's business.
 *
 * Blanks do not join groups of digits here, for 12 345 may be two numbers.
 * A hyphen is a sign only where it cannot be a range (2019-2020, 1月-3月).
 * The value of a rough number is what it is at least (几十 10, 20余 20), and
 * of what may be two numbers (三五, 七八十, 十四五) not to be used.  Fractions
 * (三分之一, 万分之五) and numbers too large are passed over.
 */
bool	number_find(str s, size_t from, struct number_span *ret);

/* Shortest exact text: "5", "7730.28", "-3". */
str	number_text(struct arena *arena, struct number n);

#endif
