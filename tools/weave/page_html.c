#include "page.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/arena.h"
#include "out.h"

#define UNIT_BYTES	((size_t)4 << 20)

void
page_flush(struct page_walk *walk)
{
	str	raw = buf_str(&walk->raw);

	if (raw.n == 0)
		return;
	buf_put(walk->to, S("\thtml_raw(h, S("));
	out_literal(walk->to, raw);
	buf_put(walk->to, S("));\n"));
	buf_clear(&walk->raw);
}

void
page_line(struct page_walk *walk)
{
	page_flush(walk);
	buf_printf(walk->to, "#line %u \"%s\"\n", walk->line,
	    walk->unit->file);
}

str
page_innermost(const struct page_walk *walk)
{
	return walk->depth == 0 ? (str){ 0 } :
	    walk->element[walk->depth - 1].name;
}

static str
rest_of(const struct page_walk *walk)
{
	return str_sub(walk->unit->text, walk->at, walk->unit->text.n);
}

static void
move(struct page_walk *walk, size_t n)
{
	walk->line += page_lines(str_sub(rest_of(walk), 0, n));
	walk->at += n;
}

static bool
inside(const struct page_walk *walk, str element)
{
	for (size_t i = 0; i < walk->depth; i++)
		if (str_eq(walk->element[i].name, element))
			return true;
	return false;
}

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

/* The {if} or {each} around this place began within the same tag or value. */
static bool
framed(const struct page_walk *walk)
{
	return walk->frames > 0 &&
	    walk->frame[walk->frames - 1].where == walk->where;
}

/* --- elements ------------------------------------------------------------- */

/* What a browser would not let stand where it stands. */
static void
check_element(struct page_walk *walk, str name)
{
	static const str	alone[] = { S("a"), S("form"), S("button"),
				    S("p"), S("option"), S("label") };

	if (page_is_refused(name))
		PAGE_WRONG(walk, "<%.*s> does not stand in a page",
		    STRF(name));
	else if (page_is_text_only(page_innermost(walk)))
		PAGE_WRONG(walk, "<%.*s> in <%.*s>, which has only text",
		    STRF(name), STRF(page_innermost(walk)));
	else if (page_ends_p(name) && inside(walk, S("p")))
		PAGE_WRONG(walk, "<%.*s> ends the <p> that it stands in",
		    STRF(name));
	else if (str_among(alone, sizeof alone / sizeof alone[0], name) &&
	    inside(walk, name))
		PAGE_WRONG(walk, "<%.*s> in <%.*s>", STRF(name), STRF(name));
}

static void
begin_tag(struct page_walk *walk)
{
	str	name = name_at(str_sub(rest_of(walk), 1, SIZE_MAX));

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
	move(walk, 1 + name.n);
}

/* Behind <script src="...">: nothing but its end. */
static void
script_ends(struct page_walk *walk)
{
	str	rest = rest_of(walk);
	size_t	n = 0;

	if (!walk->sourced)
		PAGE_WRONG(walk, "<script> has no src");
	while (n < rest.n && isspace((unsigned char)rest.at[n]))
		n++;
	move(walk, n);
	if (!walk->wrong && !str_starts(rest_of(walk), S("</script>")))
		PAGE_WRONG(walk, "a script has no text of its own");
}

static void
end_tag(struct page_walk *walk, bool closed)
{
	str	name = page_innermost(walk);

	if (framed(walk)) {
		PAGE_WRONG(walk, "<%.*s> ends within {if} of line %u, before "
		    "which it began", STRF(name),
		    walk->frame[walk->frames - 1].line);
		return;
	}
	if (closed && !page_is_void(name) && !inside(walk, S("svg"))) {
		PAGE_WRONG(walk, "<%.*s/> is closed with </%.*s>",
		    STRF(name), STRF(name));
		return;
	}
	walk->where = PAGE_TEXT;
	walk->begun = walk->filled = true;
	buf_put(&walk->raw, closed ? S("/>") : S(">"));
	move(walk, closed ? 2 : 1);
	if (closed || page_is_void(name))
		walk->depth--;
	if (walk->posts) {
		page_flush(walk);
		buf_put(walk->to, S("\thtml_csrf(h);\n"));
	}
	if (str_is(name, "script"))
		script_ends(walk);
	/* A browser drops the first line break: let it not be the value's. */
	if (str_is(name, "textarea") && !str_starts(rest_of(walk), S("\n")))
		buf_byte(&walk->raw, '\n');
}

static void
close_element(struct page_walk *walk)
{
	str	rest = rest_of(walk);
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
	move(walk, name.n + 3);
}

/* --- attributes ----------------------------------------------------------- */

static void
note_attribute(struct page_walk *walk, str name)
{
	if (page_is_refused_attribute(name) || !is_html_name(name)) {
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
	str		rest = rest_of(walk);
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
	str		rest = rest_of(walk), value;
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
		move(walk, (size_t)end + 1);
		return;
	}
	if (!literal_value(walk, name, &value))
		return;
	if (!page_is_safe_address(value) || (script &&
	    (!str_starts(value, S("/")) || str_starts(value, S("//")))))
		PAGE_WRONG(walk, "`%.*s' is no address for %s", STRF(value),
		    script ? "a script: it begins with one /" : "a page");
	buf_put(&walk->raw, value);
	move(walk, value.n);
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
	move(walk, value.n);
}

static void
take_attribute(struct page_walk *walk)
{
	str	rest = rest_of(walk), name = name_at(rest);
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
	move(walk, name.n);
	if (next != '=')
		return;
	walk->quote = name.n + 1 < rest.n ? rest.at[name.n + 1] : '\0';
	if (walk->quote != '"' && walk->quote != '\'') {
		PAGE_WRONG(walk, "the value of `%.*s' is not quoted",
		    STRF(name));
		return;
	}
	buf_put(&walk->raw, str_sub(rest, name.n, name.n + 2));
	move(walk, 2);
	walk->where = PAGE_VALUE;
	if (str_is(name, "src"))
		walk->sourced = true;
	if (str_is(name, "method") && str_is(page_innermost(walk), "form"))
		take_method(walk);
	else if (page_is_address(name) &&
	    !str_starts(rest_of(walk), S("#")))
		take_address(walk, name);
}

/* --- byte by byte --------------------------------------------------------- */

/* A byte of text.  Blanks that begin a line are dropped, and the line's end if
   nothing else stands there. */
static void
put_text(struct page_walk *walk, char c)
{
	bool	kept = inside(walk, S("pre")) || inside(walk, S("textarea"));

	if (c == '\n') {
		if (kept || walk->filled)
			buf_byte(&walk->raw, c);
		walk->begun = walk->filled = false;
		return;
	}
	if (c == ' ' || c == '\t') {
		if (kept || walk->begun)
			buf_byte(&walk->raw, c);
		return;
	}
	if (page_is_textless(page_innermost(walk))) {
		PAGE_WRONG(walk, "no text stands directly in <%.*s>",
		    STRF(page_innermost(walk)));
		return;
	}
	buf_byte(&walk->raw, c);
	walk->begun = walk->filled = true;
}

static void
take_comment(struct page_walk *walk)
{
	str		rest = rest_of(walk);
	ptrdiff_t	end = str_find(rest, S("-->"), 4);

	if (end < 0)
		PAGE_WRONG(walk, "the comment is never closed");
	else if (str_has(str_sub(rest, 0, (size_t)end), S("{")))
		PAGE_WRONG(walk, "a hole in a comment");
	else
		move(walk, (size_t)end + 3);
	walk->begun = true;
}

static void
take_doctype(struct page_walk *walk)
{
	str	doctype = S("<!doctype html>");

	if (walk->depth > 0 || walk->frames > 0)
		PAGE_WRONG(walk, "the doctype stands before all else");
	buf_put(&walk->raw, doctype);
	walk->begun = walk->filled = true;
	move(walk, doctype.n);
}

static void
take_text(struct page_walk *walk, char c)
{
	str	rest = rest_of(walk);

	if (str_starts(rest, S("<!--"))) {
		take_comment(walk);
	} else if (str_starts(rest, S("<!doctype html>"))) {
		take_doctype(walk);
	} else if (str_starts(rest, S("</"))) {
		close_element(walk);
	} else if (c == '<') {
		begin_tag(walk);
	} else {
		put_text(walk, c);
		move(walk, 1);
	}
}

static void
take_tag(struct page_walk *walk, char c)
{
	if (isspace((unsigned char)c))
		move(walk, 1);
	else if (c == '>')
		end_tag(walk, false);
	else if (str_starts(rest_of(walk), S("/>")))
		end_tag(walk, true);
	else
		take_attribute(walk);
}

static void
take_value(struct page_walk *walk, char c)
{
	if (c == walk->quote && framed(walk)) {
		PAGE_WRONG(walk, "the value ends within {if} of line %u, "
		    "before which it began",
		    walk->frame[walk->frames - 1].line);
		return;
	}
	if (c == walk->quote)
		walk->where = PAGE_TAG;
	buf_byte(&walk->raw, c);
	move(walk, 1);
}

static void
take_byte(struct page_walk *walk, char c)
{
	if (walk->where == PAGE_TEXT)
		take_text(walk, c);
	else if (walk->where == PAGE_TAG)
		take_tag(walk, c);
	else
		take_value(walk, c);
}

/* {{, }} or a hole. */
static void
take_brace(struct page_walk *walk, char c)
{
	str		rest = rest_of(walk);
	ptrdiff_t	end;

	if (rest.n > 1 && rest.at[1] == c && walk->where != PAGE_TAG) {
		move(walk, 1);
		take_byte(walk, c);
		return;
	}
	end = c == '{' ? page_hole_end(rest, 0) : -1;
	if (end < 0) {
		PAGE_WRONG(walk, c == '{' ? "the hole is never closed" :
		    "a } that closes nothing (a brace is }})");
		return;
	}
	page_hole(walk, str_sub(rest, 1, (size_t)end));
	move(walk, (size_t)end + 1);
}

/* What a unit may not end with. */
static void
check_end(struct page_walk *walk)
{
	const struct page_frame	*frame = walk->frames == 0 ? NULL :
	    &walk->frame[walk->frames - 1];

	if (frame != NULL)
		PAGE_WRONG(walk, "{%s} of line %u has no {end}",
		    frame->each ? "each" : "if", frame->line);
	else if (walk->depth > 0)
		PAGE_WRONG(walk, "<%.*s> of line %u is not closed",
		    STRF(page_innermost(walk)),
		    walk->element[walk->depth - 1].line);
	else if (walk->unit->kind == PAGE_LAYOUT && !walk->halved)
		PAGE_WRONG(walk, "the layout has no {body}");
}

void
page_html(struct page_weave *weave, struct page_unit *unit)
{
	struct page_walk	*walk = arena_alloc(weave->arena, sizeof *walk);
	char			 c;

	*walk = (struct page_walk){ .weave = weave, .unit = unit,
	    .line = unit->text_line, .to = &unit->code,
	    /* What stands behind the directive in its line is its end. */
	    .begun = true };
	/* A part ends where its last line does, so that it can stand in one. */
	while (unit->kind == PAGE_PART && unit->text.n > 0 &&
	    isspace((unsigned char)unit->text.at[unit->text.n - 1]))
		unit->text.n--;
	buf_init(&walk->raw, weave->arena, UNIT_BYTES);
	buf_init(&unit->code, weave->arena, UNIT_BYTES);
	buf_init(&unit->foot, weave->arena, UNIT_BYTES);
	while (!walk->wrong && walk->at < unit->text.n) {
		c = unit->text.at[walk->at];
		if (c == '{' || c == '}')
			take_brace(walk, c);
		else
			take_byte(walk, c);
	}
	if (!walk->wrong)
		check_end(walk);
	page_flush(walk);
}
