#include "page.h"

#include <ctype.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"

#define FILE_LIMIT	((size_t)1 << 20)

static const char *const kinds[PAGE_KINDS] = { "page", "part", "layout" };

/* Where a file is being parted. */
struct reader {
	struct page_weave	*weave;
	const char		*file;
	struct page_unit	*unit;	/* whose text is being passed */
	unsigned		 line;
};

#define WRONG(reader, ...) do {						\
	scan_wrong((reader)->file, (reader)->line, __VA_ARGS__);	\
	(reader)->weave->wrong = true;					\
} while (0)

struct page_unit *
page_find(const struct page_weave *weave, enum page_kind kind, str name)
{
	for (size_t i = 0; i < weave->units; i++)
		if (weave->unit[i].kind == kind &&
		    str_eq(weave->unit[i].name, name))
			return &weave->unit[i];
	return NULL;
}

/* {use "web/view.h"} */
static void
take_use(struct reader *reader, str header)
{
	struct page_weave	*weave = reader->weave;

	if (reader->unit != NULL)
		WRONG(reader, "{use} stands at the top of the file");
	if (header.n < 4 || header.at[0] != '"' || !str_ends(header, S(".h\"")))
		WRONG(reader, "it is {use \"folder/name.h\"}");
	if (str_among(weave->use, weave->uses, header))
		return;
	if (weave->uses == weave->use_room) {
		size_t	room = weave->uses == 0 ? 32 : weave->uses * 2;

		weave->use = arena_grow(weave->arena, weave->use, weave->uses,
		    room, sizeof *weave->use);
		weave->use_room = room;
	}
	weave->use[weave->uses++] = header;
}

static struct page_unit *
new_unit(struct page_weave *weave)
{
	if (weave->units == weave->unit_room) {
		size_t	room = weave->units == 0 ? 128 : weave->units * 2;

		weave->unit = arena_grow(weave->arena, weave->unit,
		    weave->units, room, sizeof *weave->unit);
		weave->unit_room = room;
	}
	return &weave->unit[weave->units++];
}

/* "const struct view *v": one parameter, or none. */
static bool
is_param(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isalnum((unsigned char)s.at[i]) && s.at[i] != '_' &&
		    s.at[i] != '*' && !isspace((unsigned char)s.at[i]))
			return false;
	return true;
}

/* name(TYPE *v) in layout(EXPR) */
static bool
read_head(str head, struct page_unit *unit)
{
	str	in;

	if (!str_cut(&head, '(', &unit->name) ||
	    !str_has(head, S(")")) || !str_cut(&head, ')', &unit->param))
		return false;
	unit->param = str_trim(unit->param);
	head = str_trim(head);
	if (!page_is_name(unit->name) || !is_param(unit->param))
		return false;
	if (head.n == 0)
		return true;
	if (unit->kind != PAGE_PAGE || !str_cut(&head, ' ', &in) ||
	    !str_is(in, "in") || !str_cut(&head, '(', &unit->layout) ||
	    !str_ends(head, S(")")))
		return false;
	unit->layout = str_trim(unit->layout);
	unit->handed = str_trim(str_sub(head, 0, head.n - 1));
	return page_is_name(unit->layout) &&
	    (unit->handed.n == 0 || page_is_expression(unit->handed));
}

static void
take_unit(struct reader *reader, enum page_kind kind, str head)
{
	struct page_unit	*unit, *other, read = { .kind = kind,
	    .file = reader->file, .line = reader->line };

	if (!read_head(head, &read)) {
		WRONG(reader, "it is {%s name(TYPE *v)}%s", kinds[kind],
		    kind == PAGE_PAGE ? " or {page name(TYPE *v) in "
		    "layout(v->x)}" : "");
		read.name = head;
	}
	other = page_find(reader->weave, kind, read.name);
	if (other != NULL)
		WRONG(reader, "%s %.*s stands already at %s:%u", kinds[kind],
		    STRF(read.name), other->file, other->line);
	unit = new_unit(reader->weave);
	*unit = read;
	reader->unit = unit;
}

/* A directive that parts the file: true and what follows its word. */
static bool
parts(str inside, const char *word, str *ret)
{
	str	head = str_of(word);

	if (!str_starts(inside, head) || inside.n <= head.n ||
	    !isspace((unsigned char)inside.at[head.n]))
		return false;
	*ret = str_trim(str_sub(inside, head.n, inside.n));
	return true;
}

static bool
take_directive(struct reader *reader, str inside)
{
	str	rest;

	if (parts(inside, "use", &rest)) {
		take_use(reader, rest);
		return true;
	}
	for (enum page_kind kind = 0; kind < PAGE_KINDS; kind++)
		if (parts(inside, kinds[kind], &rest)) {
			take_unit(reader, kind, rest);
			return true;
		}
	return false;
}

/* Past the brace at `at': a pair, a hole, a directive that parts the file. */
static size_t
take_brace(struct reader *reader, str text, size_t at)
{
	ptrdiff_t	 end = -1;
	bool		 parting;
	str		 inside;

	if (str_starts(str_sub(text, at, text.n), S("{{")))
		return at + 2;
	end = page_hole_end(text, at);
	if (end < 0)
		return text.n;		/* the walk will tell */
	inside = str_trim(str_sub(text, at + 1, (size_t)end));
	parting = take_directive(reader, inside);
	if (!parting && reader->unit == NULL && !str_starts(inside, S("#")))
		WRONG(reader, "a hole before the first {page}");
	reader->line += page_lines(str_sub(text, at, (size_t)end));
	if (parting && reader->unit != NULL) {
		reader->unit->text_line = reader->line;
		reader->unit->text = str_sub(text, (size_t)end + 1, text.n);
	}
	return (size_t)end + 1;
}

/* The text of a unit ends where the next one begins. */
static void
read_file(struct page_weave *weave, const char *file, str text)
{
	struct reader		 reader = { weave, file, NULL, 1 };
	size_t			 first = weave->units, at = 0;
	size_t			 from;

	while (at < text.n) {
		char	c = text.at[at];

		from = weave->units;
		if (c == '{') {
			size_t	brace = at;

			at = take_brace(&reader, text, at);
			if (weave->units > from && from > first)
				weave->unit[from - 1].text.n = (size_t)
				    (text.at + brace -
				    weave->unit[from - 1].text.at);
			continue;
		}
		if (reader.unit == NULL && !isspace((unsigned char)c)) {
			WRONG(&reader, "text before the first {page}");
			return;
		}
		reader.line += c == '\n';
		at++;
	}
}

/* Bytes that neither a page nor a C literal may hold. */
static bool
is_clean(str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.at[i] < ' ' && text.at[i] != '\n' &&
		    text.at[i] != '\t')
			return false;
	return utf8_valid(text);
}

static void
check_layout(struct page_weave *weave, const struct page_unit *unit)
{
	if (unit->layout.n == 0 ||
	    page_find(weave, PAGE_LAYOUT, unit->layout) != NULL)
		return;
	scan_wrong(unit->file, unit->line, "there is no layout `%.*s'",
	    STRF(unit->layout));
	weave->wrong = true;
}

int
page_weave(struct arena *arena, const char *directory, char *const *file,
    int files)
{
	struct page_weave	weave = { .arena = arena };
	str			text;

	for (int i = 0; i < files; i++) {
		if (file_read(arena, file[i], FILE_LIMIT, &text, NULL) != OK ||
		    !is_clean(text)) {
			fprintf(stderr, "%s: cannot be read as text\n",
			    file[i]);
			return 1;
		}
		read_file(&weave, file[i], text);
	}
	for (size_t i = 0; i < weave.units; i++) {
		check_layout(&weave, &weave.unit[i]);
		page_html(&weave, &weave.unit[i]);
	}
	return weave.wrong || !page_write(&weave, directory) ? 1 : 0;
}
