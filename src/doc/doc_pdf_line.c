#include "doc/doc_pdf_line.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

/* Gaps in ems. */
#define LEVEL		0.5	/* heights this near are the same */
#define TEXT_GAP	0.8	/* between words of a piece */
#define FIGURE_GAP	0.6	/* between a figure and a word of a piece */
#define TOUCH		0.25	/* between pieces that belong together */
#define BLANK		0.12	/* between letters: a blank was meant */
#define WIDE_BLANK	0.7	/* between Chinese characters */

str
doc_pdf_line_between(str left, str right, double gap)
{
	size_t	end = left.n, start = 0;
	bool	wide = utf8_width(utf8_previous(left, &end)) == 2 ||
		    utf8_width(utf8_next(right, &start)) == 2;

	return gap >= (wide ? WIDE_BLANK : BLANK) ? S(" ") : S("");
}

str
doc_pdf_line_words(struct arena *arena, const struct doc_pdf *pdf,
    size_t first, size_t n)
{
	const struct doc_pdf_word	*word = pdf->word + first;
	struct buf			 text;

	if (n == 1)
		return word->text;
	buf_init(&text, arena, SIZE_MAX / 4);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_put(&text, doc_pdf_line_between(word[i - 1].text,
			    word[i].text, (word[i].x0 - word[i - 1].x1) /
			    fmax(word[i].em, word[i - 1].em)));
		buf_put(&text, word[i].text);
	}
	return buf_str(&text);
}

/*
 * The size of two things together.  The width of letters and digits depends
 * on their font, that of Chinese characters is their size.
 */
static double
size_of(double em, bool wide, double other, bool other_wide)
{
	if (wide != other_wide)
		return wide ? em : other;
	return fmax(em, other);
}

/* Is the next word part of the piece that ends with this one? */
static bool
goes_on(const struct doc_pdf_word *word, const struct doc_pdf_word *next)
{
	double	em = fmax(word->em, next->em);
	double	gap = next->x0 - word->x1;

	if (word->tall > word->em || next->tall > next->em ||
	    (word->figure && next->figure) ||
	    fabs(word->y - next->y) > LEVEL * em || gap < -LEVEL * em)
		return false;
	return gap < em * (word->figure || next->figure ? FIGURE_GAP :
	    TEXT_GAP);
}

static struct doc_pdf_piece
start_piece(const struct doc_pdf_word *word, size_t at)
{
	return (struct doc_pdf_piece){
		.first = at, .n = 1, .x0 = word->x0, .x1 = word->x1,
		.y = word->y, .em = word->em, .tall = word->tall,
		.wide = word->wide, .figure = word->figure,
	};
}

static void
find_pieces(struct arena *arena, const struct doc_pdf *pdf,
    const struct doc_pdf_page *page, struct doc_pdf_lines *ret)
{
	const struct doc_pdf_word	*word = pdf->word + page->first;
	struct doc_pdf_piece		*piece = NULL;

	ret->piece = arena_array(arena, page->n, sizeof *ret->piece);
	for (size_t i = 0; i < page->n; i++) {
		if (i == 0 || !goes_on(&word[i - 1], &word[i])) {
			piece = &ret->piece[ret->pieces++];
			*piece = start_piece(&word[i], page->first + i);
			continue;
		}
		piece->n++;
		piece->figure = false;
		piece->x0 = fmin(piece->x0, word[i].x0);
		piece->x1 = fmax(piece->x1, word[i].x1);
		piece->em = piece->tall = size_of(piece->em, piece->wide,
		    word[i].em, word[i].wide);
		piece->wide = piece->wide || word[i].wide;
	}
}

/* --- lines ------------------------------------------------------------- */

static int
by_height(const void *a, const void *b)
{
	const struct doc_pdf_piece *const	*left = a, *const *right = b;

	if ((*left)->y != (*right)->y)
		return (*left)->y < (*right)->y ? -1 : 1;
	return ((*left)->first > (*right)->first) -
	    ((*left)->first < (*right)->first);
}

static int
by_left(const void *a, const void *b)
{
	const struct doc_pdf_piece *const	*left = a, *const *right = b;

	if ((*left)->x0 != (*right)->x0)
		return (*left)->x0 < (*right)->x0 ? -1 : 1;
	return ((*left)->first > (*right)->first) -
	    ((*left)->first < (*right)->first);
}

/* Measure a line of pieces sorted from left to right, and write it out. */
static void
measure(struct arena *arena, const struct doc_pdf *pdf,
    struct doc_pdf_piece *const *piece, struct doc_pdf_line *line)
{
	struct buf	text;
	str		last = S("");

	line->x0 = line->x1 = piece[0]->x0;
	line->y = piece[0]->y;
	buf_init(&text, arena, SIZE_MAX / 4);
	for (size_t i = 0; i < line->n; i++) {
		str	own = doc_pdf_line_words(arena, pdf, piece[i]->first,
			    piece[i]->n);
		double	em = fmax(line->em, piece[i]->em);
		double	gap = piece[i]->x0 - line->x1;

		if (i > 0)
			buf_put(&text, doc_pdf_line_between(last, own,
			    gap / em));
		buf_put(&text, own);
		last = own;
		line->groups += i == 0 || gap > TOUCH * em ||
		    (piece[i]->figure && piece[i - 1]->figure);
		line->figures += piece[i]->figure;
		line->gap = fmax(line->gap, gap);
		line->filled += piece[i]->x1 - piece[i]->x0;
		line->x1 = fmax(line->x1, piece[i]->x1);
		line->em = i == 0 ? em : size_of(line->em, line->wide,
		    piece[i]->em, piece[i]->wide);
		line->wide = line->wide || piece[i]->wide;
	}
	line->text = buf_str(&text);
}

/* Sort the pieces into lines: heights less than half a size apart are one. */
static void
find_lines(struct arena *arena, const struct doc_pdf *pdf,
    struct doc_pdf_lines *ret)
{
	struct doc_pdf_piece	**sorted = arena_array(arena, ret->pieces,
				    sizeof *sorted);
	size_t			  from = 0, to;

	ret->line = arena_array(arena, ret->pieces, sizeof *ret->line);
	ret->across = arena_array(arena, ret->pieces, sizeof *ret->across);
	for (size_t i = 0; i < ret->pieces; i++)
		sorted[i] = &ret->piece[i];
	if (ret->pieces > 0)
		qsort(sorted, ret->pieces, sizeof *sorted, by_height);
	for (; from < ret->pieces; from = to) {
		struct doc_pdf_line	*line = &ret->line[ret->lines];

		for (to = from + 1; to < ret->pieces &&
		    sorted[to]->y - sorted[from]->y < LEVEL *
		    fmin(sorted[to]->em, sorted[from]->em); to++)
			;
		qsort(sorted + from, to - from, sizeof *sorted, by_left);
		line->first = from;
		line->n = to - from;
		measure(arena, pdf, sorted + from, line);
		for (size_t i = from; i < to; i++) {
			sorted[i]->line = ret->lines;
			ret->across[i] = (size_t)(sorted[i] - ret->piece);
		}
		ret->lines++;
	}
}

void
doc_pdf_line_find(struct arena *arena, const struct doc_pdf *pdf,
    const struct doc_pdf_page *page, struct doc_pdf_lines *ret)
{
	*ret = (struct doc_pdf_lines){ .pieces = 0 };
	find_pieces(arena, pdf, page, ret);
	find_lines(arena, pdf, ret);
}
