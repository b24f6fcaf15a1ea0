#include "web/percent.h"

#include <string.h>

#include "base/arena.h"

/* The value of a hexadecimal figure; -1 for none. */
static int
figure(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
decode(struct arena *arena, str s, char blank, str *ret)
{
	char	*to;
	size_t	 n = 0;

	*ret = s;
	if (s.n == 0 || (memchr(s.at, '%', s.n) == NULL &&
	    memchr(s.at, blank, s.n) == NULL))
		return true;
	to = arena_alloc(arena, s.n);
	for (size_t i = 0; i < s.n; i++) {
		int	high, low;

		if (s.at[i] != '%') {
			to[n++] = s.at[i] == blank ? ' ' : s.at[i];
			continue;
		}
		if (s.n - i < 3)
			return false;
		high = figure(s.at[i + 1]);
		low = figure(s.at[i + 2]);
		if (high < 0 || low < 0)
			return false;
		to[n++] = (char)(high << 4 | low);
		i += 2;
	}
	*ret = (str){ to, n };
	return true;
}

bool
percent_path(struct arena *arena, str s, str *ret)
{
	return decode(arena, s, '%', ret);
}

bool
percent_form(struct arena *arena, str s, str *ret)
{
	return decode(arena, s, '+', ret);
}
