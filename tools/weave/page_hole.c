#include "page.h"

#include <ctype.h>

bool
page_expression(struct page_walk *walk, str s)
{
	if (page_is_expression(s))
		return true;
	PAGE_WRONG(walk, "`%.*s' is neither a directive nor an expression of "
	    "names, numbers, -> . [] ! & *, comparisons, && and ||",
	    STRF(s));
	return false;
}

/* Take a word off; false where another one or none stands there. */
static bool
take(str *rest, const char *word)
{
	str	head = str_of(word);

	if (!str_starts(*rest, head) || (rest->n > head.n &&
	    !isspace((unsigned char)rest->at[head.n])))
		return false;
	*rest = str_trim(str_sub(*rest, head.n, rest->n));
	return true;
}

/* A value is written here: it must be text or a quoted value. */
static bool
takes_value(struct page_walk *walk)
{
	walk->filled = true;
	if (walk->where == PAGE_TAG)
		PAGE_WRONG(walk, "a value stands in a tag, outside of a quoted "
		    "attribute");
	else if (walk->where == PAGE_TEXT &&
	    page_is_textless(page_innermost(walk)))
		PAGE_WRONG(walk, "no text stands directly in <%.*s>",
		    STRF(page_innermost(walk)));
	return !walk->wrong;
}

static void
put_value(struct page_walk *walk, const char *call, str value)
{
	if (!takes_value(walk) || !page_expression(walk, value))
		return;
	page_line(walk);
	buf_printf(walk->to, "\t%s(h, %.*s);\n", call, STRF(value));
}

/* {"key"} and {"key" a, b} */
static void
put_word(struct page_walk *walk, str inside)
{
	str	rest = str_sub(inside, 1, inside.n), key, arg;
	size_t	n = 0;

	(void)str_cut(&rest, '"', &key);
	for (size_t i = 0; i < key.n; i++)
		if (!isalnum((unsigned char)key.at[i]) && key.at[i] != '_' &&
		    (key.at[i] != '.' || i == 0))
			key.n = 0;
	if (!str_has(key, S("."))) {
		PAGE_WRONG(walk, "`%.*s' is no key of words/", STRF(inside));
		return;
	}
	if (!takes_value(walk))
		return;
	page_line(walk);
	buf_printf(walk->to, "\thtml_word(h, \"%.*s\", ", STRF(key));
	rest = str_trim(rest);
	if (rest.n == 0) {
		buf_put(walk->to, S("NULL, 0);\n"));
		return;
	}
	buf_put(walk->to, S("(const str[]){"));
	for (; str_cut(&rest, ',', &arg); n++) {
		arg = str_trim(arg);
		if (!page_expression(walk, arg))
			return;
		buf_printf(walk->to, "%s html_arg(h, %.*s)",
		    n == 0 ? "" : ",", STRF(arg));
	}
	buf_printf(walk->to, " }, %zu);\n", n);
}

static struct page_frame *
push(struct page_walk *walk)
{
	struct page_frame	*frame = &walk->frame[walk->frames];

	if (walk->frames == PAGE_DEPTH) {
		PAGE_WRONG(walk, "more than %d {if}s and {each}s in each "
		    "other", PAGE_DEPTH);
		return NULL;
	}
	walk->frames++;
	*frame = (struct page_frame){ .line = walk->line,
	    .where = walk->where, .depth = walk->depth,
	    .attributes = walk->attributes };
	return frame;
}

static void
put_if(struct page_walk *walk, str condition)
{
	if (!page_expression(walk, condition) || push(walk) == NULL)
		return;
	page_line(walk);
	buf_printf(walk->to, "\tif (%.*s) {\n", STRF(condition));
}

/* row in v->row[v->n] */
static void
put_each(struct page_walk *walk, str inside)
{
	struct page_frame	*frame;
	str			 name, count;
	size_t			 at, depth = 0;

	(void)str_cut(&inside, ' ', &name);
	inside = str_trim(inside);
	for (at = take(&inside, "in") ? inside.n : 0; at > 0; at--) {
		depth += inside.at[at - 1] == ']';
		depth -= depth > 0 && inside.at[at - 1] == '[';
		if (depth == 0)
			break;
	}
	if (at <= 1 || at == inside.n || !page_is_name(name)) {
		PAGE_WRONG(walk, "it is {each name in list[count]}");
		return;
	}
	count = str_sub(inside, at, inside.n - 1);
	inside = str_sub(inside, 0, at - 1);
	if (!page_expression(walk, count) || !page_expression(walk, inside) ||
	    (frame = push(walk)) == NULL)
		return;
	if (walk->where == PAGE_TAG)
		PAGE_WRONG(walk, "{each} stands in a tag");
	frame->each = true;
	at = walk->frames;
	page_line(walk);
	buf_printf(walk->to, "\t{ const size_t n%zu_ = %.*s;\n", at,
	    STRF(count));
	page_line(walk);
	buf_printf(walk->to, "\tfor (size_t i%zu_ = 0; i%zu_ < n%zu_; i%zu_++) "
	    "{ __auto_type %.*s = &(%.*s)[i%zu_];\n", at, at, at, at,
	    STRF(name), STRF(inside), at);
}

/* A branch ends: it must stand where it began. */
static struct page_frame *
end_branch(struct page_walk *walk, const char *by)
{
	static const char *const	where[] = { "between tags", "in a tag",
					    "in a value" };
	struct page_frame		*frame;

	if (walk->frames == 0) {
		PAGE_WRONG(walk, "there is no {if} or {each} for this {%s}",
		    by);
		return NULL;
	}
	frame = &walk->frame[walk->frames - 1];
	if (walk->where != frame->where)
		PAGE_WRONG(walk, "what begins %s at line %u ends %s",
		    where[frame->where], frame->line, where[walk->where]);
	else if (walk->depth > frame->depth)
		PAGE_WRONG(walk, "<%.*s> of line %u is not closed before "
		    "{%s}", STRF(page_innermost(walk)),
		    walk->element[walk->depth - 1].line, by);
	return walk->wrong ? NULL : frame;
}

static void
put_else(struct page_walk *walk, str rest)
{
	struct page_frame	*frame = end_branch(walk, "else");
	bool			 more = take(&rest, "if");

	if (frame == NULL)
		return;
	if (frame->otherwise || (more && frame->each) ||
	    (!more && rest.n > 0)) {
		PAGE_WRONG(walk, "{else%s} cannot stand here",
		    more ? " if" : "");
		return;
	}
	for (size_t i = frame->attributes; i < walk->attributes; i++)
		if (walk->attribute[i].hidden == 0)
			walk->attribute[i].hidden = walk->frames;
	frame->otherwise = !more;
	page_flush(walk);
	buf_put(walk->to, frame->each ? S("\t}\n") : S("\t} else\n"));
	page_line(walk);
	if (frame->each)
		buf_printf(walk->to, "\tif (n%zu_ == 0) {\n", walk->frames);
	else if (!more)
		buf_put(walk->to, S("\t{\n"));
	else if (page_expression(walk, rest))
		buf_printf(walk->to, "\tif (%.*s) {\n", STRF(rest));
}

static void
put_end(struct page_walk *walk)
{
	struct page_frame	*frame = end_branch(walk, "end");

	if (frame == NULL)
		return;
	for (size_t i = frame->attributes; i < walk->attributes; i++)
		if (walk->attribute[i].hidden == walk->frames)
			walk->attribute[i].hidden = 0;
	page_flush(walk);
	buf_put(walk->to, frame->each ? S("\t} }\n") : S("\t}\n"));
	walk->frames--;
}

static void
put_body(struct page_walk *walk)
{
	if (walk->unit->kind != PAGE_LAYOUT || walk->halved ||
	    walk->frames > 0 || walk->where != PAGE_TEXT ||
	    page_is_text_only(page_innermost(walk))) {
		PAGE_WRONG(walk, "{body} stands once in a layout, between "
		    "tags and in no {if}");
		return;
	}
	page_flush(walk);
	walk->halved = true;
	walk->to = &walk->unit->foot;
}

/* {drawn x}: elements, so it stands only where these may. */
static void
put_drawn(struct page_walk *walk, str value)
{
	if (walk->where != PAGE_TEXT ||
	    page_is_text_only(page_innermost(walk)))
		PAGE_WRONG(walk, "what was drawn stands where elements may "
		    "stand");
	else
		put_value(walk, "html_drawn", value);
}

/* {name(&v->x)} */
static void
put_part(struct page_walk *walk, str name, str inside)
{
	str	arg = str_trim(str_sub(inside, name.n + 1, inside.n - 1));

	if (page_find(walk->weave, PAGE_PART, name) == NULL) {
		PAGE_WRONG(walk, "there is no part `%.*s', and nothing else is "
		    "called", STRF(name));
		return;
	}
	if (walk->where != PAGE_TEXT ||
	    page_is_text_only(page_innermost(walk))) {
		PAGE_WRONG(walk, "a part stands where elements may stand");
		return;
	}
	if (arg.n > 0 && !page_expression(walk, arg))
		return;
	walk->filled = true;
	page_line(walk);
	buf_printf(walk->to, "\tpart_%.*s(h%s%.*s);\n", STRF(name),
	    arg.n > 0 ? ", " : "", STRF(arg));
}

void
page_hole(struct page_walk *walk, str inside)
{
	str	rest = str_trim(inside), name = rest;

	walk->begun = true;
	(void)str_cut(&(str){ rest.at, rest.n }, '(', &name);
	if (str_starts(rest, S("#")))
		return;
	if (str_starts(rest, S("\"")))
		put_word(walk, rest);
	else if (take(&rest, "if"))
		put_if(walk, rest);
	else if (take(&rest, "each"))
		put_each(walk, rest);
	else if (take(&rest, "else"))
		put_else(walk, rest);
	else if (str_is(rest, "end"))
		put_end(walk);
	else if (str_is(rest, "body"))
		put_body(walk);
	else if (take(&rest, "day"))
		put_value(walk, "html_day", rest);
	else if (take(&rest, "minute"))
		put_value(walk, "html_minute", rest);
	else if (take(&rest, "count"))
		put_value(walk, "html_count", rest);
	else if (take(&rest, "bytes"))
		put_value(walk, "html_bytes", rest);
	else if (take(&rest, "drawn"))
		put_drawn(walk, rest);
	else if (page_is_name(name) && name.n < rest.n &&
	    str_ends(rest, S(")")))
		put_part(walk, name, rest);
	else
		put_value(walk, walk->where == PAGE_TEXT ? "html_text" :
		    "html_attr", rest);
}
