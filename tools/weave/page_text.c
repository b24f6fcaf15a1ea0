#include "page.h"

#include <ctype.h>

#define NESTED	32	/* brackets within each other */

ptrdiff_t
page_hole_end(str text, size_t at)
{
	bool	remark = at + 1 < text.n && text.at[at + 1] == '#';
	bool	quoted = false;
	size_t	depth = 0;

	for (; at < text.n; at++) {
		char	c = text.at[at];

		if (c == '"' && !remark)
			quoted = !quoted;
		if (quoted)
			continue;
		if (c == '{')
			depth++;
		if (c == '}' && --depth == 0)
			return (ptrdiff_t)at;
	}
	return -1;
}

unsigned
page_lines(str s)
{
	unsigned	n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.at[i] == '\n';
	return n;
}

bool
page_is_name(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.at[i] < 'a' || s.at[i] > 'z') && (i == 0 ||
		    (s.at[i] != '_' && !isdigit((unsigned char)s.at[i]))))
			return false;
	return s.n > 0;
}

/* Past the name or number at `at'. */
static size_t
past_word(str s, size_t at)
{
	while (at < s.n && (isalnum((unsigned char)s.at[at]) ||
	    s.at[at] == '_'))
		at++;
	return at;
}

/* Past the operator at `at' that stands between two values, or `at'. */
static size_t
past_operator(str s, size_t at)
{
	static const str	operators[] = { S("=="), S("!="), S("<="),
				    S(">="), S("&&"), S("||"), S("->"),
				    S("<"), S(">"), S(".") };

	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
		if (str_starts(str_sub(s, at, s.n), operators[i]))
			return at + operators[i].n;
	return at;
}

/* A value is awaited at *at: past it, its brackets opened. */
static bool
take_value(str s, size_t *at, char *open, size_t *opens)
{
	char	c = s.at[*at];

	if (c == '!' || c == '&' || c == '*' || c == '(') {
		if (c == '(' && *opens == NESTED)
			return false;
		if (c == '(')
			open[(*opens)++] = ')';
		++*at;
		return true;
	}
	*at = past_word(s, *at);
	return true;
}

bool
page_is_expression(str s)
{
	char	open[NESTED];
	size_t	opens = 0, at = 0, next;
	bool	valued = false;		/* a value stands before `at' */

	while (at < s.n) {
		if (isspace((unsigned char)s.at[at])) {
			at++;
			continue;
		}
		next = at;
		if (!valued) {
			if (!take_value(s, &next, open, &opens))
				return false;
			valued = past_word(s, at) > at;
		} else if (s.at[at] == '[' && opens < NESTED) {
			open[opens++] = ']';
			valued = false;
			next++;
		} else if (opens > 0 && s.at[at] == open[opens - 1]) {
			opens--;
			next++;
		} else {
			next = past_operator(s, at);
			valued = false;
		}
		if (next == at)
			return false;
		at = next;
	}
	return valued && opens == 0;
}

/* It is one of a list of words parted by blanks. */
static bool
among(const char *list, str s)
{
	str	rest = str_of(list), word;

	while (str_cut(&rest, ' ', &word))
		if (str_eq(word, s))
			return true;
	return false;
}

bool
page_is_void(str element)
{
	return among("area br col hr img input link meta source track wbr",
	    element);
}

bool
page_is_refused(str element)
{
	return among("style base iframe frame frameset object embed applet "
	    "noembed noframes xmp plaintext listing template param "
	    "animate set foreignobject math", element);
}

bool
page_is_refused_attribute(str attribute)
{
	return str_starts(attribute, S("on")) || among("style srcdoc srcset "
	    "imagesrcset ping data background longdesc manifest "
	    "http-equiv formmethod is", attribute);
}

bool
page_is_address(str attribute)
{
	return among("href src action formaction poster cite", attribute);
}

bool
page_ends_p(str element)
{
	return among("address article aside blockquote details dialog div dl "
	    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
	    "hgroup hr main menu nav ol p pre search section table ul",
	    element);
}

bool
page_is_text_only(str element)
{
	return among("title textarea option", element);
}

bool
page_is_textless(str element)
{
	return among("html head table thead tbody tfoot tr colgroup ul ol dl "
	    "select optgroup", element);
}

bool
page_is_safe_address(str s)
{
	str	rest = s, scheme;

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.at[i] <= ' ' || s.at[i] == '\\' ||
		    (s.at[i] == '&' && !str_starts(str_sub(s, i, s.n),
		    S("&amp;"))))
			return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] == '/' || s.at[i] == '?' || s.at[i] == '#')
			return true;
		if (s.at[i] == ':')
			break;
	}
	return !str_cut(&rest, ':', &scheme) || scheme.n == s.n ||
	    among("http https mailto tel", scheme);
}
