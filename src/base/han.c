#include "base/han.h"

#include <iconv.h>
#include <string.h>

#include "base/arena.h"
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

/* --- pinyin in brackets ------------------------------------------------ */

#define SYLLABLE	6	/* letters of the longest: zhuang */

/* The letter under a letter of pinyin, 0 if it is none; tones are noted. */
static char
plain_letter(uint32_t point, bool *toned)
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

/*
 * The end of the bracketed syllable at byte `at', or `at' if there is none.
 * Without a tone it counts only behind a traditional character, for it may be
 * a word.
 */
static size_t
pinyin_end(str s, size_t at, uint32_t before)
{
	char		letters[SYLLABLE + 1] = "";
	bool		toned = false;
	size_t		n = 0, next = at;
	uint32_t	point;

	(void)utf8_next(s, &next);
	for (point = utf8_next(s, &next); point != ')' && point != 0xFF09;
	    point = utf8_next(s, &next)) {
		char	letter = plain_letter(point, &toned);

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

/* --- reading past the damage ------------------------------------------- */

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
			end = pinyin_end(walk->s, from, walk->before);
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

/* --- mojibake ---------------------------------------------------------- */

#define LOOKED_AT	((size_t)64 * 1024)
#define UNDOABLE	60	/* percent that must be UTF-8 again */
#define LOST		0xFF	/* a byte that UTF-8 never has */

/* UTF-8 that is made again, byte by byte, from what it was decoded to. */
struct undoing {
	iconv_t		 gb18030;
	unsigned char	*to;		/* NULL where only the shares count */
	size_t		 n;
	unsigned	 missing;	/* bytes the open sequence needs */
	unsigned	 run;		/* whole sequences in a row */
	bool		 after_ascii;	/* where it, or the next, begins */
	size_t		 high;		/* bytes above ASCII */
	size_t		 whole;		/* of these, in good sequences */
};

/* A sequence is whole: convincing behind ASCII or behind another one. */
static void
count_sequence(struct undoing *undoing)
{
	undoing->run++;
	if (undoing->after_ascii || undoing->run > 2)
		undoing->whole += 3;
	else if (undoing->run == 2)
		undoing->whole += 6;
	if (undoing->after_ascii)
		undoing->run = 2;
	undoing->after_ascii = false;
}

static void
undo_byte(struct undoing *undoing, unsigned char byte)
{
	bool	open = undoing->missing > 0;
	bool	first = byte >= 0xE2 && byte <= 0xEF;

	if (undoing->to != NULL)
		undoing->to[undoing->n++] = byte;
	undoing->high += byte >= 0x80;
	if (open && (byte & 0xC0) == 0x80) {
		if (--undoing->missing == 0)
			count_sequence(undoing);
		return;
	}
	if (open || !first) {
		undoing->run = 0;
		undoing->after_ascii = byte < 0x80;
	}
	undoing->missing = first ? 2 : 0;
}

/*
 * The bytes that were decoded to a character.  Windows decodes 80 to the euro
 * sign and A2 E3 to U+E76C, others both to the euro sign.
 */
static void
undo_point(struct undoing *undoing, uint32_t point, uint32_t next)
{
	char	bytes[4], *in = bytes, out[8], *end = out;
	size_t	left = utf8_put(bytes, point), room = sizeof out;

	if (point == 0xE76C || (point == 0x20AC && next == 0x20AC &&
	    undoing->missing == 1)) {
		undo_byte(undoing, 0xA2);
		undo_byte(undoing, 0xE3);
	} else if (point == 0x20AC) {
		undo_byte(undoing, 0x80);
	} else if (point == UTF8_BAD ||
	    iconv(undoing->gb18030, &in, &left, &end, &room) != 0 ||
	    end - out > 2) {
		undo_byte(undoing, LOST);
	} else {
		for (char *byte = out; byte < end; byte++)
			undo_byte(undoing, (unsigned char)*byte);
	}
}

/*
 * Encode as GB18030, into `to' if it is given; how well it went, 0 to 100.
 * Four bytes for a character cannot have been UTF-8 and count as lost.
 */
static unsigned
undo(str s, struct undoing *undoing)
{
	if (str_starts(s, S("\xEF\xBB\xBF")))
		s = str_sub(s, 3, s.n);
	undoing->gb18030 = iconv_open("GB18030", "UTF-8");
	if (undoing->gb18030 == (iconv_t)-1)
		return 0;
	for (size_t at = 0; at < s.n; ) {
		uint32_t	point = utf8_next(s, &at);
		size_t		peek = at;

		undo_point(undoing, point, utf8_next(s, &peek));
	}
	(void)iconv_close(undoing->gb18030);
	return undoing->high == 0 ? 0 :
	    (unsigned)(undoing->whole * 100 / undoing->high);
}

/* Bytes of GB18030 taken for UTF-8 or Latin letters, or lost altogether. */
static bool
is_wreckage(uint32_t point)
{
	bool	toned = false;

	switch (point) {
	case UTF8_BAD:
	case U'锟':
		return true;
	case 0xA0:
	case 0xA7:
	case 0xA9:
	case 0xAE:
	case 0xB0:
	case 0xB1:
	case 0xB2:
	case 0xB3:
	case 0xB7:
	case 0xD7:
	case 0xF7:
		return false;
	}
	return point >= 0x80 && point < 0x800 &&
	    plain_letter(point, &toned) == 0;
}

static unsigned
wreckage(str s)
{
	size_t	count = 0, high = 0;

	for (size_t at = 0; at < s.n; ) {
		uint32_t	point = utf8_next(s, &at);

		high += point >= 0x80;
		count += is_wreckage(point);
	}
	return high == 0 ? 0 : (unsigned)(count * 100 / high);
}

unsigned
han_mojibake(str s)
{
	struct undoing	undoing = { .after_ascii = true };
	unsigned	share, other;

	s = utf8_head(s, LOOKED_AT);
	share = undo(s, &undoing);
	other = wreckage(s);
	return share > other ? share : other;
}

/* A broken sequence is one lost character, with the ? that marks its end. */
static size_t
past_broken(str s, size_t at)
{
	while (at < s.n && ((unsigned char)s.at[at] & 0xC0) == 0x80)
		at++;
	if (at < s.n && (s.at[at] == '?' || (unsigned char)s.at[at] == LOST))
		at++;
	return at;
}

bool
han_unmojibake(struct arena *arena, str s, str *ret)
{
	struct undoing	undoing = { .after_ascii = true };
	size_t		n = 0;
	str		bytes;
	char		*to;

	undoing.to = arena_array(arena, s.n + 1, 2);
	if (undo(s, &undoing) < UNDOABLE)
		return false;
	bytes = (str){ (const char *)undoing.to, undoing.n };
	to = arena_array(arena, bytes.n, 3);
	for (size_t at = 0; at < bytes.n; ) {
		size_t		from = at;
		uint32_t	point = utf8_next(bytes, &at);

		if (point == UTF8_BAD && at - from == 1)
			at = past_broken(bytes, at);
		n += utf8_put(to + n, point);
	}
	*ret = (str){ to, n };
	return true;
}
