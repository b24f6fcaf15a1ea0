#include "doc/doc_pdf_cell.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_pdf_hint.h"

/* Lengths in ems. */
#define LEVEL		0.5	/* heights this near are the same */
#define TOUCH		0.25	/* pieces this near belong together */
#define CUT		0.15	/* a gap that may part two columns */
#define HALFWAY		0.35	/* from the middle between two lines */
#define SPREAD		4.0	/* between the letters of a spread word */
#define LINES		2.8	/* from one line of a cell to the next */
#define FEW_LINES	1.7	/* the same where no rows are to be seen */
#define OVERLAP		0.5	/* of the narrower of two lines */
#define ALIKE		0.25	/* sizes that differ less are one */

struct gathering {
	struct arena		*arena;
	const struct doc_pdf	*pdf;
	struct doc_pdf_piece	*piece;
	size_t			 n;
	struct doc_pdf_hint	 hint;
};

static int
by_order(const void *a, const void *b)
{
	const struct doc_pdf_piece	*left = a, *right = b;

	return (left->first > right->first) - (left->first < right->first);
}

/* The pieces of the table's lines, in the order drawn. */
static void
take_pieces(struct gathering *g, const struct doc_pdf_lines *page,
    size_t from, size_t to)
{
	size_t	n = 0;

	for (size_t i = from; i < to; i++)
		n += page->line[i].n;
	g->piece = arena_array(g->arena, n, sizeof *g->piece);
	for (size_t i = from; i < to; i++)
		for (size_t k = 0; k < page->line[i].n &&
		    page->line[i].use == DOC_PDF_TABLE; k++)
			g->piece[g->n++] = page->piece[page->across[
			    page->line[i].first + k]];
	if (g->n > 0)
		qsort(g->piece, g->n, sizeof *g->piece, by_order);
}

/* --- figures broken over two lines ------------------------------------- */

/* Does a figure stand at the height between two others? */
static bool
is_between(const struct doc_pdf_piece *figure, const struct doc_pdf_piece *a,
    const struct doc_pdf_piece *b)
{
	return figure->figure && fabs(figure->y - ((a->y + b->y) / 2)) <
	    HALFWAY * figure->em && fabs(figure->y - a->y) >
	    HALFWAY * figure->em;
}

/*
 * Are the pieces at `at' and behind it one figure, broken by a narrow column?
 * They stand over each other, and the figure beside them stands halfway.
 */
static bool
is_broken(const struct gathering *g, size_t at)
{
	const struct doc_pdf_piece	*a = &g->piece[at];
	double				 em;

	if (at + 1 >= g->n || !a->figure || !a[1].figure ||
	    a[1].first != a->first + a->n)
		return false;
	em = fmax(a->em, a[1].em);
	if (a[1].y - a->y < LEVEL * em || a[1].y - a->y > LINES * em ||
	    a[1].x0 < a->x0 - LEVEL * em || a[1].x1 > a->x1 + LEVEL * em)
		return false;
	return (at > 0 && is_between(a - 1, a, a + 1)) ||
	    (at + 2 < g->n && is_between(a + 2, a, a + 1));
}

static void
join_broken(struct gathering *g)
{
	size_t	n = 0;

	for (size_t i = 0; i < g->n; i++) {
		struct doc_pdf_piece	piece = g->piece[i];

		if (is_broken(g, i)) {
			i++;
			piece.n += g->piece[i].n;
			piece.y = (piece.y + g->piece[i].y) / 2;
			piece.x0 = fmin(piece.x0, g->piece[i].x0);
			piece.x1 = fmax(piece.x1, g->piece[i].x1);
		}
		g->piece[n++] = piece;
	}
	g->n = n;
}

/* --- narrow columns ---------------------------------------------------- */

/* A single Chinese character. */
static bool
is_letter(const struct doc_pdf_word *word)
{
	size_t	at = 0;

	return utf8_width(utf8_next(word->text, &at)) == 2 &&
	    at == word->text.n;
}

static struct doc_pdf_piece
part_of(const struct gathering *g, const struct doc_pdf_piece *whole,
    size_t first, size_t n)
{
	struct doc_pdf_piece	part = *whole;

	part.first = first;
	part.n = n;
	part.x0 = g->pdf->word[first].x0;
	part.x1 = g->pdf->word[first + n - 1].x1;
	part.figure = n == 1 && g->pdf->word[first].figure;
	return part;
}

/*
 * Does a gap between words of a piece part two columns?  It does where other
 * things begin; and in a head, whose words must stand over different columns
 * of figures, the gap between these.  Letters set far apart are never parted.
 */
static bool
is_cut(const struct gathering *g, const struct doc_pdf_piece *piece,
    size_t at, bool head)
{
	const struct doc_pdf_word	*word = &g->pdf->word[at];
	const struct doc_pdf_hint	*hint = &g->hint;
	size_t	left = doc_pdf_hint_band(hint, word);
	size_t	right = doc_pdf_hint_band(hint, word + 1);
	double	gap = (word->x1 + word[1].x0) / 2;

	if (word[1].x0 - word->x1 < CUT * piece->em)
		return false;
	if (doc_pdf_hint_edge(hint, word[1].x0, piece->em))
		return true;
	return head && left < right && right < hint->bands &&
	    gap > hint->band[left].x1 && gap < hint->band[right].x0 &&
	    !(is_letter(word) && is_letter(word + 1));
}

/* Labels and heads in narrow columns nearly touch: part them. */
static void
split(struct gathering *g, const struct doc_pdf_lines *page)
{
	struct doc_pdf_piece	*parts;
	size_t			 n = 0;

	for (size_t i = 0; i < g->n; i++)
		n += g->piece[i].n;
	parts = arena_array(g->arena, n, sizeof *parts);
	n = 0;
	for (size_t i = 0; i < g->n; i++) {
		const struct doc_pdf_piece	*piece = &g->piece[i];
		size_t	from = piece->first, end = piece->first + piece->n;

		for (size_t w = from; w + 1 < end && !piece->figure; w++) {
			if (!is_cut(g, piece, w,
			    page->line[piece->line].figures == 0))
				continue;
			parts[n++] = part_of(g, piece, from, w + 1 - from);
			from = w + 1;
		}
		parts[n++] = from == piece->first ? *piece :
		    part_of(g, piece, from, end - from);
	}
	g->piece = parts;
	g->n = n;
}

/* --- cells ------------------------------------------------------------- */

/* A cell being gathered: pieces that follow each other. */
struct open {
	size_t	first, n;	/* of the pieces */
	double	x0, x1;		/* of all its lines */
	double	y0, y1;		/* of its first and last line */
	double	em;
	bool	spread;		/* of single letters only so far */
};

static bool
is_one_letter(const struct gathering *g, const struct doc_pdf_piece *piece)
{
	return piece->n == 1 && is_letter(&g->pdf->word[piece->first]);
}

/* 总　计: letters of a word set far apart. */
static bool
is_spread(const struct gathering *g, const struct open *open,
    const struct doc_pdf_piece *piece)
{
	const struct doc_pdf_piece	*last =
	    &g->piece[open->first + open->n - 1];

	return open->spread && is_one_letter(g, piece) &&
	    fabs(last->y - piece->y) < LEVEL * open->em &&
	    piece->x0 > last->x0 &&
	    piece->x0 - last->x1 < SPREAD * open->em;
}

/* The next line of the same cell? */
static bool
is_below(const struct gathering *g, const struct open *open,
    const struct doc_pdf_piece *piece)
{
	double	em = fmax(open->em, piece->em);
	double	down = piece->y - open->y1, most = FEW_LINES * em;
	double	common = fmin(open->x1, piece->x1) -
		    fmax(open->x0, piece->x0);

	if (g->hint.lines > 0)
		most = fmin(g->hint.lines, LINES * em);
	return !piece->figure && !g->piece[open->first].figure &&
	    down > LEVEL * em && down <= most &&
	    fabs(open->em - piece->em) <= ALIKE * em &&
	    common >= OVERLAP * fmin(open->x1 - open->x0,
	    piece->x1 - piece->x0);
}

static struct open
open_cell(const struct gathering *g, size_t at)
{
	const struct doc_pdf_piece	*piece = &g->piece[at];

	return (struct open){
		.first = at, .n = 1, .x0 = piece->x0, .x1 = piece->x1,
		.y0 = piece->y, .y1 = piece->y, .em = piece->em,
		.spread = is_one_letter(g, piece),
	};
}

static void
take(struct open *open, const struct doc_pdf_piece *piece)
{
	open->n++;
	open->x0 = fmin(open->x0, piece->x0);
	open->x1 = fmax(open->x1, piece->x1);
	open->y1 = fmax(open->y1, piece->y);
	open->em = fmax(open->em, piece->em);
}

static str
text_of(struct arena *arena, const struct doc_pdf *pdf,
    const struct doc_pdf_piece *const *piece, size_t n)
{
	struct buf	text;
	str		last = S(""), own;

	if (n == 1)
		return doc_pdf_line_words(arena, pdf, piece[0]->first,
		    piece[0]->n);
	buf_init(&text, arena, SIZE_MAX / 4);
	for (size_t i = 0; i < n; i++) {
		own = doc_pdf_line_words(arena, pdf, piece[i]->first,
		    piece[i]->n);
		if (i > 0)
			buf_put(&text, doc_pdf_line_between(last, own, LEVEL));
		buf_put(&text, own);
		last = own;
	}
	return buf_str(&text);
}

static struct doc_pdf_cell
close_cell(const struct gathering *g, const struct open *open)
{
	const struct doc_pdf_piece	**part = arena_array(g->arena,
	    open->n, sizeof *part);

	for (size_t i = 0; i < open->n; i++)
		part[i] = &g->piece[open->first + i];
	return (struct doc_pdf_cell){
		.text = text_of(g->arena, g->pdf, part, open->n),
		.x0 = open->x0, .x1 = open->x1,
		.y0 = open->y0, .y1 = open->y1, .em = open->em,
		.figure = open->n == 1 && part[0]->figure,
	};
}

void
doc_pdf_cell_gather(struct arena *arena, const struct doc_pdf *pdf,
    const struct doc_pdf_lines *page, size_t from, size_t to,
    struct doc_pdf_cells *ret)
{
	struct gathering	g = { .arena = arena, .pdf = pdf };

	take_pieces(&g, page, from, to);
	join_broken(&g);
	doc_pdf_hint_find(arena, g.piece, g.n, &g.hint);
	split(&g, page);

	*ret = (struct doc_pdf_cells){
		.cell = arena_array(arena, g.n, sizeof *ret->cell),
	};
	for (size_t i = 0; i < g.n; ) {
		struct open	open = open_cell(&g, i);

		for (i++; i < g.n; i++) {
			bool	spread = is_spread(&g, &open, &g.piece[i]);

			if (!spread && !is_below(&g, &open, &g.piece[i]))
				break;
			open.spread = open.spread &&
			    is_one_letter(&g, &g.piece[i]);
			take(&open, &g.piece[i]);
		}
		ret->cell[ret->n++] = close_cell(&g, &open);
	}
}

size_t
doc_pdf_cell_line(struct arena *arena, const struct doc_pdf *pdf,
    const struct doc_pdf_lines *page, const struct doc_pdf_line *line,
    struct doc_pdf_cell *ret)
{
	const size_t			*across = page->across + line->first;
	const struct doc_pdf_piece	**part = arena_array(arena, line->n,
					    sizeof *part);
	size_t				 n = 0, from, to;

	for (from = 0; from < line->n; from = to) {
		struct doc_pdf_cell	*cell = &ret[n++];

		part[0] = &page->piece[across[from]];
		*cell = (struct doc_pdf_cell){
			.x0 = part[0]->x0, .x1 = part[0]->x1,
			.y0 = line->y, .y1 = line->y, .em = part[0]->em,
			.figure = part[0]->figure,
		};
		for (to = from + 1; to < line->n; to++) {
			const struct doc_pdf_piece	*next =
			    &page->piece[across[to]];

			if ((next->figure && part[to - from - 1]->figure) ||
			    next->x0 - cell->x1 > TOUCH * next->em)
				break;
			part[to - from] = next;
			cell->x1 = fmax(cell->x1, next->x1);
			cell->figure = false;
		}
		cell->text = text_of(arena, pdf, part, to - from);
	}
	return n;
}
