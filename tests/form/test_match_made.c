#include "tests/report.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "doc/doc_read.h"
#include "doc/doc_write.h"
#include "form/form_draw.h"
#include "form/form_match.h"

/*
 * Reports with figures at random, drawn in the statutory layout and then
 * changed the way the wild changes them, read back equal.
 */

#define SEEDS	12u

static uint32_t
roll(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* A figure: mostly none or few, now and then many. */
static int64_t
figure(uint32_t *seed)
{
	uint32_t	kind = roll(seed) % 8;

	return kind < 5 ? 0 : kind < 7 ? roll(seed) % 20 :
	    roll(seed) % 100000;
}

static struct filled *
random_report(struct arena *arena, const struct forms *forms, int year,
    uint32_t seed)
{
	struct filled	*filled = report_zero(arena, forms, year);

	filled->published.day = filled->signed_on.day = DAY_NONE;
	for (size_t t = 0; t < filled->tables; t++)
		for (size_t i = 0; i < filled->table[t].table->cells; i++) {
			struct filled_cell *cell = &filled->table[t].cell[i];

			cell->value = number_of(figure(&seed));
			cell->raw = number_text(arena, cell->value);
		}
	return filled;
}

static struct doc *
draw(struct arena *arena, const struct filled *filled)
{
	struct doc	*doc;
	struct fault	 fault;

	check_ok(form_draw(arena, filled, &doc, &fault), fault);
	return doc;
}

/* Every cell of every table is the same number. */
static void
check_same(struct arena *arena, const struct filled *want,
    const struct doc *doc, const char *how)
{
	struct filled	*got;
	struct fault	 fault;

	check_ok(form_match(arena, want->forms, doc, &got, &fault), fault);
	for (size_t t = 0; t < want->tables; t++) {
		const struct filled_table *a = &want->table[t];
		const struct filled_table *b = &got->table[t];

		cr_assert(b->table != NULL, "%s: %.*s is lost", how,
		    STRF(a->table->key));
		cr_assert(a->table == b->table, "%s: %.*s is of %.*s", how,
		    STRF(a->table->key), STRF(b->form->key));
		for (size_t i = 0; i < a->table->cells; i++)
			cr_assert(b->cell[i].state == FILLED_NUMBER &&
			    number_compare(a->cell[i].value,
			    b->cell[i].value) == 0,
			    "%s: %d %.*s cell %zu: %.*s, not %.*s", how,
			    want->year, STRF(a->table->key), i,
			    STRF(b->cell[i].raw), STRF(a->cell[i].raw));
	}
	cr_assert(got->remarks == 0, "%s: %zu remarks, %d %.*s", how,
	    got->remarks, (int)got->remark[0].kind,
	    STRF(got->remark[0].quote));
}

/* No number stands where another or none does; returns how many are found. */
static size_t
check_right(struct arena *arena, const struct filled *want,
    const struct doc *doc, const char *how)
{
	struct filled	*got;
	struct fault	 fault;
	size_t		 found = 0;

	check_ok(form_match(arena, want->forms, doc, &got, &fault), fault);
	for (size_t t = 0; t < want->tables; t++) {
		const struct filled_table *a = &want->table[t];
		const struct filled_table *b = &got->table[t];

		for (size_t i = 0; b->table == a->table &&
		    i < a->table->cells; i++) {
			if (b->cell[i].state != FILLED_NUMBER)
				continue;
			found++;
			cr_assert(a->cell[i].state == FILLED_NUMBER &&
			    number_compare(a->cell[i].value,
			    b->cell[i].value) == 0,
			    "%s: %d %.*s cell %zu: %.*s, not %.*s", how,
			    want->year, STRF(a->table->key), i,
			    STRF(b->cell[i].raw), STRF(a->cell[i].raw));
		}
	}
	return found;
}

typedef void change_fn(struct arena *arena, struct doc *to,
	    const struct doc_table *table, uint32_t *seed);

static int
by_square(const void *a, const void *b)
{
	const struct doc_cell	*x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

/* The document with each table changed. */
static struct doc *
changed(struct arena *arena, const struct doc *doc, change_fn *change,
    uint32_t seed)
{
	struct doc	*to = doc_new(arena, doc->format);

	for (size_t i = 0; i < doc->n; i++) {
		const struct doc_block	*block = &doc->block[i];

		if (block->kind != DOC_TABLE) {
			doc_add(arena, to, block->kind,
			    block->text)->level = block->level;
			continue;
		}
		qsort(block->table->cell, block->table->n,
		    sizeof *block->table->cell, by_square);
		change(arena, to, block->table, &seed);
	}
	return to;
}

static void
check_changed(change_fn *change, const char *how)
{
	static const int	year[] = { 2019, 2020, 2021, 2024 };
	const struct forms	*forms = report_forms(test_arena());

	for (uint32_t seed = 1; seed <= SEEDS; seed++)
		for (size_t y = 0; y < sizeof year / sizeof *year; y++) {
			struct arena	*arena = arena_new((size_t)1 << 28);
			struct filled	*filled = random_report(arena, forms,
					    year[y], seed * 2654435761u);
			struct doc	*doc = draw(arena, filled);

			check_same(arena, filled, changed(arena, doc, change,
			    seed), how);
			arena_free(arena);
		}
}

/* Some cells have nothing in them; returns how many have. */
static size_t
blank_some(struct filled *filled, uint32_t *seed)
{
	size_t	numbers = 0;

	for (size_t t = 0; t < filled->tables; t++)
		for (size_t i = 0; i < filled->table[t].table->cells; i++) {
			struct filled_cell *cell = &filled->table[t].cell[i];

			if (roll(seed) % 4 == 0) {
				cell->state = FILLED_BLANK;
				cell->raw = S("");
			} else
				numbers++;
		}
	return numbers;
}

/* One label in five has lost a character. */
static void
damage_some(struct arena *arena, struct doc *doc, uint32_t *seed)
{
	for (size_t b = 0; b < doc->n; b++) {
		struct doc_table	*table = doc->block[b].table;

		for (size_t i = 0; table != NULL && i < table->n; i++) {
			str	*text = &table->cell[i].text;
			size_t	 at, to;

			if (text->n < 18 || roll(seed) % 5 != 0)
				continue;
			at = utf8_head(*text, roll(seed) %
			    (uint32_t)text->n).n;
			to = at;
			(void)utf8_next(*text, &to);
			*text = str_printf(arena, "%.*s%.*s",
			    STRF(str_sub(*text, 0, at)),
			    STRF(str_sub(*text, to, text->n)));
		}
	}
}

enum damage { NO_DAMAGE, BLANKS, LABELS };

/*
 * At least so many per cent of the numbers are found again, and none of them
 * wrongly.
 */
static void
check_damaged(change_fn *change, enum damage damage, size_t percent,
    const char *how)
{
	static const int	year[] = { 2019, 2021 };
	const struct forms	*forms = report_forms(test_arena());
	size_t			 found = 0, numbers = 0;

	for (uint32_t seed = 1; seed <= 2 * SEEDS; seed++)
		for (size_t y = 0; y < sizeof year / sizeof *year; y++) {
			struct arena	*arena = arena_new((size_t)1 << 28);
			uint32_t	 dice = seed * 2654435761u;
			struct filled	*filled = random_report(arena, forms,
					    year[y], dice);
			struct doc	*doc;
			size_t		 cells = 0;

			for (size_t t = 0; t < filled->tables; t++)
				cells += filled->table[t].table->cells;
			if (damage == BLANKS)
				cells = blank_some(filled, &dice);
			doc = draw(arena, filled);
			if (damage == LABELS)
				damage_some(arena, doc, &dice);
			found += check_right(arena, filled,
			    changed(arena, doc, change, seed), how);
			numbers += cells;
			arena_free(arena);
		}
	cr_assert(found * 100 >= numbers * percent,
	    "%s: %zu of %zu found", how, found, numbers);
}

static void
lay(struct arena *arena, struct doc_table *table)
{
	struct fault	fault;

	check_ok(doc_lay(arena, table, &fault), fault);
}

/* --- the changes ------------------------------------------------------ */

static void
leave(struct arena *arena, struct doc *to, const struct doc_table *table,
    uint32_t *seed)
{
	struct doc_table	*copy = doc_add_table(arena, to, table->grid);

	(void)seed;
	for (size_t i = 0; i < table->n; i++)
		doc_add_cell(arena, copy, table->cell[i].row,
		    table->cell[i].col, table->cell[i].rows,
		    table->cell[i].cols, table->cell[i].text);
	lay(arena, copy);
}

/* Pipes: a cell that covered several squares leaves blanks at the end. */
static void
lose_spans(struct arena *arena, struct doc *to,
    const struct doc_table *table, uint32_t *seed)
{
	struct doc_table	*copy = doc_add_table(arena, to,
				    DOC_GRID_LOOSE);
	unsigned		 row = 0, col = 0, lost = 0;

	(void)seed;
	for (size_t i = 0; i <= table->n; i++) {
		const struct doc_cell	*cell = &table->cell[i];

		if (i == table->n || cell->row != row) {
			while (lost-- > 0)
				doc_add_cell(arena, copy, row, col++, 1, 1,
				    S(""));
			if (i == table->n)
				break;
			row = cell->row;
			col = lost = 0;
		}
		doc_add_cell(arena, copy, row, col++, 1, 1, cell->text);
		lost += cell->cols - 1;
	}
	lay(arena, copy);
}

/* Every cell is a line of its own. */
static void
a_cell_a_line(struct arena *arena, struct doc *to,
    const struct doc_table *table, uint32_t *seed)
{
	(void)seed;
	for (size_t i = 0; i < table->n; i++)
		doc_add(arena, to, DOC_PARAGRAPH, table->cell[i].text);
}

/* The table breaks between two rows, once or several times. */
static void
tear(struct arena *arena, struct doc *to, const struct doc_table *table,
    uint32_t *seed)
{
	struct doc_table	*copy = NULL;
	unsigned		 first = 0, row = UINT32_MAX;

	for (size_t i = 0; i < table->n; i++) {
		const struct doc_cell	*cell = &table->cell[i];

		if (copy == NULL || (cell->row != row &&
		    roll(seed) % 5 == 0)) {
			if (copy != NULL) {
				lay(arena, copy);
				doc_add(arena, to, DOC_PARAGRAPH, S("- 3 -"));
			}
			copy = doc_add_table(arena, to, table->grid);
			first = cell->row;
		}
		row = cell->row;
		doc_add_cell(arena, copy, row - first, cell->col, cell->rows,
		    cell->cols, cell->text);
	}
	lay(arena, copy);
}

static void
twice(struct arena *arena, struct doc *to, const struct doc_table *table,
    uint32_t *seed)
{
	leave(arena, to, table, seed);
	doc_add(arena, to, DOC_PARAGRAPH,
	    S("以上表格的文字版如下，与原表一致，供检索和无障碍阅读使用。"));
	lose_spans(arena, to, table, seed);
}

/* --- a page ------------------------------------------------------------ */

#define LINES	8u	/* of one cell at most */

/* How wide a column is on the page. */
static unsigned
wide(const struct doc_table *table, unsigned col)
{
	if (table->cols > 12)
		return 6;
	return col < 3 && table->cols > 8 ? 14 : col == 0 ? 40 : 9;
}

static unsigned
left_of(const struct doc_table *table, unsigned col)
{
	unsigned	x = 0;

	for (unsigned c = 0; c < col; c++)
		x += wide(table, c) + 3;
	return x;
}

/* Part a text into lines that fit a width; returns how many. */
static unsigned
wrap(str text, unsigned width, str *line)
{
	unsigned	n = 0;

	while (text.n > 0 && n < LINES) {
		size_t		to = 0, next = 0;
		unsigned	columns = 0;

		while (next < text.n) {
			columns += utf8_width(utf8_next(text, &next));
			if (columns > width && n + 1 < LINES && to > 0)
				break;
			to = next;
		}
		line[n++] = str_sub(text, 0, to);
		text = str_sub(text, to, text.n);
	}
	return n;
}

/* A line of a cell, somewhere on the page. */
struct printed {
	unsigned	y, x0, x1;
	str		text;
};

static int
reading_order(const void *a, const void *b)
{
	const struct printed	*p = a, *q = b;

	if (p->y != q->y)
		return p->y < q->y ? -1 : 1;
	return (p->x0 > q->x0) - (p->x0 < q->x0);
}

/* The cells' lines, each cell in the middle of the rows it covers. */
static size_t
print_cells(const struct doc_table *table, struct printed *printed)
{
	unsigned	top[256] = { 0 };
	size_t		n = 0;
	str		line[LINES];

	cr_assert(table->rows < 255);
	for (unsigned row = 0; row < table->rows; row++) {
		unsigned	high = 1;

		for (size_t i = 0; i < table->n; i++) {
			const struct doc_cell *cell = &table->cell[i];
			unsigned width = left_of(table, cell->col +
			    cell->cols) - left_of(table, cell->col) - 3;

			if (cell->row == row && cell->rows == 1 &&
			    wrap(cell->text, width, line) > high)
				high = wrap(cell->text, width, line);
		}
		top[row + 1] = top[row] + high;
	}
	for (size_t i = 0; i < table->n; i++) {
		const struct doc_cell *cell = &table->cell[i];
		unsigned x = left_of(table, cell->col);
		unsigned width = left_of(table, cell->col + cell->cols) - x -
		    3;
		unsigned lines = wrap(cell->text, width, line);
		unsigned high = top[cell->row + cell->rows] - top[cell->row];

		for (unsigned k = 0; k < lines; k++) {
			unsigned columns = utf8_columns(line[k]);

			printed[n++] = (struct printed){
				.y = top[cell->row] + (high > lines ?
				    (high - lines) / 2 : 0) + k,
				.x0 = x + (width > columns ?
				    (width - columns) / 2 : 0),
				.text = line[k]
			};
			printed[n - 1].x1 = printed[n - 1].x0 + columns;
		}
	}
	qsort(printed, n, sizeof *printed, reading_order);
	return n;
}

/* Every so many lines a page ends; its number is a line of its own. */
static bool
page_ends(uint32_t *seed, unsigned often)
{
	return often > 0 && roll(seed) % often == 0;
}

static void
print_pages(struct arena *arena, struct doc *to,
    const struct doc_table *table, uint32_t *seed, unsigned often)
{
	struct doc_table	*copy = doc_add_table(arena, to,
				    DOC_GRID_LAYOUT);
	struct printed		*printed = arena_array(arena,
				    table->n * LINES + 1, sizeof *printed);
	size_t			 n = print_cells(table, printed);
	unsigned		 row = 0, col = 0;

	for (size_t i = 0; i < n; i++) {
		struct doc_cell	*cell;

		if (i > 0 && printed[i].y != printed[i - 1].y) {
			row++;
			col = 0;
			if (page_ends(seed, often)) {
				cell = doc_add_cell(arena, copy, row, 0, 1, 1,
				    S("7"));
				cell->x0 = 40;
				cell->x1 = 41;
				lay(arena, copy);
				copy = doc_add_table(arena, to,
				    DOC_GRID_LAYOUT);
				row = 0;
			}
		}
		cell = doc_add_cell(arena, copy, row, col++, 1, 1,
		    printed[i].text);
		cell->x0 = printed[i].x0;
		cell->x1 = printed[i].x1;
	}
	lay(arena, copy);
}

/* A page of a PDF: only the places of words are left. */
static void
print(struct arena *arena, struct doc *to, const struct doc_table *table,
    uint32_t *seed)
{
	print_pages(arena, to, table, seed, 0);
}

static void
print_on_pages(struct arena *arena, struct doc *to,
    const struct doc_table *table, uint32_t *seed)
{
	print_pages(arena, to, table, seed, 9);
}

/* --- all that is promised ---------------------------------------------- */

Test(match_made, a_drawn_report_reads_back_equal)
{
	check_changed(leave, "as drawn");
}

Test(match_made, a_report_without_spans_reads_back_equal)
{
	check_changed(lose_spans, "pipes");
}

Test(match_made, a_report_of_a_cell_a_line_reads_back_equal)
{
	check_changed(a_cell_a_line, "a cell a line");
}

Test(match_made, a_report_with_torn_tables_reads_back_equal)
{
	check_changed(tear, "torn");
}

Test(match_made, a_report_that_holds_its_tables_twice_reads_back_equal)
{
	check_changed(twice, "twice");
}

Test(match_made, a_printed_report_reads_back_equal)
{
	check_changed(print, "printed");
}

Test(match_made, blanks_move_no_number)
{
	check_damaged(leave, BLANKS, 100, "as drawn");
	check_damaged(tear, BLANKS, 100, "torn");
	check_damaged(lose_spans, BLANKS, 99, "pipes");
	check_damaged(a_cell_a_line, BLANKS, 10, "a cell a line");
	check_damaged(print, BLANKS, 99, "printed");
	check_damaged(print_on_pages, BLANKS, 60, "on pages");
}

Test(match_made, damaged_labels_move_no_number)
{
	check_damaged(leave, LABELS, 99, "as drawn");
	check_damaged(tear, LABELS, 99, "torn");
	check_damaged(lose_spans, LABELS, 99, "pipes");
	check_damaged(a_cell_a_line, LABELS, 98, "a cell a line");
	check_damaged(print, LABELS, 98, "printed");
	check_damaged(print_on_pages, LABELS, 90, "on pages");
}

/* --- through files ------------------------------------------------------ */

static void
check_written(enum doc_format format, const char *name)
{
	const struct forms	*forms = report_forms(test_arena());

	for (uint32_t seed = 1; seed <= 3; seed++) {
		struct arena	*arena = arena_new((size_t)1 << 28);
		struct filled	*filled = random_report(arena, forms,
				    seed % 2 == 0 ? 2019 : 2023, seed * 77777);
		struct doc	*doc;
		struct fault	 fault;
		str		 bytes;

		check_ok(doc_write(arena, draw(arena, filled), format,
		    &bytes, &fault), fault);
		check_ok(doc_read(arena, bytes, str_of(name), &doc, &fault),
		    fault);
		check_same(arena, filled, doc, name);
		arena_free(arena);
	}
}

Test(match_made, what_is_written_reads_back_equal)
{
	check_written(DOC_HTML, "report.html");
	check_written(DOC_TEXT, "report.txt");
	check_written(DOC_DOCX, "report.docx");
	check_written(DOC_XLSX, "report.xlsx");
}
