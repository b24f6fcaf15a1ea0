#include "check/proof_trace_address.h"

#include <string.h>

#include "base/han.h"
#include "base/utf8.h"

#define LONGEST		60u	/* characters of an address */
#define SHORTEST	4u	/* characters before a house's number */

/* What an address cannot go on over, besides blanks. */
static bool
is_stop(uint32_t point)
{
	static const char	stops[] = "，。；：、（）《》“”？！｜";
	char			bytes[4] = { 0 };

	if (point < 0x80)
		return !((point >= '0' && point <= '9') || point == '-' ||
		    (point >= 'A' && point <= 'Z') ||
		    (point >= 'a' && point <= 'z') || point == '#');
	return utf8_is_blank(point) || str_has(S(stops),
	    (str){ bytes, utf8_put(bytes, point) });
}

static bool
is_figure(uint32_t point)
{
	static const uint32_t	figures[] = { 0x96F6, 0x3007, 0x4E00, 0x4E8C,
		0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
		0x5341, 0x767E };	/* 零〇一二三四五六七八九十百 */

	point = han_half(point);
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		if (point == figures[i])
			return true;
	return point >= '0' && point <= '9';
}

/* Where the run of characters begins that ends here. */
static size_t
run_from(str text, size_t to)
{
	size_t	from = to, at = to;

	for (unsigned n = 0; n < LONGEST; n++) {
		uint32_t	point = utf8_previous(text, &at);

		if (point == 0 || is_stop(point))
			break;
		from = at;
	}
	return from;
}

/* A number and behind it "号" or the like end here. */
static size_t
end_at(const struct proof_rules *rules, str text, size_t at)
{
	size_t	before = at;
	str	end;

	if (!is_figure(utf8_previous(text, &before)))
		return 0;
	end = proof_rules_head(&rules->ends, str_sub(text, at, at + 12));
	return end.n == 0 ? 0 : at + end.n;
}

bool
proof_trace_address_name(const struct proof_rules *rules, str word)
{
	str	surname = proof_rules_head(&rules->surnames, word);
	size_t	at = 0, n = 0;

	while (at < word.n) {
		if (!utf8_is_han(utf8_next(word, &at)))
			return false;
		n++;
	}
	if (surname.n == 0 || proof_rules_head(&rules->not_names, word).n > 0)
		return false;
	return surname.n > 3 ? n == 3 || n == 4 : n == 2 || n == 3;
}

/* The cell or the item of a list before a place is a person's name. */
static bool
behind_name(const struct proof_rules *rules, str text, size_t from)
{
	static const char	between[] = "\t\n ,|，　、";
	size_t			to = from, at = from, past;
	uint32_t		point = utf8_previous(text, &at);
	char			bytes[4] = { 0 };

	if (point == 0 || !str_has(S(between), (str){ bytes,
	    utf8_put(bytes, point) }))
		return false;
	to = at;
	at = run_from(text, to);
	if (!proof_trace_address_name(rules, str_sub(text, at, to)))
		return false;
	/* A name stands at the beginning of a line or in a row of cells. */
	past = at;
	point = utf8_previous(text, &past);
	return point == 0 || (point < 0x80 && strchr("\t\n |,", (int)point) !=
	    NULL);
}

/* Behind a word of living somewhere; sets where the place itself begins. */
static bool
is_home(const struct proof_rules *rules, str text, size_t *from, size_t to)
{
	str		run = str_sub(text, *from, to), label;
	size_t		at = *from;
	uint32_t	point = utf8_previous(text, &at);

	for (size_t i = 0; i < rules->lives.n; i++) {
		str		word = rules->lives.word[i];
		ptrdiff_t	found = str_find(run, word, 0);

		if (found < 0)
			continue;
		*from += (size_t)found + word.n;
		if (str_starts(str_sub(text, *from, to), S("在")) ||
		    str_starts(str_sub(text, *from, to), S("于")) ||
		    str_starts(str_sub(text, *from, to), S("为")))
			*from += 3;
		return true;
	}
	if (point != ':' && point != 0xFF1A)
		return behind_name(rules, text, *from);
	label = str_sub(text, run_from(text, at), at);
	return proof_rules_tail(&rules->lives, label).n > 0;
}

bool
proof_trace_address_next(const struct proof_rules *rules, str text, size_t *at,
    size_t *ret_from, size_t *ret_to)
{
	while (*at < text.n) {
		size_t	to = end_at(rules, text, *at), from, next;

		if (to == 0) {
			(void)utf8_next(text, at);
			continue;
		}
		from = run_from(text, *at);
		*at = to;
		/* "3幢2单元501室" is one. */
		for (next = to; next < text.n && next < to + 24;) {
			size_t	end = end_at(rules, text, next);
			size_t	last = next;

			if (end > 0)
				*at = to = next = end;
			else if (is_stop(utf8_next(text, &next)) ||
			    next == last)
				break;
		}
		if (utf8_count(str_sub(text, from, to)) >= SHORTEST &&
		    proof_rules_any(&rules->places, str_sub(text, from, to)) &&
		    !proof_rules_any(&rules->bodies,
		    str_sub(text, from, to)) &&
		    is_home(rules, text, &from, to)) {
			*ret_from = from;
			*ret_to = to;
			return true;
		}
	}
	return false;
}
