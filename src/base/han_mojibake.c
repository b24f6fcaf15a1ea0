#include <errno.h>
#include <iconv.h>

#include "base/arena.h"
#include "base/han.h"
#include "base/han_pinyin.h"
#include "base/utf8.h"

#define LOOKED_AT	((size_t)8 * 1024)
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
 * Bytes of GB18030.  A character of four cannot have been UTF-8 and counts as
 * lost.
 */
static void
undo_bytes(struct undoing *undoing, const unsigned char *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (at[i] < 0x80) {
			undo_byte(undoing, at[i]);
		} else if (i + 1 < n && at[i + 1] >= '0' && at[i + 1] <= '9') {
			undo_byte(undoing, LOST);
			i += 3;
		} else {
			undo_byte(undoing, at[i]);
			if (++i < n)
				undo_byte(undoing, at[i]);
		}
	}
}

/* Encode a stretch of text, piece by piece. */
static void
undo_text(struct undoing *undoing, str s)
{
	char		*in = (char *)(uintptr_t)s.at;
	size_t		 left = s.n, skip;
	unsigned char	 out[512];

	while (left > 0) {
		char	*end = (char *)out;
		size_t	 room = sizeof out;
		bool	 whole = iconv(undoing->gb18030, &in, &left, &end,
			    &room) != (size_t)-1 || errno == E2BIG;

		undo_bytes(undoing, out, sizeof out - room);
		if (whole)
			continue;
		skip = 0;
		(void)utf8_next((str){ in, left }, &skip);
		in += skip;
		left -= skip;
		undo_byte(undoing, LOST);
	}
}

/*
 * A character that decoders do not agree on: Windows decodes 80 to the euro
 * sign and A2 E3 to U+E76C, others both to the euro sign.
 */
static bool
is_disputed(uint32_t point)
{
	return point == 0x20AC || point == 0xE76C || point == UTF8_BAD;
}

static void
undo_disputed(struct undoing *undoing, uint32_t point, uint32_t next)
{
	if (point == UTF8_BAD) {
		undo_byte(undoing, LOST);
	} else if (point == 0xE76C || (next == 0x20AC &&
	    undoing->missing == 1)) {
		undo_byte(undoing, 0xA2);
		undo_byte(undoing, 0xE3);
	} else {
		undo_byte(undoing, 0x80);
	}
}

/* Encode as GB18030, into `to' if it is given; how well it went, 0 to 100. */
static unsigned
undo(str s, struct undoing *undoing)
{
	size_t	from = 0;

	if (str_starts(s, S("\xEF\xBB\xBF")))
		s = str_sub(s, 3, s.n);
	undoing->gb18030 = iconv_open("GB18030", "UTF-8");
	if (undoing->gb18030 == (iconv_t)-1)
		return 0;
	for (size_t at = 0; at < s.n; ) {
		size_t		here = at, peek;
		uint32_t	point = utf8_next(s, &at);

		if (!is_disputed(point))
			continue;
		undo_text(undoing, str_sub(s, from, here));
		peek = from = at;
		undo_disputed(undoing, point, utf8_next(s, &peek));
	}
	undo_text(undoing, str_sub(s, from, s.n));
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
	    han_pinyin_letter(point, &toned) == 0;
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
	size_t		from = 0;

	while (from < s.n && (unsigned char)s.at[from] < 0x80)
		from++;
	s = utf8_head(str_sub(s, from, s.n), LOOKED_AT);
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
