#include "doc/doc_text_layout.h"

#include "base/arena.h"
#include "doc/doc_fold.h"
#include "doc/doc_outline.h"

/* Columns: a gap as no justified line has it, a line as no page has it. */
#define GAP		4u
#define PAGE		400u
#define PIECE		100u

/* A line that begins this far in is set there, not indented. */
#define INSET		10u

/* Lines that may stand between two rows: lone pieces, and blank ones. */
#define LONE		4u
#define BLANK		6u

/* Bytes of a head set over columns at most; longer pieces are text. */
#define SHORT		30u

/* What a line looks like beside others. */
struct look {
	size_t	pieces;
	size_t	values;		/* pieces that are values */
	bool	wide;		/* a gap of at least GAP columns */
	bool	last_value;	/* the last piece is a value */
};

static struct look
look_at(const struct doc_text_line *line)
{
	struct look		look = { .pieces = 0 };
	struct doc_text_piece	piece = { .at = 0 };
	unsigned		right = 0;

	if (line->x1 > PAGE)
		return look;
	while (doc_text_line_piece(line->text, &piece)) {
		if (piece.x1 - piece.x0 > PIECE)
			return (struct look){ .pieces = 0 };
		look.wide = look.wide ||
		    (look.pieces > 0 && piece.x0 - right >= GAP);
		look.last_value = doc_text_line_is_value(piece.text);
		look.values += look.last_value;
		look.pieces++;
		right = piece.x1;
	}
	return look;
}

/* A line that sets pieces abreast. */
static bool
is_row(const struct doc_text_line *line)
{
	struct look	look;

	if (line->solid.n == 0 || line->role != DOC_TEXT_PLAIN)
		return false;
	look = look_at(line);
	return look.pieces >= 2 && (look.wide || look.last_value ||
	    (look.pieces >= 3 && look.values >= 2));
}

/*
 * A line of one piece that cannot stand inside a table: the foot of a page,
 * the end of a sentence, a section's heading set off by a blank line.
 */
static bool
is_outside(const struct doc_text_line *line, bool after_blank)
{
	return line->role != DOC_TEXT_PLAIN || line->x1 > PAGE ||
	    line->x1 - line->x0 > PIECE ||
	    doc_text_line_is_folio(line->solid) ||
	    (doc_text_line_is_sentence(line->solid) &&
	    line->solid.n > SHORT) ||
	    (after_blank &&
	    doc_outline_of(line->solid) == DOC_OUTLINE_SECTION);
}

/* From one row to the next of the same table: lines, or 0 if it ends. */
static size_t
to_next_row(const struct doc_text_line *line, size_t n)
{
	size_t	lone = 0, blank = 0;

	for (size_t i = 1; i < n; i++) {
		if (line[i].place.page != line->place.page)
			return 0;
		if (line[i].solid.n == 0) {
			if (++blank > BLANK)
				return 0;
			continue;
		}
		if (is_row(&line[i]))
			return i;
		if (++lone > LONE || is_outside(&line[i], blank > 0))
			return 0;
		blank = 0;
	}
	return 0;
}

/*
 * How many lines above the first row belong to the table.  The uppermost must
 * be short and set in, as the head over several columns is: "applicants".
 */
static size_t
lines_above(const struct doc_text_line *line, size_t n)
{
	size_t	lone = 0, blank = 0;

	if (line->x0 < INSET || line->solid.n > SHORT)
		return 0;
	for (size_t i = 0; i < n; i++) {
		if (line[i].place.page != line->place.page)
			return 0;
		if (line[i].solid.n == 0) {
			if (++blank > BLANK)
				return 0;
			continue;
		}
		if (is_row(&line[i]))
			return i;
		if (++lone > LONE || is_outside(&line[i], true))
			return 0;
	}
	return 0;
}

/* Pieces below the last row belong to it when they follow at once, set in. */
static size_t
lines_below(const struct doc_text_line *line, size_t n)
{
	size_t	i = 0;

	while (i < n && i < LONE && line[i].solid.n > 0 &&
	    line[i].place.page == line->place.page &&
	    line[i].x0 >= INSET && !is_row(&line[i]) &&
	    !is_outside(&line[i], false))
		i++;
	return i;
}

size_t
doc_text_layout_run(const struct doc_text_line *line, size_t n)
{
	size_t	rows = 1, values = 0, end, step, from;

	if (n == 0 || line->solid.n == 0 || line->role != DOC_TEXT_PLAIN)
		return 0;
	from = is_row(line) ? 0 : lines_above(line, n);
	if (from == 0 && !is_row(line))
		return 0;
	values = look_at(&line[from]).values;
	for (end = from; ; end += step) {
		step = to_next_row(line + end, n - end);
		if (step == 0)
			break;
		values += look_at(&line[end + step]).values;
		rows++;
	}
	if (values < 2 && rows < 3)
		return 0;
	if (rows == 1 && values < 3)
		return 0;
	end++;
	return end + lines_below(line + end, n - end);
}

/*
 * Programs that turn a page into text count a wide character as one column,
 * people at a terminal as two.  Whichever way the numbers of a table stand
 * below each other in fewer columns is how it was set.
 */
static bool
is_set_by_characters(const struct doc_text_line *line, size_t n)
{
	bool	columns[2][PAGE + 1] = { 0 };
	size_t	distinct[2] = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct doc_text_piece	piece = { .at = 0 };

		while (doc_text_line_piece(line[i].text, &piece))
			if (piece.x1 <= PAGE &&
			    doc_text_line_is_value(piece.text))
				columns[0][piece.x1] = columns[1][piece.c1] =
				    true;
	}
	for (size_t i = 0; i <= PAGE; i++) {
		distinct[0] += columns[0][i];
		distinct[1] += columns[1][i];
	}
	return distinct[1] < distinct[0];
}

enum err
doc_text_layout_read(struct arena *arena, struct doc *doc,
    const struct doc_text_line *line, size_t n, struct fault *fault)
{
	struct doc_table	*table = doc_add_table(arena, doc,
				    DOC_GRID_LAYOUT);
	bool			 characters = is_set_by_characters(line, n);
	unsigned		 row = 0;

	doc->block[doc->n - 1].place = line->place;
	for (size_t i = 0; i < n; i++) {
		struct doc_text_piece	piece = { .at = 0 };
		unsigned		col = 0;

		if (doc_text_line_is_rule(line[i].solid))
			continue;
		while (doc_text_line_piece(line[i].text, &piece)) {
			struct doc_cell	*cell = doc_add_cell(arena, table, row,
					    col++, 1, 1,
					    doc_fold(arena, piece.text));

			cell->x0 = characters ? piece.c0 : piece.x0;
			cell->x1 = characters ? piece.c1 : piece.x1;
			cell->place = line[i].place;
		}
		row += col > 0;
	}
	return doc_lay(arena, table, fault);
}
