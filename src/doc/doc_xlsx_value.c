#include "doc/doc_xlsx_value.h"

#include "base/buf.h"
#include "base/day.h"

#define SHOWN	15		/* significant digits of a spreadsheet */
#define KEPT	40		/* digits that are looked at */
#define LAST	2958465		/* the day number of 9999-12-31 */
#define SECONDS	86400

/* 0.d1d2d3... times ten to the `point'. */
struct digits {
	bool	 negative;
	int	 digit[KEPT];
	int	 n;
	int	 point;
};

/* Read "E-05" at *i; false for anything else than nothing or that. */
static bool
read_exponent(str s, size_t i, int *ret)
{
	bool	negative = false;
	int	value = 0;

	*ret = 0;
	if (i == s.n)
		return true;
	if (s.at[i] != 'E' && s.at[i] != 'e')
		return false;
	i++;
	if (i < s.n && (s.at[i] == '-' || s.at[i] == '+'))
		negative = s.at[i++] == '-';
	if (i == s.n || s.n - i > 4)
		return false;
	for (; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		value = value * 10 + (s.at[i] - '0');
	}
	*ret = negative ? -value : value;
	return true;
}

static bool
read_digits(str s, struct digits *ret)
{
	bool	fraction = false, any = false;
	size_t	i = 0;
	int	exponent;

	*ret = (struct digits){ .negative = s.n > 0 && s.at[0] == '-' };
	for (i = ret->negative; i < s.n; i++) {
		char	c = s.at[i];

		if (c == '.' && !fraction) {
			fraction = true;
			continue;
		}
		if (c < '0' || c > '9')
			break;
		any = true;
		if (c != '0' || ret->n > 0) {
			if (ret->n < KEPT)
				ret->digit[ret->n++] = c - '0';
			if (!fraction)
				ret->point++;
		} else if (fraction)
			ret->point--;
		if (ret->point > 400 || ret->point < -400)
			return false;
	}
	if (!any || !read_exponent(s, i, &exponent))
		return false;
	ret->point += exponent;
	return true;
}

/* Round half up to what is shown, and drop the noughts at the end. */
static void
round_off(struct digits *d)
{
	if (d->n > SHOWN) {
		int	i = SHOWN - 1;

		d->n = SHOWN;
		if (d->digit[SHOWN] >= 5) {
			while (i >= 0 && ++d->digit[i] == 10)
				d->digit[i--] = 0;
			if (i < 0) {
				d->digit[0] = 1;
				d->point++;
			}
		}
	}
	while (d->n > 0 && d->digit[d->n - 1] == 0)
		d->n--;
	if (d->n == 0)
		*d = (struct digits){ .n = 0 };
}

/* Numbers beyond this are not written out. */
static bool
is_long(const struct digits *d)
{
	return d->point > 20 || d->point < -9;
}

static void
put_digits(struct buf *to, const struct digits *d)
{
	int	i;

	if (d->negative)
		buf_byte(to, '-');
	if (d->point <= 0)
		buf_byte(to, '0');
	for (i = 0; i < d->point; i++)
		buf_byte(to, (char)('0' + (i < d->n ? d->digit[i] : 0)));
	if (d->n > d->point)
		buf_byte(to, '.');
	for (i = d->point; i < d->n; i++)
		buf_byte(to, (char)('0' + (i >= 0 ? d->digit[i] : 0)));
}

/* Whole days and the seconds of the last one, rounded. */
static bool
split_days(const struct digits *d, int64_t *days, int64_t *seconds)
{
	int64_t	fraction = 0, unit = 1000000000000;

	if (d->negative || d->point > 7)
		return false;
	*days = 0;
	for (int i = 0; i < d->point; i++)
		*days = *days * 10 + (i < d->n ? d->digit[i] : 0);
	for (int i = d->point; i < d->n && unit > 1; i++) {
		unit /= 10;
		fraction += (i < 0 ? 0 : d->digit[i]) * unit;
	}
	*seconds = (fraction * SECONDS + 500000000000) / 1000000000000;
	if (*seconds == SECONDS) {
		*seconds = 0;
		++*days;
	}
	return *days <= LAST;
}

/*
 * The day of a number.  Counting from 1900 has a 29 February of that year,
 * which there never was: number 60 is no day.
 */
static day
day_of(int64_t days, enum doc_xlsx_epoch epoch)
{
	if (epoch == DOC_XLSX_1904)
		return day_make(1904, 1, 1) + (day)days;
	if (days == 60 || days == 0)
		return DAY_NONE;
	return day_make(1899, 12, days < 60 ? 31 : 30) + (day)days;
}

static void
put_time(struct buf *to, int64_t seconds)
{
	buf_printf(to, "%02d:%02d", (int)(seconds / 3600),
	    (int)(seconds / 60 % 60));
	if (seconds % 60 != 0)
		buf_printf(to, ":%02d", (int)(seconds % 60));
}

/* False when it is no moment. */
static bool
put_moment(struct buf *to, const struct digits *d, enum doc_xlsx_look look,
    enum doc_xlsx_epoch epoch)
{
	int64_t	days, seconds;
	day	date;

	if (!split_days(d, &days, &seconds))
		return false;
	if (days == 0) {
		put_time(to, seconds);
		return look == DOC_XLSX_TIME || seconds > 0;
	}
	date = day_of(days, epoch);
	if (date == DAY_NONE)
		return false;
	buf_put(to, day_iso(to->arena, date));
	if (seconds > 0) {
		buf_byte(to, ' ');
		put_time(to, seconds);
	}
	return true;
}

str
doc_xlsx_value(struct arena *arena, str stored, enum doc_xlsx_look look,
    enum doc_xlsx_epoch epoch)
{
	str		trimmed = str_trim(stored);
	struct digits	d;
	struct buf	to;

	if (!read_digits(trimmed, &d))
		return trimmed;
	buf_init(&to, arena, 128);
	if ((look == DOC_XLSX_DAY || look == DOC_XLSX_TIME) &&
	    put_moment(&to, &d, look, epoch))
		return buf_str(&to);
	buf_clear(&to);
	if (look == DOC_XLSX_PERCENT)
		d.point += 2;
	round_off(&d);
	if (is_long(&d))
		return trimmed;
	put_digits(&to, &d);
	if (look == DOC_XLSX_PERCENT)
		buf_byte(&to, '%');
	return buf_str(&to);
}
