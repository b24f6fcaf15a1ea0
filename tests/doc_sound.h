/*
 * doc_sound - what holds for every document that a reader gives back.
 *
 * For the fuzz targets and for the tests over real files: it asserts.
 */
#ifndef DOC_SOUND_H
#define DOC_SOUND_H

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/doc_read.h"

/* Well-formed text with folded blanks, without controls; '\n' if `lines'. */
static inline void
doc_sound_text(str s, int lines)
{
	assert(utf8_valid(s));
	for (size_t i = 0; i < s.n; i++) {
		unsigned char	byte = (unsigned char)s.at[i];

		assert(byte >= 0x20 || (lines && byte == '\n'));
		assert(byte != 0x7F);
		if (byte == ' ' || byte == '\n')
			assert(i > 0 && i + 1 < s.n && s.at[i + 1] != ' ' &&
			    s.at[i + 1] != '\n');
	}
}

/* Every cell lies in the grid, and every square holds a cell that claims it. */
static inline void
doc_sound_table(const struct doc_table *table)
{
	size_t	squares = (size_t)table->rows * table->cols;

	assert(table->n > 0 && squares > 0 && squares <= DOC_SQUARES);
	for (size_t i = 0; i < table->n; i++) {
		const struct doc_cell	*cell = &table->cell[i];

		doc_sound_text(cell->text, 1);
		assert(cell->rows > 0 && cell->row + cell->rows <= table->rows);
		assert(cell->cols > 0 && cell->col + cell->cols <= table->cols);
		assert(cell->x0 <= cell->x1);
		assert(i == 0 || cell->row >= cell[-1].row);
	}
	for (size_t i = 0; i < squares; i++) {
		const struct doc_cell	*cell = table->at[i];
		size_t			 row = i / table->cols;
		size_t			 col = i % table->cols;

		assert(cell == NULL || (cell >= table->cell &&
		    cell < table->cell + table->n && row >= cell->row &&
		    row < cell->row + cell->rows && col >= cell->col &&
		    col < cell->col + cell->cols));
	}
}

static inline void
doc_sound(const struct doc *doc)
{
	assert(doc->n > 0 && doc->n <= DOC_BLOCKS);
	doc_sound_text(doc->title, 0);
	for (size_t i = 0; i < doc->n; i++) {
		const struct doc_block	*block = &doc->block[i];

		assert((block->kind == DOC_TABLE) == (block->table != NULL));
		if (block->table != NULL)
			doc_sound_table(block->table);
		else
			assert(block->text.n > 0);
		doc_sound_text(block->text, 0);
		assert(block->kind != DOC_HEADING ||
		    (block->level >= 1 && block->level <= 6));
		assert(block->place.line > 0 || block->place.page > 0 ||
		    block->place.xpath.n > 0);
	}
	for (size_t i = 0; i < doc->metas; i++)
		assert(utf8_valid(doc->meta[i].value));
	for (size_t i = 0; i < doc->links; i++)
		assert(utf8_valid(doc->link[i].target));
}

#endif
