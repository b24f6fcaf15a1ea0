#include "page.h"

#include <ctype.h>

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

str
page_rest(const struct page_walk *walk)
{
	return str_sub(walk->unit->text, walk->at, walk->unit->text.n);
}

void
page_move(struct page_walk *walk, size_t n)
{
	walk->line += page_lines(str_sub(page_rest(walk), 0, n));
	walk->at += n;
}

bool
page_inside(const struct page_walk *walk, str element)
{
	for (size_t i = 0; i < walk->depth; i++)
		if (str_eq(walk->element[i].name, element))
			return true;
	return false;
}

bool
page_framed(const struct page_walk *walk)
{
	return walk->frames > 0 &&
	    walk->frame[walk->frames - 1].where == walk->where;
}

/* A byte of text.  Blanks that begin a line are dropped, and the line's end if
   nothing else stands there. */
static void
put_text(struct page_walk *walk, char c)
{
	bool	kept = page_inside(walk, S("pre")) ||
	    page_inside(walk, S("textarea"));

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
	str		rest = page_rest(walk);
	ptrdiff_t	end = str_find(rest, S("-->"), 4);

	if (end < 0)
		PAGE_WRONG(walk, "the comment is never closed");
	else if (str_has(str_sub(rest, 0, (size_t)end), S("{")))
		PAGE_WRONG(walk, "a hole in a comment");
	else
		page_move(walk, (size_t)end + 3);
	walk->begun = true;
}

static void
take_doctype(struct page_walk *walk)
{
	str	doctype = str_sub(page_rest(walk), 0, S("<!doctype html>").n);

	if (walk->depth > 0 || walk->frames > 0)
		PAGE_WRONG(walk, "the doctype stands before all else");
	buf_put(&walk->raw, doctype);
	walk->begun = walk->filled = true;
	page_move(walk, doctype.n);
}

static void
take_text(struct page_walk *walk, char c)
{
	str	rest = page_rest(walk);

	if (str_starts(rest, S("<!--"))) {
		take_comment(walk);
	} else if (str_starts(rest, S("<!doctype html>")) ||
	    str_starts(rest, S("<!DOCTYPE html>"))) {
		take_doctype(walk);
	} else if (str_starts(rest, S("</"))) {
		page_close(walk);
	} else if (c == '<') {
		page_open(walk);
	} else {
		put_text(walk, c);
		page_move(walk, 1);
	}
}

static void
take_value(struct page_walk *walk, char c)
{
	if (c == walk->quote && page_framed(walk)) {
		PAGE_WRONG(walk, "the value ends within {if} of line %u, "
		    "before which it began",
		    walk->frame[walk->frames - 1].line);
		return;
	}
	if (c == walk->quote)
		walk->where = PAGE_TAG;
	buf_byte(&walk->raw, c);
	page_move(walk, 1);
}

static void
take_byte(struct page_walk *walk, char c)
{
	if (walk->where == PAGE_TEXT)
		take_text(walk, c);
	else if (walk->where == PAGE_TAG)
		page_tag(walk, c);
	else
		take_value(walk, c);
}

/* {{, }} or a hole. */
static void
take_brace(struct page_walk *walk, char c)
{
	str		rest = page_rest(walk);
	ptrdiff_t	end;

	if (rest.n > 1 && rest.at[1] == c && walk->where != PAGE_TAG) {
		page_move(walk, 1);
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
	page_move(walk, (size_t)end + 1);
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
