#include "doc/doc_outline.h"

#include "base/utf8.h"

/* Digits of a numeral at most: nobody numbers a hundred parts. */
#define DIGITS	3u

static uint32_t
next_solid(str s, size_t *at)
{
	uint32_t	point;

	do
		point = utf8_next(s, at);
	while (point != 0 && utf8_is_blank(point));
	return point;
}

static bool
is_numeral(uint32_t point)
{
	static const uint32_t	numerals[] = {
		0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,	/* 一二三四五 */
		0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341,	/* 六七八九十 */
	};

	for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
		if (numerals[i] == point)
			return true;
	return false;
}

static bool
is_digit(uint32_t point)
{
	return (point >= '0' && point <= '9') ||
	    (point >= 0xFF10 && point <= 0xFF19);
}

static bool
is_bracket(uint32_t point, uint32_t half)
{
	return point == half || point == half + 0xFEE0;
}

/* What follows a bare numeral to make it a number of a part: 、 ． . */
static bool
is_stop(uint32_t point)
{
	return point == 0x3001 || point == 0xFF0E || point == '.';
}

enum doc_outline
doc_outline_of(str text)
{
	size_t		at = 0;
	uint32_t	point = next_solid(text, &at);
	bool		bracket = is_bracket(point, '('), han;

	if (bracket)
		point = next_solid(text, &at);
	han = is_numeral(point);
	if (!han && !is_digit(point))
		return DOC_OUTLINE_NONE;
	for (size_t n = 0; n < DIGITS; n++) {
		if (han ? !is_numeral(point) : !is_digit(point))
			break;
		point = next_solid(text, &at);
	}
	if (bracket && !is_bracket(point, ')'))
		return DOC_OUTLINE_NONE;
	if (bracket)
		return han ? DOC_OUTLINE_PART : DOC_OUTLINE_ITEM;
	if (!is_stop(point) || is_digit(next_solid(text, &at)))
		return DOC_OUTLINE_NONE;
	return han ? DOC_OUTLINE_SECTION : DOC_OUTLINE_ITEM;
}
