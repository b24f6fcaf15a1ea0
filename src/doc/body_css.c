#include "doc/body_css.h"

#include <strings.h>

static bool
is_word(str s, const char *word)
{
	str	want = str_of(word);

	return s.n == want.n && strncasecmp(s.at, want.at, s.n) == 0;
}

static bool
has_word(str s, const char *word)
{
	str	want = str_of(word);

	for (size_t i = 0; i + want.n <= s.n; i++)
		if (strncasecmp(s.at + i, want.at, want.n) == 0)
			return true;
	return false;
}

static void
set(struct body_css *css, unsigned style, bool on)
{
	css->on = on ? css->on | style : css->on & ~style;
	css->off = on ? css->off & ~style : css->off | style;
}

static bool
is_heavy(str value)
{
	return is_word(value, "bold") || is_word(value, "bolder") ||
	    (value.n == 3 && value.at[0] >= '6' && value.at[0] <= '9' &&
	    value.at[1] == '0' && value.at[2] == '0');
}

/* "l0 level2 lfo1": the level of an item; 0 if it is none. */
static unsigned
item_level(str value)
{
	ptrdiff_t	at = str_find(value, S("level"), 0);
	size_t		digit = (size_t)at + S("level").n;

	if (at < 0 || digit >= value.n)
		return 0;
	return value.at[digit] >= '1' && value.at[digit] <= '9' ?
	    (unsigned)(value.at[digit] - '0') : 0;
}

static void
read_word(struct body_css *css, str name, str value)
{
	if (is_word(name, "mso-list") && is_word(value, "ignore"))
		css->ignored = true;
	else if (is_word(name, "mso-list"))
		css->list = item_level(value);
	else if (is_word(name, "mso-outline-level") && value.n == 1 &&
	    value.at[0] >= '1' && value.at[0] <= '6')
		css->outline = value.at[0] - '0';
	else if (is_word(name, "mso-hide"))
		css->hidden = css->hidden || is_word(value, "all");
}

static void
read_declaration(struct body_css *css, str name, str value)
{
	if (is_word(name, "font-weight"))
		set(css, BODY_STRONG, is_heavy(value));
	else if (is_word(name, "font-style"))
		set(css, BODY_EM, is_word(value, "italic") ||
		    is_word(value, "oblique"));
	else if (is_word(name, "text-decoration") ||
	    is_word(name, "text-decoration-line")) {
		css->on |= has_word(value, "underline") ? BODY_UNDER : 0;
		css->on |= has_word(value, "line-through") ? BODY_STRUCK : 0;
	} else if (is_word(name, "vertical-align")) {
		css->on |= is_word(value, "super") ? BODY_SUP : 0;
		css->on |= is_word(value, "sub") ? BODY_SUB : 0;
	} else if (is_word(name, "display"))
		css->hidden = css->hidden || is_word(value, "none");
	else if (is_word(name, "visibility"))
		css->hidden = css->hidden || is_word(value, "hidden");
	else if (is_word(name, "white-space"))
		css->lines = has_word(value, "pre");
	else
		read_word(css, name, value);
}

struct body_css
body_css(str style)
{
	struct body_css	css = { .on = 0 };
	str		part;

	while (str_cut(&style, ';', &part)) {
		str	name;

		if (!str_cut(&part, ':', &name))
			continue;
		part = str_trim(part);
		if (str_ends(part, S("!important")))
			part = str_trim(str_sub(part, 0,
			    part.n - S("!important").n));
		read_declaration(&css, str_trim(name), part);
	}
	return css;
}
