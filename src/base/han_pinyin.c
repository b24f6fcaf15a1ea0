#include "base/han_pinyin.h"

#include <string.h>

#include "base/han.h"
#include "base/utf8.h"

#define SYLLABLE	6	/* letters of the longest: zhuang */

char
han_pinyin_letter(uint32_t point, bool *toned)
{
	static const struct {
		uint16_t	point;
		char		plain;
	} marked[] = {
		{ 0xE0, 'a' }, { 0xE1, 'a' }, { 0xE8, 'e' }, { 0xE9, 'e' },
		{ 0xEC, 'i' }, { 0xED, 'i' }, { 0xF2, 'o' }, { 0xF3, 'o' },
		{ 0xF9, 'u' }, { 0xFA, 'u' }, { 0x101, 'a' }, { 0x113, 'e' },
		{ 0x11B, 'e' }, { 0x12B, 'i' }, { 0x14D, 'o' }, { 0x16B, 'u' },
		{ 0x1CE, 'a' }, { 0x1D0, 'i' }, { 0x1D2, 'o' }, { 0x1D4, 'u' },
		{ 0x1D6, 'v' }, { 0x1D8, 'v' }, { 0x1DA, 'v' }, { 0x1DC, 'v' },
	};

	if (point >= 'a' && point <= 'z')
		return (char)point;
	switch (point) {
	case 0xFC:
		return 'v';
	case 0x251:
		return 'a';
	case 0x261:
		return 'g';
	}
	for (size_t i = 0; i < sizeof marked / sizeof marked[0]; i++)
		if (marked[i].point == point) {
			*toned = true;
			return marked[i].plain;
		}
	return 0;
}

/* One syllable: an initial, one to three vowels, then nothing, n, ng or r. */
static bool
is_syllable(const char *letters)
{
	size_t		initial = strspn(letters, "bpmfdtnlgkhjqxrzcsyw");
	const char	*final = letters + initial;
	size_t		vowels = strspn(final, "aeiouv");

	if (initial > 2 || (initial == 2 &&
	    (letters[1] != 'h' || strchr("zcs", letters[0]) == NULL)))
		return false;
	final += vowels;
	return vowels >= 1 && vowels <= 3 && (*final == '\0' ||
	    strcmp(final, "n") == 0 || strcmp(final, "ng") == 0 ||
	    strcmp(final, "r") == 0);
}

static bool
is_tone(uint32_t point)
{
	return point == 0x300 || point == 0x301 || point == 0x304 ||
	    point == 0x30C;
}

size_t
han_pinyin_end(str s, size_t at, uint32_t before)
{
	char		letters[SYLLABLE + 1] = "";
	bool		toned = false;
	size_t		n = 0, next = at;
	uint32_t	point;

	(void)utf8_next(s, &next);
	for (point = utf8_next(s, &next); point != ')' && point != 0xFF09;
	    point = utf8_next(s, &next)) {
		char	letter = han_pinyin_letter(point, &toned);

		if (is_tone(point))
			toned = true;
		else if (letter != 0 && n < SYLLABLE)
			letters[n++] = letter;
		else if (!utf8_is_blank(point))
			return at;
	}
	if (!is_syllable(letters) || (!toned && han_simplify(before) == before))
		return at;
	return next;
}
