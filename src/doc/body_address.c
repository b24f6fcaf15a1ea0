#include "doc/body_address.h"

#include <stdbool.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/rich.h"

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What shows nothing, or turns the direction of what is shown. */
static bool
hides(uint32_t point)
{
	return point < 0x20 || (point >= 0x7F && point < 0xA0) ||
	    point == 0xAD || (point >= 0x200B && point <= 0x200F) ||
	    (point >= 0x2028 && point <= 0x202E) ||
	    (point >= 0x2060 && point <= 0x2069) || point == 0xFEFF ||
	    point == UTF8_BAD || (point & 0xFFFE) == 0xFFFE;
}

/*
 * Without the blanks around it and the line ends in it, which browsers do not
 * see, other blanks written as %20; empty for what must not be in one.
 */
static str
tidy(struct arena *arena, str address)
{
	struct buf	buf;
	size_t		at = 0, from = 0;

	address = str_trim(address);
	if (address.n > RICH_ADDRESS)
		return S("");
	buf_init(&buf, arena, RICH_ADDRESS);
	while (at < address.n) {
		uint32_t	point = utf8_next(address, &at);

		if (point == '\t' || point == '\n' || point == '\r') {
			from = at;
			continue;
		}
		if (point == '\\' || hides(point))
			return S("");
		buf_put(&buf, utf8_is_blank(point) ? S("%20") :
		    str_sub(address, from, at));
		from = at;
	}
	return buf_err(&buf) == OK ? buf_str(&buf) : S("");
}

/* Bytes of the scheme with its colon; 0 where there is none. */
static size_t
scheme_length(str address)
{
	for (size_t i = 0; i < address.n; i++) {
		char	c = address.at[i];

		if (c == ':')
			return i + 1;
		if (c == '/' || c == '?' || c == '#')
			break;
	}
	return 0;
}

static bool
has_scheme(str address, const char *scheme)
{
	str	want = str_of(scheme);

	return address.n > want.n &&
	    strncasecmp(address.at, want.at, want.n) == 0;
}

/* A host, and nobody's name in front of it. */
static bool
names_host(str address)
{
	ptrdiff_t	slashes = str_find(address, S("://"), 0);
	size_t		from = (size_t)slashes + 3, to = from;

	if (slashes < 0)
		return false;
	while (to < address.n && address.at[to] != '/' &&
	    address.at[to] != '?' && address.at[to] != '#') {
		if (address.at[to] == '@' || address.at[to] == '%')
			return false;
		to++;
	}
	return to > from && address.at[from] != ':';
}

static bool
is_telephone(str number)
{
	for (size_t i = 0; i < number.n; i++)
		if (!is_digit(number.at[i]) && number.at[i] != '+' &&
		    number.at[i] != '-' && number.at[i] != ',' &&
		    number.at[i] != ';' && number.at[i] != '*')
			return false;
	return number.n > 0;
}

/*
 * An entity that was not resolved ("javascript&colon;...") in front of the
 * path: somebody else might resolve it.
 */
static bool
hides_colon(str address)
{
	for (size_t i = 0; i < address.n; i++) {
		if (address.at[i] == '&')
			return true;
		if (address.at[i] == '/' || address.at[i] == '?' ||
		    address.at[i] == '#')
			break;
	}
	return false;
}

static bool
may_lead(str address)
{
	size_t	scheme = scheme_length(address);

	if (scheme == 0)
		return address.n > 0 && !str_starts(address, S("//")) &&
		    !hides_colon(address);
	if (has_scheme(address, "http://") || has_scheme(address, "https://"))
		return names_host(address);
	if (has_scheme(address, "mailto:"))
		return is_letter(address.at[scheme]) ||
		    is_digit(address.at[scheme]);
	return has_scheme(address, "tel:") &&
	    is_telephone(str_sub(address, scheme, address.n));
}

str
body_address_link(struct arena *arena, str address)
{
	str	clean = tidy(arena, address);

	return may_lead(clean) ? clean : S("");
}

str
body_address_image(struct arena *arena, str address)
{
	str	clean = tidy(arena, address);

	if (!str_starts(clean, S(RICH_FILES)) ||
	    clean.n == S(RICH_FILES).n || str_has(clean, S("..")) ||
	    str_has(clean, S("//")) || str_has(clean, S("%2e")) ||
	    str_has(clean, S("%2E")))
		return S("");
	return clean;
}
