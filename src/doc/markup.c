#include "doc/markup.h"

#include <assert.h>

#include "base/utf8.h"

void
markup_init(struct markup *markup, struct buf *buf)
{
	*markup = (struct markup){ .buf = buf };
}

void
markup_declare_xml(struct markup *markup)
{
	buf_put(markup->buf, S("<?xml version=\"1.0\" encoding=\"UTF-8\" "
	    "standalone=\"yes\"?>\n"));
}

void
markup_declare_html(struct markup *markup)
{
	buf_put(markup->buf, S("<!DOCTYPE html>\n"));
}

str
markup_end_html(void)
{
	return S("</main>\n</body>\n</html>\n");
}

/* The start tag takes no more attributes. */
static void
end_head(struct markup *markup)
{
	if (markup->head)
		buf_byte(markup->buf, '>');
	markup->head = false;
}

void
markup_open(struct markup *markup, const char *name)
{
	assert(markup->depth < MARKUP_DEPTH);
	end_head(markup);
	buf_byte(markup->buf, '<');
	buf_put(markup->buf, str_of(name));
	markup->name[markup->depth++] = name;
	markup->head = true;
}

str
markup_escape(uint32_t point)
{
	switch (point) {
	case '&':
		return S("&amp;");
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '"':
		return S("&quot;");
	case '\'':
		return S("&#39;");
	default:
		return S("");
	}
}

/* U+FFFE, U+FFFF and controls cannot stand in XML, escaped or not. */
static bool
is_sayable(uint32_t point)
{
	if (point < 0x20)
		return point == '\t' || point == '\n';
	return point != 0x7F && point != 0xFFFE && point != 0xFFFF;
}

static void
put_escaped(struct buf *buf, str text)
{
	size_t	at = 0, from = 0;

	while (at < text.n) {
		size_t		before = at;
		uint32_t	point = utf8_next(text, &at);
		str		said = markup_escape(point);

		if (said.n == 0 && is_sayable(point))
			continue;
		buf_put(buf, str_sub(text, from, before));
		buf_put(buf, said);
		from = at;
	}
	buf_put(buf, str_sub(text, from, text.n));
}

void
markup_attr(struct markup *markup, const char *name, str value)
{
	assert(markup->head);
	buf_byte(markup->buf, ' ');
	buf_put(markup->buf, str_of(name));
	buf_put(markup->buf, S("=\""));
	put_escaped(markup->buf, value);
	buf_byte(markup->buf, '"');
}

void
markup_attr_int(struct markup *markup, const char *name, long value)
{
	assert(markup->head);
	buf_printf(markup->buf, " %s=\"%ld\"", name, value);
}

void
markup_text(struct markup *markup, str text)
{
	end_head(markup);
	put_escaped(markup->buf, text);
}

void
markup_raw(struct markup *markup, str text)
{
	end_head(markup);
	buf_put(markup->buf, text);
}

void
markup_close(struct markup *markup)
{
	assert(markup->depth > 0);
	end_head(markup);
	buf_put(markup->buf, S("</"));
	buf_put(markup->buf, str_of(markup->name[--markup->depth]));
	buf_byte(markup->buf, '>');
}

void
markup_void(struct markup *markup)
{
	assert(markup->head && markup->depth > 0);
	buf_put(markup->buf, S("/>"));
	markup->head = false;
	markup->depth--;
}

void
markup_element(struct markup *markup, const char *name, str text)
{
	markup_open(markup, name);
	markup_text(markup, text);
	markup_close(markup);
}
