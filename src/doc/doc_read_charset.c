#include "doc/doc_read.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <uchardet/uchardet.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

/* A text is still read where at most one of so many characters is broken. */
#define TOLERANCE	20

/* How uchardet is fed; a name is found long before the end of a large file. */
#define DETECT_BYTES	(1u << 20)

struct charset {
	const char	*alias;	/* as a page calls it, in lower case */
	const char	*name;	/* what it is read as */
};

/*
 * What pages call their charset.  GB18030 holds all of GB2312 and GBK; Latin
 * names are left out because Chinese pages bear them by mistake only.
 */
static const struct charset charsets[] = {
	{ "utf-8", "UTF-8" },
	{ "utf8", "UTF-8" },
	{ "unicode-1-1-utf-8", "UTF-8" },
	{ "utf-16", "UTF-8" },		/* whoever reads the hint reads ASCII */
	{ "gb2312", "GB18030" },
	{ "gb_2312-80", "GB18030" },
	{ "csgb2312", "GB18030" },
	{ "euc-cn", "GB18030" },
	{ "hz-gb-2312", "HZ" },
	{ "gbk", "GB18030" },
	{ "x-gbk", "GB18030" },
	{ "cp936", "GB18030" },
	{ "windows-936", "GB18030" },
	{ "gb18030", "GB18030" },
	{ "big5", "BIG5-HKSCS" },
	{ "x-x-big5", "BIG5-HKSCS" },
	{ "big5-hkscs", "BIG5-HKSCS" },
};

struct mark {
	str		 bytes;	/* at the beginning of the file */
	const char	*name;
};

/* UTF-32 stands first: its mark begins with that of UTF-16. */
static const struct mark marks[] = {
	{ { "\xFF\xFE\0\0", 4 }, "UTF-32LE" },
	{ { "\0\0\xFE\xFF", 4 }, "UTF-32BE" },
	{ { "\xEF\xBB\xBF", 3 }, "UTF-8" },
	{ { "\xFF\xFE", 2 }, "UTF-16LE" },
	{ { "\xFE\xFF", 2 }, "UTF-16BE" },
	{ { "\x84\x31\x95\x33", 4 }, "GB18030" },
};

static const char *
charset_named(str hint)
{
	for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
		if (strlen(charsets[i].alias) == hint.n &&
		    strncasecmp(charsets[i].alias, hint.at, hint.n) == 0)
			return charsets[i].name;
	return NULL;
}

static const char *
charset_marked(str *bytes)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!str_starts(*bytes, marks[i].bytes))
			continue;
		*bytes = str_sub(*bytes, marks[i].bytes.n, bytes->n);
		return marks[i].name;
	}
	return NULL;
}

/*
 * UTF-8 in which a few characters were cut or broken on the way.  Text that
 * is all ASCII counts as such too.
 */
static bool
is_utf8(str s)
{
	size_t	good = 0, bad = 0, at = 0;

	if (utf8_valid(s))
		return true;
	while (at < s.n) {
		size_t	before = at;

		if (utf8_next(s, &at) == UTF8_BAD && at - before == 1)
			bad++;
		else if (at - before > 1)
			good++;
	}
	return bad * TOLERANCE < good;
}

/* The same with U+FFFD in place of what is broken. */
static str
mended(struct arena *arena, str s)
{
	struct buf	out;
	size_t		at = 0;

	if (utf8_valid(s))
		return s;
	buf_init(&out, arena, s.n * 3);
	while (at < s.n) {
		size_t		before = at;
		uint32_t	point = utf8_next(s, &at);

		if (point == UTF8_BAD)
			buf_point(&out, point);
		else
			buf_put(&out, str_sub(s, before, at));
	}
	return buf_str(&out);
}

/*
 * Convert with iconv; bytes it cannot read become U+FFFD.  False where the
 * system does not know the charset or too much is broken.
 */
static bool
convert(struct arena *arena, str bytes, const char *name, str *ret)
{
	iconv_t		 cd = iconv_open("UTF-8", name);
	struct buf	 out;
	char		 piece[4096], *from = (char *)(uintptr_t)bytes.at;
	size_t		 left = bytes.n, bad = 0;

	if (cd == (iconv_t)-1)
		return false;
	buf_init(&out, arena, (size_t)4 * DOC_BYTES);
	while (left > 0) {
		char	*to = piece;
		size_t	 room = sizeof piece;
		size_t	 done = iconv(cd, &from, &left, &to, &room);

		buf_put(&out, (str){ piece, sizeof piece - room });
		if (done != (size_t)-1 || errno == E2BIG)
			continue;
		buf_point(&out, UTF8_BAD);
		bad++;
		from++;
		left--;
	}
	(void)iconv_close(cd);
	*ret = buf_str(&out);
	return buf_err(&out) == OK &&
	    (bad == 0 || bad * TOLERANCE < ret->n / 3);
}

/* What uchardet takes it for; the name lives in the arena. */
static const char *
charset_detected(struct arena *arena, str bytes)
{
	uchardet_t	 detector = uchardet_new();
	const char	*name;

	(void)uchardet_handle_data(detector, bytes.at,
	    bytes.n < DETECT_BYTES ? bytes.n : DETECT_BYTES);
	uchardet_data_end(detector);
	name = str_c(arena, str_of(uchardet_get_charset(detector)));
	uchardet_delete(detector);
	return name;
}

/*
 * Read the bytes as `name', without leaving anything in the arena where it
 * does not work.  UTF-8 is taken as it is but for broken characters.
 */
static bool
read_as(struct arena *arena, str bytes, const char *name, str *ret,
    str *ret_charset)
{
	struct arena_mark	mark = arena_mark(arena);

	if (name == NULL)
		return false;
	if (strcmp(name, "UTF-8") == 0) {
		if (!is_utf8(bytes))
			return false;
		*ret = mended(arena, bytes);
	} else if (!convert(arena, bytes, name, ret)) {
		arena_rewind(arena, mark);
		return false;
	}
	*ret_charset = str_of(name);
	return true;
}

static bool
is_ascii(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.at[i] >= 0x80)
			return false;
	return true;
}

/* A page of GB that somebody saved as UTF-8 still bears its old name. */
static const char *
hinted(str bytes, str hint)
{
	const char	*name = charset_named(hint);

	if (name == NULL || is_ascii(bytes))
		return name;
	return is_utf8(bytes) ? "UTF-8" : name;
}

enum err
doc_read_charset(struct arena *arena, str bytes, str hint, str *ret,
    str *ret_charset, struct fault *fault)
{
	const char	*name = charset_marked(&bytes);

	if (name != NULL) {
		if (read_as(arena, bytes, name, ret, ret_charset))
			return OK;
		return FAIL(fault, ERR_INVALID, "doc.charset", str_of(name));
	}
	if (bytes.n > 0 && memchr(bytes.at, '\0', bytes.n) != NULL)
		return FAIL(fault, ERR_INVALID, "doc.binary");
	if (read_as(arena, bytes, hinted(bytes, hint), ret, ret_charset) ||
	    read_as(arena, bytes, "UTF-8", ret, ret_charset) ||
	    read_as(arena, bytes, "GB18030", ret, ret_charset) ||
	    read_as(arena, bytes, charset_detected(arena, bytes), ret,
	    ret_charset))
		return OK;
	return FAIL(fault, ERR_INVALID, "doc.charset_unknown");
}
