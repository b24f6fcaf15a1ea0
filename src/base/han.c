#include "base/han.h"

#include "base/arena.h"
#include "base/han_pinyin.h"
#include "base/utf8.h"
#include "woven/han_table.h"

uint32_t
han_simplify(uint32_t point)
{
	size_t	low = 0, high = sizeof han_pair / sizeof han_pair[0];

	if (point < 0x2E80)
		return point;
	if (point < 0x10000) {
		uint16_t	simple;

		simple = han_simple[han_page[point >> 8]][point & 0xFF];
		return simple == 0 ? point : simple;
	}
	while (low < high) {
		size_t	middle = (low + high) / 2;

		if (han_pair[middle][0] == point)
			return han_pair[middle][1];
		if (han_pair[middle][0] < point)
			low = middle + 1;
		else
			high = middle;
	}
	return point;
}

/* Traditional characters that simplified text uses as well, in names. */
static bool
stands_in_both(uint32_t point)
{
	static const uint32_t	known[] = { U'乾', U'菸', U'薹', U'捱', U'摺',
	    U'吒', U'後', U'徵', U'夥', U'甯', U'榘', U'於', U'麴', U'醣', U'麽' };

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (point == known[i])
			return true;
	return false;
}

struct walk {
	str		s;
	size_t		at;		/* next byte */
	uint32_t	before;		/* the character before, as it stood */
	bool		pinyin;		/* some was passed over */
};

/* The next character that is no bracketed pinyin; false at the end. */
static bool
next_point(struct walk *walk, uint32_t *ret)
{
	while (walk->at < walk->s.n) {
		size_t		from = walk->at, end = from;
		uint32_t	point = utf8_next(walk->s, &walk->at);

		if ((point == '(' || point == 0xFF08) &&
		    utf8_is_han(walk->before))
			end = han_pinyin_end(walk->s, from, walk->before);
		if (end == from) {
			*ret = walk->before = point;
			return true;
		}
		walk->at = end;
		walk->before = 0;
		walk->pinyin = true;
	}
	return false;
}

/* Whether there is anything to repair, and whether a mirror has been at it. */
static bool
harmed(str s, bool *ret_traditional)
{
	struct walk	walk = { .s = s };
	bool		harm = false, traditional = false;
	uint32_t	point;

	while (next_point(&walk, &point)) {
		if (point < 0x2E80 || han_simplify(point) == point ||
		    stands_in_both(point))
			continue;
		harm = true;
		traditional = traditional || point >= 0x3400;
	}
	*ret_traditional = traditional || walk.pinyin;
	return harm || walk.pinyin;
}

str
han_repair(struct arena *arena, str s)
{
	struct walk	walk = { .s = s };
	bool		traditional;
	uint32_t	point;
	size_t		n = 0;
	char		*to;

	if (!harmed(s, &traditional))
		return s;
	to = arena_alloc(arena, s.n);
	while (next_point(&walk, &point)) {
		if (traditional || !stands_in_both(point))
			point = han_simplify(point);
		n += utf8_put(to + n, point);
	}
	return (str){ to, n };
}

uint32_t
han_half(uint32_t point)
{
	if (point >= 0xFF01 && point <= 0xFF5E)
		return point - 0xFEE0;
	return point == 0x3000 ? ' ' : point;
}

/* Letters, digits and characters; no blanks, marks, symbols, private use. */
static bool
tells(uint32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') ||
		    (point >= 'a' && point <= 'z');
	if (point >= 0x3000 && point < 0x3040)
		return point == 0x3005 || point == 0x3007;
	return point >= 0xC0 && point != 0xD7 && point != 0xF7 &&
	    !(point >= 0x300 && point < 0x370) &&
	    !(point >= 0x2000 && point < 0x2C00) &&
	    !(point >= 0x2E00 && point < 0x2E80) &&
	    !(point >= 0x2FF0 && point < 0x3000) &&
	    !(point >= 0x3200 && point < 0x3400) &&
	    !(point >= 0xD800 && point < 0xF900) &&
	    !(point >= 0xFE00 && point < 0x10000) &&
	    !(point >= 0x1D000 && point < 0x20000) && point < 0xE0000;
}

str
han_fold(struct arena *arena, str s)
{
	char		*to = arena_alloc(arena, s.n);
	struct walk	walk = { .s = s };
	uint32_t	point;
	size_t		n = 0;

	while (next_point(&walk, &point)) {
		point = han_half(point);
		if (point >= 'A' && point <= 'Z')
			point += 'a' - 'A';
		point = han_simplify(point);
		if (tells(point))
			n += utf8_put(to + n, point);
	}
	return (str){ to, n };
}
