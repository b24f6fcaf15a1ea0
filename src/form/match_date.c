#include "form/match_date.h"

#include "base/han.h"
#include "base/utf8.h"

#define YEAR	0x5E74u		/* 年 */
#define MONTH	0x6708u		/* 月 */
#define MDAY	0x65E5u		/* 日 */
#define TEN	0x5341u		/* 十 */

static uint32_t
next_solid(str text, size_t *at)
{
	uint32_t	point;

	do
		point = utf8_next(text, at);
	while (utf8_is_blank(point));
	return point;
}

/* The value of a digit, Chinese or not; -1 if it is none. */
static int
digit(uint32_t point)
{
	static const uint32_t	han[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09,
		0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D };

	point = han_half(point);
	if (point >= '0' && point <= '9')
		return (int)(point - '0');
	if (point == 0x25CB || point == 0x96F6 || point == 'O' || point == 'o')
		return 0;
	for (int i = 0; i < 10; i++)
		if (point == han[i])
			return i;
	return -1;
}

static bool
is_han_digit(uint32_t point)
{
	return point == TEN || (digit(point) >= 0 && han_half(point) > 'z');
}

/*
 * A number of at most `most' digits: 2021, 二〇二一, 十二, 三十一.  Returns how
 * many digits it has, 0 if there is none.
 */
static unsigned
read_number(str text, size_t *at, unsigned most, int *ret)
{
	size_t		next = *at;
	unsigned	digits = 0;
	int		value = 0;
	bool		ten = false;

	for (;;) {
		uint32_t	point = next_solid(text, &next);
		int		d = digit(point);

		if (point == TEN && !ten && digits <= 1) {
			ten = true;
			value = digits == 0 ? 10 : value * 10;
			digits++;
		} else if (d >= 0 && digits < most) {
			value = ten ? value + d : value * 10 + d;
			digits++;
		} else {
			break;
		}
		*at = next;
	}
	*ret = value;
	return digits;
}

/* The part behind a year: month and day, parted by 年 or by a mark. */
static bool
read_rest(str text, size_t *at, uint32_t mark, int *month, int *mday)
{
	size_t		end;

	if (read_number(text, at, 2, month) == 0)
		return false;
	if (next_solid(text, at) != (mark == YEAR ? MONTH : mark))
		return false;
	if (read_number(text, at, 3, mday) == 0)
		return false;
	if (mark != YEAR)
		return true;
	end = *at;
	if (next_solid(text, &end) != MDAY && *mday > 31)
		return false;
	*at = end;
	return true;
}

static bool
is_mark(uint32_t point)
{
	point = han_half(point);
	return point == '-' || point == '/' || point == '.';
}

/* A date that begins at `from' with its year. */
static bool
read_full(str text, size_t from, struct match_date *ret)
{
	size_t		at = from;
	int		year, month, mday;
	uint32_t	mark;

	if (read_number(text, &at, 4, &year) != 4 || year < 1900 ||
	    year > 2999)
		return false;
	mark = next_solid(text, &at);
	if ((mark != YEAR && !is_mark(mark)) ||
	    !read_rest(text, &at, mark, &month, &mday))
		return false;
	*ret = (struct match_date){ .from = from, .to = at, .year = year,
		.day = day_make(year, month, mday) };
	return true;
}

/* A month and a day of a year that is known. */
static bool
read_short(str text, size_t from, int year, struct match_date *ret)
{
	size_t	at = from;
	int	month, mday;

	if (year == 0 || !read_rest(text, &at, YEAR, &month, &mday))
		return false;
	*ret = (struct match_date){ .from = from, .to = at,
		.day = day_make(year, month, mday) };
	return true;
}

/* Five digits and more, then 日: the other characters are lost. */
static bool
read_damaged(str text, size_t from, struct match_date *ret)
{
	size_t		at = from;
	int		value;

	if (read_number(text, &at, 9, &value) < 5 ||
	    next_solid(text, &at) != MDAY)
		return false;
	*ret = (struct match_date){ .from = from, .to = at, .day = DAY_NONE };
	return true;
}

bool
match_date_find(str text, size_t from, int year, struct match_date *ret)
{
	bool	inside = false;		/* of a number that is no date */

	for (size_t at = from, next; at < text.n; at = next) {
		uint32_t	point;

		next = at;
		point = utf8_next(text, &next);
		if (digit(point) < 0 && point != TEN) {
			inside = false;
			continue;
		}
		if (!inside && (read_full(text, at, ret) ||
		    read_damaged(text, at, ret) ||
		    read_short(text, at, year, ret)))
			return true;
		inside = !is_han_digit(point);
	}
	return false;
}

int
match_date_year(str text, size_t from, size_t *ret_from, size_t *ret_to)
{
	for (size_t at = from, next; at < text.n; at = next) {
		size_t	end = at;
		int	year;

		next = at;
		if (digit(utf8_next(text, &next)) < 0)
			continue;
		if (read_number(text, &end, 4, &year) == 4 && year >= 1990 &&
		    year < 2100) {
			*ret_from = at;
			if (next_solid(text, &end) == YEAR) {
				*ret_to = end;
				return year;
			}
		}
		for (end = next; end < text.n &&
		    digit(utf8_next(text, &end)) >= 0; )
			next = end;	/* the rest of the number */
	}
	return 0;
}
