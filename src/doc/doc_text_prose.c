#include "doc/doc_text_prose.h"

#include "base/utf8.h"
#include "doc/doc_outline.h"

/* Columns a text is set in, narrowest and widest. */
#define NARROW		44u
#define WIDE		160u

/*
 * Lines end so many columns before their edge, as no word and no stop is
 * broken; and where a program dropped the indents, the first line of each
 * paragraph ends that much earlier.
 */
#define RAGGED	4u
#define DROPPED	8u

/* Lines at the edge without which there is no edge. */
#define LINES		4u

/* How far a paragraph's first line may be set in. */
#define INDENT_MIN	2u
#define INDENT_MAX	8u

/* Lines that are looked at behind a page's end. */
#define FOOT		8u

static bool
is_plain(const struct doc_text_line *line)
{
	return line->role == DOC_TEXT_PLAIN && line->solid.n > 0;
}

/* How many lines end within RAGGED columns up to each column. */
static unsigned
find_edge(const struct doc_text_line *line, size_t n)
{
	size_t		ends[WIDE + 1] = { 0 }, near, best = 0, beyond = 0;
	size_t		wide = 0;
	unsigned	edge = 0;

	for (size_t i = 0; i < n; i++) {
		if (!is_plain(&line[i]) || line[i].x1 < NARROW)
			continue;
		ends[line[i].x1 < WIDE ? line[i].x1 : WIDE]++;
		wide++;
	}
	for (unsigned x = NARROW; x < WIDE; x++) {
		near = ends[x];
		for (unsigned back = 1; back < RAGGED; back++)
			near += ends[x - back];
		if (near > best) {
			best = near;
			edge = x;
		}
	}
	for (unsigned x = edge + RAGGED; x <= WIDE; x++)
		beyond += ends[x];
	if (best < LINES || best * 3 < wide || beyond * 20 > wide + 20)
		return 0;
	return edge;
}

/* Where most of the lines that reach the edge begin. */
static unsigned
find_base(const struct doc_text_line *line, size_t n, unsigned edge)
{
	size_t		begins[WIDE + 1] = { 0 };
	unsigned	base = 0;

	for (size_t i = 0; i < n; i++)
		if (is_plain(&line[i]) && line[i].x1 + RAGGED >= edge &&
		    line[i].x0 < WIDE)
			begins[line[i].x0]++;
	for (unsigned x = 0; x < WIDE; x++)
		if (begins[x] > begins[base])
			base = x;
	return base;
}

struct doc_text_prose
doc_text_prose_edges(const struct doc_text_line *line, size_t n)
{
	struct doc_text_prose	prose = { .edge = find_edge(line, n) };
	size_t			indented = 0;

	if (prose.edge == 0)
		return prose;
	prose.base = find_base(line, n, prose.edge);
	for (size_t i = 0; i < n; i++)
		indented += is_plain(&line[i]) &&
		    line[i].x1 + RAGGED >= prose.edge &&
		    line[i].x0 >= prose.base + INDENT_MIN &&
		    line[i].x0 <= prose.base + INDENT_MAX;
	prose.indented = indented >= 2;
	return prose;
}

/* The next line that is neither blank nor the foot of a page; 0 if none. */
static size_t
next_text(const struct doc_text_line *line, size_t n)
{
	bool	foot = false, blank = false;

	for (size_t i = 1; i < n && i <= FOOT; i++) {
		foot = foot || line[i].place.page != line->place.page;
		if (line[i].solid.n == 0) {
			blank = true;
		} else if (doc_text_line_is_folio(line[i].solid)) {
			foot = true;
		} else {
			return is_plain(&line[i]) && (foot || !blank) ? i : 0;
		}
	}
	return 0;
}

size_t
doc_text_prose_next(const struct doc_text_prose *prose,
    const struct doc_text_line *line, size_t n)
{
	unsigned	ragged = prose->indented ? RAGGED : DROPPED;
	size_t		next;

	if (prose->edge == 0 || line->x1 + ragged < prose->edge)
		return 0;
	if (!prose->indented && doc_text_line_is_sentence(line->solid))
		return 0;
	next = next_text(line, n);
	if (next == 0 || line[next].x0 > prose->base + 1 ||
	    doc_text_line_is_value(line[next].solid) ||
	    doc_outline_of(line[next].solid) != DOC_OUTLINE_NONE)
		return 0;
	return next;
}

bool
doc_text_prose_blank(str left, str right)
{
	size_t	end = left.n, from = 0;

	return utf8_width(utf8_previous(left, &end)) == 1 &&
	    utf8_width(utf8_next(right, &from)) == 1;
}
