#include "page.h"

#include <ctype.h>

/* The name at the start of a text: "h1", "aria-label", "dateTime". */
static str
name_at(str s)
{
	size_t	n = 0;

	while (n < s.n && (isalnum((unsigned char)s.at[n]) ||
	    s.at[n] == '-' || s.at[n] == ':' || s.at[n] == '_'))
		n++;
	return str_sub(s, 0, n);
}

/* Small letters, figures and -. */
static bool
is_html_name(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!islower((unsigned char)s.at[i]) && (i == 0 ||
		    (!isdigit((unsigned char)s.at[i]) && s.at[i] != '-')))
			return false;
	return s.n > 0;
}

/* --- elements ------------------------------------------------------------- */

/* What a browser would not let stand where it stands. */
static void
check_element(struct page_walk *walk, str name)
{
	static const str	alone[] = { S("a"), S("form"), S("button"),
				    S("p"), S("label") };

	if (page_is_refused(name))
		PAGE_WRONG(walk, "<%.*s> does not stand in a page",
		    STRF(name));
	else if (page_is_text_only(page_innermost(walk)))
		PAGE_WRONG(walk, "<%.*s> in <%.*s>, which has only text",
		    STRF(name), STRF(page_innermost(walk)));
	else if (page_ends_p(name) && page_inside(walk, S("p")))
		PAGE_WRONG(walk, "<%.*s> ends the <p> that it stands in",
		    STRF(name));
	else if (str_among(alone, sizeof alone / sizeof alone[0], name) &&
	    page_inside(walk, name))
		PAGE_WRONG(walk, "<%.*s> in <%.*s>", STRF(name), STRF(name));
}

void
page_open(struct page_walk *walk)
{
	str	name = name_at(str_sub(page_rest(walk), 1, SIZE_MAX));

	if (!is_html_name(name)) {
		PAGE_WRONG(walk, "`<' begins no element (write &lt;, and "
		    "names small)");
		return;
	}
	check_element(walk, name);
	if (walk->depth == PAGE_DEPTH)
		PAGE_WRONG(walk, "more than %d elements in each other",
		    PAGE_DEPTH);
	if (walk->wrong)
		return;
	walk->element[walk->depth++] = (struct page_element){ name,
	    walk->line };
	walk->where = PAGE_TAG;
	walk->attributes = 0;
	walk->posts = walk->sourced = false;
	buf_byte(&walk->raw, '<');
	buf_put(&walk->raw, name);
	page_move(walk, 1 + name.n);
}

/* Behind <script src="...">: nothing but its end. */
static void
script_ends(struct page_walk *walk)
{
	str	rest = page_rest(walk);
	size_t	n = 0;

	if (!walk->sourced)
		PAGE_WRONG(walk, "<script> has no src");
	while (n < rest.n && isspace((unsigned char)rest.at[n]))
		n++;
	page_move(walk, n);
	if (!walk->wrong && !str_starts(page_rest(walk), S("</script>")))
		PAGE_WRONG(walk, "a script has no text of its own");
}

static void
end_tag(struct page_walk *walk, bool closed)
{
	str	name = page_innermost(walk);

	if (page_framed(walk)) {
		PAGE_WRONG(walk, "<%.*s> ends within {if} of line %u, before "
		    "which it began", STRF(name),
		    walk->frame[walk->frames - 1].line);
		return;
	}
	if (closed && !page_is_void(name) && !page_inside(walk, S("svg"))) {
		PAGE_WRONG(walk, "<%.*s/> is closed with </%.*s>",
		    STRF(name), STRF(name));
		return;
	}
	walk->where = PAGE_TEXT;
	walk->begun = walk->filled = true;
	buf_put(&walk->raw, closed ? S("/>") : S(">"));
	page_move(walk, closed ? 2 : 1);
	if (closed || page_is_void(name))
		walk->depth--;
	if (walk->posts) {
		page_flush(walk);
		buf_put(walk->to, S("\thtml_csrf(h);\n"));
	}
	if (str_is(name, "script"))
		script_ends(walk);
	/* A browser drops the first line break: let it not be the value's. */
	if (str_is(name, "textarea") && !str_starts(page_rest(walk), S("\n")))
		buf_byte(&walk->raw, '\n');
}

void
page_close(struct page_walk *walk)
{
	str	rest = page_rest(walk);
	str	name = name_at(str_sub(rest, 2, SIZE_MAX));
	size_t	least = walk->frames == 0 ? 0 :
	    walk->frame[walk->frames - 1].depth;

	if (!is_html_name(name) || name.n + 2 >= rest.n ||
	    rest.at[name.n + 2] != '>')
		PAGE_WRONG(walk, "`</' is followed by a name and `>'");
	else if (walk->depth == 0)
		PAGE_WRONG(walk, "</%.*s> closes nothing", STRF(name));
	else if (!str_eq(page_innermost(walk), name))
		PAGE_WRONG(walk, "</%.*s>, but <%.*s> of line %u is open",
		    STRF(name), STRF(page_innermost(walk)),
		    walk->element[walk->depth - 1].line);
	else if (walk->depth <= least)
		PAGE_WRONG(walk, "</%.*s> closes what was opened before "
		    "{%s} of line %u", STRF(name),
		    walk->frame[walk->frames - 1].each ? "each" : "if",
		    walk->frame[walk->frames - 1].line);
	if (walk->wrong)
		return;
	walk->depth--;
	walk->begun = walk->filled = true;
	buf_put(&walk->raw, str_sub(rest, 0, name.n + 3));
	page_move(walk, name.n + 3);
}

/* --- attributes ----------------------------------------------------------- */

static void
note_attribute(struct page_walk *walk, str name)
{
	if (page_is_refused_attribute(name) ||
	    (!is_html_name(name) && !str_is(name, "viewBox"))) {
		PAGE_WRONG(walk, "the attribute `%.*s' does not stand in a "
		    "page", STRF(name));
		return;
	}
	for (size_t i = 0; i < walk->attributes; i++)
		if (walk->attribute[i].hidden == 0 &&
		    str_eq(walk->attribute[i].name, name)) {
			PAGE_WRONG(walk, "`%.*s' stands there twice",
			    STRF(name));
			return;
		}
	if (walk->attributes == PAGE_ATTRIBUTES) {
		PAGE_WRONG(walk, "more than %d attributes", PAGE_ATTRIBUTES);
		return;
	}
	walk->attribute[walk->attributes++] =
	    (struct page_attribute){ .name = name };
}

/* The value before the closing quote, which holds no hole. */
static bool
literal_value(struct page_walk *walk, str name, str *ret)
{
	str		rest = page_rest(walk);
	ptrdiff_t	end = str_find(rest, (str){ &walk->quote, 1 }, 0);

	*ret = str_sub(rest, 0, end < 0 ? 0 : (size_t)end);
	if (end < 0)
		PAGE_WRONG(walk, "the value of `%.*s' is never closed",
		    STRF(name));
	else if (str_has(*ret, S("{")) || str_has(*ret, S("}")))
		PAGE_WRONG(walk, "`%.*s' takes no hole here, or one that is "
		    "all of its value", STRF(name));
	return !walk->wrong;
}

/* href="/search" or href="{v->to}" */
static void
take_address(struct page_walk *walk, str name)
{
	str		rest = page_rest(walk), value;
	ptrdiff_t	end = str_starts(rest, S("{")) ?
	    page_hole_end(rest, 0) : -1;
	bool		script = str_is(page_innermost(walk), "script");

	if (end > 0 && (size_t)end + 1 < rest.n &&
	    rest.at[end + 1] == walk->quote && !script) {
		value = str_trim(str_sub(rest, 1, (size_t)end));
		if (!page_expression(walk, value))
			return;
		page_line(walk);
		buf_printf(walk->to, "\thtml_url(h, %.*s);\n", STRF(value));
		page_move(walk, (size_t)end + 1);
		return;
	}
	if (!literal_value(walk, name, &value))
		return;
	if (!page_is_safe_address(value) || (script &&
	    (!str_starts(value, S("/")) || str_starts(value, S("//")))))
		PAGE_WRONG(walk, "`%.*s' is no address for %s", STRF(value),
		    script ? "a script: it begins with one /" : "a page");
	buf_put(&walk->raw, value);
	page_move(walk, value.n);
}

static void
take_method(struct page_walk *walk)
{
	str	value;

	if (!literal_value(walk, S("method"), &value))
		return;
	walk->posts = str_is(value, "post");
	if (!walk->posts && !str_is(value, "get"))
		PAGE_WRONG(walk, "a form's method is get or post");
	else if (walk->frames > 0 &&
	    walk->frame[walk->frames - 1].where != PAGE_TEXT)
		PAGE_WRONG(walk, "a form's method stands in no {if}");
	buf_put(&walk->raw, value);
	page_move(walk, value.n);
}

static void
take_attribute(struct page_walk *walk)
{
	str	rest = page_rest(walk), name = name_at(rest);
	char	next = name.n < rest.n ? rest.at[name.n] : '\0';

	if (name.n == 0) {
		PAGE_WRONG(walk, "`%.1s' in a tag", rest.at);
		return;
	}
	note_attribute(walk, name);
	if (walk->wrong)
		return;
	buf_byte(&walk->raw, ' ');
	buf_put(&walk->raw, name);
	page_move(walk, name.n);
	if (next != '=')
		return;
	walk->quote = name.n + 1 < rest.n ? rest.at[name.n + 1] : '\0';
	if (walk->quote != '"' && walk->quote != '\'') {
		PAGE_WRONG(walk, "the value of `%.*s' is not quoted",
		    STRF(name));
		return;
	}
	buf_put(&walk->raw, str_sub(rest, name.n, name.n + 2));
	page_move(walk, 2);
	walk->where = PAGE_VALUE;
	if (str_is(name, "src"))
		walk->sourced = true;
	/* A place on the page itself leads nowhere else: it is text. */
	if (str_is(name, "method") && str_is(page_innermost(walk), "form"))
		take_method(walk);
	else if (page_is_address(name) && !(str_is(name, "href") &&
	    str_starts(page_rest(walk), S("#"))))
		take_address(walk, name);
}

void
page_tag(struct page_walk *walk, char c)
{
	if (isspace((unsigned char)c))
		page_move(walk, 1);
	else if (c == '>')
		end_tag(walk, false);
	else if (str_starts(page_rest(walk), S("/>")))
		end_tag(walk, true);
	else
		take_attribute(walk);
}
