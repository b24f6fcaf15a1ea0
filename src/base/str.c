#include "base/str.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

str
str_of(const char *string)
{
	if (string == NULL)
		return S("");
	return (str){ string, strlen(string) };
}

str
str_copy(struct arena *arena, str s)
{
	return (str){ arena_copy(arena, s.at, s.n), s.n };
}

char *
str_c(struct arena *arena, str s)
{
	return arena_copy(arena, s.at, s.n);
}

str
str_printf(struct arena *arena, const char *format, ...)
{
	va_list	list;
	str	s;

	va_start(list, format);
	s.at = arena_vprintf(arena, &s.n, format, list);
	va_end(list);
	return s;
}

str
str_int(struct arena *arena, int64_t n)
{
	char		 figures[sizeof "-9223372036854775808"];
	size_t		 at = sizeof figures;
	uint64_t	 rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		figures[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (n < 0)
		figures[--at] = '-';
	return str_copy(arena, (str){ figures + at, sizeof figures - at });
}

bool
str_eq(str a, str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

bool
str_is(str a, const char *b)
{
	return str_eq(a, str_of(b));
}

int
str_compare(str a, str b)
{
	size_t	n = a.n < b.n ? a.n : b.n;
	int	order = n == 0 ? 0 : memcmp(a.at, b.at, n);

	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

bool
str_starts(str s, str head)
{
	return s.n >= head.n && str_eq(str_sub(s, 0, head.n), head);
}

bool
str_ends(str s, str tail)
{
	return s.n >= tail.n && str_eq(str_sub(s, s.n - tail.n, s.n), tail);
}

bool
str_has(str s, str part)
{
	return str_find(s, part, 0) >= 0;
}

bool
str_among(const str *list, size_t n, str s)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], s))
			return true;
	return false;
}

ptrdiff_t
str_find(str s, str part, size_t from)
{
	const char	*found;

	if (from > s.n || part.n > s.n - from)
		return -1;
	if (part.n == 0)
		return (ptrdiff_t)from;
	found = memmem(s.at + from, s.n - from, part.at, part.n);
	return found == NULL ? -1 : found - s.at;
}

str
str_sub(str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	if (s.n == 0)
		return s;
	return (str){ s.at + from, to - from };
}

str
str_trim(str s)
{
	size_t	from = 0, to = s.n, next;

	for (next = 0; next < s.n; from = next)
		if (!utf8_is_blank(utf8_next(s, &next)))
			break;
	if (next >= s.n && from >= s.n)
		return str_sub(s, s.n, s.n);
	for (next = s.n; next > from; to = next)
		if (!utf8_is_blank(utf8_previous(s, &next)))
			break;
	return str_sub(s, from, to);
}

bool
str_cut(str *rest, char separator, str *ret_part)
{
	const char	*found;

	if (rest->n == 0)
		return false;
	found = memchr(rest->at, separator, rest->n);
	if (found == NULL) {
		*ret_part = *rest;
		*rest = str_sub(*rest, rest->n, rest->n);
		return true;
	}
	*ret_part = (str){ rest->at, (size_t)(found - rest->at) };
	*rest = (str){ found + 1, rest->n - ret_part->n - 1 };
	return true;
}

uint64_t
str_hash(str s)
{
	uint64_t	hash = 14695981039346656037u;

	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.at[i]) * 1099511628211u;
	return hash;
}
