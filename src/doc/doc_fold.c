#include "doc/doc_fold.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/utf8.h"

/* Marks without width part nothing: soft hyphen, joiners, BOM. */
static bool
invisible(uint32_t point)
{
	return point == 0xAD || (point >= 0x200B && point <= 0x200D) ||
	    point == 0x2060 || point == 0xFEFF;
}

str
doc_fold(struct arena *arena, str s)
{
	str	 clean = utf8_clean(arena, s);
	char	*to = arena_alloc(arena, clean.n + 1);
	char	 gap = '\0';	/* the white space met since the last word */
	size_t	 n = 0, at = 0;
	uint32_t point;

	while ((point = utf8_next(clean, &at)) != 0) {
		if (invisible(point))
			continue;
		if (point == '\n')
			gap = '\n';
		else if (utf8_is_blank(point))
			gap = gap == '\n' ? '\n' : ' ';
		else {
			if (gap != '\0' && n > 0)
				to[n++] = gap;
			gap = '\0';
			n += utf8_put(to + n, point);
		}
	}
	return (str){ to, n };
}
