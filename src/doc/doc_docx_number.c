#include "doc/doc_docx_number.h"

#include "base/utf8.h"

typedef void (*writer)(struct buf *to, const char *digits, unsigned value);

/* The `i'th character of a row of characters of any length in bytes. */
static uint32_t
nth(const char *row, unsigned i)
{
	str		all = str_of(row);
	size_t		at = 0;
	uint32_t	point = 0;

	for (unsigned k = 0; k <= i; k++)
		point = utf8_next(all, &at);
	return point;
}

static void
ordinary(struct buf *to, const char *digits, unsigned value)
{
	(void)digits;
	buf_printf(to, "%u", value);
}

static void
two_digits(struct buf *to, const char *digits, unsigned value)
{
	(void)digits;
	buf_printf(to, "%02u", value);
}

/* 二〇一: place by place. */
static void
by_place(struct buf *to, const char *digits, unsigned value)
{
	unsigned	ten = 1;

	while (value / ten >= 10)
		ten *= 10;
	for (; ten > 0; ten /= 10)
		buf_point(to, nth(digits, value / ten % 10));
}

/*
 * 二百零一: `digits' are nought to nine, then ten, hundred, thousand.  A
 * leading one before ten is not said.
 */
static void
spoken(struct buf *to, const char *digits, unsigned value)
{
	static const unsigned	unit[] = { 1, 10, 100, 1000 };
	bool			said = false, nought = false;

	if (value == 0 || value > 9999) {
		by_place(to, digits, value);
		return;
	}
	for (unsigned k = 4; k-- > 0; ) {
		unsigned	digit = value / unit[k] % 10;

		if (digit == 0) {
			nought = said;
			continue;
		}
		if (nought)
			buf_point(to, nth(digits, 0));
		nought = false;
		if (k != 1 || digit != 1 || said)
			buf_point(to, nth(digits, digit));
		if (k > 0)
			buf_point(to, nth(digits, 9 + k));
		said = true;
	}
}

/* 二十一 up to 99, 一〇一 above: so does Word. */
static void
counted(struct buf *to, const char *digits, unsigned value)
{
	if (value < 100)
		spoken(to, digits, value);
	else
		by_place(to, digits, value);
}

/* 甲 to 癸 and the like; past the row, ordinary digits. */
static void
from_row(struct buf *to, const char *digits, unsigned value)
{
	if (value == 0 || value > utf8_count(str_of(digits)))
		ordinary(to, digits, value);
	else
		buf_point(to, nth(digits, value - 1));
}

/* a to z, then aa, bb: so does Word. */
static void
letters(struct buf *to, const char *digits, unsigned value)
{
	if (value == 0 || value > 26 * 8) {
		ordinary(to, digits, value);
		return;
	}
	for (unsigned i = 0; i <= (value - 1) / 26; i++)
		buf_point(to, nth(digits, (value - 1) % 26));
}

/* `digits' are pairs: one of a place, five of it; the last has no five. */
static void
roman(struct buf *to, const char *digits, unsigned value)
{
	static const char *const	shape[] = {
		"", "1", "11", "111", "15", "5", "51", "511", "5111", "1X",
	};
	unsigned			unit = 1000;

	if (value == 0 || value > 3999) {
		ordinary(to, digits, value);
		return;
	}
	for (unsigned place = 3; unit > 0; unit /= 10, place--)
		for (const char *c = shape[value / unit % 10]; *c != '\0'; c++)
			buf_byte(to, digits[2 * place +
			    (*c == '1' ? 0u : *c == '5' ? 1u : 2u)]);
}

static void
nothing(struct buf *to, const char *digits, unsigned value)
{
	(void)to;
	(void)digits;
	(void)value;
}

#define HAN	"〇一二三四五六七八九十百千"
#define ZERO	"零一二三四五六七八九十百千"
#define LEGAL	"零壹贰叁肆伍陆柒捌玖拾佰仟"
#define LEGAL_T	"零壹貳參肆伍陸柒捌玖拾佰仟"
#define WIDE	"０１２３４５６７８９"

static const struct {
	const char	*format;
	writer		 write;
	const char	*digits;
} formats[] = {
	{ "none", nothing, "" },
	{ "bullet", nothing, "" },
	{ "decimalZero", two_digits, "" },
	{ "decimalFullWidth", by_place, WIDE },
	{ "decimalFullWidth2", by_place, WIDE },
	{ "upperRoman", roman, "IVXLCDM" },
	{ "lowerRoman", roman, "ivxlcdm" },
	{ "upperLetter", letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
	{ "lowerLetter", letters, "abcdefghijklmnopqrstuvwxyz" },
	{ "chineseCounting", counted, HAN },
	{ "chineseCountingThousand", spoken, ZERO },
	{ "taiwaneseCounting", counted, HAN },
	{ "taiwaneseCountingThousand", spoken, ZERO },
	{ "japaneseCounting", spoken, HAN },
	{ "japaneseDigitalTenThousand", by_place, HAN },
	{ "ideographDigital", by_place, HAN },
	{ "taiwaneseDigital", by_place, HAN },
	{ "chineseLegalSimplified", spoken, LEGAL },
	{ "ideographLegalTraditional", spoken, LEGAL_T },
	{ "japaneseLegal", spoken, LEGAL },
	{ "ideographTraditional", from_row, "甲乙丙丁戊己庚辛壬癸" },
	{ "ideographZodiac", from_row, "子丑寅卯辰巳午未申酉戌亥" },
	{ "ideographEnclosedCircle", from_row, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉" },
	{ "decimalEnclosedCircle", from_row,
	    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" },
	{ "decimalEnclosedCircleChinese", from_row,
	    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" },
	{ "decimalEnclosedParen", from_row,
	    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇" },
	{ "decimalEnclosedFullstop", from_row,
	    "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛" },
};

void
doc_docx_number(struct buf *to, str format, unsigned value)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_is(format, formats[i].format)) {
			formats[i].write(to, formats[i].digits, value);
			return;
		}
	ordinary(to, "", value);
}
