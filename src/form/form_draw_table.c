#include "form/form_draw_table.h"

#include <stdlib.h>

#include "base/arena.h"

/* Groups around a label and the label itself; deeper ones are left out. */
#define DEPTH		8u

/* One label of an axis, with the groups it stands in. */
struct mark {
	const struct form_label	*label[DEPTH];	/* outermost first */
	size_t			 depth;		/* how many, at least 1 */
	unsigned		 at, size;	/* squares along the axis */
};

struct axis {
	struct mark	*mark;
	size_t		 n;
	unsigned	 depth;		/* of the deepest mark */
};

struct drawing {
	struct arena			*arena;
	const struct filled_table	*filled;
	struct doc_table		*table;
	unsigned			 sides;	/* columns of labels */
	unsigned			 wide;	/* columns of values */
	unsigned			 row;	/* the next one */
};

/* --- labels -------------------------------------------------------------- */

static str
label_text(struct arena *arena, const struct form_label *label)
{
	if (label->number.n == 0)
		return label->text;
	return str_printf(arena, "%.*s%.*s", STRF(label->number),
	    STRF(label->text));
}

static void
add_head(struct drawing *drawing, unsigned row, unsigned col, unsigned rows,
    unsigned cols, const struct form_label *label)
{
	doc_add_cell(drawing->arena, drawing->table, row, col, rows, cols,
	    label_text(drawing->arena, label))->head = true;
}

static const struct form_group *
group_of(const struct form_table *table, str key)
{
	for (size_t i = 0; i < table->groups; i++)
		if (key.n > 0 && str_eq(table->group[i].key, key))
			return &table->group[i];
	return NULL;
}

/* Put a label below the groups around it, outermost first. */
static void
push_path(const struct form_table *table, str group,
    const struct form_label *label, struct mark *mark)
{
	const struct form_group	*chain[DEPTH];
	size_t			 n = 0;

	for (const struct form_group *at = group_of(table, group);
	    at != NULL && n < DEPTH; at = group_of(table, at->parent))
		chain[n++] = at;
	while (n > 0 && mark->depth < DEPTH - 1)
		mark->label[mark->depth++] = &chain[--n]->label;
	if (mark->depth < DEPTH)
		mark->label[mark->depth++] = label;
}

static void
add_mark(struct axis *axis, struct mark mark)
{
	axis->mark[axis->n++] = mark;
	if (mark.depth > axis->depth)
		axis->depth = (unsigned)mark.depth;
}

/* Two marks share their groups down to this level. */
static bool
same_groups(const struct mark *a, const struct mark *b, size_t level)
{
	if (level + 1 >= a->depth || level + 1 >= b->depth)
		return false;
	for (size_t i = 0; i <= level; i++)
		if (a->label[i] != b->label[i])
			return false;
	return true;
}

/* The squares of a mark's group at a level, if it is the group's first. */
static unsigned
group_size(const struct axis *axis, size_t i, size_t level)
{
	unsigned	size = 0;

	if (i > 0 && same_groups(&axis->mark[i - 1], &axis->mark[i], level))
		return 0;
	for (size_t j = i; j < axis->n; j++) {
		if (j > i && !same_groups(&axis->mark[i], &axis->mark[j],
		    level))
			break;
		size += axis->mark[j].size;
	}
	return size;
}

/* Labels above their columns; a label reaches down to the values. */
static void
draw_above(struct drawing *drawing, const struct axis *axis, unsigned row,
    unsigned col)
{
	for (size_t i = 0; i < axis->n; i++) {
		const struct mark	*mark = &axis->mark[i];
		unsigned		 last = (unsigned)mark->depth - 1;

		for (unsigned k = 0; k < last; k++) {
			unsigned	size = group_size(axis, i, k);

			if (size > 0)
				add_head(drawing, row + k, col + mark->at, 1,
				    size, mark->label[k]);
		}
		add_head(drawing, row + last, col + mark->at,
		    axis->depth - last, mark->size, mark->label[last]);
	}
}

/* Labels of one row at its side; a label reaches across to the values. */
static void
draw_side(struct drawing *drawing, const struct axis *axis, size_t i,
    unsigned row)
{
	const struct mark	*mark = &axis->mark[i];
	unsigned		 last = (unsigned)mark->depth - 1;

	for (unsigned k = 0; k < last; k++) {
		unsigned	size = group_size(axis, i, k);

		if (size > 0)
			add_head(drawing, row, k, size, 1, mark->label[k]);
	}
	add_head(drawing, row, last, 1, drawing->sides - last,
	    mark->label[last]);
}

/* --- values -------------------------------------------------------------- */

static str
value_text(struct arena *arena, const struct filled_cell *cell)
{
	str	text;

	if (cell->state == FILLED_MARK || cell->state == FILLED_UNREADABLE)
		return cell->raw;
	if (cell->state != FILLED_NUMBER)
		return S("");
	text = number_text(arena, cell->value);
	if (cell->unit.n == 0)
		return text;
	return str_printf(arena, "%.*s%.*s", STRF(text), STRF(cell->unit));
}

/* The value of a row's column, in the squares from (at, col) on. */
static void
add_value(struct drawing *drawing, const struct form_row *row, size_t column,
    unsigned at, unsigned col, unsigned cols)
{
	const struct filled_cell	*value;
	struct arena			*arena = drawing->arena;

	value = &drawing->filled->cell[row->first + column];
	if (value->state == FILLED_LOST)
		return;
	doc_add_cell(arena, drawing->table, at, col, 1, cols,
	    value_text(arena, value))->name = str_printf(arena,
	    "%.*s/%.*s/%.*s", STRF(drawing->filled->table->key),
	    STRF(row->key), STRF(row->column[column].key));
}

/* Something of the row was found. */
static bool
row_is_there(const struct filled_table *filled, const struct form_row *row)
{
	for (size_t i = 0; i < row->columns; i++)
		if (filled->cell[row->first + i].state != FILLED_LOST)
			return true;
	return false;
}

/* --- a block of rows below one another ----------------------------------- */

/* The rows that are there, one square each. */
static struct axis
side_axis(struct drawing *drawing, const struct form_block *block)
{
	const struct form_table	*table = drawing->filled->table;
	struct axis		 axis = {
		.mark = arena_array(drawing->arena, block->rows,
		    sizeof *axis.mark),
	};

	for (size_t r = block->row; r < block->row + block->rows; r++) {
		const struct form_row	*row = &table->row[r];
		struct mark		 mark = { .size = 1 };

		if (!row_is_there(drawing->filled, row))
			continue;
		push_path(table, row->group, &row->label, &mark);
		add_mark(&axis, mark);
	}
	return axis;
}

/* The columns, which share the width of the widest block. */
static struct axis
head_axis(struct drawing *drawing, const struct form_block *block)
{
	const struct form_table	*table = drawing->filled->table;
	struct axis		 axis = {
		.mark = arena_array(drawing->arena, block->columns,
		    sizeof *axis.mark),
	};

	for (size_t c = 0; c < block->columns; c++) {
		const struct form_column *column = &block->column[c];
		struct mark		  mark = {
			.at = (unsigned)(c * drawing->wide / block->columns),
		};

		mark.size = (unsigned)((c + 1) * drawing->wide /
		    block->columns) - mark.at;
		push_path(table, column->group, &column->label, &mark);
		add_mark(&axis, mark);
	}
	return axis;
}

/* The head of a block over all columns, where it has one. */
static void
draw_block_head(struct drawing *drawing, const struct form_block *block,
    unsigned cols)
{
	if (block->head.text.n == 0)
		return;
	add_head(drawing, drawing->row, 0, 1, cols, &block->head);
	drawing->row++;
}

static void
draw_down(struct drawing *drawing, const struct form_block *block)
{
	struct axis	side = side_axis(drawing, block);
	struct axis	head = head_axis(drawing, block);
	size_t		at = 0;

	if (side.n == 0)
		return;
	draw_block_head(drawing, block, drawing->sides + drawing->wide);
	add_head(drawing, drawing->row, 0, head.depth, drawing->sides,
	    &block->corner);
	draw_above(drawing, &head, drawing->row, drawing->sides);
	drawing->row += head.depth;
	for (size_t r = block->row; r < block->row + block->rows; r++) {
		const struct form_row	*row = &drawing->filled->table->row[r];

		if (!row_is_there(drawing->filled, row))
			continue;
		draw_side(drawing, &side, at++, drawing->row);
		for (size_t c = 0; c < row->columns; c++)
			add_value(drawing, row, c, drawing->row,
			    drawing->sides + head.mark[c].at,
			    head.mark[c].size);
		drawing->row++;
	}
}

/* --- a block of rows side by side ---------------------------------------- */

/* Every column of every row that is there, one square each. */
static struct axis
across_axis(struct drawing *drawing, const struct form_block *block)
{
	const struct form_table	*table = drawing->filled->table;
	struct axis		 axis = {
		.mark = arena_array(drawing->arena,
		    block->rows * block->columns, sizeof *axis.mark),
	};

	for (size_t r = block->row; r < block->row + block->rows; r++) {
		const struct form_row	*row = &table->row[r];

		if (!row_is_there(drawing->filled, row))
			continue;
		for (size_t c = 0; c < row->columns; c++) {
			const struct form_column *column = &row->column[c];
			struct mark		  mark = {
				.at = (unsigned)axis.n, .size = 1,
			};

			push_path(table, row->group, &row->label, &mark);
			push_path(table, column->group, &column->label, &mark);
			add_mark(&axis, mark);
		}
	}
	return axis;
}

static void
draw_across(struct drawing *drawing, const struct form_block *block)
{
	struct axis	axis = across_axis(drawing, block);
	unsigned	col = 0;

	if (axis.n == 0)
		return;
	draw_block_head(drawing, block, (unsigned)axis.n);
	draw_above(drawing, &axis, drawing->row, 0);
	drawing->row += axis.depth;
	for (size_t r = block->row; r < block->row + block->rows; r++) {
		const struct form_row	*row = &drawing->filled->table->row[r];

		if (!row_is_there(drawing->filled, row))
			continue;
		for (size_t c = 0; c < row->columns; c++)
			add_value(drawing, row, c, drawing->row, col++, 1);
	}
	drawing->row++;
}

/* --- the table ----------------------------------------------------------- */

/* How many columns of labels and of values the table has. */
static void
measure(struct drawing *drawing)
{
	const struct form_table	*table = drawing->filled->table;

	for (size_t b = 0; b < table->blocks; b++) {
		struct axis	side = side_axis(drawing, &table->block[b]);

		if (side.depth > drawing->sides)
			drawing->sides = side.depth;
		if (table->block[b].columns > drawing->wide)
			drawing->wide = (unsigned)table->block[b].columns;
	}
}

/* Merged heads are drawn when their first label is: put all in their order. */
static int
by_square(const void *a, const void *b)
{
	const struct doc_cell	*x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

enum err
form_draw_table(struct arena *arena, const struct filled_table *filled,
    struct doc *doc, struct fault *fault)
{
	const struct form_table	*table = filled->table;
	struct drawing		 drawing = {
		.arena = arena, .filled = filled,
	};

	drawing.table = doc_add_table(arena, doc, DOC_GRID_TRUE);
	if (table->layout == FORM_DOWN)
		measure(&drawing);
	for (size_t b = 0; b < table->blocks; b++) {
		if (table->layout == FORM_DOWN)
			draw_down(&drawing, &table->block[b]);
		else
			draw_across(&drawing, &table->block[b]);
	}
	if (drawing.table->n > 0)
		qsort(drawing.table->cell, drawing.table->n,
		    sizeof *drawing.table->cell, by_square);
	return doc_lay(arena, drawing.table, fault);
}
