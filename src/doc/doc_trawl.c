#include "doc/doc_trawl.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_read.h"
#include "doc/doc_zip.h"

#define DEPTH		3	/* packages in packages */
#define REFERENCE	10u	/* characters of "&#x10FFFF;" */
#define MARK		4096	/* bytes of a mark; a longer one is text */
#define NAME		S("file")	/* faults are not shown */

static void
look(struct doc_trawl *trawl, str text)
{
	trawl->found = trawl->found || trawl->look(trawl->context, text);
}

/* --- closing up --------------------------------------------------------- */

static unsigned
figure(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

/* The number that figures of a base stand for; sets how many there were. */
static uint32_t
number(str s, unsigned base, size_t *ret_n)
{
	uint32_t	n = 0;
	size_t		i;

	for (i = 0; i < s.n && i < 7 && figure(s.at[i]) < base; i++)
		n = n * base + figure(s.at[i]);
	*ret_n = i;
	return n;
}

size_t
doc_trawl_reference(str s, uint32_t *ret)
{
	static const struct {
		str		name;
		uint32_t	point;
	} names[] = { { { "&amp;", 5 }, '&' }, { { "&lt;", 4 }, '<' },
		{ { "&gt;", 4 }, '>' }, { { "&quot;", 6 }, '"' },
		{ { "&apos;", 6 }, '\'' }, { { "&nbsp;", 6 }, ' ' },
		{ { "&middot;", 8 }, 0xB7 } };
	size_t	n, from;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_starts(s, names[i].name)) {
			*ret = names[i].point;
			return names[i].name.n;
		}
	if (!str_starts(s, S("&#")) || s.n < 4)
		return 0;
	from = (s.at[2] | 0x20) == 'x' ? 3 : 2;
	*ret = number(str_sub(s, from, REFERENCE), from == 3 ? 16 : 10, &n);
	return n == 0 ? 0 : from + n + (from + n < s.n &&
	    s.at[from + n] == ';');
}

size_t
doc_trawl_escape(str s, uint32_t *ret)
{
	size_t	n;

	if (s.n < 2)
		return 0;
	if (s.at[1] == 'u') {
		*ret = number(str_sub(s, 2, 6), 16, &n);
		return n == 4 ? 6 : 0;
	}
	*ret = (uint8_t)s.at[1];
	return memchr("/\"\\'", s.at[1], 4) != NULL ? 2 : 0;
}

size_t
doc_trawl_mark(str s)
{
	ptrdiff_t	end;

	if (s.n < 2 || (s.at[1] != '/' && s.at[1] != '!' && s.at[1] != '?' &&
	    figure(s.at[1]) >= 10 && ((s.at[1] | 0x20) < 'a' ||
	    (s.at[1] | 0x20) > 'z')))
		return 0;
	if (str_starts(s, S("<!--")))
		return 4;	/* what stands in a remark is text, too */
	if (str_starts(s, S("<![CDATA[")))
		return 9;
	end = str_find(str_sub(s, 0, MARK), S(">"), 1);
	return end < 0 ? 0 : (size_t)end + 1;
}

bool
doc_trawl_break(str mark)
{
	static const char *const	names[] = { "p", "br", "cr", "tab",
		"tr", "td", "th", "li", "div", "si", "c", "row", "h1", "h2",
		"h3", "h4", "dt", "dd", "option", "title", "cell" };
	size_t		from = 1, to, colon;

	while (from < mark.n && (mark.at[from] == '/' || mark.at[from] == '?'))
		from++;
	colon = from;
	for (to = from; to < mark.n && strchr(" \t\r\n/>",
	    mark.at[to]) == NULL; to++)
		if (mark.at[to] == ':')
			colon = to + 1;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_is(str_sub(mark, colon, to), names[i]))
			return true;
	return false;
}

/* A text without its marks, its references and escapes being what they
   stand for. */
static str
unmarked(struct arena *arena, str text)
{
	struct buf	buf;

	buf_init(&buf, arena, 4 * text.n + 4);
	for (size_t at = 0; at < text.n;) {
		str		rest = str_sub(text, at, text.n);
		uint32_t	point = 0;
		size_t		n = 0;

		if (rest.at[0] == '<' && (n = doc_trawl_mark(rest)) > 0) {
			if (doc_trawl_break(str_sub(rest, 0, n)))
				buf_byte(&buf, '\n');
		} else if ((rest.at[0] == '&' &&
		    (n = doc_trawl_reference(rest, &point)) > 0) ||
		    (rest.at[0] == '\\' &&
		    (n = doc_trawl_escape(rest, &point)) > 0)) {
			if (point != 0)
				buf_point(&buf, point);
		} else {
			n = 1;
			buf_byte(&buf, rest.at[0]);
		}
		at += n;
	}
	return buf_str(&buf);
}

/* The blanks and line ends that begin at a place. */
struct gap {
	size_t	end;		/* the place behind them */
	size_t	points;		/* how many they are */
	bool	line;		/* a line ends in them */
};

static struct gap
gap_at(str text, size_t at)
{
	struct gap	gap = { at, 0, false };
	uint32_t	point;

	for (;;) {
		size_t	next = gap.end;

		point = utf8_next(text, &next);
		if (point == 0 || !(utf8_is_blank(point) || point == '\n' ||
		    point == '\r'))
			return gap;
		gap.line |= point == '\n' || point == '\r';
		gap.points++;
		gap.end = next;
	}
}

/*
 * Without the blanks that only lay out: those between Chinese characters,
 * where a line was wrapped too, and a single one within a line, which groups
 * figures.  Else what stands in two cells would be read as one.
 */
static str
closed(struct arena *arena, str text)
{
	struct buf	buf;
	uint32_t	last = 0, next;

	buf_init(&buf, arena, 4 * text.n + 4);
	for (size_t at = 0; at < text.n;) {
		struct gap	gap = gap_at(text, at);
		size_t		from = gap.end, to = from;

		next = utf8_next(text, &to);
		if (gap.points > 0 && !(utf8_is_han(last) &&
		    utf8_is_han(next)) && (gap.line || gap.points > 1))
			buf_byte(&buf, gap.line ? '\n' : ' ');
		buf_put(&buf, str_sub(text, from, to));
		last = next;
		at = to > at ? to : text.n;
	}
	return buf_str(&buf);
}

/* --- the kinds of files ------------------------------------------------- */

static void
look_closed(struct arena *arena, struct doc_trawl *trawl, str text)
{
	str	plain = unmarked(arena, text);

	look(trawl, plain);
	if (!trawl->found)
		look(trawl, closed(arena, plain));
}

static void
look_text(struct arena *arena, struct doc_trawl *trawl, str bytes)
{
	struct fault	fault = { 0 };
	str		text, charset;

	if (doc_read_charset(arena, bytes, S(""), &text, &charset, &fault) !=
	    OK) {
		trawl->unread = true;
		return;
	}
	look(trawl, text);
	if (!trawl->found)
		look_closed(arena, trawl, text);
}

static void
look_pdf(struct arena *arena, struct doc_trawl *trawl, str bytes)
{
	struct fault	 fault = { 0 };
	struct doc	*doc;
	struct buf	 all;

	trawl->unread |= str_has(bytes, S("/Subtype/Image")) ||
	    str_has(bytes, S("/Subtype /Image"));
	if (doc_read_pdf(arena, bytes, NAME, &doc, &fault) != OK) {
		trawl->unread = true;
		return;
	}
	buf_init(&all, arena, 2 * (size_t)DOC_BYTES);
	for (size_t i = 0; i < doc->n; i++) {
		const struct doc_table	*table = doc->block[i].table;

		buf_put(&all, doc->block[i].text);
		for (size_t j = 0; table != NULL && j < table->n; j++) {
			buf_byte(&all, '\n');
			buf_put(&all, table->cell[j].text);
		}
		buf_byte(&all, '\n');
	}
	trawl->unread |= buf_err(&all) != OK;
	look(trawl, buf_str(&all));
	if (!trawl->found)
		look(trawl, closed(arena, buf_str(&all)));
}

/* The XML of a package, which no reader takes for a document of its own. */
static bool
is_xml(str bytes)
{
	if (str_starts(bytes, S("\xEF\xBB\xBF")))
		bytes = str_sub(bytes, 3, bytes.n);
	return str_starts(bytes, S("<?xml")) ||
	    str_starts(bytes, S("\xFF\xFE<\0")) ||
	    str_starts(bytes, S("\xFE\xFF\0<"));
}

/* What a place in packages still holds. */
struct bundle {
	str		bytes;
	unsigned	depth;	/* 0: the file itself */
};

static void look_at(struct arena *arena, struct doc_trawl *trawl,
    struct bundle bundle);

/* Each part is let go of before the next one. */
static void
look_package(struct arena *arena, struct doc_trawl *trawl,
    struct bundle bundle)
{
	struct fault	 fault = { 0 };
	struct doc_zip	*zip;
	str		 name, part;

	if (bundle.depth == DEPTH || doc_zip_open(arena, bundle.bytes, NAME,
	    &zip, &fault) != OK) {
		trawl->unread = true;
		return;
	}
	for (size_t i = 0; !trawl->found && doc_zip_name(zip, i, &name);
	    i++) {
		struct arena_mark	mark = arena_mark(arena);

		look(trawl, name);
		if (doc_zip_part(arena, zip, name, &part, &fault) != OK)
			trawl->unread = true;
		else
			look_at(arena, trawl, (struct bundle){ part,
			    bundle.depth + 1 });
		fault_clear(&fault);
		arena_rewind(arena, mark);
	}
}

static void
look_at(struct arena *arena, struct doc_trawl *trawl, struct bundle bundle)
{
	enum doc_format	format = doc_read_sniff(bundle.bytes, NAME);

	look(trawl, bundle.bytes);
	if (trawl->found || bundle.bytes.n == 0)
		return;
	if (str_starts(bundle.bytes, S("PK\3\4")))
		look_package(arena, trawl, bundle);
	else if (bundle.bytes.n > DOC_BYTES ||
	    (format == DOC_UNKNOWN && !is_xml(bundle.bytes)))
		trawl->unread = true;
	else if (format == DOC_PDF)
		look_pdf(arena, trawl, bundle.bytes);
	else
		look_text(arena, trawl, bundle.bytes);
}

void
doc_trawl(struct arena *arena, str bytes, struct doc_trawl *trawl)
{
	trawl->found = trawl->unread = false;
	look_at(arena, trawl, (struct bundle){ bytes, 0 });
}
