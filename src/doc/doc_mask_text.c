#include "doc/doc_mask_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_trawl.h"

#define STREAM	65536u	/* characters that are looked at in one go */
#define KEPT	2048u	/* of them that the next go sees again */

/* Bytes [from, to) of the source become `text'. */
struct edit {
	size_t	from, to;
	str	text;
};

/* A character of the text as it reads, and the bytes that it stands in. */
struct stream {
	uint32_t	*point;
	size_t		*from, *to;
	size_t		*cell;	/* where its cell's mark takes a type, or 0 */
	size_t		 n;
};

struct rewriting {
	struct arena			*arena;
	str				 source;
	const struct doc_mask_find	*find;
	const struct doc_mask		*mask;
	struct stream			 text, mark;	/* between marks, in
							   one of them */
	struct edit			*edit;
	size_t				 edits, room;
	size_t				 cell;	/* of the open one, or 0 */
	bool				 skip;	/* a number that points at a
						   text, and is none */
};

static void
stream_init(struct arena *arena, struct stream *stream)
{
	stream->point = arena_array(arena, STREAM, sizeof *stream->point);
	stream->from = arena_array(arena, STREAM, sizeof *stream->from);
	stream->to = arena_array(arena, STREAM, sizeof *stream->to);
	stream->cell = arena_array(arena, STREAM, sizeof *stream->cell);
}

static void
add_edit(struct rewriting *run, size_t from, size_t to, str text)
{
	if (run->edits == run->room) {
		run->room = run->room == 0 ? 64 : 2 * run->room;
		run->edit = arena_grow(run->arena, run->edit, run->edits,
		    run->room, sizeof *run->edit);
	}
	run->edit[run->edits++] = (struct edit){ from, to, text };
}

/* The first character becomes what is shown, the others go; marks between them
   stay where they are. */
static void
mask_found(struct rewriting *run, const struct stream *stream, size_t from,
    size_t to, str shown)
{
	add_edit(run, stream->from[from], stream->to[from], shown);
	for (size_t i = from + 1; i < to; i++)
		if (stream->from[i] < stream->to[i])
			add_edit(run, stream->from[i], stream->to[i], S(""));
	if (stream->cell[from] > 0)
		add_edit(run, stream->cell[from], stream->cell[from],
		    S(" t=\"str\""));
}

/* Look through what was collected; the last `keep' stay for the next go. */
static void
flush(struct rewriting *run, struct stream *stream, size_t keep)
{
	size_t	at = 0, to, left;

	while (at + keep < stream->n) {
		ptrdiff_t	i = doc_mask_find_at(run->find, stream->point,
				    stream->n, at, &to);

		if (i < 0) {
			at++;
			continue;
		}
		mask_found(run, stream, at, to, run->mask[i].shown);
		at = to;
	}
	left = stream->n - at;
	memmove(stream->point, stream->point + at, left *
	    sizeof *stream->point);
	memmove(stream->from, stream->from + at, left * sizeof *stream->from);
	memmove(stream->to, stream->to + at, left * sizeof *stream->to);
	memmove(stream->cell, stream->cell + at, left * sizeof *stream->cell);
	stream->n = left;
}

static void
collect(struct rewriting *run, struct stream *stream, uint32_t point,
    size_t from, size_t to)
{
	if (stream->n == STREAM)
		flush(run, stream, KEPT);
	stream->point[stream->n] = doc_mask_find_fold(point);
	stream->from[stream->n] = from;
	stream->to[stream->n] = to;
	stream->cell[stream->n] = run->cell;
	stream->n++;
}

/* One character, however it is written; where it ends. */
static size_t
take_point(struct rewriting *run, struct stream *stream, size_t at)
{
	str		rest = str_sub(run->source, at, run->source.n);
	uint32_t	point = 0;
	size_t		n = 0;

	if (rest.at[0] == '&')
		n = doc_trawl_reference(rest, &point);
	else if (rest.at[0] == '\\')
		n = doc_trawl_escape(rest, &point);
	if (n == 0)
		point = utf8_next(rest, &n);
	collect(run, stream, point, at, at + n);
	return at + n;
}

/* --- marks --------------------------------------------------------------- */

/* Who made a change or a comment is nobody's business. */
static void
drop_authors(struct rewriting *run, size_t from, str mark)
{
	static const char *const	names[] = { ":author=\"",
		":initials=\"", " userId=\"", " displayName=\"",
		" providerId=\"", " initials=\"" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		ptrdiff_t	at = str_find(mark, str_of(names[i]), 0), end;

		if (at < 0)
			continue;
		at += (ptrdiff_t)strlen(names[i]);
		end = str_find(mark, S("\""), (size_t)at);
		if (end > at)
			add_edit(run, from + (size_t)at, from + (size_t)end,
			    S(""));
	}
}

/* The name of a mark is this. */
static bool
is_mark(str mark, const char *name)
{
	size_t	n = strlen(name);

	return str_eq(str_sub(mark, 1, 1 + n), str_of(name)) &&
	    mark.n > n + 1 && strchr(" \t\r\n/>", mark.at[n + 1]) != NULL;
}

/* A cell of a sheet: what its number means, and where its type would stand. */
static void
take_cell(struct rewriting *run, size_t from, str mark)
{
	bool	shared = str_has(mark, S(" t=\"s\"")) ||
		    str_has(mark, S(" t='s'"));

	if (is_mark(mark, "c")) {
		run->cell = str_has(mark, S(" t=")) ? 0 : from + 2;
		run->skip = shared;
	} else if (is_mark(mark, "/c")) {
		run->cell = 0;
		run->skip = false;
	}
}

static size_t
take_mark(struct rewriting *run, size_t at, size_t n,
    enum doc_mask_text_kind kind)
{
	str	mark = str_sub(run->source, at, at + n);
	size_t	cell;

	if (doc_trawl_break(mark))
		collect(run, &run->text, '\n', at, at);
	if (kind == DOC_MASK_TEXT_SHEET)
		take_cell(run, at, mark);
	drop_authors(run, at, mark);
	/* What stands in a mark is of no cell. */
	cell = run->cell;
	run->cell = 0;
	for (size_t i = at + 1; i < at + n;)
		i = take_point(run, &run->mark, i);
	flush(run, &run->mark, 0);
	run->cell = cell;
	return at + n;
}

/* --- the new text -------------------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
	const struct edit	*x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static str
rewritten(struct rewriting *run)
{
	struct buf	buf;
	size_t		at = 0, room = run->source.n + 1;

	if (run->edits == 0)
		return run->source;
	qsort(run->edit, run->edits, sizeof *run->edit, by_place);
	for (size_t i = 0; i < run->edits; i++)
		room += run->edit[i].text.n;
	buf_init(&buf, run->arena, room);
	for (size_t i = 0; i < run->edits; i++) {
		const struct edit	*edit = &run->edit[i];

		/* Twice the same, or within what is gone already. */
		if (edit->from < at || (i > 0 && edit->from == edit->to &&
		    edit->from == run->edit[i - 1].from))
			continue;
		buf_put(&buf, str_sub(run->source, at, edit->from));
		buf_put(&buf, edit->text);
		at = edit->to;
	}
	buf_put(&buf, str_sub(run->source, at, run->source.n));
	return buf_str(&buf);
}

str
doc_mask_text(struct arena *arena, str text, enum doc_mask_text_kind kind,
    const struct doc_mask_find *find, const struct doc_mask *mask)
{
	struct rewriting	run = { .arena = arena, .source = text,
				    .find = find, .mask = mask };

	stream_init(arena, &run.text);
	stream_init(arena, &run.mark);
	for (size_t at = 0; at < text.n;) {
		str	rest = str_sub(text, at, text.n);
		size_t	n = 0;

		if (kind != DOC_MASK_TEXT_PLAIN && rest.at[0] == '<')
			n = doc_trawl_mark(rest);
		if (n > 0)
			at = take_mark(&run, at, n, kind);
		else if (run.skip)
			at++;
		else
			at = take_point(&run, &run.text, at);
	}
	flush(&run, &run.text, 0);
	return rewritten(&run);
}
