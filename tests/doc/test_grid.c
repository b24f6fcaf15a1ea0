#include "tests/doc/sample.h"

#include "doc/grid.h"

static struct grid
grid_of(struct arena *arena, const struct sample_cell *cell, size_t n)
{
	struct doc	*doc = doc_new(arena, DOC_UNKNOWN);
	struct grid	 grid;

	grid_init(arena, sample_table(arena, doc, cell, n), &grid);
	return grid;
}

#define GRID_OF(arena, cells) \
	grid_of((arena), (cells), sizeof(cells) / sizeof *(cells))

/* Every square lies under exactly the tile that says so. */
static void
check_covered(const struct grid *grid)
{
	size_t	squares = 0;

	for (size_t i = 0; i < grid->n; i++)
		squares += (size_t)grid->tile[i].rows * grid->tile[i].cols;
	check_int(squares, (size_t)grid->rows * grid->cols);
	for (unsigned r = 0; r < grid->rows; r++) {
		for (unsigned c = 0; c < grid->cols; c++) {
			const struct grid_tile	*tile = grid_at(grid, r, c);

			cr_assert(r >= tile->row && r < tile->row + tile->rows);
			cr_assert(c >= tile->col && c < tile->col + tile->cols);
		}
	}
}

Test(grid, tiles_cover_a_merged_table_without_gap_or_overlap)
{
	struct grid	grid = GRID_OF(test_arena(), sample_merged);

	check_covered(&grid);
	check_int(grid.n, sizeof sample_merged / sizeof *sample_merged);
	check_int(grid_at(&grid, 6, 1)->row, 5);
}

Test(grid, overlapping_and_missing_cells_are_covered_too)
{
	static const struct sample_cell cells[] = {
		{ 0, 1, 2, 1, "甲", false },
		{ 1, 0, 1, 3, "乙", false },
		{ 3, 0, 1, 1, "丙", false },
	};
	struct grid	grid = GRID_OF(test_arena(), cells);
	unsigned	texts = 0;

	check_covered(&grid);
	for (size_t i = 0; i < grid.n; i++)
		texts += str_eq(grid.tile[i].text, S("乙"));
	check_int(texts, 1);
	cr_assert_null(grid_at(&grid, 2, 2)->cell);
}

Test(grid, heads_at_the_top_head_the_whole_table)
{
	struct grid	grid = GRID_OF(test_arena(), sample_merged);
	unsigned	from, to;

	check_int(grid.heads, 3);
	cr_assert(grid_head_above(&grid, 6, &from, &to));
	check_int(from, 0);
	check_int(to, 3);
}

Test(grid, heads_of_a_block_head_that_block_only)
{
	struct grid	grid = GRID_OF(test_arena(), sample_blocks);
	unsigned	from, to;

	check_int(grid.heads, 0);
	cr_assert(grid_head_above(&grid, 3, &from, &to));
	check_int(from, 0);
	check_int(to, 2);
	cr_assert(grid_head_above(&grid, 6, &from, &to));
	check_int(from, 4);
	check_int(to, 6);
}

Test(grid, a_table_without_heads_has_none_above)
{
	static const struct sample_cell cells[] = {
		{ 0, 0, 1, 1, "甲", false }, { 1, 0, 1, 1, "乙", false },
	};
	struct grid	grid = GRID_OF(test_arena(), cells);
	unsigned	from, to;

	cr_assert_not(grid_head_above(&grid, 1, &from, &to));
}

Test(grid, widths_fill_the_line_and_columns_of_figures_are_equal)
{
	struct arena	*arena = test_arena();
	struct grid	 grid = GRID_OF(arena, sample_merged);
	unsigned	*width = grid_widths(arena, &grid, 84, 10000);
	unsigned	 all = 0;

	for (unsigned c = 0; c < grid.cols; c++)
		all += width[c];
	check_int(all, 10000);
	for (unsigned c = 4; c < 7; c++)
		cr_assert(width[c] + 1 >= width[3] && width[c] <= width[3] + 1);
	cr_assert_gt(width[2], width[3], "a label has no more than a figure");
}

Test(grid, widths_are_found_when_nothing_fits)
{
	struct arena		*arena = test_arena();
	struct sample_cell	 cells[200];
	struct grid		 grid;
	unsigned		*width, all = 0;

	for (unsigned i = 0; i < 200; i++)
		cells[i] = (struct sample_cell){ 0, i, 1, 1, "123456", false };
	grid = grid_of(arena, cells, 200);
	width = grid_widths(arena, &grid, 84, 8844);
	for (unsigned c = 0; c < 200; c++)
		all += width[c];
	check_int(all, 8844);
}
