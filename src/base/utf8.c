#include "base/utf8.h"

#include <string.h>

#include "base/arena.h"

/*
 * Length of the well-formed sequence at `at', 0 if there is none.  The table
 * of the Unicode standard (3-7): no overlong forms, no surrogates, nothing
 * above U+10FFFF.
 */
static size_t
sequence(const unsigned char *at, size_t n)
{
	unsigned char	low = 0x80, high = 0xBF;
	size_t		need;

	if (at[0] < 0x80)
		return 1;
	if (at[0] < 0xC2 || at[0] > 0xF4)
		return 0;
	need = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
	if (n < need)
		return 0;
	if (at[0] == 0xE0)
		low = 0xA0;
	else if (at[0] == 0xED)
		high = 0x9F;
	else if (at[0] == 0xF0)
		low = 0x90;
	else if (at[0] == 0xF4)
		high = 0x8F;
	if (at[1] < low || at[1] > high)
		return 0;
	for (size_t i = 2; i < need; i++)
		if (at[i] < 0x80 || at[i] > 0xBF)
			return 0;
	return need;
}

uint32_t
utf8_next_rare(str s, size_t *offset)
{
	const unsigned char	*at = (const unsigned char *)s.at + *offset;
	size_t			 n = sequence(at, s.n - *offset);

	if (n == 0) {
		++*offset;
		return UTF8_BAD;
	}
	*offset += n;
	switch (n) {
	case 2:
		return (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu);
	case 3:
		return (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 |
		    (at[2] & 0x3Fu);
	default:
		return (at[0] & 0x07u) << 18 | (at[1] & 0x3Fu) << 12 |
		    (at[2] & 0x3Fu) << 6 | (at[3] & 0x3Fu);
	}
}

uint32_t
utf8_previous(str s, size_t *offset)
{
	size_t	from = *offset, next;
	uint32_t point;

	if (from == 0)
		return 0;
	do
		from--;
	while (from > 0 && *offset - from < 4 &&
	    ((unsigned char)s.at[from] & 0xC0) == 0x80);
	next = from;
	point = utf8_next(str_sub(s, 0, *offset), &next);
	if (next != *offset) {
		--*offset;
		return UTF8_BAD;
	}
	*offset = from;
	return point;
}

size_t
utf8_put(char *to, uint32_t point)
{
	if (point < 0x80) {
		to[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		to[0] = (char)(0xC0 | point >> 6);
		to[1] = (char)(0x80 | (point & 0x3F));
		return 2;
	}
	if (point < 0x10000) {
		to[0] = (char)(0xE0 | point >> 12);
		to[1] = (char)(0x80 | (point >> 6 & 0x3F));
		to[2] = (char)(0x80 | (point & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | point >> 18);
	to[1] = (char)(0x80 | (point >> 12 & 0x3F));
	to[2] = (char)(0x80 | (point >> 6 & 0x3F));
	to[3] = (char)(0x80 | (point & 0x3F));
	return 4;
}

bool
utf8_valid(str s)
{
	const unsigned char	*at = (const unsigned char *)s.at;

	for (size_t i = 0, n; i < s.n; i += n) {
		n = sequence(at + i, s.n - i);
		if (n == 0)
			return false;
	}
	return true;
}

size_t
utf8_count(str s)
{
	size_t	count = 0;

	for (size_t i = 0; i < s.n; count++)
		(void)utf8_next(s, &i);
	return count;
}

static bool
is_one_of(uint32_t point, str points)
{
	for (size_t at = 0; at < points.n; )
		if (utf8_next(points, &at) == point)
			return true;
	return false;
}

str
utf8_sentence(str s, size_t at, str ends)
{
	size_t	from = at < s.n ? at : s.n, to = from, next = from;
	bool	end = false;

	while (next > 0 && !is_one_of(utf8_previous(s, &next), ends))
		from = next;
	while (to < s.n && !end)
		end = is_one_of(utf8_next(s, &to), ends);
	return str_trim(str_sub(s, from, to));
}

str
utf8_head(str s, size_t n)
{
	if (n >= s.n)
		return s;
	while (n > 0 && ((unsigned char)s.at[n] & 0xC0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

static bool
carried(uint32_t point)
{
	return point == '\t' || point == '\n' ||
	    (point >= 0x20 && point < 0x7F) || point >= 0xA0;
}

/*
 * The next code point as it may be carried, 0 for one that vanishes.  CR is LF
 * unless an LF follows.
 */
static uint32_t
next_clean(str s, size_t *offset)
{
	uint32_t	point = utf8_next(s, offset);

	if (point == '\r')
		return *offset < s.n && s.at[*offset] == '\n' ? 0 : '\n';
	return carried(point) ? point : 0;
}

/* Bytes of the clean text; *ret_same says whether it is the text itself. */
static size_t
clean_size(str s, bool *ret_same)
{
	size_t	size = 0;
	char	bytes[4];

	*ret_same = true;
	for (size_t i = 0; i < s.n; ) {
		size_t		from = i, n;
		uint32_t	point = next_clean(s, &i);

		n = point == 0 ? 0 : utf8_put(bytes, point);
		if (n != i - from || (n == 1 && s.at[from] == '\r'))
			*ret_same = false;
		size += n;
	}
	return size;
}

/* How many bytes at the start are printable ASCII or plain sequences of
   three: nearly always all of them. */
static size_t
plain_head(str s)
{
	const unsigned char	*at = (const unsigned char *)s.at;
	size_t			 i = 0;

	while (i < s.n)
		if (at[i] >= 0x20 && at[i] < 0x7F)
			i++;
		else if (s.n - i >= 3 && at[i] >= 0xE1 && at[i] <= 0xEF &&
		    at[i] != 0xED && (at[i + 1] & 0xC0) == 0x80 &&
		    (at[i + 2] & 0xC0) == 0x80)
			i += 3;
		else
			break;
	return i;
}

str
utf8_clean(struct arena *arena, str s)
{
	size_t	plain = plain_head(s), size, n = 0;
	bool	same;
	char	*to;

	if (plain == s.n)
		return s;
	size = plain + clean_size(str_sub(s, plain, s.n), &same);
	if (same)
		return s;
	to = arena_alloc(arena, size);
	for (size_t i = 0; i < s.n; ) {
		uint32_t	point = next_clean(s, &i);

		if (point != 0)
			n += utf8_put(to + n, point);
	}
	return (str){ to, n };
}

bool
utf8_is_han(uint32_t point)
{
	return (point >= 0x4E00 && point <= 0x9FFF) ||
	    (point >= 0x3400 && point <= 0x4DBF) ||
	    (point >= 0xF900 && point <= 0xFAFF) ||
	    (point >= 0x20000 && point <= 0x3FFFF) || point == 0x3007;
}

bool
utf8_is_blank(uint32_t point)
{
	return point == ' ' || (point >= '\t' && point <= '\r') ||
	    point == 0xA0 || (point >= 0x2000 && point <= 0x200D) ||
	    point == 0x202F || point == 0x205F || point == 0x3000 ||
	    point == 0xFEFF;
}

unsigned
utf8_width(uint32_t point)
{
	if (point == 0 || (point >= 0x200B && point <= 0x200F) ||
	    (point >= 0x300 && point <= 0x36F) || point == 0xFEFF ||
	    (point >= 0xFE00 && point <= 0xFE0F))
		return 0;
	if ((point >= 0x1100 && point <= 0x115F) ||
	    (point >= 0x2E80 && point <= 0xA4CF && point != 0x303F) ||
	    (point >= 0xAC00 && point <= 0xD7A3) ||
	    (point >= 0xF900 && point <= 0xFAFF) ||
	    (point >= 0xFE30 && point <= 0xFE6F) ||
	    (point >= 0xFF00 && point <= 0xFF60) ||
	    (point >= 0xFFE0 && point <= 0xFFE6) ||
	    (point >= 0x1F300 && point <= 0x1F64F) ||
	    (point >= 0x20000 && point <= 0x3FFFD))
		return 2;
	return 1;
}

unsigned
utf8_columns(str s)
{
	unsigned	columns = 0;

	for (size_t i = 0; i < s.n; )
		columns += utf8_width(utf8_next(s, &i));
	return columns;
}
