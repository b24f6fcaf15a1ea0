#include "doc/doc_pdf_hint.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

/* Lengths in ems. */
#define LEVEL		0.5	/* heights this near are the same */
#define EDGE		0.06	/* edges this near are one */
#define EDGES		2u	/* labels that make an edge */
#define FEW_LINES	1.7	/* between lines, where no rows are seen */
#define NEARER		0.97	/* of the way from row to row */
#define SAME_ROW	0.4	/* figures this near are one row */

/* Figures at one height. */
struct row {
	double	y;
	size_t	figures;
};

static int
by_left(const void *a, const void *b)
{
	const struct doc_pdf_band	*left = a, *right = b;

	return (left->x0 > right->x0) - (left->x0 < right->x0);
}

static int
by_value(const void *a, const void *b)
{
	const double	*left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void
find_bands(struct arena *arena, const struct doc_pdf_piece *piece, size_t n,
    struct doc_pdf_hint *hint)
{
	struct doc_pdf_band	*band = arena_array(arena, n, sizeof *band);
	size_t			 all = 0, kept = 0;

	for (size_t i = 0; i < n; i++)
		if (piece[i].figure)
			band[all++] = (struct doc_pdf_band){
				piece[i].x0, piece[i].x1,
			};
	if (all > 0)
		qsort(band, all, sizeof *band, by_left);
	for (size_t i = 0; i < all; i++)
		if (kept > 0 && band[i].x0 <= band[kept - 1].x1)
			band[kept - 1].x1 = fmax(band[kept - 1].x1,
			    band[i].x1);
		else
			band[kept++] = band[i];
	hint->band = band;
	hint->bands = kept;
}

static void
find_edges(struct arena *arena, const struct doc_pdf_piece *piece, size_t n,
    struct doc_pdf_hint *hint)
{
	hint->edge = arena_array(arena, n, sizeof *hint->edge);
	for (size_t i = 0; i < n; i++)
		if (!piece[i].figure)
			hint->edge[hint->edges++] = piece[i].x0;
	if (hint->edges > 0)
		qsort(hint->edge, hint->edges, sizeof *hint->edge, by_value);
}

/* The way from the only row of figures to the nearest line of text. */
static double
way_to_text(const struct doc_pdf_piece *piece, size_t n, double y, double em)
{
	double	nearest = 0;

	for (size_t i = 0; i < n; i++) {
		double	way = fabs(piece[i].y - y);

		if (!piece[i].figure && way > LEVEL * em &&
		    (nearest <= 0 || way < nearest))
			nearest = way;
	}
	return nearest;
}

/* Put heights together to rows: where each is and how many there are. */
static size_t
find_rows(const double *y, size_t n, double near, struct row *row)
{
	size_t	rows = 0;

	for (size_t i = 0; i < n; i++)
		if (i > 0 && y[i] - y[i - 1] <= near)
			row[rows - 1].figures++;
		else
			row[rows++] = (struct row){ y[i], 1 };
	return rows;
}

/*
 * The shortest way from one row to the next; `only' is where the only row
 * stands when there is but one, and then the way is 0.  A row with few figures
 * may be half of another one, a figure broken over two lines.
 */
static double
shortest_way(const struct row *row, size_t rows, double *only)
{
	double	way = 0;
	size_t	most = 0, full = 0;

	for (size_t i = 0; i < rows; i++)
		most = row[i].figures > most ? row[i].figures : most;
	for (size_t i = 0; i < rows; i++) {
		if (row[i].figures * 2 < most)
			continue;
		if (full++ > 0 && (way <= 0 || row[i].y - *only < way))
			way = row[i].y - *only;
		*only = row[i].y;
	}
	return way;
}

/* Lines of a cell are nearer to each other than rows are. */
static void
find_lines(struct arena *arena, const struct doc_pdf_piece *piece, size_t n,
    struct doc_pdf_hint *hint)
{
	double		*y = arena_array(arena, n, sizeof *y);
	struct row	*row = arena_array(arena, n, sizeof *row);
	double		 em = 0, way, only = 0;
	size_t		 figures = 0;

	for (size_t i = 0; i < n; i++)
		if (piece[i].figure) {
			y[figures++] = piece[i].y;
			em = fmax(em, piece[i].em);
		}
	if (figures == 0)
		return;
	qsort(y, figures, sizeof *y, by_value);
	way = shortest_way(row, find_rows(y, figures, SAME_ROW * em, row),
	    &only);
	if (way <= 0)
		way = fmax(way_to_text(piece, n, only, em), FEW_LINES * em);
	hint->lines = NEARER * way;
}

void
doc_pdf_hint_find(struct arena *arena, const struct doc_pdf_piece *piece,
    size_t n, struct doc_pdf_hint *ret)
{
	*ret = (struct doc_pdf_hint){ .bands = 0 };
	find_bands(arena, piece, n, ret);
	find_edges(arena, piece, n, ret);
	find_lines(arena, piece, n, ret);
}

size_t
doc_pdf_hint_band(const struct doc_pdf_hint *hint,
    const struct doc_pdf_word *word)
{
	const struct doc_pdf_band	*band = hint->band;
	double	middle = (word->x0 + word->x1) / 2;
	size_t	from = 0, to = hint->bands;

	if (to == 0 || middle < band[0].x0 - word->em ||
	    middle > band[to - 1].x1 + word->em)
		return hint->bands;
	while (to - from > 1) {
		size_t	half = from + (to - from) / 2;

		if (band[half - 1].x1 + band[half].x0 > 2 * middle)
			to = half;
		else
			from = half;
	}
	return from;
}

bool
doc_pdf_hint_edge(const struct doc_pdf_hint *hint, double x, double em)
{
	size_t	from = 0, to = hint->edges;

	while (from < to) {
		size_t	half = from + (to - from) / 2;

		if (hint->edge[half] < x - EDGE * em)
			from = half + 1;
		else
			to = half;
	}
	return from + EDGES <= hint->edges &&
	    hint->edge[from + EDGES - 1] <= x + EDGE * em;
}
