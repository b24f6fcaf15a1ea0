#include "doc/doc_text_pipe.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_fold.h"
#include "doc/doc_html_tag.h"

/* Bytes from which on the only cell of a row is prose. */
#define PROSE		400u

/* Lines in one row of a grid, at most. */
#define GRID		32u

/* Lines that rule a grid off; fewer only frame a table and its head. */
#define RULES		4u

/* Blank cells that are kept behind the last one of a row. */
#define BLANKS		32u
#define WIDE		5u	/* cells of a row that one of blanks follows */

/* How the rows of a table are written. */
struct habit {
	bool	tabs;		/* a tab between the cells, not a pipe */
	bool	left;		/* a pipe before the first cell */
	bool	right;		/* a pipe behind the last one */
	bool	stacked;	/* a line a cell */
	bool	ruled;		/* a rule between all rows */
};

/* A cell as it was found; a blank one has no text. */
struct piece {
	str			text;
	struct doc_place	place;
	size_t			row;
};

/* The rows of a table that is being put together. */
struct rows {
	struct arena	*arena;
	struct doc	*doc;
	struct piece	*piece;
	size_t		 n;
	size_t		 room;
	size_t		 from;		/* first piece of the open row */
	size_t		 row;		/* rows that are closed */
	bool		 abreast;	/* two cells stand side by side */
};

/* A line of such a table, or one that rules it off. */
static bool
is_line(const struct doc_text_line *line, const struct doc_text_line *first)
{
	return line->role == DOC_TEXT_PLAIN &&
	    line->place.page == first->place.page &&
	    (line->pipes > 0 || doc_text_line_is_rule(line->solid));
}

size_t
doc_text_pipe_run(const struct doc_text_line *line, size_t n)
{
	size_t	run = 0;

	if (line->pipes == 0 && (n < 2 || line[1].pipes == 0))
		return 0;
	while (run < n && is_line(&line[run], line))
		run++;
	return run;
}

size_t
doc_text_pipe_tabs(const struct doc_text_line *line, size_t n)
{
	size_t	run = 0, cells = 0;

	while (run < n && line[run].tabs > 0 &&
	    line[run].role == DOC_TEXT_PLAIN &&
	    line[run].place.page == line->place.page)
		cells += line[run++].tabs + 1;
	return run >= 2 || cells >= 4 ? run : 0;
}

/* A cell's text: "<br>" is a line break and "\|" a pipe. */
static str
cell_text(struct arena *arena, str s)
{
	struct buf	raw;

	if (!str_has(s, S("\\|")) && !str_has(s, S("<")))
		return doc_fold(arena, s);
	buf_init(&raw, arena, s.n);
	for (size_t at = 0; at < s.n; at++) {
		if (doc_html_tag_at(s, at, "br")) {
			while (at < s.n && s.at[at] != '>')
				at++;
			buf_byte(&raw, '\n');
		} else if (s.at[at] != '\\' || at + 1 == s.n ||
		    s.at[at + 1] != '|') {
			buf_byte(&raw, s.at[at]);
		}
	}
	return doc_fold(arena, buf_str(&raw));
}

static void
put_piece(struct rows *rows, str text, struct doc_place place)
{
	if (rows->n == rows->room) {
		rows->room = rows->room == 0 ? 64 : rows->room * 2;
		rows->piece = arena_grow(rows->arena, rows->piece, rows->n,
		    rows->room, sizeof *rows->piece);
	}
	rows->piece[rows->n++] = (struct piece){ text, place, rows->row };
}

/* --- rows into blocks ----------------------------------------------------- */

static void
give_paragraphs(struct rows *rows, size_t from)
{
	for (size_t i = from; i < rows->n; i++)
		if (rows->piece[i].text.n > 0)
			doc_add(rows->arena, rows->doc, DOC_PARAGRAPH,
			    rows->piece[i].text)->place = rows->piece[i].place;
}

/* Give out the rows so far; unless cells stand abreast they are no table. */
static enum err
give_table(struct rows *rows, struct fault *fault)
{
	struct doc_table	*table;
	struct doc_place	 place;
	enum err		 e = OK;

	if (!rows->abreast) {
		give_paragraphs(rows, 0);
	} else {
		place = rows->piece[0].place;
		table = doc_add_table(rows->arena, rows->doc, DOC_GRID_LOOSE);
		rows->doc->block[rows->doc->n - 1].place = place;
		for (size_t i = 0, col = 0; i < rows->n; i++, col++) {
			const struct piece	*piece = &rows->piece[i];

			if (i > 0 && piece->row != piece[-1].row)
				col = 0;
			doc_add_cell(rows->arena, table, (unsigned)piece->row,
			    (unsigned)col, 1, 1, piece->text)->place =
			    piece->place;
		}
		e = doc_lay(rows->arena, table, fault);
	}
	rows->n = rows->from = rows->row = 0;
	rows->abreast = false;
	return e;
}

/*
 * A row of blanks as wide as the wide row above: somebody left its cells
 * blank.  Below a narrow row it is a stray line of pipes.
 */
static bool
is_left_blank(const struct rows *rows)
{
	size_t	above = 0;

	for (size_t i = rows->from; i > 0 &&
	    rows->piece[i - 1].row == rows->piece[rows->from - 1].row; i--)
		above++;
	return above >= WIDE && rows->n - rows->from >= above;
}

/*
 * End a row.  One that holds nothing is forgotten, unless it may be a row of
 * blank cells; prose ends the table.
 */
static enum err
end_row(struct rows *rows, struct fault *fault)
{
	size_t		filled = 0, bytes = 0, last = rows->from, from;
	bool		blank;
	enum err	e;

	for (size_t i = rows->from; i < rows->n; i++) {
		filled += rows->piece[i].text.n > 0;
		bytes += rows->piece[i].text.n;
		if (rows->piece[i].text.n > 0)
			last = i;
	}
	if (rows->n > last + 1 + BLANKS)
		rows->n = last + 1 + BLANKS;
	blank = filled == 0 && is_left_blank(rows);
	if (filled == 0 && !blank)
		rows->n = rows->from;
	if (filled == 1 && bytes > PROSE) {
		struct piece	prose = rows->piece[last];

		from = rows->from;
		rows->n = from;
		e = give_table(rows, fault);
		doc_add(rows->arena, rows->doc, DOC_PARAGRAPH,
		    prose.text)->place = prose.place;
		return e;
	}
	if (rows->n > DOC_BLOCKS)
		return FAIL(fault, ERR_TOO_LARGE, "doc.too_many_cells");
	rows->row += filled > 0 || blank;
	rows->abreast = rows->abreast || filled >= 2;
	rows->from = rows->n;
	return OK;
}

/* --- lines into rows ------------------------------------------------------ */

/* The next cell of a line and whether a separator follows it. */
static bool
next_cell(str line, bool tabs, size_t *at, str *ret)
{
	size_t	from = *at;

	while (*at < line.n) {
		size_t	length = tabs ? line.at[*at] == '\t' :
			    doc_text_line_pipe(line, *at);

		if (length > 0) {
			*ret = str_sub(line, from, *at);
			*at += length;
			return true;
		}
		*at += !tabs && line.at[*at] == '\\' && *at + 1 < line.n ?
		    2 : 1;
	}
	*at = line.n;
	*ret = str_sub(line, from, line.n);
	return false;
}

static size_t
filled_cells(str line)
{
	size_t	at = 0, filled = 0;
	bool	more = true;
	str	cell;

	while (more) {
		more = next_cell(line, false, &at, &cell);
		filled += str_trim(cell).n > 0;
	}
	return filled;
}

static bool
ends_in_pipe(str s)
{
	return s.n > 0 && (s.at[s.n - 1] == '|' ||
	    (s.n >= 3 && doc_text_line_pipe(s, s.n - 3) == 3));
}

/*
 * What most lines do, all do.  A table is stacked when its lines hold one
 * cell each or none, most of them with a single pipe behind it.
 */
static struct habit
habit_of(const struct doc_text_line *line, size_t n)
{
	size_t	left = 0, right = 0, single = 0, blank = 0, abreast = 0;
	size_t	lines = 0, rules = 0;

	for (size_t i = 0; i < n; i++) {
		size_t	filled = filled_cells(line[i].solid);

		if (doc_text_line_is_rule(line[i].solid)) {
			rules++;
			continue;
		}
		lines++;
		left += doc_text_line_pipe(line[i].solid, 0) != 0;
		right += ends_in_pipe(line[i].solid);
		single += filled == 1 && line[i].pipes == 1;
		blank += filled == 0;
		abreast += filled >= 2;
	}
	return (struct habit){
		.left = left * 2 >= lines,
		.right = right * 2 >= lines,
		.stacked = single >= 4 &&
		    (single + blank) * 3 >= lines * 2 &&
		    abreast * 20 <= lines,
		.ruled = rules >= RULES,
	};
}

/* Begin a row with the cells of a line. */
static void
read_line(struct rows *rows, const struct doc_text_line *line,
    const struct habit *habit)
{
	str	text = habit->tabs ? line->text : line->solid, cell;
	size_t	at = 0;
	bool	more = true;

	if (habit->left)
		at = doc_text_line_pipe(text, 0);
	while (more) {
		more = next_cell(text, habit->tabs, &at, &cell);
		if (!more && habit->right && str_trim(cell).n == 0)
			break;
		put_piece(rows, cell_text(rows->arena, cell), line->place);
	}
}

/* Put a line's cells below those of the row that was begun. */
static void
read_below(struct rows *rows, const struct doc_text_line *line)
{
	size_t	at = doc_text_line_pipe(line->solid, 0);
	bool	more = true;
	str	cell;

	for (size_t i = rows->from; more && i < rows->n; i++) {
		str	*above = &rows->piece[i].text;

		more = next_cell(line->solid, false, &at, &cell);
		cell = cell_text(rows->arena, cell);
		if (cell.n > 0)
			*above = above->n == 0 ? cell : str_printf(rows->arena,
			    "%.*s\n%.*s", STRF(*above), STRF(cell));
	}
}

/*
 * How many of these lines are one row: in a grid that is ruled off row by
 * row all of them up to the next rule, if their pipes stand below each other.
 */
static size_t
row_lines(const struct doc_text_line *line, size_t n,
    const struct habit *habit)
{
	size_t	to = 1;

	while (habit->ruled && to < n && to <= GRID &&
	    line[to].pipes == line->pipes &&
	    !doc_text_line_is_rule(line[to].solid))
		to++;
	return to == n || doc_text_line_is_rule(line[to].solid) ? to : 1;
}

/* Rows that are set off by lines. */
static enum err
read_rows(struct rows *rows, const struct doc_text_line *line, size_t n,
    const struct habit *habit, struct fault *fault)
{
	for (size_t i = 0, lines; i < n; i += lines) {
		enum err	e;

		lines = row_lines(line + i, n - i, habit);
		if (!habit->tabs && doc_text_line_is_rule(line[i].solid))
			continue;
		read_line(rows, &line[i], habit);
		for (size_t below = 1; below < lines; below++)
			read_below(rows, &line[i + below]);
		e = end_row(rows, fault);
		if (e != OK)
			return e;
	}
	return OK;
}

/*
 * Where a row of a stacked table ends, between two cells that follow each
 * other.  When rows begin with a pipe of their own, the last of the blank
 * cells before a label is that pipe.  Else a row ends before a label that
 * comes after a value or a blank, and before one that a value follows.
 */
static bool
row_ends(const struct piece *piece, size_t n, size_t at, bool left)
{
	bool	blank = piece[at - 1].text.n == 0;
	bool	value = doc_text_line_is_value(piece[at - 1].text);

	if (piece[at].text.n == 0 || doc_text_line_is_value(piece[at].text))
		return false;
	if (left)
		return blank;
	return value || (at + 1 < n && piece[at + 1].text.n > 0 &&
	    doc_text_line_is_value(piece[at + 1].text));
}

/* Part the cells of a stacked table into rows. */
static enum err
part_stack(struct rows *rows, const struct piece *piece, size_t n, bool left,
    struct fault *fault)
{
	for (size_t i = 0; i < n; i++) {
		enum err	e;

		if (i > 0 && row_ends(piece, n, i, left)) {
			if (left && rows->n > rows->from)
				rows->n--;
			e = end_row(rows, fault);
			if (e != OK)
				return e;
		}
		put_piece(rows, piece[i].text, piece[i].place);
	}
	return end_row(rows, fault);
}

static enum err
read_stack(struct rows *rows, const struct doc_text_line *line, size_t n,
    struct fault *fault)
{
	struct rows	cells = { .arena = rows->arena };
	bool		left = doc_text_line_pipe(line->solid, 0) != 0;
	str		cell;

	for (size_t i = 0; i < n; i++) {
		size_t	at = 0, blanks = 0;

		while (next_cell(line[i].solid, false, &at, &cell)) {
			cell = cell_text(rows->arena, cell);
			blanks = cell.n == 0 ? blanks + 1 : 0;
			if (blanks <= BLANKS)
				put_piece(&cells, cell, line[i].place);
		}
		cell = cell_text(rows->arena, cell);
		if (cell.n > 0)
			put_piece(&cells, cell, line[i].place);
	}
	return part_stack(rows, cells.piece, cells.n, left, fault);
}

/* A line with pipes in it that is no row: "home | news | about". */
static bool
is_remark(struct arena *arena, const struct doc_text_line *line,
    const struct habit *habit)
{
	size_t	at = 0;
	bool	more = !habit->tabs && !habit->left && !habit->right;
	bool	remark = more;
	str	cell;

	while (more) {
		more = next_cell(line->solid, false, &at, &cell);
		remark = remark &&
		    !doc_text_line_is_value(cell_text(arena, cell));
	}
	return remark;
}

enum err
doc_text_pipe_read(struct arena *arena, struct doc *doc,
    const struct doc_text_line *line, size_t n, struct fault *fault)
{
	struct rows	rows = { .arena = arena, .doc = doc };
	struct habit	habit = { .tabs = line->role == DOC_TEXT_TAB };
	enum err	e;

	if (!habit.tabs)
		habit = habit_of(line, n);
	if (n == 1 && is_remark(arena, line, &habit)) {
		doc_add(arena, doc, DOC_PARAGRAPH, doc_fold(arena,
		    line->solid))->place = line->place;
		return OK;
	}
	e = habit.stacked ? read_stack(&rows, line, n, fault) :
	    read_rows(&rows, line, n, &habit, fault);
	return e != OK ? e : give_table(&rows, fault);
}
