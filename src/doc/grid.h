/*
 * grid - a table as it is drawn, whatever it is drawn in.
 *
 * The squares of a table are covered by tiles without gap or overlap, even
 * where the cells of a found table overlapped or were missing.  Which rows
 * are heads, how wide the columns stand and where a text stands in its tile
 * is settled here once, so that page, DOCX, XLSX and PDF look alike.
 *
 * Calls: arena, number, str, utf8, doc.
 */
#ifndef GRID_H
#define GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/doc.h"

struct arena;

/* What is drawn as one box. */
struct grid_tile {
	const struct doc_cell	*cell;	/* NULL: there is no cell here */
	str			 text;	/* empty on the rest of a torn cell */
	unsigned		 row, col;	/* first square */
	unsigned		 rows, cols;	/* squares it covers */
	bool			 head;	/* heads its column or row */
	bool			 figure; /* a number, a mark or nothing */
	bool			 centred; /* else it begins at the left */
};

struct grid {
	unsigned		 rows, cols;	/* squares of the table */
	struct grid_tile	*tile;	/* by first square, in reading order */
	size_t			 n;
	size_t			*first;	/* rows + 1: first tile of each row */
	size_t			*over;	/* rows * cols: tile over a square */
	bool			*head;	/* rows: nothing but heads in it */
	unsigned		 heads;	/* head rows at the top that head all of
					   it: 0 where others stand below */
};

/* Cover a table that doc_lay has laid with tiles. */
void	 grid_init(struct arena *arena, const struct doc_table *table,
	    struct grid *ret);

/* The tile that covers a square. */
const struct grid_tile *grid_at(const struct grid *grid, unsigned row,
	    unsigned col);

/*
 * How many parts of `whole' each column gets, when a line of the whole width
 * holds `columns' half-width characters.  They add up to `whole'.
 */
unsigned *grid_widths(struct arena *arena, const struct grid *grid,
	    unsigned columns, unsigned whole);

/* The run of head rows nearest above a row; false if there is none. */
bool	 grid_head_above(const struct grid *grid, unsigned row,
	    unsigned *ret_from, unsigned *ret_to);

#endif
