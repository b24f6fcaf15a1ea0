#include "web/url.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"

#define URL_BYTES	((size_t)64 << 10)	/* an address may have */

/* Put bytes; those that are neither letters, figures nor in `plain' are
   percent-encoded. */
static void
put_encoded(struct buf *buf, str s, const char *plain)
{
	static const char	figures[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char	c = (unsigned char)s.at[i];
		char		code[] = { '%', figures[c >> 4],
				    figures[c & 15] };

		if (c < 0x80 && c != 0 &&
		    (isalnum(c) || strchr(plain, c) != NULL))
			buf_byte(buf, (char)c);
		else
			buf_put(buf, (str){ code, sizeof code });
	}
}

/* The address in a buffer; empty if it grew too long. */
static struct url
finished(const struct buf *buf)
{
	return buf_err(buf) == OK ? (struct url){ buf_str(buf) } : URL("");
}

struct url
url_fill(struct arena *arena, const char *pattern, const str *part, size_t n)
{
	struct buf	buf;
	size_t		filled = 0;

	buf_init(&buf, arena, URL_BYTES);
	for (; *pattern != '\0'; pattern++) {
		if (strncmp(pattern, "{}", 2) != 0) {
			buf_byte(&buf, *pattern);
			continue;
		}
		if (filled < n)
			put_encoded(&buf, part[filled++], "-._~");
		pattern++;
	}
	return finished(&buf);
}

struct url
url_with(struct arena *arena, struct url url, const char *name, str value)
{
	str		fragment = url.s, before;
	struct buf	buf;

	if (value.n == 0)
		return url;
	(void)str_cut(&fragment, '#', &before);
	buf_init(&buf, arena, URL_BYTES);
	buf_put(&buf, before);
	buf_byte(&buf, str_has(before, S("?")) ? '&' : '?');
	buf_put(&buf, str_of(name));
	buf_byte(&buf, '=');
	put_encoded(&buf, value, "-._~");
	buf_put(&buf, str_sub(url.s, before.n, url.s.n));
	return finished(&buf);
}

/* Blanks, controls and backslashes, which browsers drop or turn around. */
static bool
is_tricky(str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char	c = (unsigned char)s.at[i];

		if (c <= ' ' || c == 0x7F || c == '\\')
			return true;
	}
	return false;
}

/* What came as an address already: its own signs stay. */
static struct url
as_typed(struct arena *arena, str typed)
{
	struct buf	buf;

	buf_init(&buf, arena, URL_BYTES);
	put_encoded(&buf, typed, "-._~:/?#[]@!$&'()*+,;=%");
	return finished(&buf);
}

struct url
url_typed(struct arena *arena, str typed)
{
	static const str	schemes[] = { S("http://"), S("https://"),
				    S("mailto:") };

	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		str	scheme = schemes[i];

		if (typed.n > scheme.n && !is_tricky(typed) &&
		    typed.at[scheme.n] != '/' &&
		    strncasecmp(typed.at, scheme.at, scheme.n) == 0)
			return as_typed(arena, typed);
	}
	return URL("");
}

struct url
url_back(struct arena *arena, str typed)
{
	struct url	back;

	if (!str_starts(typed, S("/")) || str_starts(typed, S("//")) ||
	    is_tricky(typed))
		return URL("/");
	back = as_typed(arena, typed);
	return back.s.n > 0 ? back : URL("/");
}
