#include "doc/doc_read.h"

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc_fold.h"
#include "doc/doc_html.h"
#include "doc/doc_html_tag.h"
#include "doc/doc_text_layout.h"
#include "doc/doc_text_line.h"
#include "doc/doc_text_pipe.h"
#include "doc/doc_text_prose.h"

/* Lines of a table written in HTML, and tables in it, at most. */
#define HTML_LINES	4000u
#define HTML_TABLES	16u
#define FRONT		100u	/* lines of front matter, at most */

/* A text being read. */
struct text {
	struct arena		*arena;
	struct doc		*doc;
	struct doc_text_line	*line;
	size_t			 n;
	struct doc_text_prose	 prose;
	bool			 markdown;
};

static size_t
count_tags(str s, const char *name)
{
	size_t		 count = 0;
	ptrdiff_t	 at = doc_html_tag_find(s, 0, name);

	for (; at >= 0; at = doc_html_tag_find(s, (size_t)at + 1, name))
		count++;
	return count;
}

/* How many lines from here on are tables written in HTML. */
static size_t
html_run(const struct doc_text_line *line, size_t n)
{
	size_t	open = 0;

	if (line->solid.at[0] != '<' || count_tags(line->solid, "table") == 0)
		return 0;
	for (size_t i = 0; i < n && i < HTML_LINES && open <= HTML_TABLES;
	    i++) {
		size_t	closed = count_tags(line[i].solid, "/table");

		open += count_tags(line[i].solid, "table");
		open -= closed < open ? closed : open;
		if (open == 0)
			return i + 1;
	}
	return 0;
}

static void
mark(struct doc_text_line *line, size_t run, enum doc_text_role role)
{
	line->run = run;
	for (size_t i = 0; i < run; i++)
		line[i].role = role;
}

/*
 * Find the tables, those with the plainest marks first: lines that belong to
 * one are no longer plain for the next.
 */
static void
find_tables(struct text *text)
{
	static const struct {
		enum doc_text_role role;
		size_t		(*run)(const struct doc_text_line *, size_t);
	} kinds[] = {
		{ DOC_TEXT_HTML, html_run },
		{ DOC_TEXT_PIPE, doc_text_pipe_run },
		{ DOC_TEXT_TAB, doc_text_pipe_tabs },
		{ DOC_TEXT_LAYOUT, doc_text_layout_run },
	};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		for (size_t i = 0, run; i < text->n; i += run) {
			run = 0;
			if (text->line[i].role == DOC_TEXT_PLAIN &&
			    text->line[i].solid.n > 0)
				run = kinds[k].run(&text->line[i],
				    text->n - i);
			if (run > 0)
				mark(&text->line[i], run, kinds[k].role);
			else
				run = 1;
		}
	}
}

/* --- plain lines ---------------------------------------------------------- */

/* The sign that a line begins with, repeated: how often. */
static size_t
repeated(str s, char sign)
{
	size_t	n = 0;

	while (n < s.n && s.at[n] == sign)
		n++;
	return n;
}

/* Level of a heading written "## text"; 0 if it is none. */
static int
heading_level(str s)
{
	size_t	n = repeated(s, '#');

	return n > 0 && n <= 6 && n < s.n && s.at[n] == ' ' ? (int)n : 0;
}

/* Nothing but tags that were left over: they say nothing to a reader. */
static bool
is_tags(str s)
{
	size_t	at = 0;

	while (at < s.n) {
		ptrdiff_t	end = str_find(s, S(">"), at);
		char		next = at + 1 < s.n ? s.at[at + 1] : '\0';

		if (s.at[at] != '<' || end < 0 || ((next < 'a' ||
		    next > 'z') && (next < 'A' || next > 'Z') && next != '/'))
			return false;
		at = (size_t)end + 1;
	}
	return true;
}

/* Text without the ** that set parts of it in bold, if they pair up. */
static str
unbold(struct arena *arena, str s)
{
	struct buf	out;
	size_t		marks = 0;
	ptrdiff_t	at = str_find(s, S("**"), 0);

	for (; at >= 0; at = str_find(s, S("**"), (size_t)at + 2))
		marks++;
	if (marks == 0 || marks % 2 != 0)
		return s;
	buf_init(&out, arena, s.n);
	for (size_t from = 0; from < s.n; from = (size_t)at + 2) {
		at = str_find(s, S("**"), from);
		if (at < 0) {
			buf_put(&out, str_sub(s, from, s.n));
			break;
		}
		buf_put(&out, str_sub(s, from, (size_t)at));
	}
	return buf_str(&out);
}

/* Add one line for itself, with what Markdown may have put before it. */
static void
add_line(struct text *text, const struct doc_text_line *line)
{
	str			 s = line->solid;
	int			 level = heading_level(s);
	enum doc_kind		 kind = DOC_PARAGRAPH;
	struct doc_block	*block;

	if (level > 0) {
		kind = DOC_HEADING;
		s = str_sub(s, (size_t)level, s.n);
	} else if (is_tags(s) || doc_text_line_is_rule(s)) {
		return;
	} else if (text->markdown && (str_starts(s, S("- ")) ||
	    str_starts(s, S("* ")) || str_starts(s, S("+ ")))) {
		kind = DOC_LIST;
		level = 1;
		s = str_sub(s, 2, s.n);
	} else if (text->markdown && str_starts(s, S("> "))) {
		s = str_sub(s, 2, s.n);
	}
	s = doc_fold(text->arena, unbold(text->arena, s));
	if (s.n == 0)
		return;
	block = doc_add(text->arena, text->doc, kind, s);
	block->level = level;
	block->place = line->place;
}

/*
 * Add the paragraph that begins here.  The foots of pages that stand inside
 * it follow as blocks of their own.  Returns how many lines were used.
 */
static size_t
add_paragraph(struct text *text, size_t first)
{
	const struct doc_text_line	*line = &text->line[first];
	size_t				 n = text->n - first, used = 0, step;
	struct buf			 joined;

	step = doc_text_prose_next(&text->prose, line, n);
	if (step == 0 || heading_level(line->solid) > 0) {
		add_line(text, line);
		return 1;
	}
	buf_init(&joined, text->arena, DOC_BYTES);
	buf_put(&joined, line->solid);
	for (; step > 0; step = doc_text_prose_next(&text->prose,
	    line + used, n - used)) {
		str	next = line[used + step].solid;

		if (doc_text_prose_blank(line[used].solid, next))
			buf_byte(&joined, ' ');
		buf_put(&joined, next);
		used += step;
	}
	doc_add(text->arena, text->doc, DOC_PARAGRAPH,
	    doc_fold(text->arena, buf_str(&joined)))->place = line->place;
	for (size_t i = 1; i < used; i++)
		if (doc_text_line_is_folio(line[i].solid))
			add_line(text, &line[i]);
	return used + 1;
}

static enum err
add_html(struct text *text, const struct doc_text_line *line, size_t n,
    struct fault *fault)
{
	struct buf	page;

	buf_init(&page, text->arena, DOC_BYTES);
	for (size_t i = 0; i < n; i++) {
		buf_put(&page, line[i].text);
		buf_byte(&page, '\n');
	}
	return doc_html_parse(text->arena, text->doc, buf_str(&page),
	    line->place.line, fault);
}

/* Add the table or the paragraph that begins at a line. */
static enum err
add_next(struct text *text, size_t *at, struct fault *fault)
{
	const struct doc_text_line	*line = &text->line[*at];
	size_t				 run = line->run;

	*at += run > 0 ? run : 1;
	switch (line->role) {
	case DOC_TEXT_HTML:
		return add_html(text, line, run, fault);
	case DOC_TEXT_PIPE:
	case DOC_TEXT_TAB:
		return doc_text_pipe_read(text->arena, text->doc, line, run,
		    fault);
	case DOC_TEXT_LAYOUT:
		return doc_text_layout_read(text->arena, text->doc, line, run,
		    fault);
	case DOC_TEXT_PLAIN:
		break;
	}
	if (line->solid.n > 0)
		*at += add_paragraph(text, *at - 1) - 1;
	return OK;
}

/* --- what a file says of itself ------------------------------------------- */

static bool
is_fence(const struct doc_text_line *line)
{
	return str_is(line->solid, "---");
}

/* "name: value", an item of a list, a remark, or nothing. */
static bool
is_front(str line)
{
	return line.n == 0 || str_has(line, S(":")) ||
	    str_starts(line, S("-")) || str_starts(line, S("#"));
}

/* The text of a value, its quotes off. */
static str
bare(str value)
{
	if (value.n >= 2 && (value.at[0] == '"' || value.at[0] == '\'') &&
	    value.at[value.n - 1] == value.at[0])
		value = str_sub(value, 1, value.n - 1);
	return str_trim(value);
}

/* A plain name of small letters; a colon in a sentence is none. */
static str
name_of(struct arena *arena, str text)
{
	char	*to = arena_copy(arena, text.at, text.n);

	for (size_t i = 0; i < text.n; i++) {
		if (to[i] >= 'A' && to[i] <= 'Z')
			to[i] = (char)(to[i] - 'A' + 'a');
		if (to[i] == ' ' || to[i] == '|')
			return (str){ 0 };
	}
	return (str){ to, text.n };
}

/*
 * The front matter of Markdown: "name: value" lines between two "---" at the
 * very beginning become meta.  Returns how many lines it takes.
 */
static size_t
read_front(struct text *text)
{
	size_t	from = 0, to;

	while (from < text->n && text->line[from].solid.n == 0)
		from++;
	if (from == text->n || !is_fence(&text->line[from]))
		return 0;
	for (to = from + 1; to < text->n && to - from <= FRONT &&
	    !is_fence(&text->line[to]); to++)
		if (!is_front(text->line[to].solid))
			return 0;
	if (to == text->n || to - from > FRONT)
		return 0;
	for (size_t i = from + 1; i < to; i++) {
		str	value = text->line[i].solid, name = { 0 };

		if (!str_has(value, S(":")) || !str_cut(&value, ':', &name))
			continue;
		name = name_of(text->arena, str_trim(name));
		value = bare(str_trim(value));
		if (name.n > 0 && value.n > 0)
			doc_add_meta(text->arena, text->doc, name, value);
		if (str_is(name, "title"))
			text->doc->title = value;
	}
	return to + 1;
}

enum err
doc_read_text(struct arena *arena, str bytes, str name, struct doc **ret,
    struct fault *fault)
{
	bool		 markdown = doc_read_sniff(bytes, name) == DOC_MARKDOWN;
	struct text	 text = { .arena = arena, .markdown = markdown };
	str		 s;
	enum err	 e;

	if (bytes.n > DOC_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "doc.too_big");
	text.doc = doc_new(arena, markdown ? DOC_MARKDOWN : DOC_TEXT);
	e = doc_read_charset(arena, bytes, S(""), &s, &text.doc->charset,
	    fault);
	if (e == OK)
		e = doc_text_line_part(arena, s, &text.line, &text.n, fault);
	if (e != OK)
		return e;
	find_tables(&text);
	text.prose = doc_text_prose_edges(text.line, text.n);
	for (size_t at = read_front(&text); at < text.n; ) {
		e = add_next(&text, &at, fault);
		if (e == OK && text.doc->n > DOC_BLOCKS)
			e = FAIL(fault, ERR_TOO_LARGE, "doc.too_long");
		if (e != OK)
			return e;
	}
	if (text.doc->n == 0)
		return FAIL(fault, ERR_INVALID, "doc.empty");
	*ret = text.doc;
	return OK;
}
