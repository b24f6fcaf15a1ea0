#include "doc/doc_pdf_zone.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/utf8.h"
#include "doc/doc_outline.h"

/* Lengths in ems of the line, parts of the page or of the column. */
#define EDGE		0.12	/* of a page: where its number stands */
#define SAME_PLACE	3.0	/* points: a head stands at one height */
#define LONG		12.0	/* a line that tells how prose is set */
#define WIDE		0.75	/* of the column: a full line of prose */
#define DENSE		0.85	/* of a line: how much of it is written on */
#define LOOSE		2.5	/* the widest gap within prose */
#define ALONE		0.9	/* nearer lines are not apart */
#define FURTHEST	6.0	/* between lines of one table */
#define ABOVE		4.0	/* between a table and its first head */
#define BELOW		2.2	/* between a table and its last label */
#define INDENT		2.6	/* of a paragraph's first line */
#define CENTRED		3.0	/* from the middle of a table */
#define ALIGNED		0.6	/* edges this near are one */
#define ALIKE		0.15	/* sizes that differ less are one */
#define CLOSE		12	/* lines that are looked at for labels */
#define NEAR		8u	/* pages whose edges tell of a page's own */

/* --- margins ----------------------------------------------------------- */

/* "- 3 -", "3/5", "第 3 页 共 5 页": nothing but a number and its trimmings. */
static bool
is_page_number(str text)
{
	size_t		at = 0, from = 0;
	uint32_t	point;
	unsigned	digits = 0, most = 0;

	if (utf8_count(text) > 16)
		return false;
	for (; (point = utf8_next(text, &at)) != 0; from = at) {
		str	c = str_sub(text, from, at);

		if ((point >= '0' && point <= '9') ||
		    (point >= 0xFF10 && point <= 0xFF19))
			digits++;
		else if (str_has(S("-–—－·•～~/｜|第页共頁 "), c))
			digits = 0;
		else
			return false;
		most = digits > most ? digits : most;
	}
	return most > 0 && most <= 4;
}

/* The text with its digits taken out, to know a running head again. */
static str
without_digits(struct arena *arena, str text)
{
	char	*to = arena_alloc(arena, text.n + 1);
	size_t	 n = 0;

	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			to[n++] = text.at[i];
	return (str){ to, n };
}

/* The outermost line of a page that has one. */
static struct doc_pdf_line *
outermost(const struct doc_pdf_lines *page, bool top)
{
	return &page->line[top ? 0 : page->lines - 1];
}

/* The outermost line of a page, and its text without digits. */
struct edge {
	struct doc_pdf_line	*line;	/* NULL: there is little on the page */
	str			 text;
};

static bool
is_same_edge(const struct edge *a, const struct edge *b)
{
	return a->line != NULL && b->line != NULL &&
	    fabs(a->line->y - b->line->y) < SAME_PLACE &&
	    str_eq(a->text, b->text);
}

/*
 * A head or foot stands on at least half of the pages, and on two.  Of long
 * documents a page's neighbours tell.
 */
static void
mark_running(struct arena *arena, const struct doc_pdf *pdf,
    struct doc_pdf_lines *pages, bool top)
{
	struct edge	*edge = arena_array(arena, pdf->pages, sizeof *edge);

	for (size_t i = 0; i < pdf->pages; i++) {
		if (pages[i].lines < 2)
			continue;
		edge[i].line = outermost(&pages[i], top);
		edge[i].text = without_digits(arena, edge[i].line->text);
	}
	for (size_t i = 0; i < pdf->pages; i++) {
		size_t	from = i > NEAR ? i - NEAR : 0, like = 0, all = 0;

		for (size_t k = from; k < pdf->pages && k <= i + NEAR; k++) {
			all += edge[k].line != NULL;
			like += is_same_edge(&edge[i], &edge[k]);
		}
		if (like >= 2 && like * 2 >= all)
			edge[i].line->use = DOC_PDF_MARGIN;
	}
}

/*
 * The number alone that a page begins or ends with is the page's if it has
 * its trimmings, counts the pages, or stands where other pages have theirs;
 * else it may well be the end of a figure.
 */
static bool
counts_pages(const struct doc_pdf *pdf, const struct doc_pdf_lines *pages,
    size_t page, bool top)
{
	const struct doc_pdf_line	*line = outermost(&pages[page], top);
	int64_t				 number;
	struct number			 value;

	if (!doc_pdf_box_figure(line->text) ||
	    !number_read(line->text, &value) ||
	    !number_integer(value, &number) || number == (int64_t)page + 1)
		return true;
	for (size_t i = page > NEAR ? page - NEAR : 0;
	    i < pdf->pages && i <= page + NEAR; i++)
		if (i != page && pages[i].lines > 0 && is_page_number(
		    outermost(&pages[i], top)->text) &&
		    fabs(outermost(&pages[i], top)->y - line->y) < SAME_PLACE)
			return true;
	return false;
}

void
doc_pdf_zone_margins(struct arena *arena, const struct doc_pdf *pdf,
    struct doc_pdf_lines *pages)
{
	for (size_t i = 0; i < pdf->pages; i++) {
		double	height = pdf->page[i].height;

		for (int top = 0; top < 2 && pages[i].lines > 0; top++) {
			struct doc_pdf_line	*line =
			    outermost(&pages[i], top != 0);

			if (is_page_number(line->text) &&
			    line->groups <= 3 &&
			    (line->y < height * EDGE ||
			    line->y > height * (1 - EDGE)) &&
			    counts_pages(pdf, pages, i, top != 0))
				line->use = DOC_PDF_MARGIN;
		}
	}
	mark_running(arena, pdf, pages, true);
	mark_running(arena, pdf, pages, false);
}

/* --- the running text -------------------------------------------------- */

static bool
is_dense(const struct doc_pdf_line *line)
{
	return line->groups == 1 || (line->figures < 2 &&
	    line->gap < LOOSE * line->em &&
	    line->filled >= DENSE * (line->x1 - line->x0));
}

static int
by_value(const void *a, const void *b)
{
	const double	*left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* The value that a part of all values do not exceed. */
static double
quantile(double *value, size_t n, double part)
{
	qsort(value, n, sizeof *value, by_value);
	return value[(size_t)((double)(n - 1) * part)];
}

struct doc_pdf_body
doc_pdf_zone_body(struct arena *arena, const struct doc_pdf *pdf,
    const struct doc_pdf_lines *pages)
{
	struct doc_pdf_body	 body = { .em = 0 };
	size_t			 room = 0, n = 0;
	double			*em, *left, *right;

	for (size_t i = 0; i < pdf->pages; i++)
		room += pages[i].lines;
	em = arena_array(arena, room, sizeof *em);
	left = arena_array(arena, room, sizeof *left);
	right = arena_array(arena, room, sizeof *right);
	for (size_t i = 0; i < pdf->pages; i++)
		for (size_t k = 0; k < pages[i].lines; k++) {
			const struct doc_pdf_line	*line =
			    &pages[i].line[k];

			if (line->use != DOC_PDF_PROSE || !is_dense(line) ||
			    line->x1 - line->x0 < LONG * line->em)
				continue;
			em[n] = line->em;
			left[n] = line->x0;
			right[n++] = line->x1;
		}
	if (n == 0)
		return body;
	body.em = quantile(em, n, 0.5);
	body.left = quantile(left, n, 0.1);
	body.right = quantile(right, n, 0.9);
	return body;
}

/* --- tables ------------------------------------------------------------ */

/* What a line looks like by itself. */
enum look { APART, ALONG, FULL, SENTENCE, HEADING };

/* A page whose tables are sought. */
struct search {
	const struct doc_pdf_body	*body;
	struct doc_pdf_lines		*page;
	enum look			*look;
};

bool
doc_pdf_zone_heading(const struct doc_pdf_lines *page, size_t at)
{
	const struct doc_pdf_line	*line = &page->line[at];

	if (doc_outline_of(line->text) != DOC_OUTLINE_SECTION)
		return false;
	if (at > 0 && line->y - line[-1].y < ALONE * line->em)
		return false;
	return at + 1 == page->lines ||
	    line[1].y - line->y >= ALONE * line->em;
}

/* The size of what a line begins with; figures are often larger. */
static double
first_em(const struct doc_pdf_lines *page, size_t at)
{
	return page->piece[page->across[page->line[at].first]].em;
}

/* Does a line begin like the labels before figures close by? */
static bool
is_labelled_like(const struct search *search, size_t at)
{
	const struct doc_pdf_lines	*page = search->page;
	const struct doc_pdf_line	*line = page->line;
	size_t	from = at > CLOSE ? at - CLOSE : 0;
	double	em = first_em(page, at), other;

	for (size_t i = from; i < page->lines && i <= at + CLOSE; i++) {
		other = first_em(page, i);
		if (i != at && search->look[i] == APART &&
		    line[i].figures > 0 &&
		    fabs(em - other) <= ALIKE * fmax(em, other) &&
		    fabs(line[i].x0 - line[at].x0) < ALIGNED * em)
			return true;
	}
	return false;
}

static enum look
look_at(const struct search *search, const struct doc_pdf_line *line)
{
	double	column = search->body->right - search->body->left;

	if (search->body->em > 0 && is_dense(line) &&
	    line->x1 - line->x0 >= WIDE * column)
		return FULL;
	if (line->groups > 1)
		return APART;
	return str_ends(line->text, S("。")) ? SENTENCE : ALONG;
}

/* The next line that is no margin's, at or after; lines when there is none. */
static size_t
next_line(const struct doc_pdf_lines *page, size_t at)
{
	while (at < page->lines && page->line[at].use == DOC_PDF_MARGIN)
		at++;
	return at;
}

/* Is the way down from one line of a table to another free of prose? */
static bool
is_free(const struct search *search, size_t from, size_t to)
{
	const struct doc_pdf_line	*line = search->page->line;

	for (size_t i = from; i < to; i++) {
		if (line[i + 1].y - line[i].y >
		    FURTHEST * fmax(line[i].em, line[i + 1].em))
			return false;
		if (i > from && line[i].use != DOC_PDF_MARGIN &&
		    search->look[i] != ALONG)
			return false;
	}
	return true;
}

/*
 * Is the single line over a table the head of it or a part of a figure, or
 * the end of prose?
 */
static bool
is_head(const struct search *search, size_t at, double em)
{
	const struct doc_pdf_line	*line = &search->page->line[at];
	double	indent = search->body->left + INDENT * search->body->em;

	if (search->look[at] != ALONG || line->use == DOC_PDF_MARGIN ||
	    line->em > em * (1 + ALIKE) ||
	    line[1].y - line->y > ABOVE * fmax(line->em, line[1].em))
		return false;
	if (line[1].y - line->y < ALONE * line->em || line->x0 > indent)
		return true;
	if (line->figures > 0)
		return line[1].y - line->y < BELOW * line->em;
	return (at == 0 || search->look[at - 1] != FULL) &&
	    is_labelled_like(search, at);
}

/*
 * Is the single line under a table a label whose values are blank, the end of
 * a figure, or the head of what follows on the next page?
 */
static bool
is_foot(const struct search *search, size_t from, size_t at)
{
	const struct doc_pdf_line	*line = &search->page->line[at];
	double	down = line->y - line[-1].y, x0 = line->x0, x1 = line->x1;

	if (search->look[at] != ALONG || line->use == DOC_PDF_MARGIN)
		return false;
	for (size_t i = from; i < at; i++) {
		x0 = fmin(x0, search->page->line[i].x0);
		x1 = fmax(x1, search->page->line[i].x1);
	}
	if (next_line(search->page, at + 1) == search->page->lines &&
	    down < ABOVE * line->em &&
	    line->em <= line[-1].em * (1 + ALIKE) &&
	    fabs(x0 + x1 - (line->x0 + line->x1)) < 2 * CENTRED * line->em)
		return true;
	return down < ALONE * line->em || (down < BELOW * line->em &&
	    (line->figures > 0 || is_labelled_like(search, at)));
}

/*
 * What stands apart in one line only is a table when it is more than two
 * things or has a figure in it, else two things on one line.
 */
static bool
is_table(const struct search *search, size_t from, size_t to)
{
	const struct doc_pdf_line	*line = search->page->line;
	size_t				 rows = 0, last = from;

	for (size_t i = from; i <= to; i++)
		if (search->look[i] == APART &&
		    line[i].use != DOC_PDF_MARGIN) {
			rows++;
			last = i;
		}
	return rows > 1 || line[last].groups > 2 || line[last].figures > 0;
}

/* Mark the table that begins with the line `from'; gives its last line. */
static size_t
mark_table(const struct search *search, size_t from)
{
	struct doc_pdf_lines	*page = search->page;
	size_t			 to = from, next;
	double			 em;

	for (next = from + 1; next < page->lines; next++)
		if (search->look[next] == APART &&
		    page->line[next].use != DOC_PDF_MARGIN) {
			if (!is_free(search, to, next))
				break;
			to = next;
		}
	em = page->line[from].em;
	for (size_t i = from; i <= to; i++)
		if (search->look[i] == APART)
			em = fmax(em, page->line[i].em);
	next = to;
	if (!is_table(search, from, to))
		return next;
	while (from > 0 && page->line[from - 1].use == DOC_PDF_PROSE &&
	    is_head(search, from - 1, em))
		from--;
	while (to + 1 < page->lines && is_foot(search, from, to + 1))
		to++;
	for (size_t i = from; i <= to; i++)
		if (page->line[i].use != DOC_PDF_MARGIN)
			page->line[i].use = DOC_PDF_TABLE;
	return to;
}

void
doc_pdf_zone_tables(struct arena *arena, const struct doc_pdf_body *body,
    struct doc_pdf_lines *page)
{
	struct search	search = {
		.body = body, .page = page,
		.look = arena_array(arena, page->lines, sizeof *search.look),
	};

	for (size_t i = 0; i < page->lines; i++)
		search.look[i] = look_at(&search, &page->line[i]);
	for (size_t i = 0; i < page->lines; i++)
		if (search.look[i] == ALONG &&
		    doc_pdf_zone_heading(page, i) &&
		    !is_labelled_like(&search, i))
			search.look[i] = HEADING;
	for (size_t i = next_line(page, 0); i < page->lines;
	    i = next_line(page, i + 1))
		if (search.look[i] == APART)
			i = mark_table(&search, i);
}
