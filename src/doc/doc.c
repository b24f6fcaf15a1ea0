#include "doc/doc.h"

#include <stdint.h>

#include "base/arena.h"

/* An array without a room of its own grows at 0, 16, 32, 64 ... entries. */
#define FIRST_ROOM	16u

static void *
room_for_one(struct arena *arena, void *array, size_t n, size_t size)
{
	if (n == 0)
		return arena_array(arena, FIRST_ROOM, size);
	if (n < FIRST_ROOM || (n & (n - 1)) != 0)
		return array;
	return arena_grow(arena, array, n, n * 2, size);
}

struct doc *
doc_new(struct arena *arena, enum doc_format format)
{
	struct doc	*doc = arena_alloc(arena, sizeof *doc);

	doc->format = format;
	return doc;
}

struct doc_block *
doc_add(struct arena *arena, struct doc *doc, enum doc_kind kind, str text)
{
	struct doc_block	*block;

	doc->block = room_for_one(arena, doc->block, doc->n,
	    sizeof *doc->block);
	block = &doc->block[doc->n++];
	*block = (struct doc_block){ .kind = kind, .text = text };
	return block;
}

struct doc_table *
doc_add_table(struct arena *arena, struct doc *doc, enum doc_grid grid)
{
	struct doc_table	*table = arena_alloc(arena, sizeof *table);

	table->grid = grid;
	doc_add(arena, doc, DOC_TABLE, S(""))->table = table;
	return table;
}

struct doc_cell *
doc_add_cell(struct arena *arena, struct doc_table *table, unsigned row,
    unsigned col, unsigned rows, unsigned cols, str text)
{
	struct doc_cell	*cell;

	table->cell = room_for_one(arena, table->cell, table->n,
	    sizeof *table->cell);
	cell = &table->cell[table->n++];
	*cell = (struct doc_cell){
		.text = text,
		.row = row,
		.col = col,
		.rows = rows == 0 ? 1 : rows,
		.cols = cols == 0 ? 1 : cols,
	};
	return cell;
}

/*
 * The size of the grid.  What the cells claim together is bounded as well,
 * or many cells claiming the same wide area would take quadratic time.
 */
static enum err
measure(struct doc_table *table, struct fault *fault)
{
	uint64_t	rows = 0, cols = 0, claimed = 0;

	for (size_t i = 0; i < table->n; i++) {
		const struct doc_cell	*cell = &table->cell[i];
		uint64_t	 bottom = (uint64_t)cell->row + cell->rows;
		uint64_t	 right = (uint64_t)cell->col + cell->cols;

		rows = bottom > rows ? bottom : rows;
		cols = right > cols ? right : cols;
		if (rows > DOC_SQUARES || cols > DOC_SQUARES)
			return FAIL(fault, ERR_TOO_LARGE,
			    "doc.table_too_large");
		claimed += (uint64_t)cell->rows * cell->cols;
		if (rows * cols > DOC_SQUARES || claimed > 2 * DOC_SQUARES)
			return FAIL(fault, ERR_TOO_LARGE,
			    "doc.table_too_large");
	}
	table->rows = (unsigned)rows;
	table->cols = (unsigned)cols;
	return OK;
}

enum err
doc_lay(struct arena *arena, struct doc_table *table, struct fault *fault)
{
	enum err	e = measure(table, fault);

	if (e != OK)
		return e;
	table->at = arena_array(arena, (size_t)table->rows * table->cols,
	    sizeof *table->at);
	for (size_t i = 0; i < table->n; i++) {
		struct doc_cell	*cell = &table->cell[i];

		for (unsigned r = cell->row; r < cell->row + cell->rows; r++) {
			struct doc_cell	**square = table->at +
			    (size_t)r * table->cols + cell->col;

			for (unsigned c = 0; c < cell->cols; c++)
				if (square[c] == NULL)
					square[c] = cell;
		}
	}
	return OK;
}

void
doc_add_meta(struct arena *arena, struct doc *doc, str name, str value)
{
	doc->meta = room_for_one(arena, doc->meta, doc->metas,
	    sizeof *doc->meta);
	doc->meta[doc->metas++] = (struct doc_meta){ name, value };
}

void
doc_add_link(struct arena *arena, struct doc *doc, str target, str text,
    struct doc_place place)
{
	doc->link = room_for_one(arena, doc->link, doc->links,
	    sizeof *doc->link);
	doc->link[doc->links++] = (struct doc_link){ target, text, place };
}

void
doc_add_named(struct arena *arena, struct doc *doc,
    const struct doc_named *named)
{
	if (doc->nameds == DOC_NAMED)
		return;
	doc->named = room_for_one(arena, doc->named, doc->nameds,
	    sizeof *doc->named);
	doc->named[doc->nameds++] = *named;
}
