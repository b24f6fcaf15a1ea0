#include "store/search_token.h"

#include <string.h>

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"

#define RUN_EXACT	7	/* ASCII letters and digits kept as they are */
#define RUN_BIT		((uint64_t)1 << 38)

/* What divides nothing: letters, digits and characters of any script. */
static bool
tells(uint32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') ||
		    (point >= 'a' && point <= 'z');
	if (point >= 0x3000 && point < 0x3040)
		return point == 0x3005 || point == 0x3007;
	return point >= 0xC0 && point != 0xD7 && point != 0xF7 &&
	    !(point >= 0x2B0 && point < 0x370) &&
	    !(point >= 0x2000 && point < 0x2C00) &&
	    !(point >= 0x2E00 && point < 0x3000) &&
	    !(point >= 0x3200 && point < 0x3400) &&
	    !(point >= 0xD800 && point < 0xF900) &&
	    !(point >= 0xFE00 && point < 0x10000) &&
	    !(point >= 0x1D000 && point < 0x20000) && point < 0xE0000;
}

static bool
is_han(uint32_t point)
{
	return (point >= 0x4E00 && point <= 0x9FFF) || utf8_is_han(point);
}

uint32_t
search_token_fold(uint32_t point)
{
	if (point >= 0x4E00 && point <= 0x9FFF)
		return han_simplify(point);
	point = han_half(point);
	if (point >= 'A' && point <= 'Z')
		return point + ('a' - 'A');
	if ((point >= 0xC0 && point <= 0xDE && point != 0xD7) ||
	    (point >= 0x391 && point <= 0x3A9) ||
	    (point >= 0x410 && point <= 0x42F))
		return point + 0x20;
	point = han_simplify(point);
	return tells(point) ? point : ' ';
}

/* A folded character may be longer than what it came from, by a byte at
   most, and never ends beyond twice the text. */
static struct search_text
fold(struct arena *arena, str text, uint32_t *from)
{
	char		*to = arena_alloc(arena, 2 * text.n + 1);
	size_t		 n = 0, at = 0, next = 0;
	bool		 blank = true, plain = true;

	for (; at < text.n; at = next) {
		uint32_t	was = utf8_next(text, &next);
		uint32_t	point = search_token_fold(was);
		size_t		start = n;

		if (point == ' ' && blank)
			continue;
		blank = point == ' ';
		if (point == was && next - at == 3) {
			/* Nearly all are this. */
			memcpy(to + n, text.at + at, 3);
			n += 3;
		} else {
			plain = plain && (point == was || blank);
			n += utf8_put(to + n, point);
		}
		for (; from != NULL && start < n; start++)
			from[start] = (uint32_t)at;
	}
	if (n > 0 && blank)
		n--;
	else if (from != NULL)
		from[n] = (uint32_t)text.n;
	return (struct search_text){ { to, n }, from, plain };
}

struct search_text
search_token_text(struct arena *arena, str text)
{
	return fold(arena, text, NULL);
}

struct search_text
search_token_places(struct arena *arena, str text)
{
	return fold(arena, text,
	    arena_array(arena, 2 * text.n + 1, sizeof(uint32_t)));
}

static uint64_t
hashed(str s)
{
	uint64_t	hash = 0xCBF29CE484222325u;

	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.at[i]) * 0x100000001B3u;
	return SEARCH_TERM_HASHED | (hash ^ hash >> 40) % SEARCH_TERM_HASHED;
}

/* A character (`second' 0) or a pair, whose bytes are `s'. */
static uint64_t
han_term(uint32_t first, uint32_t second, str s)
{
	if (first > 0xFFFF || second > 0xFFFF)
		return hashed(s);
	return (uint64_t)first << 16 | second;
}

/* A run of letters and digits; in base 37 if it is short and plain. */
static uint64_t
run_term(str s)
{
	uint64_t	n = 0;

	if (s.n > RUN_EXACT)
		return hashed(s);
	for (size_t i = 0; i < s.n; i++) {
		char	c = s.at[i];

		if ((unsigned char)c >= 0x80)
			return hashed(s);
		n = n * 37 + (uint64_t)(c <= '9' ? c - '0' + 1 : c - 'a' + 11);
	}
	return RUN_BIT | n;
}

/* The rest of the run of letters and digits that began at `from'. */
static uint64_t
take_run(struct search_walk *walk, size_t from)
{
	size_t	next = walk->byte;

	for (; walk->byte < walk->s.n; walk->byte = next) {
		uint32_t	point = utf8_next(walk->s, &next);

		if (point == ' ' || is_han(point))
			break;
		walk->at++;
	}
	return run_term(str_sub(walk->s, from, walk->byte));
}

/* The Han character that was read; the pair it begins is due next. */
static uint64_t
take_han(struct search_walk *walk, size_t from, uint32_t point, bool *ret_alone)
{
	size_t		next = walk->byte;
	uint32_t	second = utf8_next(walk->s, &next);

	*ret_alone = !walk->inside;
	walk->inside = second != 0 && is_han(second);
	if (walk->inside) {
		walk->pair = han_term(point, second,
		    str_sub(walk->s, from, next));
		*ret_alone = false;
	}
	return han_term(point, 0, str_sub(walk->s, from, walk->byte));
}

bool
search_token_next(struct search_walk *walk, struct search_term *ret)
{
	if (walk->pair != 0) {
		*ret = (struct search_term){ walk->pair, walk->at - 1, false };
		walk->pair = 0;
		return true;
	}
	while (walk->byte < walk->s.n) {
		size_t		from = walk->byte;
		uint32_t	point = utf8_next(walk->s, &walk->byte);

		ret->at = walk->at++;
		ret->alone = false;
		if (point == ' ')
			continue;
		ret->term = is_han(point) ?
		    take_han(walk, from, point, &ret->alone) :
		    take_run(walk, from);
		return true;
	}
	return false;
}

/* A letter or digit, which must not stand on both sides of a cut. */
static bool
in_run(uint32_t point)
{
	return point != 0 && point != ' ' && !is_han(point);
}

/* The folded character at or before an offset; 0 at either end. */
static uint32_t
folded_at(str text, size_t at)
{
	return at >= text.n ? 0 : search_token_fold(utf8_next(text, &at));
}

static uint32_t
folded_before(str text, size_t at)
{
	return at == 0 ? 0 : search_token_fold(utf8_previous(text, &at));
}

static bool
cuts(str text, size_t at)
{
	return in_run(folded_before(text, at)) && in_run(folded_at(text, at));
}

ptrdiff_t
search_token_find(str text, str word, size_t from)
{
	while (word.n > 0 && from < text.n) {
		const char	*hit = memmem(text.at + from, text.n - from,
				    word.at, word.n);
		size_t		 at;

		if (hit == NULL)
			break;
		at = (size_t)(hit - text.at);
		if (!cuts(text, at) && !cuts(text, at + word.n))
			return (ptrdiff_t)at;
		from = at + 1;
	}
	return -1;
}
