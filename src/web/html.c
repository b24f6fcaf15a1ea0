#include "web/html.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/markup.h"

#define USUAL	((size_t)24 << 10)	/* bytes of a page */

void
html_init(struct html *html, struct arena *arena, const struct words *words,
    struct html_token token)
{
	*html = (struct html){ .arena = arena, .words = words,
	    .token = token };
	buf_init(&html->buf, arena, HTML_BYTES);
	buf_room(&html->buf, USUAL);
}

void
html_raw(struct html *html, str bytes)
{
	buf_put(&html->buf, bytes);
}

/* A byte of ASCII that is escaped, or cleaned away. */
static bool
is_special(unsigned char c)
{
	return c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' ||
	    c == '\'' || c == 0x7F;
}

/* What needs care in its middle. */
static void
put_slowly(struct html *html, str value)
{
	size_t	from = 0;

	value = utf8_clean(html->arena, value);
	for (size_t i = 0; i < value.n; i++) {
		str	escape = markup_escape((unsigned char)value.at[i]);

		if (escape.n == 0)
			continue;
		buf_put(&html->buf, str_sub(value, from, i));
		buf_put(&html->buf, escape);
		from = i + 1;
	}
	buf_put(&html->buf, str_sub(value, from, value.n));
}

/* Text and quoted values alike: which of both it is need not be known.  Most
   are ASCII, Han characters and their punctuation, and go as they are. */
static void
put_escaped(struct html *html, str value)
{
	const unsigned char	*at = (const unsigned char *)value.at;
	size_t			 i = 0, from = 0;

	while (i < value.n) {
		str	escape;

		if (at[i] < 0x80 && !is_special(at[i])) {
			i++;
			continue;
		}
		if (value.n - i >= 3 && at[i] >= 0xE1 && at[i] <= 0xEF &&
		    at[i] != 0xED && (at[i + 1] & 0xC0) == 0x80 &&
		    (at[i + 2] & 0xC0) == 0x80) {
			i += 3;
			continue;
		}
		escape = markup_escape(at[i]);
		if (escape.n == 0)
			break;
		buf_put(&html->buf, str_sub(value, from, i));
		buf_put(&html->buf, escape);
		from = ++i;
	}
	value = str_sub(value, from, value.n);
	if (from + value.n == i)
		buf_put(&html->buf, value);
	else
		put_slowly(html, value);
}

void
html_text_str(struct html *html, str value)
{
	put_escaped(html, value);
}

void
html_attr_str(struct html *html, str value)
{
	put_escaped(html, value);
}

void
html_url(struct html *html, struct url url)
{
	put_escaped(html, url.s);
}

void
html_day(struct html *html, day value)
{
	put_escaped(html, day_text(html->arena, value));
}

void
html_minute(struct html *html, int64_t moment)
{
	put_escaped(html, day_minute(html->arena, moment));
}

void
html_count_int(struct html *html, int64_t value)
{
	str	figures = str_int(html->arena, value);

	for (size_t i = 0; i < figures.n; i++) {
		size_t	behind = figures.n - i;

		if (i > (value < 0) && behind % 3 == 0)
			buf_byte(&html->buf, ',');
		buf_byte(&html->buf, figures.at[i]);
	}
}

void
html_bytes_int(struct html *html, int64_t value)
{
	static const char *const	units[] = { "KB", "MB", "GB", "TB" };
	int64_t				unit = 1024, tenths;
	size_t				i = 0;

	if (value < unit) {
		buf_printf(&html->buf, "%" PRId64 " B", value);
		return;
	}
	for (; value / unit >= 1024 &&
	    i + 1 < sizeof units / sizeof units[0]; i++)
		unit *= 1024;
	tenths = value / unit * 10 + value % unit * 10 / unit;
	buf_printf(&html->buf, "%" PRId64 ".%" PRId64 " %s", tenths / 10,
	    tenths % 10, units[i]);
}

void
html_drawn(struct html *html, struct html_drawn drawn)
{
	buf_put(&html->buf, drawn.bytes);
}

void
html_word(struct html *html, const char *key, const str *args, size_t n)
{
	put_escaped(html, word_fill(html->arena, html->words, key, args, n));
}

void
html_csrf(struct html *html)
{
	if (html->token.make == NULL)
		return;
	html->guarded = true;
	html_raw(html, S("<input type=\"hidden\" name=\"" HTML_CSRF
	    "\" value=\""));
	put_escaped(html, html->token.make(html->token.context));
	html_raw(html, S("\">"));
}

str
html_arg_str(struct html *html, str value)
{
	(void)html;
	return value;
}

str
html_arg_int(struct html *html, int64_t value)
{
	return str_int(html->arena, value);
}

str
html_arg_size(struct html *html, uint64_t value)
{
	return str_int(html->arena, (int64_t)value);
}
